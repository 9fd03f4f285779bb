"""Small files of each kind, as offices attach them."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import typst
from openpyxl.comments import Comment
from PIL import Image

from prongsai.storage.attachments import (
    Facts,
)
from prongsai.storage.attachments.read import (
    read_facts,
)

GPS = 0x8825


def pdf_of(text: str) -> bytes:
    made = typst.compile(f'#set document(title: "แผน")\n{text}'.encode())
    assert isinstance(made, bytes)
    return made


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


def word_file() -> bytes:
    document = docx.Document()
    document.core_properties.author = "งานแผน"
    document.add_paragraph("แผนปฏิบัติการ ๒๕๖๘")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells),
        ("ที่", "ชื่อ – สกุล", "1", "สมมุติ"),
        strict=True,
    ):
        cell.text = text
    document.sections[0].header.paragraphs[0].text = "หัวกระดาษ"
    return saved(document.save)


def excel_file() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["ที่", "เลข"])
    sheet.append([1, 1234567890121])
    sheet["A3"] = "ลับ"
    sheet["A3"].comment = Comment("หมายเหตุ 2568", "x")
    book.create_sheet("อีกแผ่น")["A1"] = 2.5
    return saved(book.save)


def picture(form: str, *, gps: bool) -> bytes:
    exif = Image.Exif()
    exif[271] = "กล้อง"
    if gps:
        exif.get_ifd(GPS).update(
            {1: "N", 2: (13.0, 45.0, 0.0), 3: "E", 4: (100.0, 30.0, 0.0)}
        )
    image = Image.new("RGB", (8, 8), "white")
    return saved(lambda stream: image.save(stream, form, exif=exif))


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def facts_in(tmp_path: Path, data: bytes) -> Facts:
    path = tmp_path / "ไฟล์ แนบ"
    path.write_bytes(data)
    return read_facts(path)
