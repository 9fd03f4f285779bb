"""Files that cannot be imported: a clear word, exit code 1, nothing written."""

import functools
import io
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import Workbook
from PIL import Image

from office_files import HEADERS, ROW, excel, files, part, site, with_parts, word
from prongsai import messages
from prongsai.cli import cli
from prongsai.importing.read.readers import read_document
from prongsai.storage.limits import BadFileError
from prongsai.workbook.read import is_workbook

MOST_MEMORY = 150_000_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def good_word() -> bytes:
    return word([HEADERS, ROW])


def good_excel() -> bytes:
    return excel([HEADERS, ROW])


def sheet_of(cells: int) -> bytes:
    """Make the XML of a sheet with one row of many cells."""
    cell = b'<c t="inlineStr"><is><t>%x</t></is></c>'
    row = b"".join(cell % (at * 2_654_435_761 % 2**32) for at in range(cells))
    return (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData><row>" + row + b"</row></sheetData></worksheet>"
    )


def behind_rows(element: bytes) -> bytes:
    """Make the XML of a sheet with very many elements that are no cells."""
    return (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        b' xmlns:x="urn:x"><sheetData/>'
        + b"".join(element % (at * 2_654_435_761 % 2**32) for at in range(101_000))
        + b"</worksheet>"
    )


def in_sheet(content: bytes) -> bytes:
    return with_parts(good_excel(), {"xl/worksheets/sheet1.xml": content})


def wide_sheet() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(HEADERS))
    sheet.cell(2, 16_000, "far away")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_doctype(data: bytes, name: str) -> bytes:
    entity = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    head, _, tail = part(data, name).partition(b"?>")
    return with_parts(data, {name: head + b"?>" + entity + tail})


def scanned() -> bytes:
    from docx import Document

    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(picture, "PNG")
    picture.seek(0)
    document = Document()
    document.add_picture(picture)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def encrypted_member() -> bytes:
    data = bytearray(good_word())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(signature, start + 4)
    return bytes(data)


def nested(tag: str, depth: int) -> bytes:
    return (f"<{tag}>" * depth + "x" + f"</{tag}>" * depth).encode()


BAD: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a.docx password": (
        "password",
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
    ),
    "b.docx password in zip": ("password", encrypted_member),
    "a.doc": ("old-office", lambda: OLE),
    "renamed.docx from doc": ("old-office", lambda: OLE),
    "a.xls": ("old-office", lambda: OLE),
    "a.docm": ("macro", good_word),
    "hidden.docx macro": (
        "macro",
        lambda: with_parts(good_word(), {"word/vbaProject.bin": b"x"}),
    ),
    "hidden.xlsx macro": (
        "macro",
        lambda: with_parts(good_excel(), {"xl/vbaProject.bin": b"x"}),
    ),
    "bomb.docx": (
        "too-big-inside",
        lambda: with_parts(good_word(), {"word/media/a.xml": b"\0" * 20_000_000}),
    ),
    "bomb.xlsx": (
        "too-big-inside",
        lambda: in_sheet(b"<a>" + b" " * 70_000_000 + b"</a>"),
    ),
    "many.docx members": (
        "too-big-inside",
        lambda: with_parts(good_word(), {f"a/{n}": b"" for n in range(3_100)}),
    ),
    "wide.xlsx": ("too-many-columns", wide_sheet),
    "wider.xlsx": ("too-many-columns", lambda: in_sheet(sheet_of(16_000))),
    "row.xlsx": ("too-many-columns", lambda: in_sheet(sheet_of(200_000))),
    "merged.xlsx": (
        "too-many-cells",
        lambda: in_sheet(behind_rows(b'<mergeCell ref="A1:B%d"/>')),
    ),
    "odd.xlsx": ("too-many-cells", lambda: in_sheet(behind_rows(b'<x:y z="%d"/>'))),
    "links.xlsx": (
        "external-links",
        lambda: with_parts(
            good_excel(), {"xl/externalLinks/externalLink1.xml": b"<a/>"}
        ),
    ),
    "entities.docx": (
        "entities",
        lambda: with_doctype(good_word(), "word/document.xml"),
    ),
    "entities.xlsx": (
        "entities",
        lambda: with_doctype(good_excel(), "xl/workbook.xml"),
    ),
    "scan.docx": ("only-pictures", scanned),
    "scan.pdf": ("pdf", lambda: b"%PDF-1.7"),
    "scan.docx is pdf": ("pdf", lambda: b"%PDF-1.7"),
    "scan.jpg": ("picture", lambda: b"\xff\xd8\xff"),
    "broken.docx": ("broken-archive", lambda: good_word()[:2_000]),
    "broken.xlsx": ("broken-archive", lambda: b"PK\x03\x04 not a zip at all"),
    "other.docx": ("not-word", good_excel),
    "other.xlsx": ("not-excel", good_word),
    "no document.xml.docx": (
        "broken-archive",
        lambda: with_parts(good_word(), {"word/document.xml": b"<broken"}),
    ),
    "broken sheet.xlsx": ("broken-archive", lambda: in_sheet(b"<worksheet><row")),
    "empty.txt": ("empty-file", lambda: b" \n"),
    "binary.txt": ("not-text", lambda: bytes(range(256)) * 9),
    "prose.txt": ("no-table", "ไม่มีตาราง".encode),
    "wide.txt": ("too-many-columns", lambda: b"a\t" * 16_000),
    "wide.csv": ("too-many-columns", lambda: b"a," * 16_000),
    "long.csv": ("too-many-cells", lambda: b"a,b,c,d\n" * 30_000),
    "deep.html": ("too-deep", lambda: nested("div", 5_000)),
    "deep tables.html": ("too-deep", lambda: nested("table><tr><td", 3_000)),
    "spans.html": (
        "too-many-columns",
        lambda: b'<table><tr><td colspan="9999">x</td></tr></table>',
    ),
    "unknown.html": (
        "nothing-understood",
        lambda: b"<table><tr><td>x</td><td>y</td></tr></table>",
    ),
    "a.exe": ("unknown-kind", lambda: b"MZ"),
}


