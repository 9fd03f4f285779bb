"""Tables of meaning: columns by their headers, rows put together over page breaks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from prongsai.importing.read.document import SourceCell, SourceTable
from prongsai.importing.understand.codes import CodeReader
from prongsai.importing.understand.columns import settle
from prongsai.importing.understand.draft import HEADER, REPEATED, Draft
from prongsai.importing.understand.headers import Header, find_header
from prongsai.importing.understand.sections import Sections, SourceSection
from prongsai.importing.understand.vocabulary import normalise, words

_SUBJECTS = ("measure", "issue", "question", "indicator", "item")
MEASURE_COLUMNS = frozenset(
    {"steps", "unit", "schedule", "follow-up", "result", "outcome", "expected"}
)


@dataclass(slots=True, kw_only=True)
class GridRow:
    """One row over all pages: the cells of each column, and the headings above it."""

    cells: dict[int, list[SourceCell]]
    section: SourceSection
    subject: str = ""

    def of(self, at: int) -> list[SourceCell]:
        """Return the cells of a column that have text."""
        return [cell for cell in self.cells.get(at, ()) if cell.text]


@dataclass(slots=True, kw_only=True)
class Grid:
    """A table with the meaning of its columns (`""` where it is not known)."""

    columns: dict[int, str]
    headers: Mapping[int, str]
    names: Mapping[int, frozenset[str]]
    section: SourceSection
    rows: list[GridRow] = field(default_factory=list)
    printed: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_measures(self) -> bool:
        """Return whether the table is about measures, not only about scores."""
        return are_of_measures(self.columns)

    def subject_columns(self) -> list[int]:
        """Return the columns that say what a row is about, the deciding one first."""
        meanings = {meaning: at for at, meaning in reversed(self.columns.items())}
        found = [meanings[name] for name in _SUBJECTS if name in meanings]
        if "steps" not in meanings and len(found) > 1 and self.is_measures:
            found = [at for at in found if self.columns[at] != "measure"]
        return found

    def score_column(self) -> int:
        """Return the one column of scores, 0 where there is none."""
        return next((at for at, name in self.columns.items() if name == "score"), 0)


def are_of_measures(columns: Mapping[int, str]) -> bool:
    """Return whether columns are those of a table of measures."""
    return bool((MEASURE_COLUMNS | {"measure"}) & set(columns.values()))


def read_table(
    table: SourceTable,
    before: Grid | None,
    sections: Sections,
    codes: CodeReader,
    draft: Draft,
    last: Grid | None = None,
) -> Grid | None:
    """Read one table; `before` is the one it may go on with, None after a heading.

    `last` is the table above that heading: one without a header has its columns.
    Returns the grid that now holds its rows, None where nothing was understood.
    """
    header = find_header(table)
    if header is None:
        grid = _without_header(table, before, last, sections)
    else:
        grid = _with_header(table, header, before, sections, codes, draft)
    if grid is None:
        return None
    goes_on = grid is before
    for number, row in enumerate(table.rows):
        if header and number < header.first:
            _title_row(row, sections, draft)
        elif (header and number <= header.last) or _is_header(row, grid):
            again = goes_on or not header or number > header.last
            for cell in row:
                draft.put(cell, REPEATED if again else HEADER)
        else:
            first = goes_on and number == (header.last + 1 if header else 0)
            _take_row(row, grid, sections, codes, draft, first=first)
    return grid


def _without_header(
    table: SourceTable, before: Grid | None, last: Grid | None, sections: Sections
) -> Grid | None:
    width = max((len(row) for row in table.rows), default=0)
    if before is not None:
        return before if width == len(before.columns) else None
    if last is None or not _fits(table, last, width):
        return None
    return Grid(
        columns=dict(last.columns),
        headers=last.headers,
        names=last.names,
        section=sections.now,
        printed=last.printed,
    )


def _fits(table: SourceTable, last: Grid, width: int) -> bool:
    """Return whether rows without a header are more of the table above a heading."""
    subjects = last.subject_columns()
    return 1 < width <= len(last.columns) and any(
        cell.text and cell.spot.column in subjects for cell in table.rows[0]
    )


def _with_header(
    table: SourceTable,
    header: Header,
    before: Grid | None,
    sections: Sections,
    codes: CodeReader,
    draft: Draft,
) -> Grid:
    if before is not None and dict(header.columns) == before.printed:
        return before
    columns = settle(table, header, codes, draft)
    for cell in header.unknown:
        if columns.get(cell.spot.column) == "":
            draft.ask(cell.spot, "unknown-header", header=cell.text)
    for cell, meaning in header.guessed:
        draft.guess(cell.spot, "header-guessed", header=cell.text, form=meaning.form)
    printed = dict(header.columns)
    return Grid(
        columns=columns,
        headers=header.texts,
        names=header.names,
        section=sections.now,
        printed=printed,
    )


def _title_row(row: tuple[SourceCell, ...], sections: Sections, draft: Draft) -> None:
    """Read a row above the header: a heading inside the table."""
    sections.field(" ".join(cell.text for cell in row if cell.text))
    for cell in row:
        if cell.text and not draft.has(cell) and sections.group(cell):
            draft.put(cell, HEADER)


def _is_header(row: tuple[SourceCell, ...], grid: Grid) -> bool:
    filled = [cell for cell in row if cell.text]
    return len(filled) > 1 and all(
        normalise(cell.text) in grid.names.get(cell.spot.column, ()) for cell in filled
    )


def _take_row(
    row: tuple[SourceCell, ...],
    grid: Grid,
    sections: Sections,
    codes: CodeReader,
    draft: Draft,
    *,
    first: bool,
) -> None:
    filled = [cell for cell in row if cell.text]
    if not filled:
        return
    subjects = grid.subject_columns()
    if any(cell.emptied and cell.spot.column in subjects[:1] for cell in row):
        draft.ask(filled[0].spot, "subject-hidden", beside=filled[0].text)
        return
    if _is_across(row, filled):
        _heading(filled[0], grid, sections, draft)
        return
    columns = {cell.spot.column for cell in filled}
    beside = columns == {1} and not first and 1 not in subjects
    if beside and _is_subheading(row, grid):
        _heading(filled[0], grid, sections, draft)
        return
    if grid.rows and _goes_on(row, columns, grid, codes, first=first):
        for cell in filled:
            grid.rows[-1].cells.setdefault(cell.spot.column, []).append(cell)
        return
    if columns == {1} and (sections.group(filled[0]) or _is_subheading(row, grid)):
        _heading(filled[0], grid, sections, draft)
        return
    _begin_row(row, grid, sections, draft)


def _begin_row(
    row: tuple[SourceCell, ...], grid: Grid, sections: Sections, draft: Draft
) -> None:
    """Add a row; a cell merged downwards is of this row, too."""
    for cell in row:
        if cell.text and normalise(cell.text) in words("row_names"):
            draft.put(cell, HEADER)
    cells = {cell.spot.column: [cell] for cell in row}
    above = grid.rows[-1] if grid.rows else None
    for cell in row:
        if cell.down and above and not cell.text:
            cells[cell.spot.column] = list(above.cells.get(cell.spot.column, ()))
    grid.rows.append(GridRow(cells=cells, section=sections.now))


def _is_across(row: tuple[SourceCell, ...], filled: list[SourceCell]) -> bool:
    """Return whether one cell is merged over the row: a heading, never a measure."""
    over = sum(cell.covered and not cell.down for cell in row)
    return len(filled) == 1 and over > 0 and over >= len(row) - 2


def _is_subheading(row: tuple[SourceCell, ...], grid: Grid) -> bool:
    """Return whether a lone first cell of a table of measures is a heading."""
    return grid.is_measures and len(row) > 2 and len(grid.columns) > 2


def _heading(cell: SourceCell, grid: Grid, sections: Sections, draft: Draft) -> None:
    """Read a row that is a heading; what no section knows is left unplaced."""
    if not sections.group(cell) and grid.is_measures:
        draft.ask(cell.spot, "sub-heading", heading=cell.text)


def _goes_on(
    row: tuple[SourceCell, ...],
    filled: set[int],
    grid: Grid,
    codes: CodeReader,
    *,
    first: bool,
) -> bool:
    subjects = grid.subject_columns()
    if not subjects:
        return False
    if grid.is_measures:
        if subjects[0] not in filled:
            return True
    elif not filled & set(subjects):
        return first
    if first and filled == {subjects[0]}:
        text = next(cell.text for cell in row if cell.spot.column == subjects[0])
        return codes.read(text) is None and not codes.named(text)
    return False
