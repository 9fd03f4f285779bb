"""Which agencies are made anew, and which keep the pages that they have.

An error in the files of one agency stops that agency alone: its pages are made once
more of its last good content, so that search, sitemap, hub, redirects and open data are
those of one whole site. An agency that never had pages is left out. What concerns the
site as a whole stops everything, as does a site on which nothing would be new.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from prongsai import messages
from prongsai.findings import Finding, Severity, worst_first
from prongsai.storage.content_walk import slug_of
from prongsai.storage.last_good import LastGood
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


def agency_of(finding: Finding) -> str:
    """Return the agency that a finding is about, empty for the site as a whole."""
    path = finding.place.path
    if finding.code == "folder-unreadable":  # it may be the agency's own
        path = f"{path}/"
    return finding.agency or slug_of(path)


def held_back(
    findings: Iterable[Finding],
    slugs: Collection[str],
    only: str | None,
    last_good: Callable[[str], LastGood | None],
) -> Mapping[str, LastGood | None]:
    """Return the agencies that are not made anew, with their last good content.

    There are none where nothing would be new, or the site as a whole has an error.

    Args:
        findings: what is wrong with the content.
        slugs: all agencies.
        only: the one agency to make anew; those without pages are made, too.
        last_good: returns what an agency's pages were last made of.
    """
    wrong = _errors(findings)
    goods = {
        slug: last_good(slug)
        for slug in slugs
        if slug in wrong or only not in {None, slug}
    }
    held = {slug: good for slug, good in goods.items() if good or slug in wrong}
    return {} if "" in wrong or held.keys() >= set(slugs) else held


def kept_ones(
    held: Mapping[str, LastGood | None],
    findings: Iterable[Finding],
    only: str | None,
    names: Mapping[str, str],
) -> tuple[Kept, ...]:
    """Return what is to be said of the agencies that are not made anew."""
    wrong = _errors(findings)
    return tuple(
        Kept(
            slug=slug,
            name=names.get(slug, slug),
            since=good.day if good else None,
            errors=wrong.get(slug, ()) if only in {None, slug} or not good else (),
        )
        for slug, good in held.items()
    )


def findings_of_all(
    kept: Iterable[Kept], new: Iterable[Finding], mixed: Iterable[Finding]
) -> tuple[Finding, ...]:
    """Return what is wrong with all agencies as their files are now.

    Args:
        kept: the agencies that are not made anew.
        new: what is wrong with the files as they are.
        mixed: what is wrong with what the site is made of.
    """
    slugs = {one.slug for one in kept}
    not_asked = {one.slug for one in kept if not one.errors}
    return worst_first(
        (
            *(one for one in new if agency_of(one) not in not_asked),
            *(one for one in mixed if agency_of(one) not in slugs),
        )
    )


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


def _errors(findings: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    found: dict[str, tuple[Finding, ...]] = {}
    for one in findings:
        if one.severity is Severity.ERROR:
            found[agency_of(one)] = (*found.get(agency_of(one), ()), one)
    return found
