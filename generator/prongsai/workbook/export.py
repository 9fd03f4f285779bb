"""Export one agency's year from a project to a workbook."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any  # trees of YAML

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.readings import ids_of_sources, readings
from prongsai.assessment.states import year_states
from prongsai.loading.catalogues import catalogue_years, merge, rules_of
from prongsai.loading.file_kinds import KINDS, YEAR_FILES
from prongsai.loading.load import load
from prongsai.loading.validate import shape
from prongsai.model.catalogue import Catalogue, LocalCatalogue
from prongsai.model.fields import Record
from prongsai.storage.below import files_below, found_in
from prongsai.storage.content_folder import read_sources
from prongsai.storage.internal_folder import FOLDER
from prongsai.workbook.book import Year, book_of
from prongsai.workbook.unit import find_unit
from prongsai.workbook.write import write_book
from prongsai.yaml.reader import read_yaml


class CannotExportError(Exception):
    """Nothing to export. `key` is a text of `workbook.yml`, with its facts."""

    def __init__(self, key: str, **facts: str) -> None:
        """Keep the key of the text that says why."""
        super().__init__(key)
        self.key, self.facts = key, facts


def export_xlsx(
    root: Path,
    slug: str | None,
    fiscal_year: int | None,
    unit: str | None,
    language: str = "th",
    today: datetime.date | None = None,
) -> tuple[str, bytes]:
    """Return name and bytes of a workbook.

    With `today` it says how many items are complete by whose comparison with the
    manual.

    Raises:
        CannotExportError: no such agency, year or unit, or a file cannot be read.
    """
    year = year_of(root, _agency(root, slug), fiscal_year)
    name = f"{year.slug}-{year.fiscal_year}"
    chosen = ""
    if unit is not None:
        found = find_unit(year.agency, unit)
        if found is None:
            known = ", ".join(f"{u.id} ({u.name})" for u in year.agency.units) or "–"
            raise CannotExportError("no-unit", unit=unit, known=known)
        chosen, name = found, f"{name}-{found}"
    book = book_of(year, chosen, language)
    if today is not None:
        book = replace(book, readings=_readings(root, year, today, language))
    review = f"{FOLDER}/rules-{year.fiscal_year}.html"
    if (root / review).is_file():
        book = replace(book, review=review, pictures=_pictures(root, year))
    try:
        return f"{name}.xlsx", write_book(book, language)
    except ModuleNotFoundError:
        raise CannotExportError("no-openpyxl") from None


def _pictures(root: Path, year: Year) -> dict[str, bytes]:
    """Return the page of the manual on which each item begins, by its code."""
    folder = root / FOLDER / f"rules-{year.fiscal_year}"
    found = {}
    for item in year.own.items if year.own else ():
        files = (folder / f"{source}.png" for source in ids_of_sources(item))
        file = next((one for one in files if one.is_file()), None)
        if file:
            found[item.code] = file.read_bytes()
    return found


def _readings(
    root: Path, year: Year, today: datetime.date, language: str
) -> tuple[str, ...]:
    """Return the lines of `check` about lists that somebody compared, if there are."""
    if not any(item.ticked for item in (year.rules.items if year.rules else ())):
        return ()
    content, _ = load(read_sources(root))
    agencies = content.agencies if content else ()
    return tuple(
        reading.words(language)
        for agency in agencies
        if content and agency.slug == year.slug
        for own in agency.years
        if own.fiscal_year == year.fiscal_year
        for reading in readings(
            year_states(
                AssessedYear(content=content, agency=agency, year=own, today=today)
            )
        )
    )


def _agency(root: Path, slug: str | None) -> str:
    folders = found_in(root / "content" / "agencies", "*/agency.yml")
    slugs = [path.parent.name for path in folders]
    if slug in slugs:
        return slug
    if slug is None and len(slugs) == 1:
        return slugs[0]
    raise CannotExportError("several-agencies", known=", ".join(slugs) or "–")


def year_of(root: Path, slug: str, fiscal_year: int | None) -> Year:
    """Return the trees of a year; of one that has no files yet, empty ones.

    Raises:
        CannotExportError: no such year, or a file of it cannot be read.
    """
    folder = root / "content" / "agencies" / slug
    years = sorted(int(path.name) for path in found_in(folder, "[0-9]" * 4))
    wanted = fiscal_year or max(years, default=0)
    known = rules_of(wanted)
    newest = max(*years, *catalogue_years())
    if known is None or wanted > newest + 1:
        text = ", ".join(map(str, years)) or "–"
        raise CannotExportError("no-year", agency=slug, known=text)
    paths = {kind: folder / str(wanted) / f"{kind}.yml" for kind in YEAR_FILES}
    paths["catalogue"] = root / "content" / "catalogue" / f"{wanted}.yml"
    paths["agency"] = folder / "agency.yml"
    paths["site"] = root / "content" / "site.yml"
    read = {
        kind: _read(root, path, KINDS[kind])
        for kind, path in paths.items()
        if path.exists()
    }
    trees = {kind: read[kind][1] if kind in read else None for kind in paths}
    local = read["catalogue"][0] if "catalogue" in read else None
    return Year(
        slug=slug,
        agency=read["agency"][0],
        fiscal_year=wanted,
        rules=_rules(known, local),
        own=local if isinstance(local, LocalCatalogue) else None,
        trees=trees,
        files=_files(folder / str(wanted) / "files"),
    )


def _files(folder: Path) -> tuple[str, ...]:
    """Return the names of the files of a year, from its folder on."""
    names = (path.relative_to(folder).as_posix() for path in files_below(folder))
    return tuple(sorted(name for name in names if not name.startswith((".", "~$"))))


def _rules(known: Catalogue | None, local: Record | None) -> Catalogue | None:
    if known is None or not isinstance(local, LocalCatalogue):
        return known
    return merge(known, local)


def _read(root: Path, path: Path, model: type[Record]) -> tuple[Any, Any]:
    """Return the record and the tree of a file."""
    name = path.relative_to(root).as_posix()
    read = read_yaml(path.read_bytes(), name)
    value, _ = shape(model, read)
    if value is None:
        raise CannotExportError("bad-content", file=name)
    return value, read.tree
