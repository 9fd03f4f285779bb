"""A year as the workbook sees it, and its sheets."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any  # trees of YAML

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.desk.state import Look
from prongsai.loading.file_kinds import YEAR_FILES
from prongsai.storage.content_walk import CONTENT
from prongsai.workbook.book import Page, Year, pages_of
from prongsai.workbook.sheet import Sheet
from prongsai.workbook.sheets import SCORES
from prongsai.workbook.tables import SheetRow
from prongsai.yaml.reader import read_yaml


def year_of(look: Look, assessed: AssessedYear) -> Year:
    """Return a year as the workbook sees it."""
    slug, number = look.agency.slug, assessed.year.fiscal_year
    folder = f"{CONTENT}/agencies/{slug}/{number}/"
    trees = {kind: _tree(look, f"{folder}{kind}.yml") for kind in YEAR_FILES}
    return Year(
        slug=slug,
        agency=look.agency.agency.value,
        fiscal_year=number,
        rules=assessed.rules,
        trees=trees,
        files=tuple(assessed.year.attachments),
    )


def whole_year_of(look: Look, assessed: AssessedYear) -> Year:
    """Return a year with all that a workbook has: agency, site and own list, too."""
    year = year_of(look, assessed)
    more = {
        "agency": f"{CONTENT}/agencies/{year.slug}/agency.yml",
        "site": f"{CONTENT}/site.yml",
        "catalogue": f"{CONTENT}/catalogue/{year.fiscal_year}.yml",
    }
    trees = {kind: _tree(look, path) for kind, path in more.items()}
    return replace(year, trees={**year.trees, **trees})


def _tree(look: Look, path: str) -> Any:  # noqa: ANN401 - a tree of YAML
    data = look.sources.texts.get(path)
    tree = read_yaml(data, path).tree if data else None
    return tree if isinstance(tree, dict) else None


def pages(year: Year, sheets: tuple[Sheet, ...], language: str) -> tuple[Page, ...]:
    """Return sheets of a year in words; scores with the codes that every result has."""
    made = pages_of(year, sheets, language=language)
    return tuple(
        replace(page, rows=(*page.rows, *_without_score(year, page)))
        if page.sheet is SCORES
        else page
        for page in made
    )


def _without_score(year: Year, page: Page) -> Iterator[SheetRow]:
    """Yield a row for each instrument and indicator that has no score yet."""
    there = {row.key for row in page.rows}
    rules = year.rules
    instruments = {one.code: one.title for one in rules.instruments} if rules else {}
    indicators = {one.code: one.title for one in rules.indicators} if rules else {}
    for code, title in {**instruments, **indicators}.items():
        if (code, "") not in there:
            yield SheetRow(key=(code, ""), cells={}, shown={"code_title": title})
