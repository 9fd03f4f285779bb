"""Office files that tests make themselves, good and bad."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from docx import Document as Word
from openpyxl import Workbook

HEADERS = ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา")
ROW = ("ทำคู่มือ", "1. ร่าง 2. เผยแพร่", "กองคลัง", "ม.ค. - มี.ค. 2568")


def word(rows: Sequence[Sequence[str]], *headings: str) -> bytes:
    """Make a .docx file with one table; line breaks part paragraphs of a cell."""
    return word_of([(headings, rows)])


def word_of(
    tables: Iterable[tuple[Sequence[str], Sequence[Sequence[str]]]],
) -> bytes:
    """Make a .docx file of tables, each below its headings."""
    document = Word()
    for headings, rows in tables:
        for heading in headings:
            document.add_paragraph(heading)
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                first, *others = text.split("\n")
                cell.text = first
                for other in others:
                    cell.add_paragraph(other)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def excel(rows: Sequence[Sequence[object]]) -> bytes:
    """Make an .xlsx file with one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return an archive with parts put in or replaced."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return stream.getvalue()


def part(data: bytes, name: str) -> bytes:
    """Return one part of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def site(root: Path, slug: str = "tambon-example") -> Path:
    """Make the smallest site with one agency; return its folder."""
    folder = root / "content" / "agencies" / slug
    folder.mkdir(parents=True)
    (root / "content" / "site.yml").write_text(
        "version: 1\ntitle: ตัวอย่าง\nmode: hub\n", "utf-8"
    )
    (folder / "agency.yml").write_text(
        "name: เทศบาลตำบลตัวอย่าง\nkind: subdistrict-municipality\nprovince: ตัวอย่าง\n"
        "units:\n  - id: finance\n    name: กองคลัง\n",
        "utf-8",
    )
    return folder


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a project with its bytes; locks and journals are none."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".prongsai" not in path.relative_to(folder).parts
    }
