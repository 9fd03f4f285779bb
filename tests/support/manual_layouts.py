"""Manuals in any layout: blocks of text and tables, made by five makers."""

import html
import io
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import docx
import openpyxl
import typst
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement

from chromium import CHROMIUM
from prongsai.storage.starter import starter


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: its lines and how far it is merged."""

    lines: "tuple[str | Table, ...]" = ()
    wide: int = 1
    high: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; its first row comes again on each page where `again` is true."""

    rows: tuple[tuple[Cell, ...], ...]
    again: bool = False

    @property
    def across(self) -> int:
        return sum(cell.wide for cell in self.rows[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPage:
    """A page break; `said` is a running line that the page has in its text."""

    said: str = ""


Block: TypeAlias = str | Table | NewPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A manual as blocks; running lines at the top and foot of each page."""

    blocks: tuple[Block, ...]
    head: str = ""
    foot: str = ""
    landscape: bool = False
    size: int = 12


Row: TypeAlias = Sequence[Cell | str]


def cell(*lines: "str | Table", wide: int = 1, high: int = 1) -> Cell:
    return Cell(lines=lines, wide=wide, high=high)


def table(*rows: Row, again: bool = False) -> Table:
    made = tuple(
        tuple(one if isinstance(one, Cell) else cell(one) for one in row)
        for row in rows
    )
    return Table(rows=made, again=again)


def as_typst(layout: Layout) -> bytes:
    body = "\n\n".join(map(_typst_block, layout.blocks))
    source = f"""
#set page(paper: "a4", margin: 2cm, flipped: {str(layout.landscape).lower()},
  header: [{_typst(layout.head)}],
  footer: align(center)[{_typst(layout.foot)} #context counter(page).display()])
#set text(font: "Sarabun", lang: "th", size: {layout.size}pt)
#set smartquote(enabled: false)
{body}
"""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "manual.typ"
        path.write_text(source, encoding="utf-8")
        fonts = [starter("theme").parent / "generator/prongsai/paper/fonts"]
        made: bytes = typst.compile(str(path), font_paths=[str(f) for f in fonts])
        return made


def _typst_block(block: Block) -> str:
    match block:
        case str():
            return _typst(block)
        case NewPage():
            return f"#pagebreak()\n{_typst(block.said)}"
    return "#" + _typst_table(block)


def _typst_table(block: Table) -> str:
    rows = [
        ", ".join(
            f"table.cell(colspan: {one.wide}, rowspan: {one.high})[{_typst_lines(one)}]"
            for one in row
        )
        for row in block.rows
    ]
    if block.again:
        rows[0] = f"table.header({rows[0]})"
    return f"table(columns: {block.across}, {', '.join(rows)})"


def _typst_lines(one: Cell) -> str:
    return " \\ ".join(
        _typst(line) if isinstance(line, str) else "#" + _typst_table(line)
        for line in one.lines
    )


def _typst(text: str) -> str:
    return "".join(
        f"\\{sign}" if sign in "#*_$@<>[]\\`~/-+=" else sign for sign in text
    )


def as_html(layout: Layout) -> bytes:
    across = "size:A4 landscape;" if layout.landscape else "size:A4;"
    style = (
        f"@page{{{across}margin:2cm}}body{{font-family:Sarabun,Garuda,Loma;"
        f"font-size:{layout.size}pt}}table{{border-collapse:collapse}}"
        "td,th{border:1px solid;vertical-align:top;padding:4px;font-weight:normal}"
        "hr{break-after:page;visibility:hidden}"
    )
    body = "\n".join(map(_html_block, layout.blocks))
    return (
        f'<!doctype html><html lang="th"><meta charset="utf-8"><style>{style}</style>'
        f"<p>{html.escape(layout.head)}</p>{body}<p>{html.escape(layout.foot)}</p>"
    ).encode()


def _html_block(block: Block) -> str:
    match block:
        case str():
            return f"<p>{html.escape(block)}</p>"
        case NewPage():
            return f"<hr><p>{html.escape(block.said)}</p>"
    return _html_table(block)


def _html_table(block: Table) -> str:
    rows = [
        "<tr>"
        + "".join(
            f'<td colspan="{one.wide}" rowspan="{one.high}">{_html_lines(one)}</td>'
            for one in row
        )
        + "</tr>"
        for row in block.rows
    ]
    if block.again:
        rows[0] = f"<thead>{rows[0]}</thead>"
    return f"<table>{''.join(rows)}</table>"


def _html_lines(one: Cell) -> str:
    return "<br>".join(
        html.escape(line) if isinstance(line, str) else _html_table(line)
        for line in one.lines
    )


def as_chromium(layout: Layout) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder) / "manual.html", Path(folder) / "manual.pdf"
        page.write_bytes(as_html(layout))
        subprocess.run(
            [
                *(CHROMIUM or "chromium", "--headless", "--no-sandbox"),
                *("--disable-gpu", "--no-first-run"),
                "--disable-background-networking",
                *(f"--user-data-dir={folder}/profile", "--no-pdf-header-footer"),
                *(f"--print-to-pdf={made}", str(page)),
            ],
            check=True,
            capture_output=True,
            timeout=60,
        )
        return made.read_bytes()


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


def as_lines(layout: Layout) -> bytes:
    """Return a copied table as text with each cell on lines of its own."""
    return _copied(layout, "\n")


def as_tabs(layout: Layout) -> bytes:
    """Return a copied table as text with tabs between the cells of a row."""
    return _copied(layout, "\t")


def _copied(layout: Layout, between: str) -> bytes:
    lines = [layout.head]
    for block in layout.blocks:
        match block:
            case str():
                lines.append(block)
            case NewPage():
                lines.append(block.said)
            case Table():
                lines += [between.join(map(_text, row)) for row in block.rows]
    return "\n".join([*lines, layout.foot]).encode()


def _text(one: Cell) -> str:
    return "\n".join(
        line
        if isinstance(line, str)
        else "\n".join(_text(inner) for row in line.rows for inner in row)
        for line in one.lines
    )


def as_libreoffice(layout: Layout) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "manual.docx").write_bytes(as_docx(layout))
        subprocess.run(
            [
                *("soffice", f"-env:UserInstallation=file://{folder}/profile"),
                *("--headless", "--convert-to", "pdf", "--outdir", folder),
                f"{folder}/manual.docx",
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return (Path(folder) / "manual.pdf").read_bytes()


MAKERS: dict[str, Callable[[Layout], bytes]] = {
    "word.docx": as_docx,
    "excel.xlsx": as_xlsx,
    "web.html": as_html,
    "typst.pdf": as_typst,
    "chromium.pdf": as_chromium,
    "libreoffice.pdf": as_libreoffice,
}

COPIED: dict[str, Callable[[Layout], bytes]] = {
    "lines.txt": as_lines,
    "tabs.txt": as_tabs,
}
"""Ways in which a table becomes text when somebody copies it."""
