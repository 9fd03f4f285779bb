"""Which agencies are made anew, and which keep the pages that they have.

An error in the files of one agency stops that agency alone: its pages are made once
more of its last good content, so that search, sitemap, hub, redirects and open data are
those of one whole site. An agency that never had pages is left out. What concerns the
site as a whole stops everything, as does a site on which nothing would be new.
"""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from prongsai import messages
from prongsai.checking import Checked
from prongsai.findings import Finding, Severity, worst_first
from prongsai.storage.content_folder import Sources
from prongsai.storage.content_walk import slug_of
from prongsai.storage.last_good import LastGood, agencies_of
from prongsai.thai.dates import format_iso, format_long


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An agency that is not made anew.

    Attributes:
        name: as its pages call it, its slug where that is not known.
        since: the day on which its pages were made; None where it has none.
        errors: why, worst first; empty where another agency was asked for.
    """

    slug: str
    name: str
    since: datetime.date | None
    errors: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixed:
    """What a site is made of: new content, and the last good content of the `kept`."""

    sources: Sources
    kept: tuple[Kept, ...] = ()

    @property
    def fresh(self) -> frozenset[str]:
        """Return the agencies that are made anew."""
        return frozenset(agencies_of(self.sources)) - self._slugs

    def findings(
        self, new: tuple[Finding, ...], mixed: tuple[Finding, ...]
    ) -> tuple[Finding, ...]:
        """Return what is wrong with all agencies as their files are now.

        Args:
            new: what is wrong with the files as they are.
            mixed: what is wrong with what the site is made of.
        """
        not_asked = {one.slug for one in self.kept if not one.errors}
        return worst_first(
            (
                *(one for one in new if agency_of(one) not in not_asked),
                *(one for one in mixed if agency_of(one) not in self._slugs),
            )
        )

    @property
    def _slugs(self) -> frozenset[str]:
        return frozenset(one.slug for one in self.kept)


def agency_of(finding: Finding) -> str:
    """Return the agency that a finding is about, empty for the site as a whole."""
    return finding.agency or slug_of(finding.place.path)


def mix(
    checked: Checked,
    sources: Sources,
    only: str | None,
    last_good: Callable[[str], LastGood | None],
) -> Mixed:
    """Put the last good content in the place of that of agencies that are kept.

    Args:
        checked: what is wrong with the sources.
        sources: the content as it is.
        only: the one agency to make anew; those without pages are made, too.
        last_good: returns what an agency's pages were last made of.
    """
    wrong = _errors(checked.findings)
    slugs = agencies_of(sources)
    goods = {
        slug: last_good(slug)
        for slug in slugs
        if slug in wrong or only not in {None, slug}
    }
    held = {slug: good for slug, good in goods.items() if good or slug in wrong}
    if "" in wrong or not held or held.keys() >= set(slugs):
        return Mixed(sources=sources)
    names = _names(checked)
    kept = tuple(
        Kept(
            slug=slug,
            name=names.get(slug, slug),
            since=good.day if good else None,
            errors=wrong.get(slug, ()) if only in {None, slug} or not good else (),
        )
        for slug, good in held.items()
    )
    return Mixed(sources=_replaced(sources, held), kept=kept)


def kept_lines(kept: tuple[Kept, ...], language: str) -> Iterator[str]:
    """Yield a sentence for each agency that an error stopped: what stays, and why."""
    for one in (one for one in kept if one.errors):
        first = one.errors[0]
        yield messages.text(
            "terminal",
            "agency-kept" if one.since else "agency-left-out",
            language,
            name=one.name,
            slug=one.slug,
            since=_day(one.since, language),
            why=messages.message(first, language),
            place=str(first.place),
            count=len(one.errors),
        )


def _day(day: datetime.date | None, language: str) -> str:
    if day is None:
        return ""
    return format_long(day) if language == "th" else format_iso(day)


def _errors(findings: tuple[Finding, ...]) -> Mapping[str, tuple[Finding, ...]]:
    found: dict[str, tuple[Finding, ...]] = {}
    for one in findings:
        if one.severity is Severity.ERROR:
            found[agency_of(one)] = (*found.get(agency_of(one), ()), one)
    return found


def _names(checked: Checked) -> Mapping[str, str]:
    agencies = checked.content.agencies if checked.content else ()
    return {one.slug: one.agency.value.name for one in agencies}


def _replaced(sources: Sources, held: Mapping[str, LastGood | None]) -> Sources:
    texts = {p: one for p, one in sources.texts.items() if slug_of(p) not in held}
    files = {p: one for p, one in sources.attachments.items() if slug_of(p) not in held}
    for good in held.values():
        if good is not None:
            texts |= good.texts
            files |= good.attachments
    return replace(
        sources,
        texts=dict(sorted(texts.items())),
        attachments=dict(sorted(files.items())),
        findings=tuple(f for f in sources.findings if agency_of(f) not in held),
    )
