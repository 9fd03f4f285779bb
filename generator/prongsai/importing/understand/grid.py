"""Tables with known columns; rows are joined over page breaks."""

import re
from dataclasses import dataclass, field

from prongsai.importing.read.document import Cell, Table
from prongsai.importing.understand.codes import CodeReader
from prongsai.importing.understand.draft import HEADER, REPEATED, Draft
from prongsai.importing.understand.sections import Section, Sections
from prongsai.importing.understand.vocabulary import column, squeeze, words
from prongsai.thai.digits import to_arabic

_SUBJECTS = ("measure", "issue", "question", "indicator", "item")
MEASURE_COLUMNS = frozenset(
    {"steps", "unit", "schedule", "follow-up", "result", "outcome", "expected"}
)
_FIGURE = re.compile(r"(?:100(?:\.0{1,4})?|[0-9]{1,2}(?:\.[0-9]{1,4})?)")


@dataclass(slots=True, kw_only=True)
class Row:
    """One row over all pages: the cells of each column, and the headings above it."""

    cells: dict[int, list[Cell]]
    section: Section
    subject: str = ""

    def of(self, at: int) -> list[Cell]:
        """Return the cells of a column that have text."""
        return [cell for cell in self.cells.get(at, ()) if cell.text]


@dataclass(slots=True, kw_only=True)
class Grid:
    """A table with the meaning of its columns (`""` where it is not known)."""

    columns: dict[int, str]
    headers: dict[int, str]
    section: Section
    rows: list[Row] = field(default_factory=list)
    printed: dict[int, str] = field(default_factory=dict)

    @property
    def is_measures(self) -> bool:
        """Return whether the table is about measures, not only about scores."""
        return bool(MEASURE_COLUMNS & set(self.columns.values())) or (
            "measure" in self.columns.values()
        )

    def subject_columns(self) -> list[int]:
        """Return the columns that say what a row is about, the most important first."""
        meanings = {meaning: at for at, meaning in reversed(self.columns.items())}
        found = [meanings[name] for name in _SUBJECTS if name in meanings]
        if "steps" not in meanings and len(found) > 1 and self.is_measures:
            found = [at for at in found if self.columns[at] != "measure"]
        return found


def read_table(
    table: Table,
    before: Grid | None,
    sections: Sections,
    codes: CodeReader,
    draft: Draft,
) -> Grid | None:
    """Read one table; `before` is the one it may go on with, None after a heading.

    Returns the grid that now holds its rows, None where nothing was understood.
    """
    at, columns, headers = _header(table, draft)
    goes_on = before is not None and (
        _width(table) == len(before.columns) if at < 0 else columns == before.printed
    )
    if at < 0 and not goes_on:
        return None
    grid = before if goes_on else None
    if grid is None:
        grid = Grid(
            columns=dict(columns),
            headers=headers,
            section=sections.now,
            printed=columns,
        )
    for number, row in enumerate(table.rows):
        if number < at:
            _title_row(row, sections, draft)
        elif number == at or _is_header(row, grid):
            for cell in row:
                draft.put(cell, REPEATED if goes_on or number > at else HEADER)
        else:
            first = goes_on and number == at + 1
            _take_row(row, grid, sections, codes, draft, first=first)
    if not goes_on:
        _settle(grid, draft)
    return grid


def _title_row(row: tuple[Cell, ...], sections: Sections, draft: Draft) -> None:
    """Read a row above the header: a heading inside the table."""
    for cell in row:
        if cell.text and not draft.has(cell) and sections.group(cell):
            draft.put(cell, HEADER)


def _width(table: Table) -> int:
    return max((len(row) for row in table.rows), default=0)


