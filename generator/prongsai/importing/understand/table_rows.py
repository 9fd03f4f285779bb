"""Tables of a document become tables of meaning, put together over page breaks."""

from prongsai.importing.read.document import SourceCell, SourceTable
from prongsai.importing.understand.codes import CodeReader
from prongsai.importing.understand.columns import settle
from prongsai.importing.understand.draft import HEADER, REPEATED, Draft
from prongsai.importing.understand.going_on import grid_above, is_no_row
from prongsai.importing.understand.grid import Grid, GridRow
from prongsai.importing.understand.headers import Header, find_header
from prongsai.importing.understand.lists import apart, begins_list
from prongsai.importing.understand.sections import Sections
from prongsai.importing.understand.vocabulary import normalise, words

_LISTS = frozenset({"measure", "steps", "result", "follow-up", "expected", "finding"})
"""Columns of measures that hold lists."""


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
        grid = grid_above(table, before, last, sections, draft)
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
    inside = (words_of(row) for row in table.rows[: header.first])
    above = " ".join([sections.above, *inside])
    columns = settle(table, header, codes, draft, sections.topics, above)
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


def words_of(row: tuple[SourceCell, ...]) -> str:
    """Return the text of a row."""
    return " ".join(cell.text for cell in row if cell.text)


def _title_row(row: tuple[SourceCell, ...], sections: Sections, draft: Draft) -> None:
    """Read a row above the header: a heading inside the table."""
    sections.field(words_of(row))
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
    if not filled or _is_left(row, filled[0], grid, draft):
        return
    subjects = grid.subject_columns()
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
            known = grid.rows[-1].cells.setdefault(cell.spot.column, [])
            known.append(cell if first else _of_own(known, cell, grid))
        return
    if columns == {1} and (sections.group(filled[0]) or _is_subheading(row, grid)):
        _heading(filled[0], grid, sections, draft)
        return
    _begin_row(row, grid, sections, draft)


def _of_own(known: list[SourceCell], cell: SourceCell, grid: Grid) -> SourceCell:
    """Return a cell of a further row: without marks, what it lists is not glued."""
    lists = grid.is_measures and grid.columns.get(cell.spot.column) in _LISTS
    above = [one for one in known if one.text]
    marked = any(begins_list(one.lines[0]) for one in (*above[:1], cell))
    return apart(cell) if lists and above and not marked else cell


def _is_left(
    row: tuple[SourceCell, ...], first: SourceCell, grid: Grid, draft: Draft
) -> bool:
    """Return whether a row is left unplaced: it is no measure, or hides which it is."""
    subject = grid.subject_columns()[:1]
    about = [cell for cell in row if cell.spot.column in subject and cell.text]
    none = next((c for c in (first, *about) if is_no_row(c.text)), None)
    if grid.is_measures and none:
        draft.ask(first.spot, "no-measure", text=none.text)
        return True
    if any(cell.emptied and cell.spot.column in subject for cell in row):
        draft.ask(first.spot, "subject-hidden", beside=first.text)
        return True
    return False


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