@functools.cache
def _bytes(name: str) -> bytes:
    return BAD[name][1]()


def made(folder: Path, name: str) -> tuple[str, Path]:
    """Write a bad file below `folder`; words behind its name only tell it apart."""
    code, _ = BAD[name]
    stem, _, rest = name.partition(".")
    path = folder / f"{stem.replace(' ', '-')}.{rest.split()[0].rpartition('.')[2]}"
    path.write_bytes(_bytes(name))
    return code, path


@pytest.mark.parametrize("name", BAD)
@pytest.mark.slow
def test_a_bad_file_is_refused_with_its_reason_and_writes_nothing(
    name: str, tmp_path: Path
) -> None:
    folder = site(tmp_path / "site")
    before = files(tmp_path / "site")
    code, path = made(tmp_path, name)
    args = ["import", str(path), "-C", str(tmp_path / "site"), "--agency", folder.name]
    result = CliRunner().invoke(cli, [*args, "--year", "2568"])
    assert result.exit_code == 1, result.output
    begin = messages.text("importing", f"bad-{code}", "th").partition("{")[0]
    assert begin in result.output
    assert path.name in result.output
    assert str(tmp_path) not in result.output
    assert files(tmp_path / "site") == before


@pytest.mark.slow
@pytest.mark.parametrize("name", ["bomb.docx", "bomb.xlsx", "row.xlsx", "long.csv"])
def test_a_big_file_takes_little_memory(name: str, tmp_path: Path) -> None:
    _, path = made(tmp_path, name)
    tracemalloc.start()
    with pytest.raises(BadFileError):
        read_document(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MOST_MEMORY


def test_a_formula_gives_its_value_and_a_warning(tmp_path: Path) -> None:
    data = excel([HEADERS, (*ROW[:3], "=A1&B1")])
    sheet = part(data, "xl/worksheets/sheet1.xml")
    sheet = sheet.replace(b"<v></v>", b"<v>2568</v>").replace(b"<v/>", b"<v>2568</v>")
    assert b"<f>" in sheet
    path = tmp_path / "a.xlsx"
    path.write_bytes(with_parts(data, {"xl/worksheets/sheet1.xml": sheet}))
    document = read_document(path)
    assert document.tables[0].rows[1][3].text == "2568"
    assert [warned.code for warned in document.warned] == ["formula"]


def test_hostile_html_is_text_or_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<table><tr><th>มาตรการ<script>alert(1)</script></th><th>ขั้นตอน</th></tr>"
        "<tr><td onclick=x>ก<style>b{}</style><img src=x onerror=alert(1)></td>"
        "<td>&lt;script&gt;alert(2)&lt;/script&gt;</td></tr></table>"
        "<iframe src='file:///etc/passwd'>x</iframe>",
        "utf-8",
    )
    table = read_document(path).tables[0]
    assert [cell.text for row in table.rows for cell in row] == [
        "มาตรการ",
        "ขั้นตอน",
        "ก",
        "<script>alert(2)</script>",
    ]


def test_what_looks_like_a_tag_in_a_text_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("มาตรการ\tขั้นตอน\nก <No Gift> <b>ข</b>\t5 < 6 & 7\n", "utf-8")
    cells = read_document(path).tables[0].rows[1]
    assert [cell.text for cell in cells] == ["ก <No Gift> ข", "5 < 6 & 7"]


def test_a_file_above_the_limit_is_not_even_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prongsai.importing.read.readers.MAX_FILE", 100)
    path = tmp_path / "a.txt"
    path.write_bytes(b"a\tb\n" * 100)
    with pytest.raises(BadFileError, match="file-too-big"):
        read_document(path)


def test_many_members_are_counted_before_they_are_read() -> None:
    with zipfile.ZipFile(io.BytesIO(good_word())) as archive:
        assert len(archive.namelist()) < 100


@pytest.mark.slow
def test_a_workbook_whose_members_are_encrypted_is_none_of_ours(tmp_path: Path) -> None:
    data = bytearray(good_excel())
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(signature)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(signature, start + 4)
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    assert not is_workbook(path)