def _header(table: Table, draft: Draft) -> tuple[int, dict[int, str], dict[int, str]]:
    for number, row in enumerate(table.rows[:4]):
        filled = [cell for cell in row if cell.text]
        meanings = {cell.spot.column: column(cell.text) for cell in filled}
        known = [meaning for meaning in meanings.values() if meaning]
        if len(known) < 2 or 2 * len(known) < len(filled):
            continue
        columns = {cell.spot.column: "" for cell in row}
        for cell in filled:
            meaning = meanings[cell.spot.column]
            if meaning is None:
                draft.ask(cell.spot, "unknown-header", header=cell.text)
                continue
            columns[cell.spot.column] = meaning.name
            if not meaning.sure:
                draft.guess(
                    cell.spot, "header-guessed", header=cell.text, form=meaning.form
                )
        headers = {cell.spot.column: cell.text for cell in row}
        below = table.rows[number + 1] if number + 1 < len(table.rows) else ()
        if not _names_parts(row, below):
            return number, columns, headers
        for cell in filled:
            draft.put(cell, HEADER)
        for cell in below:
            meaning = column(cell.text)
            if meaning:
                columns[cell.spot.column] = meaning.name
                headers[cell.spot.column] = cell.text
        return number + 1, columns, headers
    return -1, {}, {}


def _names_parts(row: tuple[Cell, ...], below: tuple[Cell, ...]) -> bool:
    """Return whether a row splits the merged cells of the header above it."""
    wide = {cell.spot.column for cell in row if cell.covered}
    filled = [cell for cell in below if cell.text]
    return bool(wide and filled) and all(
        column(cell.text) is not None
        and bool({cell.spot.column, cell.spot.column + 1} & wide)
        for cell in filled
    )


def _is_header(row: tuple[Cell, ...], grid: Grid) -> bool:
    filled = [cell for cell in row if cell.text]
    return len(filled) > 1 and all(
        squeeze(cell.text) == squeeze(grid.headers.get(cell.spot.column, ""))
        for cell in filled
    )


def _take_row(
    row: tuple[Cell, ...],
    grid: Grid,
    sections: Sections,
    codes: CodeReader,
    draft: Draft,
    *,
    first: bool,
) -> None:
    filled = {cell.spot.column for cell in row if cell.text}
    if not filled:
        return
    subjects = grid.subject_columns()
    if grid.rows and _goes_on(row, filled, subjects, grid, codes, first=first):
        for cell in row:
            if cell.text:
                grid.rows[-1].cells.setdefault(cell.spot.column, []).append(cell)
        return
    lone = next((cell for cell in row if cell.text), None)
    if lone and len(filled) == 1 and lone.spot.column == 1 and sections.group(lone):
        return
    for cell in row:
        if cell.text and squeeze(cell.text) in words("row_names"):
            draft.put(cell, HEADER)
    cells = {cell.spot.column: [cell] for cell in row}
    above = grid.rows[-1] if grid.rows else None
    for cell in row:
        if cell.covered and above and not cell.text:
            cells[cell.spot.column] = list(above.cells.get(cell.spot.column, ()))
    grid.rows.append(Row(cells=cells, section=sections.now))


def _goes_on(
    row: tuple[Cell, ...],
    filled: set[int],
    subjects: list[int],
    grid: Grid,
    codes: CodeReader,
    *,
    first: bool,
) -> bool:
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


def _settle(grid: Grid, draft: Draft) -> None:
    """Give a meaning to columns with an unclear header, by their content."""
    for at, meaning in grid.columns.items():
        texts = [to_arabic(c.text) for row in grid.rows for c in row.of(at)]
        figures = [text for text in texts if is_figure(text)]
        mostly = bool(texts) and 2 * len(figures) > len(texts)
        if meaning == "score-or-verdict":
            grid.columns[at] = "score" if mostly else "verdict"
        elif not meaning and not grid.headers.get(at) and mostly:
            grid.columns[at] = "score"
            spot = next((row.of(at)[0].spot for row in grid.rows if row.of(at)), None)
            draft.guess(spot, "column-of-scores")


def is_figure(text: str) -> bool:
    """Return whether a text is one or more scores, with only their unit as word."""
    bare = squeeze_words(text)
    return bool(bare) and all(_FIGURE.fullmatch(part) for part in bare.split())


def squeeze_words(text: str) -> str:
    """Remove the words around scores."""
    plain = to_arabic(text)
    for word in words("score_words"):
        plain = plain.replace(word, " ")
    return " ".join(plain.replace(":", " ").split())


def figures(text: str) -> list[str]:
    """Return the scores in a cell that has nothing else."""
    return squeeze_words(text).split() if is_figure(text) else []
