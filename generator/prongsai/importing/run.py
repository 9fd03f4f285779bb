"""Import files: read, understand, compare, write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from prongsai.importing.read.document import Cell, Document, Paragraph, Spot, Table
from prongsai.importing.read.readers import read_document
from prongsai.importing.store import Outcome, prepare, write
from prongsai.importing.understand.draft import Draft
from prongsai.importing.understand.grid import MEASURE_COLUMNS
from prongsai.importing.understand.vocabulary import column, squeeze
from prongsai.importing.understand.whole_document import understand
from prongsai.loading.validate import shape
from prongsai.model.agency import Agency
from prongsai.storage.limits import BadFileError
from prongsai.yaml.reader import read_yaml

KINDS = ("scores", "measures")


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The result of an import; with conflicts nothing was written."""

    draft: Draft
    outcomes: Mapping[str, Outcome]

    @property
    def conflicts(self) -> bool:
        """Return whether conflicts kept the files from being written."""
        return any(outcome.conflicts for outcome in self.outcomes.values())


def run(
    root: Path,
    files: Sequence[Path],
    agency: str,
    year: int,
    kinds: Sequence[str] = KINDS,
    *,
    dry: bool = False,
) -> Imported:
    """Import files into the year of an agency.

    `year` is the year in which the measures are carried out; their scores are of the
    year before. Files with scores alone are of `year` itself.

    Raises:
        BadFileError: a file cannot be imported; nothing was written.
    """
    folder = root / "content" / "agencies" / agency
    document = together([_read(path) for path in files])
    of_measures = "measures" in kinds and is_about_measures(document)
    years = (year, year - 1) if of_measures else (year + 1, year)
    draft = understand(document, *years, unit_ids(folder))
    trees = {
        "scores": (draft.result_year, draft.scores),
        "measures": (draft.year, draft.measures),
    }
    understood = any(
        not fields[0].endswith("header") and fields != ["unplaced"]
        for fields in draft.places.values()
    )
    if not understood:
        headers = _headers(document)
        raise BadFileError("nothing-understood", file=document.name, headers=headers)
    outcomes = {
        kind: prepare(folder / str(trees[kind][0]), kind, trees[kind][1])
        for kind in kinds
        if trees[kind][1]
    }
    imported = Imported(draft=draft, outcomes=outcomes)
    if not dry and not imported.conflicts:
        write(outcomes)
    return imported


def _read(path: Path) -> Document:
    try:
        return read_document(path)
    except BadFileError as error:
        error.facts.setdefault("file", path.name)
        raise


def together(documents: Sequence[Document]) -> Document:
    """Return several files as one; the numbers of tables continue."""
    blocks: list[Paragraph | Table] = []
    tables = 0
    for document in documents:
        blocks.append(Paragraph(text=""))
        for block in document.blocks:
            if isinstance(block, Paragraph):
                blocks.append(block)
                continue
            tables += 1
            blocks.append(_numbered(block, tables))
    warned = tuple(warning for document in documents for warning in document.warned)
    name = ", ".join(document.name for document in documents)
    return Document(name=name, blocks=tuple(blocks), warned=warned)


def _numbered(table: Table, number: int) -> Table:
    def moved(cell: Cell) -> Cell:
        return replace(
            cell, spot=Spot(table=number, row=cell.spot.row, column=cell.spot.column)
        )

    if table.number == number:
        return table
    return Table(
        number=number, rows=tuple(tuple(map(moved, row)) for row in table.rows)
    )


def is_about_measures(document: Document) -> bool:
    """Return whether any table has a column that only measures have."""
    return any(
        (meaning := column(cell.text)) is not None
        and meaning.name in MEASURE_COLUMNS | {"measure"}
        for table in document.tables
        for row in table.rows[:4]
        for cell in row
        if cell.text and len(cell.text) < 120
    )


def unit_ids(folder: Path) -> dict[str, str]:
    """Return the ids of the agency's units by their normalised names."""
    path = folder / "agency.yml"
    if not path.exists():
        return {}
    agency, _ = shape(Agency, read_yaml(path.read_bytes(), path.name))
    return {squeeze(unit.name): unit.id for unit in agency.units} if agency else {}


def _headers(document: Document) -> str:
    first = document.tables[0].rows[0] if document.tables[0].rows else ()
    return " | ".join(cell.text[:40] for cell in first if cell.text)[:300]
