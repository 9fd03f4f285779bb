"""What attachments are and what is in them: on real files, whole and damaged."""

import io
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter

from attached_files import (
    excel_file,
    facts_in,
    pdf_of,
    picture,
    saved,
    word_file,
    zipped,
)
from prongsai.storage.attachments import (
    Facts,
    FileKind,
    Lock,
    Trouble,
    Unread,
)
from prongsai.storage.attachments.kinds import ENDINGS
from prongsai.storage.attachments.read import (
    read_facts,
)
from prongsai.thai.personal import citizen_ids


def locked_pdf(user_password: str, owner_password: str | None = None) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of("Plan 2568"))))
    writer.encrypt(user_password, owner_password, algorithm="RC4-128")
    return saved(writer.write)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (FileKind.EMPTY, b""),
        (FileKind.TEXT, "แผนปี 2568".encode()),
        (FileKind.TEXT, "แผนปี 2568".encode("cp874")),
        (FileKind.TEXT, "แผนปี 2568".encode("utf-16")),
        (FileKind.HTML, b"\xef\xbb\xbf\n<!DOCTYPE HTML><p>"),
        (FileKind.HTML, b"<html>"),
        (FileKind.UNKNOWN, bytes(40)),
        (FileKind.DOC, OLE + "WordDocument".encode("utf-16-le")),
        (FileKind.XLS, OLE + "Workbook".encode("utf-16-le")),
        (FileKind.PPT, OLE + "PowerPoint Document".encode("utf-16-le")),
        (FileKind.UNKNOWN, OLE),
        (FileKind.ZIP, zipped(**{"a.txt": b"a"})),
        (FileKind.ZIP, b"PK\x03\x04 cut off"),
        (FileKind.PPTX, zipped(**{"ppt/presentation.xml": b"<p/>"})),
        (FileKind.ODT, zipped(mimetype=b"application/vnd.oasis.opendocument.text")),
        (
            FileKind.ODS,
            zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
        ),
        (FileKind.PNG, picture("PNG", gps=False)),
        (FileKind.JPEG, picture("JPEG", gps=False)),
        (FileKind.GIF, saved(lambda s: Image.new("L", (2, 2)).save(s, "GIF"))),
        (FileKind.WEBP, saved(lambda s: Image.new("L", (2, 2)).save(s, "WEBP"))),
        (FileKind.TIFF, saved(lambda s: Image.new("L", (2, 2)).save(s, "TIFF"))),
        (FileKind.RAR, b"Rar!\x1a\x07\x01\x00"),
        (FileKind.SEVEN_ZIP, b"7z\xbc\xaf\x27\x1c"),
        (FileKind.MP4, b"\x00\x00\x00\x20ftypisom"),
        (FileKind.HEIC, b"\x00\x00\x00\x20ftypheic"),
        (FileKind.RTF, b"{\\rtf1\\ansi"),
        (FileKind.PDF, b"junk\n%PDF-1.4"),
        (FileKind.DOCX, word_file()),
        (FileKind.XLSX, excel_file()),
    ],
)
def test_a_file_is_what_its_bytes_say(
    kind: FileKind, data: bytes, tmp_path: Path
) -> None:
    assert kind is facts_in(tmp_path, data).kind


def test_every_kind_but_pages_and_films_may_be_published() -> None:
    promised = {kind for kinds in ENDINGS.values() for kind in kinds}
    assert set(FileKind) - promised == {
        *(FileKind.EMPTY, FileKind.HTML, FileKind.MP4, FileKind.UNKNOWN)
    }


def test_a_pdf_has_pages_text_and_metadata(tmp_path: Path) -> None:
    facts = facts_in(tmp_path, pdf_of("Plan 2568\n#pagebreak()\nID 1-2345-67890-12-1"))
    assert facts.pages == 2
    assert facts.text is not None
    assert "Plan 2568" in facts.text
    assert "1-2345-67890-12-1" in facts.text
    assert dict(facts.metadata)["Title"] == "แผน"
    assert (facts.lock, facts.trouble) == (Lock.OPEN, Trouble.NONE)


