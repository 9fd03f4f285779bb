"""Run a rule again only where something that it read has changed.

A rule is a function of the content; which files of which years it reads is seen while
it runs, so that nothing has to be declared. What is not part of a year (site, agency,
own lists, the day) changes seldom: then everything is run again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from typing import TypeAlias, cast

from prongsai.assessment.assessed_year import AssessedYear, YearCheck
from prongsai.findings import Finding
from prongsai.loading.catalogues import Rulebook
from prongsai.loading.content import AgencyContent, Content, Year

Part: TypeAlias = tuple[str, int, str]
"""A field of a year: the agency's slug, the fiscal year, the field's name."""

_FIELDS = tuple(one.name for one in fields(Year))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    findings: tuple[Finding, ...]
    read: frozenset[Part]


@dataclass(slots=True, kw_only=True)
class Rerun:
    """Runs the rules of years; keeps what each found, and what it read for it."""

    _last: AssessedYear | None = None
    _kept: dict[tuple[YearCheck, str, int], _Kept] = field(default_factory=dict)

    def __call__(self, rule: YearCheck, assessed: AssessedYear) -> tuple[Finding, ...]:
        """Return what a rule finds in a year."""
        self._forget(assessed)
        key = (rule, assessed.agency.slug, assessed.year.fiscal_year)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._kept[key] = _run(rule, assessed)
        return kept.findings

    def _forget(self, assessed: AssessedYear) -> None:
        """Forget what rests on something that is not as it was."""
        last, self._last = self._last, assessed
        if last is None or last.content is assessed.content:
            return
        if _around(last) != _around(assessed):
            self._kept.clear()
            return
        changed = set(_changed(last.content, assessed.content))
        self._kept = {
            key: one for key, one in self._kept.items() if not one.read & changed
        }


def _around(assessed: AssessedYear) -> tuple[object, ...]:
    """Return everything that is not part of a year, with which years there are."""
    content = assessed.content
    agencies = tuple(
        (one.slug, one.agency, tuple(year.fiscal_year for year in one.years))
        for one in content.agencies
    )
    rest = replace(content, agencies=(), catalogues=Rulebook(()))
    return assessed.today, rest, tuple(content.catalogues), agencies


def _changed(before: Content, now: Content) -> Iterator[Part]:
    """Yield the fields of years that differ; both have the same years."""
    for old_agency, agency in zip(before.agencies, now.agencies, strict=True):
        for old, year in zip(old_agency.years, agency.years, strict=True):
            for name in _FIELDS:
                was, is_now = getattr(old, name), getattr(year, name)
                if was is not is_now and was != is_now:
                    yield agency.slug, year.fiscal_year, name


def _run(rule: YearCheck, assessed: AssessedYear) -> _Kept:
    read: set[Part] = set()
    agencies = tuple(_watched(one, read) for one in assessed.content.agencies)
    content = replace(assessed.content, agencies=agencies)
    agency = next(one for one in agencies if one.slug == assessed.agency.slug)
    year = agency.years[assessed.agency.years.index(assessed.year)]
    watched = replace(assessed, content=content, agency=agency, year=year)
    return _Kept(findings=tuple(rule(watched)), read=frozenset(read))


def _watched(agency: AgencyContent, read: set[Part]) -> AgencyContent:
    years = (_WatchedYear(year, agency.slug, read) for year in agency.years)
    return replace(agency, years=tuple(cast("Year", one) for one in years))


class _WatchedYear:
    """A year that notes which of its fields are read."""

    __slots__ = ("_read", "_slug", "_year")

    def __init__(self, year: Year, slug: str, read: set[Part]) -> None:
        self._year, self._slug, self._read = year, slug, read

    def __getattr__(self, name: str) -> object:
        self._read.add((self._slug, self._year.fiscal_year, name))
        return getattr(self._year, name)
