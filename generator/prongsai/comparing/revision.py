"""One of the two revisions of a comparison: what could be read, and what could not."""

import dataclasses
import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.states import Completeness, year_states
from prongsai.checking import check_sources
from prongsai.findings import Finding
from prongsai.loading.content import AgencyContent, Content, Loaded, Year
from prongsai.loading.file_kinds import YEAR_FILES
from prongsai.loading.load import load
from prongsai.model.fields import Record
from prongsai.site.page_types import Plan
from prongsai.site.planned import laid_out
from prongsai.site.published_addresses import live_addresses
from prongsai.storage.content_folder import Sources

_SITE = "content/site.yml"
_STAND_INS: Mapping[str, bytes] = {
    "site.yml": b"version: 1\ntitle: '-'\n",
    "agency.yml": b"name: '-'\nkind: other\nprovince: '-'\n",
}
"""Read instead of a broken file, so that the files next to it can be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How far an agency's year is, in items: with a page, and complete or not."""

    pages: int
    of: int
    complete: int
    incomplete: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One state of the content.

    Attributes:
        name: what the user called it, or empty for the work tree.
        commit: id of the commit, empty for a folder.
        unreadable: files that are there and cannot be compared.
        addresses: what the site would publish; None where errors forbid it.
    """

    name: str
    commit: str
    sources: Sources
    content: Content
    findings: tuple[Finding, ...]
    unreadable: frozenset[str]
    addresses: frozenset[str] | None
    coverage: Mapping[tuple[str, int], Coverage]

    def cannot_read(self, path: str) -> bool:
        """Return whether a file, or a folder that it is in, cannot be read."""
        return any(path == one or path.startswith(f"{one}/") for one in self.unreadable)

    @property
    def records(self) -> Mapping[str, Record]:
        """Return the records of all files that could be read, by path."""
        return {
            one.file: one.value
            for one in _loaded(self.content)
            if one.file not in self.unreadable
        }


def read_content(
    name: str, commit: str, sources: Sources, today: datetime.date
) -> Revision:
    """Read and check one revision; a broken file hides nothing but itself."""
    checked = check_sources(sources, today)
    content, unreadable = _readable(sources, checked.content)
    planned, plan, _ = laid_out(checked, sources)
    return Revision(
        name=name,
        commit=commit,
        sources=sources,
        content=content,
        findings=planned.findings,
        unreadable=unreadable | _unread(sources),
        addresses=None if plan is None else _addresses(plan),
        coverage=dict(_coverage(content, today)),
    )


def _unread(sources: Sources) -> frozenset[str]:
    """Return the files and folders that could not be read from the disk."""
    return frozenset(one.place.path for one in sources.findings)


def _readable(
    sources: Sources, content: Content | None
) -> tuple[Content, frozenset[str]]:
    texts = dict(sources.texts)
    unreadable = set[str]()
    if content is None:
        unreadable |= {_SITE} & texts.keys()
        texts[_SITE] = _STAND_INS["site.yml"]
        content = _load(sources, texts)
    absent = _agency_files(texts) - {agency.agency.file for agency in content.agencies}
    if absent:
        unreadable |= absent & texts.keys()
        texts |= dict.fromkeys(absent, _STAND_INS["agency.yml"])
        content = _load(sources, texts)
    unreadable |= {
        path for path in texts if path not in {one.file for one in _loaded(content)}
    }
    return content, frozenset(unreadable & sources.texts.keys())


def _load(sources: Sources, texts: Mapping[str, bytes]) -> Content:
    content, _ = load(dataclasses.replace(sources, texts=texts))
    if content is None:
        message = "what replaces site.yml cannot be read"
        raise ValueError(message)
    return content


def _agency_files(texts: Mapping[str, bytes]) -> set[str]:
    """Return where the `agency.yml` of every agency's folder is or should be."""
    parts = (path.split("/") for path in texts)
    return {
        "/".join((*part[:3], "agency.yml"))
        for part in parts
        if part[1] == "agencies" and len(part) > 3
    }


def _loaded(content: Content) -> Iterator[Loaded[Record]]:
    yield content.site
    yield from content.records
    yield from content.local
    for agency in content.agencies:
        yield agency.agency
        for year in agency.years:
            for kind in YEAR_FILES:
                loaded = getattr(year, kind)
                if loaded is not None:
                    yield loaded


def _addresses(plan: Plan) -> frozenset[str]:
    return frozenset(one for one in live_addresses(plan) if "#" not in one)


def years(content: Content) -> Iterator[tuple[AgencyContent, Year]]:
    """Yield every year of every agency."""
    for agency in content.agencies:
        for year in agency.years:
            yield agency, year


def _coverage(
    content: Content, today: datetime.date
) -> Iterator[tuple[tuple[str, int], Coverage]]:
    for agency, year in years(content):
        states = year_states(
            AssessedYear(content=content, agency=agency, year=year, today=today)
        )
        yield (
            (agency.slug, year.fiscal_year),
            Coverage(
                pages=sum(item.shown for item in states.items),
                of=len(states.items),
                complete=states.count(Completeness.COMPLETE),
                incomplete=states.count(Completeness.INCOMPLETE),
                unknown=states.count(Completeness.UNKNOWN),
            ),
        )