def test_a_pdf_of_a_scan_has_an_empty_text(tmp_path: Path) -> None:
    picture = Image.new("RGB", (60, 60), "white")
    facts = facts_in(tmp_path, saved(lambda stream: picture.save(stream, "PDF")))
    assert (facts.kind, facts.text, facts.pages) == (FileKind.PDF, "", 1)


def test_only_a_password_that_readers_are_asked_for_locks(tmp_path: Path) -> None:
    secret = facts_in(tmp_path, locked_pdf(user_password="secret"))
    assert (secret.lock, secret.text) == (Lock.LOCKED, None)
    printing = facts_in(tmp_path, locked_pdf(user_password="", owner_password="secret"))
    assert printing.lock is Lock.OPEN
    assert "Plan 2568" in (printing.text or "")


def test_without_pypdf_the_text_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    facts = facts_in(tmp_path, pdf_of("Plan 2568"))
    assert facts == Facts(
        kind=FileKind.PDF, trouble=Trouble.NO_READER, unread=(Unread.READER,)
    )


def test_a_docx_has_cells_between_tabs(tmp_path: Path) -> None:
    facts = facts_in(tmp_path, word_file())
    assert facts.text is not None
    lines = [line.strip() for line in facts.text.splitlines()]
    assert "แผนปฏิบัติการ ๒๕๖๘" in lines
    assert "ที่ \tชื่อ – สกุล" in lines
    assert "หัวกระดาษ" in lines
    assert ("creator", "งานแผน") in facts.metadata


def test_an_xlsx_has_figures_as_typed_and_remarks(tmp_path: Path) -> None:
    facts = facts_in(tmp_path, excel_file())
    assert facts.pages == 2
    assert facts.text is not None
    assert "1\t1234567890121\t\n" in facts.text
    assert "ที่\tเลข\t\n" in facts.text
    assert "2.5" in facts.text
    assert "หมายเหตุ 2568" in facts.text


def test_a_figure_with_an_exponent_is_read_whole(tmp_path: Path) -> None:
    sheet = b'<s xmlns="x"><row><c><v>1.2345678901210001E12</v></c></row></s>'
    parts = {"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": sheet}
    assert facts_in(tmp_path, zipped(**parts)).text == "1234567890121\t\n"


def test_a_locked_workbook_is_told_from_an_old_one(tmp_path: Path) -> None:
    locked = OLE + "EncryptedPackage".encode("utf-16-le")
    assert facts_in(tmp_path, locked) == Facts(
        kind=FileKind.DOCX, lock=Lock.LOCKED, unread=(Unread.LOCKED,)
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_tells_where_it_was_taken(form: str, tmp_path: Path) -> None:
    assert facts_in(tmp_path, picture(form, gps=True)).gps
    assert not facts_in(tmp_path, picture(form, gps=False)).gps


def test_a_position_in_xmp_counts_too(tmp_path: Path) -> None:
    info = PngImagePlugin.PngInfo()
    xmp = '<x exif:GPSLatitude="13,45N"/>'
    info.add_itxt("XML:com.adobe.xmp", xmp)
    image = Image.new("RGB", (8, 8))
    data = saved(lambda stream: image.save(stream, "PNG", pnginfo=info))
    assert facts_in(tmp_path, data).gps


def test_an_id_that_runs_over_a_line_end_in_a_cell_is_found_in_every_kind(
    tmp_path: Path,
) -> None:
    text = "1-2345-\n67890-12-1"
    document = docx.Document()
    document.add_table(rows=1, cols=1).cell(0, 0).text = text
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["A1"] = text
    page = pdf_of("#table(columns: 3cm, [1-2345- \\ 67890-12-1])")
    for data in (saved(document.save), saved(book.save), page):
        (tmp_path / "file").write_bytes(data)
        found = read_facts(tmp_path / "file").text
        assert list(citizen_ids(found or "")) == ["x-xxxx-xxxxx-12-1"]
