"""Manuals in any layout as files of Word and Excel."""

import io
from typing import Any

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement

from manual_layouts import Cell, Layout, NewPage, Table


def as_docx(layout: Layout) -> bytes:
    document = docx.Document()
    section = document.sections[0]
    if layout.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = (
            section.page_height,
            section.page_width,
        )
    section.header.paragraphs[0].text = layout.head
    section.footer.paragraphs[0].text = layout.foot
    for block in layout.blocks:
        match block:
            case str():
                document.add_paragraph(block)
            case NewPage():
                document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
                if block.said:
                    document.add_paragraph(block.said)
            case Table():
                _docx_table(document, block)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _docx_table(there: Any, block: Table) -> None:
    across = block.across
    made = there.add_table(rows=len(block.rows), cols=across)
    if hasattr(there, "styles"):
        made.style = "Table Grid"
    if block.again:
        mark = OxmlElement("w:tblHeader")
        made.rows[0]._tr.get_or_add_trPr().append(mark)
    for (row, column), one in placed(block).items():
        there_cell = made.cell(row, column)
        if (one.wide, one.high) != (1, 1):
            end = made.cell(row + one.high - 1, column + one.wide - 1)
            there_cell = there_cell.merge(end)
        first = True
        for line in one.lines:
            if isinstance(line, str):
                if first:
                    there_cell.paragraphs[0].text = line
                else:
                    there_cell.add_paragraph(line)
                first = False
            else:
                inner = there_cell.add_table(len(line.rows), line.across)
                inner.style = "Table Grid"
                for y, inner_row in enumerate(line.rows):
                    for x, inner_cell in enumerate(inner_row):
                        inner.cell(y, x).text = "\n".join(map(str, inner_cell.lines))
                there_cell.add_paragraph("")


def placed(block: Table) -> dict[tuple[int, int], Cell]:
    """Return where every cell begins, in rows and columns of the grid."""
    taken: set[tuple[int, int]] = set()
    found: dict[tuple[int, int], Cell] = {}
    for y, row in enumerate(block.rows):
        x = 0
        for one in row:
            while (y, x) in taken:
                x += 1
            found[y, x] = one
            taken |= {
                (y + down, x + right)
                for down in range(one.high)
                for right in range(one.wide)
            }
            x += one.wide
    return found


def as_xlsx(layout: Layout) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for block in layout.blocks:
        top = sheet.max_row + 1
        match block:
            case str():
                sheet.cell(top, 1, block)
            case NewPage():
                if block.said:
                    sheet.cell(top, 1, block.said)
            case Table():
                for (y, x), one in placed(block).items():
                    lines = "\n".join(
                        line
                        if isinstance(line, str)
                        else "\n".join(str(c.lines[0]) for r in line.rows for c in r)
                        for line in one.lines
                    )
                    sheet.cell(top + y, x + 1, lines)
                    if (one.wide, one.high) != (1, 1):
                        sheet.merge_cells(
                            start_row=top + y,
                            start_column=x + 1,
                            end_row=top + y + one.high - 1,
                            end_column=x + one.wide,
                        )
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()
