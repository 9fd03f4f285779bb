"""What the XML of a sheet says in addition to its values: merged cells, what is hidden.

openpyxl does not report it when it streams, so it is read from the parts of the
archive, which have been checked to be small.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any  # openpyxl has no types
from xml.etree import ElementTree as ET

from prongsai.storage.limits import MAX_CELLS, MAX_COLUMNS, BadFileError

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z0-9:]+)"')
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_COMMENT = re.compile(rb"<(?:\w+:)?comment\b.*?</(?:\w+:)?comment>", re.DOTALL)
_CONDITION = re.compile(
    rb'<(?:\w+:)?conditionalFormatting\b[^>]*\bsqref="([A-Z0-9: $]+)"'
)
_REF = re.compile(rb'<(?:\w+:)?table\b[^>]*\bref="([A-Z0-9:$]+)"')
_MOST = 2**20
_TEXT = re.compile(rb"<(?:\w+:)?t\b[^>]*>([^<]*)<")
_INLINE = re.compile(
    rb'<c\b[^>]*\br="([A-Z]{1,3}\d+)"[^>]*>\s*(<is>.*?</is>)', re.DOTALL
)
_SHEET = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a sheet is laid out; cells are `(row, column)`.

    Attributes:
        covered: cells that a merged cell reaches over.
        down: those of them below the first cell of a merged one.
        hidden_rows: numbers of rows that are not shown.
        hidden_columns: numbers of columns that are not shown.
        painted: areas (left, top, right, bottom) that a table or a condition colours.
        comments: what is written next to cells.
        rich: the parts of cells that keep differently formatted text by themselves.
    """

    covered: frozenset[tuple[int, int]] = frozenset()
    down: frozenset[tuple[int, int]] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    painted: tuple[tuple[int, int, int, int], ...] = ()
    comments: tuple[str, ...] = ()
    rich: Mapping[tuple[int, int], Sequence[Any]] = field(default_factory=dict)

    def is_painted(self, row: int, column: int) -> bool:
        """Return whether something else than its format may colour a cell."""
        return any(
            left <= column <= right and top <= row <= bottom
            for left, top, right, bottom in self.painted
        )


def layouts(data: bytes) -> dict[str, Layout]:
    """Return the layout of every sheet by its title."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {
            title: replace(
                _layout(archive.read(part)),
                painted=tuple(_painted(archive, part)),
                comments=_comments(archive, part),
            )
            for title, part in _parts(archive)
        }


def _layout(xml: bytes) -> Layout:
    covered: set[tuple[int, int]] = set()
    down: set[tuple[int, int]] = set()
    for left, top, right, bottom in _areas(xml):
        covered |= {
            (row, column)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        } - {(top, left)}
        down |= {(row, left) for row in range(top + 1, bottom + 1)}
        if len(covered) > MAX_CELLS:
            raise BadFileError("too-many-cells", limit=MAX_CELLS)
    return Layout(
        covered=frozenset(covered),
        down=frozenset(down),
        hidden_rows=frozenset(_hidden_rows(xml)),
        hidden_columns=frozenset(_hidden_columns(xml)),
        rich=dict(_rich(xml)),
    )


def _areas(xml: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Yield the merged cells: left, top, right, bottom."""
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 - an extra

    for match in _MERGED.finditer(xml):
        left, top, right, bottom = range_boundaries(match[1].decode())
        if (right - left + 1) * (bottom - top + 1) <= MAX_CELLS:
            yield left, top, right, bottom


def _rich(xml: bytes) -> Iterator[tuple[tuple[int, int], Sequence[Any]]]:
    """Yield the cells with text of several formats that is not in the shared texts."""
    from openpyxl.cell.rich_text import CellRichText  # noqa: PLC0415 - an extra
    from openpyxl.utils.cell import coordinate_to_tuple  # noqa: PLC0415 - an extra

    for match in _INLINE.finditer(xml):
        if b"rPr" in match[2]:
            inside = match[2].replace(b"is>", b"is " + _SHEET + b">", 1)
            tree = ET.fromstring(inside)  # noqa: S314 - checked
            yield coordinate_to_tuple(match[1].decode()), CellRichText.from_tree(tree)


def _hidden_rows(xml: bytes) -> Iterator[int]:
    for match in _ROW.finditer(xml):
        number = re.search(rb'\br="(\d+)"', match[1])
        flat = re.search(rb'\bht="0(?:\.0*)?"', match[1])
        if number and (flat or _HIDDEN.search(match[1])):
            yield int(number[1])


def _hidden_columns(xml: bytes) -> Iterator[int]:
    for match in _COLUMN.finditer(xml):
        first = re.search(rb'\bmin="(\d+)"', match[1])
        last = re.search(rb'\bmax="(\d+)"', match[1])
        flat = re.search(rb'\bwidth="0(?:\.0*)?"', match[1])
        if first and last and (flat or _HIDDEN.search(match[1])):
            yield from range(int(first[1]), min(int(last[1]), MAX_COLUMNS) + 1)


def _comments(archive: zipfile.ZipFile, part: str) -> tuple[str, ...]:
    """Return the comments that belong to a sheet."""
    return tuple(
        b"".join(_TEXT.findall(one)).decode("utf-8", "replace")
        for xml in _linked(archive, part, "/comments")
        for one in _COMMENT.findall(xml)
    )


def _painted(
    archive: zipfile.ZipFile, part: str
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the areas of tables with a style, and of conditions."""
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 - an extra

    conditions = _CONDITION.findall(archive.read(part))
    tables = [
        m[1] for xml in _linked(archive, part, "/table") if (m := _REF.search(xml))
    ]
    for area in (one for found in (*conditions, *tables) for one in found.split()):
        left, top, right, bottom = range_boundaries(area.decode())
        yield left or 1, top or 1, right or _MOST, bottom or _MOST


def _linked(archive: zipfile.ZipFile, part: str, kind: str) -> Iterator[bytes]:
    """Yield the parts of one kind that belong to a sheet."""
    folder, name = posixpath.split(part)
    links = f"{folder}/_rels/{name}.rels"
    if links not in archive.namelist():
        return
    for link in ET.fromstring(archive.read(links)):  # noqa: S314 - checked
        target = _resolved(folder, link.get("Target", ""))
        if link.get("Type", "").endswith(kind) and target in archive.namelist():
            yield archive.read(target)


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield title and part of every sheet."""
    book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 - checked
    links = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - the archive has no entities
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            part = _resolved("xl", targets.get(sheet.get(_LINK), ""))
            if part in archive.namelist():
                yield sheet.get("name", ""), part


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(f"{folder}/{target}")
