"""From a project to the workbook of one agency's year."""

from pathlib import Path

from prongsai.content import AgencyContent, Content
from prongsai.load import YEAR_FILES, load
from prongsai.sources import Sources, read_sources
from prongsai.workbook.book import Year, book_of
from prongsai.workbook.unit import find_unit
from prongsai.workbook.write import write_book
from prongsai.yaml_reader import read_yaml


class CannotExportError(Exception):
    """Nothing to export. `key` is a text of `workbook.yml`, with its facts."""

    def __init__(self, key: str, **facts: str) -> None:
        """Name the text that tells why."""
        super().__init__(key)
        self.key, self.facts = key, facts


def export_xlsx(
    root: Path,
    slug: str | None,
    fiscal_year: int | None,
    unit: str | None,
    language: str = "th",
) -> tuple[str, bytes]:
    """Return name and bytes of a workbook.

    Raises:
        CannotExportError: no such agency, year or unit, or a file cannot be read.
    """
    sources = read_sources(root)
    content, _ = load(sources)
    if content is None:
        raise CannotExportError("bad-content", file="content/site.yml")
    agency = _agency(content, slug)
    year = year_of(sources, content, agency, fiscal_year)
    name = f"{agency.slug}-{year.fiscal_year}"
    chosen = ""
    if unit is not None:
        found = find_unit(year.agency, unit)
        if found is None:
            known = ", ".join(f"{u.id} ({u.name})" for u in year.agency.units) or "–"
            raise CannotExportError("no-unit", unit=unit, known=known)
        chosen, name = found, f"{name}-{found}"
    try:
        return f"{name}.xlsx", write_book(book_of(year, chosen, language), language)
    except ModuleNotFoundError:
        raise CannotExportError("no-openpyxl") from None


def _agency(content: Content, slug: str | None) -> AgencyContent:
    slugs = [agency.slug for agency in content.agencies]
    if slug is None and len(slugs) == 1:
        return content.agencies[0]
    for agency in content.agencies:
        if agency.slug == slug:
            return agency
    if slug in content.broken:
        file = f"content/agencies/{slug}/agency.yml"
        raise CannotExportError("bad-content", file=file)
    raise CannotExportError("several-agencies", known=", ".join(slugs))


def year_of(
    sources: Sources, content: Content, agency: AgencyContent, fiscal_year: int | None
) -> Year:
    """Return the trees of a year; of one that has no files yet, empty ones.

    Raises:
        CannotExportError: a file of the year cannot be read.
    """
    years = [year.fiscal_year for year in agency.years]
    wanted = fiscal_year or max(years, default=0)
    if not wanted or wanted not in {*years, *content.catalogues}:
        known = ", ".join(map(str, years)) or "–"
        raise CannotExportError("no-year", agency=agency.slug, known=known)
    year = agency.year(wanted)
    if year is not None and year.broken:
        file = f"{wanted}/{min(year.broken)}.yml"
        raise CannotExportError("bad-content", file=file)
    folder = f"content/agencies/{agency.slug}/{wanted}"
    paths = {kind: f"{folder}/{kind}.yml" for kind in YEAR_FILES}
    paths["catalogue"] = f"content/catalogue/{wanted}.yml"
    trees = {
        kind: read_yaml(sources.texts[path], path).tree
        if path in sources.texts
        else None
        for kind, path in paths.items()
    }
    rules = content.catalogues.get(wanted)
    return Year(agency.slug, agency.agency.value, wanted, rules, trees)
