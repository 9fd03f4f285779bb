"""What a person has said that a column is: asked once, kept with the document.

An answer replaces the header by a usual one, before anything is understood.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from prongsai.importing.read.document import (
    Line,
    SourceCell,
    SourceDocument,
    SourceTable,
    Spot,
)
from prongsai.importing.understand.draft import Draft
from prongsai.importing.understand.headers import find_header
from prongsai.importing.understand.vocabulary import begins, normalise, written_forms
from prongsai.storage.limits import BadFileError

NOT_USED = "ไม่ใช้"
"""The answer that a column is of no use; its cells stay unplaced."""

_HEADS = 6
"""Rows of a table in which a header can be."""

_SHOWN = 3

_NUMBER = re.compile(
    r"(?:คอลัมน์|ช่อง)?\s*(?:ที่)?\s*(?P<number>[0-9๐-๙]{1,3})\s*(?:\(ไม่มีหัว\))?"
)
_NOT_ASKED = frozenset({"score-of-other-year", "fractions"})
"""Columns whose meaning is known, though they were left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A column that is not sure: its header, empty where it has none, and first values.

    `form` is the header that it was taken for, empty where it was left unplaced.
    """

    spot: Spot
    header: str
    values: tuple[str, ...]
    form: str


def read_answers(given: Sequence[str]) -> dict[str, str]:
    """Read `header=field`; the field in Thai, or by its name in the vocabulary.

    Raises:
        BadFileError: no such field, or no header.
    """
    found = {}
    for one in given:
        header, _, field = (part.strip() for part in one.rpartition("="))
        if not header:
            raise BadFileError("answer-without-header", answer=one)
        found[_nameless(header) or header] = _form(field)
    return found


def _nameless(header: str) -> str:
    """Return how a column without a header is kept, by its number; else nothing."""
    match = _NUMBER.fullmatch(header.strip())
    return _numbered(int(match["number"])) if match else ""


def choices() -> tuple[str, ...]:
    """Return the fields that may be answered, in Thai."""
    return (*(known[0] for known in written_forms("columns").values()), NOT_USED)


def _form(field: str) -> str:
    """Return the usual header of a field."""
    known = written_forms("columns")
    if field in {NOT_USED, "none"}:
        return NOT_USED
    if field in known:
        return known[field][0]
    meaning = begins("columns", field)
    if not meaning:
        raise BadFileError("answer-unknown", answer=field, known=", ".join(choices()))
    return known[meaning][0]


def with_answers(
    document: SourceDocument, answers: Mapping[str, str]
) -> SourceDocument:
    """Return a document with its headers as a person has explained them."""
    usual = {
        normalise(header): form for header, form in answers.items() if form != NOT_USED
    }
    if not usual:
        return document
    blocks = tuple(
        _answered(block, usual) if isinstance(block, SourceTable) else block
        for block in document.blocks
    )
    return replace(document, blocks=blocks)


def unmatched(
    documents: Sequence[SourceDocument], answers: Mapping[str, str]
) -> tuple[str, list[str]] | None:
    """Return the first answer that is for no column, and the columns that there are."""
    columns: dict[str, str] = {}
    others: set[str] = set()
    for table in (table for document in documents for table in document.tables):
        header = find_header(table)
        texts = header.texts.values() if header else _first_texts(table)
        columns |= {normalise(text): text for text in texts if text}
        top = table.rows[: max(_HEADS, header.last + 1 if header else 0)]
        others |= {normalise(cell.text) for row in top for cell in row}
        others |= {normalise(_numbered(c.spot.column)) for row in top for c in row}
    wrong = [one for one in answers if normalise(one) not in others]
    return (wrong[0], [*columns.values()]) if wrong else None


def _numbered(column: int) -> str:
    return f"คอลัมน์ที่ {column}"


def _first_texts(table: SourceTable) -> list[str]:
    """Return the cells of the row that has most of them, of those at the top."""
    rows = [[c.text for c in row if c.text] for row in table.rows[:_HEADS]]
    return max(rows, key=len, default=[])


def _answered(table: SourceTable, usual: Mapping[str, str]) -> SourceTable:
    table = _with_names(table, usual)
    heads = {_words(row) for row in table.rows[:_HEADS] if _words(row) & {*usual}}
    rows = tuple(
        tuple(_renamed(cell, usual) for cell in row) if _words(row) in heads else row
        for row in table.rows
    )
    return replace(table, rows=rows)


def _with_names(table: SourceTable, usual: Mapping[str, str]) -> SourceTable:
    """Name columns as a person has named them by their number.

    A column without a header gets one in the lowest row of the header.
    """
    header = find_header(table)
    texts = header.texts if header else {}
    first, last = (header.first, header.last) if header else (0, 0)
    rows = list(table.rows)
    for at in range(first, min(last + 1, len(rows))):
        rows[at] = tuple(
            _by_number(cell, usual)
            if cell.text or (at == last and not texts.get(cell.spot.column))
            else cell
            for cell in rows[at]
        )
    return replace(table, rows=tuple(rows))


def _by_number(cell: SourceCell, usual: Mapping[str, str]) -> SourceCell:
    form = usual.get(normalise(_numbered(cell.spot.column)))
    return replace(cell, lines=(Line(text=form),)) if form else cell


def _words(row: Sequence[SourceCell]) -> frozenset[str]:
    return frozenset(normalise(cell.text) for cell in row if cell.text)


def _renamed(cell: SourceCell, usual: Mapping[str, str]) -> SourceCell:
    form = usual.get(normalise(cell.text))
    return replace(cell, lines=(Line(text=form),)) if form else cell


def questions(draft: Draft, answers: Mapping[str, str]) -> Iterator[Question]:
    """Yield what to ask of each column that is not sure, once."""
    asked = {normalise(header) for header in answers}
    for note in (*draft.guessed, *draft.open):
        facts = dict(note.facts)
        header = facts.get("header")
        if note.spot is None or header is None or note.code in _NOT_ASKED:
            continue
        name = normalise(header or _numbered(note.spot.column))
        if name not in asked:
            asked.add(name)
            values = tuple(_below(draft.document, note.spot))
            form = facts.get("form", "")
            yield Question(spot=note.spot, header=header, values=values, form=form)


def _below(document: SourceDocument, head: Spot) -> list[str]:
    """Return the first values in the column under a header."""
    return [
        cell.text
        for cell in document.cells()
        if (cell.spot.table, cell.spot.column) == (head.table, head.column)
        and cell.spot.row > head.row
    ][:_SHOWN]
