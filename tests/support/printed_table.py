"""One table as an officer prints it, in every format that can be imported.

A row is a list of texts; `LEFT` is a place that the cell to the left reaches over, `UP`
one that the cell above reaches into. An empty row is blank. Formats without merged
cells leave those places empty.
"""

import csv
import functools
import html
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from docx import Document as Word
from openpyxl import Workbook

from prongsai.importing.read.csv import read_csv
from prongsai.importing.read.document import SourceDocument
from prongsai.importing.read.docx import read_docx
from prongsai.importing.read.html import read_html
from prongsai.importing.read.text import read_text
from prongsai.importing.read.xlsx import read_xlsx
from prongsai.importing.run import is_about_measures
from prongsai.importing.understand.draft import Draft, Tree
from prongsai.importing.understand.vocabulary import normalise
from prongsai.importing.understand.whole_document import understand

LEFT, UP = "<", "^"
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A cell that reaches over others: its place, counted from 0, and its size."""

    row: int
    column: int
    height: int
    width: int


def width(rows: Rows) -> int:
    """Return how many columns the widest row has."""
    return max(map(len, rows))


def grid(rows: Rows) -> list[list[str]]:
    """Return rows of one width; what another cell reaches over is empty."""
    wide = width(rows)
    return [
        ["" if text in {LEFT, UP} else text for text in row] + [""] * (wide - len(row))
        for row in rows
    ]


def merged(rows: Rows) -> Iterator[Merged]:
    """Yield the cells that reach over others."""
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if text in {LEFT, UP}:
                continue
            over = 1
            while _at(rows, at, column + over) == LEFT:
                over += 1
            down = 1
            while _at(rows, at + down, column) == UP:
                down += 1
            if over > 1 or down > 1:
                yield Merged(row=at, column=column, height=down, width=over)


def _at(rows: Rows, row: int, column: int) -> str:
    if row >= len(rows) or column >= len(rows[row]):
        return ""
    return rows[row][column]


def docx(rows: Rows, *above: str) -> bytes:
    """Return a Word file: paragraphs, then the table."""
    word = Word(io.BytesIO(_template()))
    for text in above:
        word.add_paragraph(text)
    table = word.add_table(rows=0, cols=width(rows))
    for texts in grid(rows):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            first, *others = text.split("\n")
            cell.text = first
            for other in others:
                cell.add_paragraph(other)
    for one in merged(rows):
        first_cell = table.cell(one.row, one.column)
        text = first_cell.text
        end = table.cell(one.row + one.height - 1, one.column + one.width - 1)
        first_cell.merge(end).text = text
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


@functools.cache
def _template() -> bytes:
    """Return an empty Word file with the styles that every document has, not with 160.

    Reading and writing those would be most of the work of a test.
    """
    word = Word()
    for style in list(word.styles):
        if not style.builtin or style.name not in {"Normal", "Normal Table"}:
            style.delete()
    for key, part in list(word.part.rels.items()):
        if part.reltype.endswith("/stylesWithEffects"):
            del word.part.rels[key]
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def xlsx(rows: Rows, *above: str) -> bytes:
    """Return a workbook: lines of one cell, then the table; figures are text."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for text in above:
        sheet.append([text])
    for texts in grid(rows):
        sheet.append([text or None for text in texts])
    for one in merged(rows):
        top = one.row + len(above) + 1
        sheet.merge_cells(
            start_row=top,
            end_row=top + one.height - 1,
            start_column=one.column + 1,
            end_column=one.column + one.width,
        )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def page(rows: Rows, *above: str) -> bytes:
    """Return an HTML page."""
    spans = {(one.row, one.column): one for one in merged(rows)}
    out = [f"<p>{html.escape(text)}</p>" for text in above]
    out.append("<table>")
    for at, row in enumerate(rows):
        out.append("<tr>")
        for column, text in enumerate(row):
            if text in {LEFT, UP}:
                continue
            one = spans.get((at, column))
            size = f' colspan="{one.width}" rowspan="{one.height}"' if one else ""
            lines = "<br>".join(map(html.escape, text.split("\n")))
            out.append(f"<td{size}>{lines}</td>")
        out.append("</tr>")
    return "\n".join([*out, "</table>"]).encode()


def separated(rows: Rows, *above: str) -> bytes:
    """Return separated values; lines above the table have one value."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerows([text] for text in above)
    writer.writerows(grid(rows))
    return stream.getvalue().encode()


def tabbed(rows: Rows, *above: str) -> bytes:
    """Return a text file with tabs; a blank row has them, too."""
    lines = ["\t".join(t.replace("\n", " ") for t in row) for row in grid(rows)]
    return "\n".join([*above, *lines, ""]).encode()


WRITERS: Mapping[str, Callable[..., bytes]] = {
    "docx": docx,
    "xlsx": xlsx,
    "html": page,
    "csv": separated,
    "txt": tabbed,
}
MERGING = ("docx", "xlsx", "html")
"""Formats that have merged cells."""

_READERS: Mapping[str, Callable[[str, bytes], SourceDocument]] = {
    "docx": read_docx,
    "xlsx": read_xlsx,
    "html": read_html,
    "csv": read_csv,
    "txt": read_text,
}


def printed(form: str, rows: Rows, *above: str) -> SourceDocument:
    """Return a table that was written in a format and read again."""
    return _READERS[form](f"plan.{form}", WRITERS[form](rows, *above))


UNITS = {normalise("กองคลัง"): "finance", normalise("สำนักปลัด"): "office"}


def understood(document: SourceDocument, year: int = 2568) -> Draft:
    """Return what an import into a year of an agency with two units understands."""
    years = (year, year - 1) if is_about_measures(document) else (year + 1, year)
    return understand(document, *years, UNITS)


def measures(draft: Draft) -> list[Tree]:
    """Return the measures of a draft."""
    return list(draft.measures.get("measures", []))


def titles(draft: Draft) -> list[str]:
    """Return the titles of the measures."""
    return [measure.get("title", "") for measure in measures(draft)]


def days(draft: Draft) -> list[tuple[str, str]]:
    """Return the first and the last day of every schedule, empty where it has none."""
    schedules = [measure.get("schedule", {}) for measure in measures(draft)]
    return [(str(s.get("from", "")), str(s.get("to", ""))) for s in schedules]


def scores(draft: Draft, group: str = "indicators") -> list[str]:
    """Return the scores of a group of lines."""
    return [line["score"] for line in draft.scores.get(group, [])]


def unplaced(draft: Draft) -> list[str]:
    """Return the texts that fit no field."""
    trees = (draft.measures, draft.scores)
    return [cell["text"] for tree in trees for cell in tree.get("unplaced", [])]


def open_codes(draft: Draft) -> list[str]:
    """Return the codes of what only a person can settle."""
    return [note.code for note in draft.open]


def warned(document: SourceDocument) -> list[tuple[str, str, str]]:
    """Return code, count and first words of every warning of the reader."""
    facts = [(warning.code, dict(warning.facts)) for warning in document.warned]
    return [(code, known["count"], known["first"]) for code, known in facts]
