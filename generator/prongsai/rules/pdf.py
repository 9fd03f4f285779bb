"""PDF: the ruling of tables through pdfplumber, their letters through pdfium.

pdfminer, under pdfplumber, loses Thai marks that pdfium keeps; pdfium knows nothing of
tables. So cells come from the one and their text from the other.
"""

import io
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import TypeAlias

import pdfplumber
import pypdfium2
from pdfminer.pdfexceptions import PDFException

from prongsai.rules.manual import Line, Manual, ManualRow
from prongsai.rules.pdf_lines import PdfCell, Segment, segments_of
from prongsai.storage.limits import BadFileError

_EDGE = 0.09
"""Share of a page's height at its top and foot where running lines are."""


_Ruled: TypeAlias = tuple[tuple[PdfCell | None, ...], ...]


def read_pdf(name: str, data: bytes) -> Manual:
    """Read the rows of a PDF; pages without a text layer are `blank`.

    Raises:
        BadFileError: it cannot be opened.
    """
    try:
        document = pypdfium2.PdfDocument(data)
        with pdfplumber.open(io.BytesIO(data)) as ruled:
            pages = [
                _Page(number, sheet, page)
                for number, (sheet, page) in enumerate(
                    zip(document, ruled.pages, strict=True), 1
                )
            ]
    except (pypdfium2.PdfiumError, PDFException, ValueError) as error:
        raise BadFileError("pdf-unreadable", file=name) from error
    running = _running_lines(pages)
    rows = tuple(row for page in pages for row in page.rows(running))
    blank = tuple(page.number for page in pages if not page.segments)
    return Manual(name=name, rows=rows, pages=len(pages), blank=blank)


class _Page:
    """One page: what is written where, and which cells its lines rule."""

    def __init__(
        self, number: int, sheet: pypdfium2.PdfPage, page: pdfplumber.page.Page
    ) -> None:
        self.number = number
        self.tables = _tables(page)
        self.cells = [
            cell for table in self.tables for row in table for cell in row if cell
        ]
        self.segments = segments_of(sheet, self.cells)
        self.height = float(sheet.get_height())
        sizes = [one.size for one in self.segments for _ in one.text]
        self.usual = median(sizes) if sizes else 0.0

    def edge_lines(self) -> Iterator[Segment]:
        """Yield what is written at the top and the foot, outside tables."""
        for segment in self.segments:
            if any(cell.holds(segment) for cell in self.cells):
                continue
            if not _EDGE < segment.top / self.height < 1 - _EDGE:
                yield segment

    def rows(self, running: frozenset[str]) -> Iterator[ManualRow]:
        """Yield tables and lines from top to bottom without running lines."""
        dropped = {
            id(one) for one in self.edge_lines() if _without_digits(one.text) in running
        }
        left = [one for one in self.segments if id(one) not in dropped]
        placed: list[tuple[float, ManualRow]] = []
        for table in self.tables:
            for ruled in table:
                inside = [[s for s in left if c and c.holds(s)] for c in ruled]
                used = {id(segment) for cell in inside for segment in cell}
                left = [segment for segment in left if id(segment) not in used]
                if used:
                    top = min(cell.top for cell in ruled if cell)
                    cells = tuple(map(self._lines, inside))
                    row = ManualRow(page=self.number, cells=cells, tabular=True)
                    placed.append((top, row))
            lost = [segment for segment in left if _is_within(table, segment)]
            left = [segment for segment in left if segment not in lost]
            placed += [(line[0].top, self._lost(table, line)) for line in _lines(lost)]
        placed += [(line[0].top, self._line(line)) for line in _lines(left)]
        yield from (row for _, row in sorted(placed, key=lambda one: one[0]))

    def _lost(self, table: _Ruled, line: list[Segment]) -> ManualRow:
        """Return what is in a table but in no ruled cell, by the columns above it."""
        columns = next(row for row in table if all(row))
        cells = (
            tuple(
                _line([segment], self.usual)
                for segment in line
                if cell and cell.left - 1 <= segment.left < cell.right
            )
            for cell in columns
        )
        return ManualRow(page=self.number, cells=tuple(cells), tabular=True)

    def _line(self, line: list[Segment]) -> ManualRow:
        cells = tuple((_line([segment], self.usual),) for segment in line)
        return ManualRow(page=self.number, cells=cells, tabular=False)

    def _lines(self, segments: list[Segment]) -> tuple[Line, ...]:
        return tuple(_line(line, self.usual) for line in _lines(segments))


def _line(line: list[Segment], usual: float) -> Line:
    text = line[0].text
    for before, segment in pairwise(line):
        apart = segment.left - before.right > 0.15 * segment.size
        text = f"{text} {segment.text}" if apart else f"{text}{segment.text}"
    return Line(text=text, small=max(one.size for one in line) < 0.86 * usual)


def _is_within(table: _Ruled, segment: Segment) -> bool:
    """Return whether a segment is between the edges of a table that has columns."""
    columns = next((row for row in table if all(row)), ())
    ruled = [cell for row in table for cell in row if cell]
    middle = (segment.top + segment.bottom) / 2
    return (
        any(cell and cell.left - 1 <= segment.left < cell.right for cell in columns)
        and min(cell.top for cell in ruled) < middle
        and middle < max(cell.bottom for cell in ruled)
    )


def _tables(page: pdfplumber.page.Page) -> list[_Ruled]:
    return [
        tuple(
            tuple(
                cell
                and PdfCell(left=cell[0], top=cell[1], right=cell[2], bottom=cell[3])
                for cell in row.cells
            )
            for row in table.rows
        )
        for table in page.find_tables({"explicit_horizontal_lines": _ends(page)})
    ]


def _ends(page: pdfplumber.page.Page) -> list[float]:
    """Return where upright lines begin and end: a row cut by a page end has no rule."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    if not upright:
        return []
    return [
        float(min(edge["top"] for edge in upright)),
        float(max(edge["bottom"] for edge in upright)),
    ]


def _running_lines(pages: list[_Page]) -> frozenset[str]:
    """Return the lines at the edges that come again on half of all pages or more."""
    seen = Counter(
        text
        for page in pages
        for text in {_without_digits(line.text) for line in page.edge_lines()}
    )
    least = max(2, len(pages) / 2)
    return frozenset(text for text, times in seen.items() if times >= least)


def _without_digits(text: str) -> str:
    return "".join("#" if sign.isdigit() else sign for sign in text).replace("##", "#")


def _lines(segments: list[Segment]) -> list[list[Segment]]:
    """Put segments at one height into one line, from left to right."""
    lines: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: one.top + one.bottom):
        if lines and lines[-1][0].is_level_with(segment):
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return [sorted(line, key=lambda one: one.left) for line in lines]
