"""Manuals made from known facts, in the shapes and formats of official ones."""

import html
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import typst

from chromium import CHROMIUM
from prongsai.loading.catalogues import catalogue
from prongsai.storage.starter import starter

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
HEADER = ("ข้อ", "ข้อมูล", "องค์ประกอบด้านข้อมูล")
FOOTNOTE = "ดูแบบฟอร์มท้ายคู่มือฉบับนี้"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a manual asks in one item: the truth that a reading is compared with."""

    code: str
    title: str
    sub_indicator: str
    components: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a manual is set; `stamp` is what typst adds to its pages."""

    columns: int = 3
    bullet: str = "o"
    thai_digits: bool = False
    footnotes: bool = False
    stamp: str = ""

    def code(self, code: str) -> str:
        return code.translate(THAI_DIGITS) if self.thai_digits else code

    def line(self, number: int, text: str) -> str:
        mark = self.bullet.replace("1", str(number))
        return f"{self.code(mark)} {text}"


def asked_of(year: int) -> tuple[Asked, ...]:
    """Return the items of a year; where no component is known, two are invented."""
    rules = catalogue(year)
    assert rules
    return tuple(
        Asked(
            code=item.code,
            title=item.title,
            sub_indicator=item.sub_indicator,
            components=tuple(c.text for c in item.components)
            or (
                f"แสดงข้อมูลเรื่อง{item.title}",
                f"เป็นข้อมูลของปี พ.ศ. {year} อย่างน้อยประกอบด้วย (1) หัวข้อ (2) จำนวน",
            ),
            note="กรณีองค์กรปกครองส่วนท้องถิ่น ให้แสดงทั้งสองฝ่าย"
            if item.code in {"O1", "O2"}
            else "",
        )
        for item in rules.items
    )


def rows(asked: tuple[Asked, ...], shape: Shape) -> list[tuple[list[str], ...]]:
    """Return every item as the lines of its cells."""
    found: list[tuple[list[str], ...]] = []
    for one in asked:
        body = [shape.line(n, text) for n, text in enumerate(one.components, 1)]
        if one.note:
            body.append(f"* {one.note}")
        code, title = [shape.code(one.code)], [one.title]
        if shape.columns == 2:
            found.append(([f"{code[0]} {one.title}"], body))
        else:
            found.append((code, title, body))
    return found


def header(shape: Shape) -> tuple[str, ...]:
    return HEADER[-shape.columns :]


def as_typst(asked: tuple[Asked, ...], shape: Shape) -> bytes:
    """Set a manual by typst, with running lines at top and foot and a page number."""
    widths = "(1.5cm, 5cm, 1fr)" if shape.columns == 3 else "(6cm, 1fr)"
    body = "\n".join(
        ", ".join("[" + " \\ ".join(map(_typst, cell)) + "]" for cell in row) + ","
        for row in rows(asked, shape)
    )
    if shape.footnotes:
        title = f"{_typst(asked[0].title)}]"
        body = body.replace(title, f"{title[:-1]}#footnote[{FOOTNOTE}]]", 1)
    names = ", ".join(f"[{name}]" for name in header(shape))
    source = f"""
#set page(paper: "a4", margin: 2.5cm, header: [คู่มือการประเมิน ITA],
  footer: context align(center)[หน้า #counter(page).display()]{shape.stamp})
#set text(font: "Sarabun", lang: "th", size: 12pt)
#set smartquote(enabled: false)
= คู่มือการประเมินปีงบประมาณ
#table(columns: {widths}, table.header({names}),
{body}
)
"""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "manual.typ"
        path.write_text(source, encoding="utf-8")
        fonts = [starter("theme").parent / "generator/prongsai/paper/fonts"]
        made: bytes = typst.compile(str(path), font_paths=[str(f) for f in fonts])
        return made


def _typst(text: str) -> str:
    return "".join(
        f"\\{sign}" if sign in "#*_$@<>[]\\`~/-+=" else sign for sign in text
    )


def as_html(asked: tuple[Asked, ...], shape: Shape) -> bytes:
    names = "".join(f"<th>{name}</th>" for name in header(shape))
    body = "".join(
        "<tr>" + "".join(f"<td>{_html(cell)}</td>" for cell in row) + "</tr>"
        for row in rows(asked, shape)
    )
    style = (
        "body{font-family:Sarabun,Garuda,Loma}table{border-collapse:collapse}"
        "td,th{border:1px solid;vertical-align:top;padding:4px}"
    )
    return (
        f'<!doctype html><html lang="th"><meta charset="utf-8"><style>{style}</style>'
        f"<h1>คู่มือการประเมินปีงบประมาณ</h1><table><tr>{names}</tr>{body}</table>"
    ).encode()


def _html(cell: list[str]) -> str:
    return "<br>".join(html.escape(line) for line in cell)


def as_chromium(asked: tuple[Asked, ...], shape: Shape) -> bytes:
    """Print the web page of a manual to PDF by Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        page, made = Path(folder) / "manual.html", Path(folder) / "manual.pdf"
        page.write_bytes(as_html(asked, shape))
        subprocess.run(
            [
                *(CHROMIUM or "chromium", "--headless", "--no-sandbox"),
                "--disable-gpu",
                *("--no-first-run", "--disable-background-networking"),
                *(f"--user-data-dir={folder}/profile", "--no-pdf-header-footer"),
                *(f"--print-to-pdf={made}", str(page)),
            ],
            check=True,
            capture_output=True,
            timeout=60,
        )
        return made.read_bytes()


def as_docx(asked: tuple[Asked, ...], shape: Shape) -> bytes:
    document = docx.Document()
    document.add_heading("คู่มือการประเมินปีงบประมาณ")
    table = document.add_table(rows=1, cols=shape.columns, style="Table Grid")
    for cell, name in zip(table.rows[0].cells, header(shape), strict=True):
        cell.text = name
    for row in rows(asked, shape):
        for cell, lines in zip(table.add_row().cells, row, strict=True):
            cell.text = lines[0]
            for line in lines[1:]:
                cell.add_paragraph(line)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def as_xlsx(asked: tuple[Asked, ...], shape: Shape) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(header(shape)))
    for row in rows(asked, shape):
        sheet.append(["\n".join(cell) for cell in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def as_text(asked: tuple[Asked, ...], shape: Shape) -> bytes:
    lines = ["คู่มือการประเมินปีงบประมาณ", ""]
    for row in rows(asked, shape):
        lines += [" ".join(line for cell in row[:-1] for line in cell), *row[-1], ""]
    return "\n".join(lines).encode()


FORMATS: dict[str, Callable[[tuple[Asked, ...], Shape], bytes]] = {
    "manual.docx": as_docx,
    "manual.html": as_html,
    "manual.txt": as_text,
    "manual.xlsx": as_xlsx,
    "typst.pdf": as_typst,
    "chromium.pdf": as_chromium,
}
"""Each way to make a manual, by the name of the file that it gives."""


def as_libreoffice(asked: tuple[Asked, ...], shape: Shape) -> bytes:
    """Let LibreOffice turn the Word file of a manual into a PDF."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "manual.docx").write_bytes(as_docx(asked, shape))
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


if shutil.which("soffice"):
    FORMATS["libreoffice.pdf"] = as_libreoffice
