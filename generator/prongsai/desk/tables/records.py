"""The records of a sheet as the desk shows them: fields with words and choices."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation

from prongsai.desk.beside import Remark
from prongsai.desk.item_page import day
from prongsai.thai.dates import parse_date
from prongsai.workbook.book import Page
from prongsai.workbook.columns import Column, Form
from prongsai.workbook.sheet import Key
from prongsai.workbook.tables import SheetRow

SEPARATOR = "|"
"""Between the parts of a key in an address or a form; ids and codes have none."""

_LONG = 36
"""The width of a column, in signs, from which on its field has several lines."""

Remarks = Mapping[tuple[str, Key, str], tuple[Remark, ...]]
"""What is wrong by sheet, key and field; an empty field is the record as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a record.

    Attributes:
        name: the column's.
        label: what people call it.
        kind: `line`, `long`, `choice` or `several`.
        was: the plain text that the page shows, in the words of the file.
        words: the same in words.
        choices: what may be chosen, by its plain text.
        offers: words that may be added to `several`.
        example: how it is typed.
        remarks: what is wrong with it.
    """

    name: str
    label: str
    kind: str
    was: str
    words: str
    choices: Mapping[str, str] = field(default_factory=dict)
    offers: tuple[str, ...] = ()
    example: str = ""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record: its key in one word, its title, its fields.

    `above` is the measure that it belongs to, empty for one that belongs to none.
    """

    sheet: str
    key: str
    title: str
    above: str
    fields: tuple[Field, ...]
    remarks: tuple[Remark, ...] = ()
    new: bool = False

    def field(self, name: str) -> Field:
        """Return a field by its name."""
        return next(one for one in self.fields if one.name == name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A sheet with its records; `fresh` is the empty record that may be filled in."""

    name: str
    title: str
    help: str
    headers: Mapping[str, str]
    records: tuple[Record, ...]
    fresh: Record | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What is put on a page next to the data itself: examples, and what is wrong."""

    year: int
    say: Callable[..., str]
    remarks: Remarks = field(default_factory=dict)
    typed: Mapping[tuple[str, Key, str], str] = field(default_factory=dict)

    def table(self, page: Page, only: Key = (), *, offered: bool = False) -> Table:
        """Return a page as a table.

        Args:
            page: one sheet.
            only: the beginning of the keys that are wanted.
            offered: whether it has a row, too, for what is not there yet.
        """
        rows = [
            row
            for row in (*page.rows, *(page.offered if offered else ()))
            if row.key[: len(only)] == only
        ]
        records = tuple(
            self.record(page, row, number) for number, row in enumerate(rows, 1)
        )
        return Table(
            name=page.sheet.name,
            title=page.title,
            help=page.help,
            headers=page.headers,
            records=records or self._single(page),
            fresh=self._fresh(page, only),
        )

    def _single(self, page: Page) -> tuple[Record, ...]:
        """Return the record of a file that says nothing of it yet."""
        if page.sheet.lists:
            return ()
        return (self.record(page, SheetRow(key=(), cells={}), 1),)

    def _fresh(self, page: Page, only: Key) -> Record | None:
        sheet = page.sheet
        if not sheet.lists or not sheet.blank:
            return None
        key = (*only, *[""] * (len(sheet.keys) - len(only)))
        made = self.record(page, SheetRow(key=key, cells={}), 0)
        return replace(made, new=True)

    def record(self, page: Page, row: SheetRow, number: int) -> Record:
        """Return one row as a record."""
        sheet = page.sheet
        return Record(
            sheet=sheet.name,
            key=SEPARATOR.join(row.key),
            title=_title(page, row, number, self.say),
            above=row.shown.get("measure_title", ""),
            fields=tuple(self._fields(page, row)),
            remarks=self.remarks.get((sheet.name, row.key, ""), ()),
        )

    def _fields(self, page: Page, row: SheetRow) -> Iterator[Field]:
        open_keys = {
            column.name
            for column, part in zip(page.sheet.keys, row.key, strict=False)
            if not part and column.name != "ordinal" and not row.key[0]
        }
        moved = "parent" if row.key and row.key[-1] else ""
        for column in page.sheet.columns:
            if column.hidden or column.shown or column.name == moved:
                continue
            if column.data or column.typed or column.name in open_keys:
                yield self._field(page, row, column)

    def _field(self, page: Page, row: SheetRow, column: Column) -> Field:
        spot = (page.sheet.name, row.key, column.name)
        labels = page.labels.get(column.name, {})
        was = row.cells.get(column.name, "")
        kind = _kind(column, labels)
        words = self.typed.get(spot, words_of(column, labels, was))
        return Field(
            name=column.name,
            label=page.headers[column.name],
            kind=kind,
            was=was,
            words=words,
            choices=labels if kind == "choice" else {},
            offers=tuple(_offers(page, column)) if kind == "several" else (),
            example=self._example(column, kind),
            remarks=self.remarks.get(spot, ()),
        )

    def _example(self, column: Column, kind: str) -> str:
        if column.form is Form.DATE:
            return self.say("day-example", year=self.year)
        if column.form is Form.NUMBER:
            return self.say("number-example")
        if column.form in {Form.LINES, Form.ENTRIES}:
            return self.say("several-choose" if kind == "several" else "one-a-line")
        return ""


def _kind(column: Column, labels: Mapping[str, str]) -> str:
    if column.form in {Form.LINES, Form.ENTRIES}:
        return "several" if labels else "long"
    if labels:
        return "choice"
    return "long" if column.form is Form.TEXT and column.width >= _LONG else "line"


def _offers(page: Page, column: Column) -> Iterator[str]:
    """Yield the words to choose from; those of the rows themselves are no choice."""
    labels = page.labels.get(column.name, {})
    yield from dict.fromkeys(page.choices.get(column.name, ()) or labels.values())


def words_of(column: Column, labels: Mapping[str, str], text: str) -> str:
    """Return the plain text of a field as people write it."""
    if column.form is Form.DATE:
        return _day(text)
    if column.name == "score":
        return two_decimals(text)
    if column.form is Form.CHOICE:
        return text
    return "\n".join(labels.get(line, line) for line in text.split("\n"))


def _day(text: str) -> str:
    with suppress(ValueError):
        return day(parse_date(text))
    return text


def two_decimals(text: str) -> str:
    """Return a score as it is printed: `84` is `84.00`."""
    with suppress(InvalidOperation):
        if Decimal(text) == Decimal(text).quantize(Decimal("0.01")):
            return f"{Decimal(text):.2f}"
    return text


_TITLES = ("title", "text", "summary", "heading", "code_title")


def _title(page: Page, row: SheetRow, number: int, say: Callable[..., str]) -> str:
    """Return what a record is called: its first words, else its number."""
    cells = {**row.cells, **row.shown}
    words = next((cells[name] for name in _TITLES if cells.get(name)), "")
    if page.sheet.list_of:
        return " ".join(filter(None, (*_code(page, row), words)))
    if page.sheet.lists:
        return f"{number}. {words}" if words else say("record-number", number=number)
    return page.title


def _code(page: Page, row: SheetRow) -> Iterator[str]:
    """Yield the code of a score, and its part in words."""
    yield row.key[0]
    for part in filter(None, row.key[1:]):
        yield page.labels.get("part", {}).get(part, part)
