"""A block of cells from Excel or Word: its columns, and the records it is about."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from prongsai.desk.tables.typed import Typed
from prongsai.thai.near import plain
from prongsai.thai.typed import leading_code
from prongsai.workbook.book import Page
from prongsai.workbook.choices import chosen
from prongsai.workbook.columns import Column
from prongsai.workbook.merge import HEADS
from prongsai.workbook.read_cells import plain_text
from prongsai.workbook.sheet import Key
from prongsai.workbook.tables import SheetRow, code

_MOST_ROWS, _MOST_COLUMNS = 500, 40
_TOLD_APART = ("round",)
"""Fields that tell records of one measure apart, where no words are the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block: the field of each column, empty for one of no use, and its rows."""

    fields: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def block_of(page: Page, text: str, chosen_fields: Mapping[int, str]) -> Block:
    """Read a block of tab-separated text.

    Args:
        page: the sheet that it is for.
        text: as the clipboard has it.
        chosen_fields: what a person said that a column is, by its number from 0.
    """
    rows = [tuple(row[:_MOST_COLUMNS]) for row in _rows(text)][:_MOST_ROWS]
    width = max(map(len, rows), default=0)
    found = _headers(page, rows[0]) if rows else {}
    body = rows[1:] if found else rows
    names = found or dict(enumerate(_usual(page, width)))
    names |= dict(chosen_fields)
    return Block(
        fields=tuple(names.get(at, "") for at in range(width)), rows=tuple(body)
    )


def _rows(text: str) -> Iterator[list[str]]:
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline="")
    for row in csv.reader(lines, delimiter="\t"):
        if any(cell.strip() for cell in row):
            yield [cell.strip() for cell in row]


def open_columns(page: Page) -> tuple[Column, ...]:
    """Return the columns that a block may have."""
    return tuple(
        one
        for one in page.sheet.columns
        if not one.hidden and not one.shown and one.name not in {"ordinal", "parent"}
    )


def _headers(page: Page, row: Sequence[str]) -> dict[int, str]:
    """Return the field of each column, where a row is one of headers."""
    names = {plain(page.headers[one.name]): one.name for one in open_columns(page)}
    found = {
        at: names[plain(cell)] for at, cell in enumerate(row) if plain(cell) in names
    }
    return found if 2 * len(found) >= len([one for one in row if one]) else {}


def _usual(page: Page, width: int) -> list[str]:
    """Return the fields in the order of the sheet, for a block without headers."""
    return [one.name for one in open_columns(page)][:width]


def typed_block(page: Page, block: Block) -> tuple[Typed, ...]:
    """Return the rows of a block as records of a form; empty cells change nothing."""
    return tuple(_record(page, block, row, at) for at, row in enumerate(block.rows))


def _record(page: Page, block: Block, row: Sequence[str], number: int) -> Typed:
    words = {
        name: text
        for name, text in zip(block.fields, row, strict=False)
        if name and text
    }
    key, there = _found(page, words)
    own = {one.name for one in page.sheet.keys}
    cells = {name: text for name, text in words.items() if name not in own}
    was = {name: there.cells.get(name, "") if there else "" for name in cells}
    return Typed(number=number, key=key, words=cells, was=was)


def _found(page: Page, words: Mapping[str, str]) -> tuple[Key, SheetRow | None]:
    """Return the key of a row, and the record that it is about where there is one."""
    begun = [_part(page, column, words) for column in page.sheet.keys]
    if page.sheet.list_of:
        key = tuple(begun)
        return key, next((row for row in page.rows if row.key == key), None)
    above = tuple(begun[:-1])
    same = [
        row for row in page.rows if row.key[:-1] == above and _is_same(page, row, words)
    ]
    if len(same) == 1:
        return same[0].key, same[0]
    return (*above, ""), None


def _part(page: Page, column: Column, words: Mapping[str, str]) -> str:
    text = " ".join(words.get(column.name, "").split())
    if column.name == "code":
        return leading_code(text)[0] or code(text)
    return chosen(text, page.labels.get(column.name, {}))


def _is_same(page: Page, row: SheetRow, words: Mapping[str, str]) -> bool:
    """Return whether a record has the same words, or the same round of its measure."""
    head = next((name for name in HEADS if words.get(name)), "")
    if head and plain(row.cells.get(head, "")) == plain(words[head]):
        return True
    apart = [one for one in page.sheet.data if one.name in _TOLD_APART]
    return bool(apart) and all(
        words.get(one.name)
        and plain_text(one, page.labels.get(one.name, {}), words[one.name])
        == row.cells.get(one.name)
        for one in apart
    )
