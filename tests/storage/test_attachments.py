"""What attachments are and what is in them: on real files, whole and damaged."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter

import small_site
from office_files import excel
from prongsai.storage.attachments import (
    Facts,
    FileKind,
    Lock,
    Runs,
    Trouble,
    Unread,
    sheets,
)
from prongsai.storage.attachments.cached import cached_facts
from prongsai.storage.attachments.kinds import ENDINGS
from prongsai.storage.attachments.read import (
    MAX_JUDGED,
    MAX_READ,
    facts_of,
    judge,
    read_facts,
    reader,
    readers,
)
from prongsai.storage.attachments.sheets import read_sheets
from prongsai.storage.content_folder import read_sources, with_facts
from prongsai.storage.sealed import sealed, unsealed
from prongsai.thai.personal import citizen_ids

GPS = 0x8825


def _typst(text: str) -> bytes:
    made = typst.compile(f'#set document(title: "แผน")\n{text}'.encode())
    assert isinstance(made, bytes)
    return made


def _locked(user_password: str, owner_password: str | None = None) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_typst("Plan 2568"))))
    writer.encrypt(user_password, owner_password, algorithm="RC4-128")
    return _bytes(writer.write)


def _bytes(save: Callable[[io.BytesIO], object]) -> bytes:
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()


def _docx() -> bytes:
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
    return _bytes(document.save)


def _xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["ที่", "เลข"])
    sheet.append([1, 1234567890121])
    sheet["A3"] = "ลับ"
    sheet["A3"].comment = Comment("หมายเหตุ 2568", "x")
    book.create_sheet("อีกแผ่น")["A1"] = 2.5
    return _bytes(book.save)


def _picture(form: str, *, gps: bool) -> bytes:
    exif = Image.Exif()
    exif[271] = "กล้อง"
    if gps:
        exif.get_ifd(GPS).update(
            {1: "N", 2: (13.0, 45.0, 0.0), 3: "E", 4: (100.0, 30.0, 0.0)}
        )
    image = Image.new("RGB", (8, 8), "white")
    return _bytes(lambda stream: image.save(stream, form, exif=exif))


def _zip(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _read(tmp_path: Path, data: bytes) -> Facts:
    path = tmp_path / "ไฟล์ แนบ"
    path.write_bytes(data)
    return read_facts(path)


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
        (FileKind.ZIP, _zip(**{"a.txt": b"a"})),
        (FileKind.ZIP, b"PK\x03\x04 cut off"),
        (FileKind.PPTX, _zip(**{"ppt/presentation.xml": b"<p/>"})),
        (FileKind.ODT, _zip(mimetype=b"application/vnd.oasis.opendocument.text")),
        (
            FileKind.ODS,
            _zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"),
        ),
        (FileKind.PNG, _picture("PNG", gps=False)),
        (FileKind.JPEG, _picture("JPEG", gps=False)),
        (FileKind.GIF, _bytes(lambda s: Image.new("L", (2, 2)).save(s, "GIF"))),
        (FileKind.WEBP, _bytes(lambda s: Image.new("L", (2, 2)).save(s, "WEBP"))),
        (FileKind.TIFF, _bytes(lambda s: Image.new("L", (2, 2)).save(s, "TIFF"))),
        (FileKind.RAR, b"Rar!\x1a\x07\x01\x00"),
        (FileKind.SEVEN_ZIP, b"7z\xbc\xaf\x27\x1c"),
        (FileKind.MP4, b"\x00\x00\x00\x20ftypisom"),
        (FileKind.HEIC, b"\x00\x00\x00\x20ftypheic"),
        (FileKind.RTF, b"{\\rtf1\\ansi"),
        (FileKind.PDF, b"junk\n%PDF-1.4"),
        (FileKind.DOCX, _docx()),
        (FileKind.XLSX, _xlsx()),
    ],
)
def test_a_file_is_what_its_bytes_say(
    kind: FileKind, data: bytes, tmp_path: Path
) -> None:
    assert kind is _read(tmp_path, data).kind


def test_every_kind_but_pages_and_films_may_be_published() -> None:
    promised = {kind for kinds in ENDINGS.values() for kind in kinds}
    assert set(FileKind) - promised == {
        *(FileKind.EMPTY, FileKind.HTML, FileKind.MP4, FileKind.UNKNOWN)
    }


def test_a_pdf_has_pages_text_and_metadata(tmp_path: Path) -> None:
    facts = _read(tmp_path, _typst("Plan 2568\n#pagebreak()\nID 1-2345-67890-12-1"))
    assert facts.pages == 2
    assert facts.text is not None
    assert "Plan 2568" in facts.text
    assert "1-2345-67890-12-1" in facts.text
    assert dict(facts.metadata)["Title"] == "แผน"
    assert (facts.lock, facts.trouble) == (Lock.OPEN, Trouble.NONE)


def test_a_pdf_of_a_scan_has_an_empty_text(tmp_path: Path) -> None:
    picture = Image.new("RGB", (60, 60), "white")
    facts = _read(tmp_path, _bytes(lambda stream: picture.save(stream, "PDF")))
    assert (facts.kind, facts.text, facts.pages) == (FileKind.PDF, "", 1)


def test_only_a_password_that_readers_are_asked_for_locks(tmp_path: Path) -> None:
    secret = _read(tmp_path, _locked(user_password="secret"))
    assert (secret.lock, secret.text) == (Lock.LOCKED, None)
    printing = _read(tmp_path, _locked(user_password="", owner_password="secret"))
    assert printing.lock is Lock.OPEN
    assert "Plan 2568" in (printing.text or "")


def test_without_pypdf_the_text_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdf", None)
    facts = _read(tmp_path, _typst("Plan 2568"))
    assert facts == Facts(
        kind=FileKind.PDF, trouble=Trouble.NO_READER, unread=(Unread.READER,)
    )


def test_a_docx_has_cells_between_tabs(tmp_path: Path) -> None:
    facts = _read(tmp_path, _docx())
    assert facts.text is not None
    lines = [line.strip() for line in facts.text.splitlines()]
    assert "แผนปฏิบัติการ ๒๕๖๘" in lines
    assert "ที่ \tชื่อ – สกุล" in lines
    assert "หัวกระดาษ" in lines
    assert ("creator", "งานแผน") in facts.metadata


def test_an_xlsx_has_figures_as_typed_and_remarks(tmp_path: Path) -> None:
    facts = _read(tmp_path, _xlsx())
    assert facts.pages == 2
    assert facts.text is not None
    assert "1\t1234567890121\t\n" in facts.text
    assert "ที่\tเลข\t\n" in facts.text
    assert "2.5" in facts.text
    assert "หมายเหตุ 2568" in facts.text


def test_a_figure_with_an_exponent_is_read_whole(tmp_path: Path) -> None:
    sheet = b'<s xmlns="x"><row><c><v>1.2345678901210001E12</v></c></row></s>'
    parts = {"xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": sheet}
    assert _read(tmp_path, _zip(**parts)).text == "1234567890121\t\n"


def test_a_locked_workbook_is_told_from_an_old_one(tmp_path: Path) -> None:
    locked = OLE + "EncryptedPackage".encode("utf-16-le")
    assert _read(tmp_path, locked) == Facts(
        kind=FileKind.DOCX, lock=Lock.LOCKED, unread=(Unread.LOCKED,)
    )


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_tells_where_it_was_taken(form: str, tmp_path: Path) -> None:
    assert _read(tmp_path, _picture(form, gps=True)).gps
    assert not _read(tmp_path, _picture(form, gps=False)).gps


def test_a_position_in_xmp_counts_too(tmp_path: Path) -> None:
    info = PngImagePlugin.PngInfo()
    xmp = '<x exif:GPSLatitude="13,45N"/>'
    info.add_itxt("XML:com.adobe.xmp", xmp)
    image = Image.new("RGB", (8, 8))
    data = _bytes(lambda stream: image.save(stream, "PNG", pnginfo=info))
    assert _read(tmp_path, data).gps


WORD = "word/document.xml"
BOMBS = {
    "one-part": lambda: {WORD: b"<w>" + b" " * 51_000_000},
    "entities": lambda: {
        WORD: b'<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><w>&c;</w>'
    },
    "outside": lambda: {
        WORD: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'
    },
    "many-parts": lambda: {WORD: b"<w/>"} | {f"p/{n}": b"" for n in range(10_001)},
}


@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.slow
def test_a_bomb_is_not_unpacked(name: str, tmp_path: Path) -> None:
    facts = _read(tmp_path, _zip(**BOMBS[name]()))
    assert facts == Facts(
        kind=FileKind.DOCX, trouble=Trouble.SUSPICIOUS, unread=(Unread.BROKEN,)
    )


def test_a_long_text_is_read_up_to_the_limit(tmp_path: Path) -> None:
    line = b"<p><t>" + b"a" * 1000 + b"</t></p>"
    facts = _read(tmp_path, _zip(**{WORD: b"<w>" + line * 2500 + b"</w>"}))
    assert facts.trouble is Trouble.LIMIT
    assert 1_900_000 < len(facts.text or "") < 2_100_000


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (_typst("Plan")[:300], FileKind.PDF),
        (b"%PDF-1.7\nnothing", FileKind.PDF),
        (_zip(**{WORD: b"<w><t>not closed"}), FileKind.DOCX),
        (_docx()[:4000], FileKind.ZIP),
    ],
)
def test_damage_is_a_fact(data: bytes, kind: FileKind, tmp_path: Path) -> None:
    facts = _read(tmp_path, data)
    assert facts.kind is kind
    assert facts.trouble is (Trouble.NONE if kind is FileKind.ZIP else Trouble.BROKEN)


def test_one_long_text_in_very_many_cells_makes_no_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = excel([["ก" * 50], ["ก" * 50]])
    assert len(read_sheets(data, ".xlsx")) == 1
    monkeypatch.setattr(sheets, "MAX_LETTERS", 99)
    assert read_sheets(data, ".xlsx") == ()


@pytest.mark.slow
def test_what_ended_one_reader_is_not_given_to_the_next(tmp_path: Path) -> None:
    bomb = _zip(**{"xl/workbook.xml": b"<a/>", "b.bin": bytes(200_000_001)})
    root = small_site.write(tmp_path)
    (root / small_site.YEAR / "files/a.xlsx").write_bytes(bomb)
    known = with_facts(root, read_sources(root)).attachments
    (one,) = (one for path, one in known.items() if path.endswith("a.xlsx"))
    assert one.facts is not None
    assert one.facts.trouble is Trouble.SUSPICIOUS
    kept = [path.name for path in (root / "build/cache/attachments").iterdir()]
    assert f"{one.sha256}.json" in kept
    assert f"{one.sha256}.xlsx.json" not in kept


SAMPLES = (_typst("Plan"), _docx(), _xlsx(), _picture("JPEG", gps=True), OLE)


@pytest.mark.slow
@given(
    st.sampled_from(SAMPLES),
    st.lists(st.tuples(st.integers(0, 99_999), st.binary(max_size=8)), max_size=5),
    st.integers(0, 100),
)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_bytes_make_the_reader_fail(
    tmp_path: Path, data: bytes, changes: list[tuple[int, bytes]], cut: int
) -> None:
    for at, new in changes:
        start = at % len(data)
        data = data[:start] + new + data[start + len(new) :]
    kept = data[: len(data) * cut // 100] if cut else data
    assert isinstance(_read(tmp_path, kept), Facts)


def test_facts_are_kept_by_the_hash_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "แผน.pdf"
    path.write_bytes(_typst("Plan 2568"))
    digest = _sha256(path)
    facts = cached_facts(path, digest, tmp_path / "cache")
    path.unlink()
    assert facts == cached_facts(path, digest, tmp_path / "cache")
    with pytest.raises(FileNotFoundError):
        cached_facts(path, "bb", tmp_path / "cache")


def test_a_file_that_is_no_longer_what_was_hashed_says_so_and_is_not_kept(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1", encoding="utf-8")
    digest = _sha256(path)
    path.write_text("2", encoding="utf-8")
    facts = cached_facts(path, digest, tmp_path / "cache")
    assert facts.trouble is Trouble.CHANGED
    assert not (tmp_path / "cache").exists()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_new_reader_or_a_damaged_cache_reads_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1", encoding="utf-8")
    digest = _sha256(path)
    kept = tmp_path / f"{digest}.json"
    first = cached_facts(path, digest, tmp_path)
    saved = unsealed(kept)
    assert saved["reader"] == reader()
    older = sealed(saved | {"reader": "0"})
    for data in (older, b"{", b"[]", b'{"reader": "0"}', sealed([]), sealed({})):
        kept.write_bytes(data)
        assert cached_facts(path, digest, tmp_path) == first
        assert unsealed(kept) == saved


def test_a_cache_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1", encoding="utf-8")
    in_the_way = path / "cache"
    assert cached_facts(path, _sha256(path), in_the_way) == Facts(
        kind=FileKind.TEXT, text="1"
    )


def test_sources_carry_facts_only_when_asked(tmp_path: Path) -> None:
    folder = tmp_path / "content/agencies/ban-rai/2568/files"
    folder.mkdir(parents=True)
    (folder / "แผน.txt").write_text("๒๕๖๘", encoding="utf-8")
    sources = read_sources(tmp_path)
    assert [one.facts for one in sources.attachments.values()] == [None]
    (read,) = with_facts(tmp_path, sources).attachments.values()
    assert read.facts == Facts(kind=FileKind.TEXT, text="๒๕๖๘")
    assert [p.suffix for p in (tmp_path / "build").rglob("*.*")] == [".json"]


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
    page = _typst("#table(columns: 3cm, [1-2345- \\ 67890-12-1])")
    for data in (_bytes(document.save), _bytes(book.save), page):
        (tmp_path / "file").write_bytes(data)
        found = read_facts(tmp_path / "file").text
        assert list(citizen_ids(found or "")) == ["x-xxxx-xxxxx-12-1"]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "TIFF"])
def test_a_picture_that_is_cut_off_is_damaged(form: str) -> None:
    out = io.BytesIO()
    noise = Image.effect_noise((90, 60), 90)
    noise.save(out, form)
    whole = out.getvalue()
    assert facts_of(whole, readers()).trouble is Trouble.NONE
    cut = facts_of(whole[: len(whole) * 2 // 3], readers())
    assert cut.trouble is Trouble.BROKEN
    assert Unread.BROKEN in cut.unread


def test_what_a_file_too_large_to_be_searched_would_run_is_still_known(
    tmp_path: Path,
) -> None:
    large = tmp_path / "ใหญ่.zip"
    with zipfile.ZipFile(large, "w") as archive:
        archive.writestr("ภาพ.bin", bytes(MAX_READ + 1))
        archive.writestr("ติดตั้ง.exe", b"MZ")
    _, facts = judge(large)
    assert (facts.trouble, facts.runs) == (Trouble.LIMIT, Runs.PROGRAM)
    assert facts.unread == (Unread.LIMIT,)


def test_a_file_that_is_too_large_to_be_judged_counts_as_stopped(
    tmp_path: Path,
) -> None:
    huge = tmp_path / "ใหญ่มาก.pdf"
    with huge.open("wb") as stream:
        stream.write(b"%PDF-1.7\n")
        stream.truncate(MAX_JUDGED + 1)
    assert judge(huge)[1].trouble is Trouble.STOPPED
