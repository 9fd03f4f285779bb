"""Makers of manuals in any layout: typst, the browser, Word, Excel, plain lines."""

import html
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import typst

from chromium import CHROMIUM
from manual_layouts import Block, Cell, Layout, NewPage, Table
from manual_office import as_docx, as_xlsx
from prongsai.storage.starter import starter


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
