"""Which record and field each finding of a year's file is about."""

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any  # records of any kind

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.desk.beside import Remark, remark
from prongsai.findings import Finding
from prongsai.loading.content import Loaded
from prongsai.workbook.book import Year
from prongsai.workbook.sheet import Key
from prongsai.workbook.sheets import SHEETS
from prongsai.workbook.tables import rows_of

Spot = tuple[str, Key, str]
"""A sheet, the key of a record in it, and a field; an empty one is the whole record."""

KINDS = ("measures", "scores", "survey")
"""The files of a year that are shown as tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A line of the file at which a record begins."""

    line: int
    sheet: str
    key: Key
    fields: frozenset[str]


def file_of(assessed: AssessedYear, kind: str) -> "Loaded[Any] | None":
    """Return a file of the year as it was loaded, None where there is none."""
    loaded: Loaded[Any] | None = getattr(assessed.year, kind)
    return loaded


def of_kind(
    assessed: AssessedYear, findings: Iterable[Finding], kind: str
) -> tuple[Finding, ...]:
    """Return the findings of a year that are about one of its files."""
    own = (assessed.agency.slug, assessed.year.fiscal_year)
    end = f"/{own[0]}/{own[1]}/{kind}.yml"
    return tuple(
        one
        for one in findings
        if (one.agency, one.year) == own and one.place.path.endswith(end)
    )


def remarks(
    assessed: AssessedYear, findings: Iterable[Finding], year: Year, language: str
) -> dict[Spot, tuple[Remark, ...]]:
    """Return what is wrong with the records of a year, each next to its field."""
    found: dict[Spot, dict[Remark, None]] = {}
    for spot, one in spots(assessed, findings, year):
        found.setdefault(spot, {})[remark(one, language)] = None
    return {spot: tuple(some) for spot, some in found.items()}


def spots(
    assessed: AssessedYear, findings: Iterable[Finding], year: Year
) -> Iterator[tuple[Spot, Finding]]:
    """Yield each finding about a table with the record and field that it is about.

    The key is empty where it is about no record.
    """
    every = tuple(findings)
    for kind in KINDS:
        loaded = file_of(assessed, kind)
        lines = sorted(_lines(loaded, year, kind), key=_by_line) if loaded else []
        for one in of_kind(assessed, every, kind):
            yield _spot(one, lines, kind), one


def _by_line(one: Placed) -> int:
    return one.line


def _lines(loaded: "Loaded[Any]", year: Year, kind: str) -> Iterator[Placed]:
    for sheet in SHEETS:
        if sheet.kind == kind:
            names = frozenset(one.name for one in sheet.data)
            for row in rows_of(sheet, year.trees.get(kind)):
                line = loaded.at(*row.path).line if row.path else 0
                yield Placed(line=line, sheet=sheet.name, key=row.key, fields=names)


def _spot(finding: Finding, lines: list[Placed], kind: str) -> Spot:
    """Return the record in whose lines a finding is; none: that of the file."""
    at = bisect.bisect_right([one.line for one in lines], finding.place.line) - 1
    if at < 0 or not lines[at].line:
        alone = next((one for one in lines if finding.field in one.fields), None)
        field = finding.field if alone else ""
        return (alone.sheet if alone else kind), (alone.key if alone else ()), field
    one = lines[at]
    field = finding.field if finding.field in one.fields else ""
    return one.sheet, one.key, field
