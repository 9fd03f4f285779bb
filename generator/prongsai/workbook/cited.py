"""Evidence that is cited by the name of its file, by its title or by its address.

In the tab of the items a document is named as people name it. What the year has already
becomes its id; a file of the year, or an address, that nothing is about yet becomes a
new document of the item.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PureWindowsPath
from typing import Any  # trees of YAML

from prongsai.workbook.columns import Column
from prongsai.workbook.ids import Ids
from prongsai.workbook.items_sheets import DISCLOSURES, EVIDENCE
from prongsai.workbook.merge import Problem, Spot
from prongsai.workbook.notes import Misread
from prongsai.workbook.read import ReadPage
from prongsai.workbook.read_cells import UNKNOWN
from prongsai.workbook.sheet import Sheet
from prongsai.workbook.tables import SheetRow, code

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_ENDING = re.compile(r".+\.[A-Za-z0-9]{2,5}")

Tree = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """The pages with ids in the place of names, and names that nothing has."""

    pages: tuple[ReadPage, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True, kw_only=True)
class _Item:
    """The documents of an item: the id of each by every name that it has."""

    names: dict[str, str] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)


def with_ids(
    pages: Iterable[ReadPage],
    tree: Tree | None,
    files: Collection[str],
    titles: Mapping[str, str],
    used: Collection[str],
) -> Cited:
    """Put ids in the place of names of evidence.

    Args:
        pages: the workbook as it came back.
        tree: `disclosures.yml` as it is.
        files: names of the files that the year has.
        titles: of the items, by code.
        used: ids that may not be used again.
    """
    every = tuple(pages)
    ids = Ids(used, ((page.sheet, row.key) for page in every for row in page.rows))
    names = _Names(every, tree, files, titles, ids)
    done = tuple(names.page(page) for page in every)
    return Cited(pages=(*done, *names.new_pages()), problems=tuple(names.problems))


class _Names:
    def __init__(
        self,
        pages: tuple[ReadPage, ...],
        tree: Tree | None,
        files: Collection[str],
        titles: Mapping[str, str],
        ids: Ids,
    ) -> None:
        self._titles, self._ids = titles, ids
        self._files = _files(files)
        self._items: dict[str, _Item] = {}
        self._new: dict[str, list[tuple[ReadPage, Column, SheetRow]]] = {}
        self.problems: list[Problem] = []
        for item in (tree or {}).get("items") or ():
            for one in item.get("evidence") or ():
                self._know(code(item["code"]), str(one.get("id")), one)
        for page in pages:
            if page.sheet.model == EVIDENCE.model:
                self._typed(page)

    def page(self, page: ReadPage) -> ReadPage:
        """Return the page with ids in its column of evidence."""
        column = _column(page.sheet)
        if column is None or column.name not in page.letters:
            return page
        rows = tuple(self._row(page, column, row) for row in page.rows)
        return replace(page, rows=rows)

    def new_pages(self) -> Iterator[ReadPage]:
        """Yield a page of new documents for each tab where they were cited."""
        for page, column, _ in (some[0] for some in self._new.values()):
            letter = page.letters[column.name]
            yield ReadPage(
                sheet=EVIDENCE,
                base=replace(page.base, rows={}),
                letters={one.name: letter for one in EVIDENCE.columns},
                rows=tuple(row for _, _, row in self._new[page.sheet.name]),
            )

    def _typed(self, page: ReadPage) -> None:
        """Know the documents that are typed in their own tab; new ones get an id."""
        for row in page.rows:
            at = self._item(row.key[0])
            if row.key[1]:
                at.ids.add(row.key[1])
            elif row.key[0] and not self._known(row):
                row.key = (row.key[0], self._ids.new(EVIDENCE, row.key))
                self._ids.add(EVIDENCE, row.key)
            if row.key[1]:
                self._know(row.key[0], row.key[1], row.cells)

    def _known(self, row: SheetRow) -> bool:
        """Return whether a row without id is in the year: it was imported before."""
        names = self._item(row.key[0]).names
        where = [row.cells.get(name, "") for name in ("file", "url")]
        return any(_plain(one) in names for one in where if one)

    def _item(self, of: str) -> _Item:
        return self._items.setdefault(of, _Item())

    def _know(self, of: str, name: str, record: Mapping[str, Any]) -> None:
        item = self._item(of)
        item.ids.add(name)
        for part in ("title", "file", "url"):
            if record.get(part):
                item.names.setdefault(_plain(str(record[part])), name)

    def _row(self, page: ReadPage, column: Column, row: SheetRow) -> SheetRow:
        text = row.cells.get(column.name, "")
        before = page.base.rows.get(row.key, {}).get(column.name, "")
        if text in {"", UNKNOWN, before}:
            return row
        old = before.split("\n")
        lines = [
            line if line in old else self._line(page, column, row, line)
            for line in text.split("\n")
        ]
        row.cells[column.name] = "\n".join(dict.fromkeys(lines))
        return row

    def _line(self, page: ReadPage, column: Column, row: SheetRow, line: str) -> str:
        item = self._item(row.key[0])
        file = self._files.get(_plain(_base(line)))
        names = (line, _base(line), file or "")
        known = [item.names[_plain(one)] for one in names if _plain(one) in item.names]
        if line in item.ids or known:
            return line if line in item.ids else known[0]
        if _ADDRESS.fullmatch(line):
            return self._add(page, column, row, url=_address(line))
        if file:
            return self._add(page, column, row, file=file)
        self._unknown(page, column, row, line)
        return line

    def _add(self, page: ReadPage, column: Column, row: SheetRow, **where: str) -> str:
        """Make a document of the item for a file or an address."""
        of = row.key[0]
        file = where.get("file", "")
        title = _title(file) if file else self._titles.get(of, of)
        key = (of, self._ids.new(EVIDENCE, (of, "")))
        self._ids.add(EVIDENCE, key)
        self._know(of, key[1], {"title": title if file else "", **where})
        new = SheetRow(key=key, cells=_cells(title=title, **where), number=row.number)
        self._new.setdefault(page.sheet.name, []).append((page, column, new))
        return key[1]

    def _unknown(
        self, page: ReadPage, column: Column, row: SheetRow, line: str
    ) -> None:
        spot = Spot(
            sheet=page.sheet,
            title=page.base.title,
            letter=page.letters[column.name],
            row=row.number,
        )
        word: Misread = "no-file" if _ENDING.fullmatch(line) else "no-document"
        facts = {"value": line, "item": row.key[0]}
        self.problems.append(Problem(spot=spot, code=word, facts=facts))


def _column(sheet: Sheet) -> Column | None:
    """Return the column of a tab of items in which evidence is named."""
    if sheet.kind != DISCLOSURES.kind:
        return None
    return next((one for one in sheet.columns if one.choices == "evidence"), None)


def _cells(**given: str) -> dict[str, str]:
    return {column.name: given.get(column.name, "") for column in EVIDENCE.data}


def _files(names: Collection[str]) -> dict[str, str]:
    """Return the name of each file by the ways in which people write it."""
    found = {_plain(name): name for name in names}
    stems: dict[str, list[str]] = {}
    for name in names:
        stems.setdefault(_plain(name.rpartition(".")[0]), []).append(name)
    single = {stem: some[0] for stem, some in stems.items() if stem and len(some) == 1}
    return single | found


def _plain(text: str) -> str:
    """Return a name without what people do not see: blanks, case, composed signs."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _base(line: str) -> str:
    """Return the name of a file, whatever folders it was written with."""
    return line if _ADDRESS.match(line) else PureWindowsPath(line).name or line


def _address(line: str) -> str:
    return line if "://" in line else f"https://{line}"


def _title(file: str) -> str:
    """Return a title for a file: its name without the ending, as words."""
    stem = file.rpartition(".")[0] or file
    return " ".join(re.sub(r"[_]+", " ", stem).split())
