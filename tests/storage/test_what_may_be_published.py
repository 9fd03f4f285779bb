"""Whatever is not listed, or is not what it says, never reaches the site."""

import datetime
import io
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest

from each import each
from prongsai import building
from prongsai.building import build
from prongsai.checking import check_sources
from prongsai.checking.chapter import look_into
from prongsai.findings import Severity
from prongsai.site.staging import DOCS, ChangedError, copy_checked
from prongsai.storage.attachments import FileKind
from prongsai.storage.attachments.read import facts_of, readers
from prongsai.storage.attachments.recognise import kind_of
from prongsai.storage.content_folder import read_sources, with_facts
from prongsai.storage.portable_names import is_portable
from prongsai.storage.write import Scratch
from small_site import PICTURE, YEAR, write

TODAY = datetime.date(2025, 3, 31)

_RUN = "php phtml phar php5 asp aspx jsp cgi pl py sh shtml js mjs exe msi bat cmd com"
_SHOWN = "html htm xhtml xht svg svgz xml xsl mht css md markdown mdown mkd htaccess"
_OTHER = "scr hta lnk url swf jar docm xlsm pptm dotm wasm json5 mp4 bin webloc desktop"
RUN_OR_SHOWN = [*f"{_RUN} {_SHOWN} {_OTHER}".split(), "#", "?x", "%2e"]
PAGES = {
    "html": b"<!DOCTYPE html><script>1</script>",
    "xhtml": b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    "php": b"<?php echo 1;",
    "utf16": "<html><script>1</script>".encode("utf-16"),
    "after blanks": b"\xef\xbb\xbf\r\n\t <script>1</script>",
    "upper": b"<SCRIPT SRC=x>",
    "program": b"MZ\x90\x00\x03\x00\x00\x00",
    "picture": PICTURE,
}


def stopping(root: Path) -> list[str]:
    sources = with_facts(root, read_sources(root))
    found = check_sources(sources, TODAY).findings
    return [one.code for one in found if one.severity is Severity.ERROR]


def with_file(root: Path, name: str, data: bytes, evidence: str = "photo") -> Path:
    shutil.rmtree(root / YEAR, ignore_errors=True)  # what the case before left
    write(root)
    files = root / YEAR / "files"
    shutil.rmtree(files)
    files.mkdir()
    (files / name).write_bytes(data)
    listed = root / YEAR / "disclosures.yml"
    text = listed.read_text(encoding="utf-8").replace("ภาพ.png", f'"{name}"')
    listed.write_text(text.replace("id: photo", f"id: {evidence}"), encoding="utf-8")
    measures = root / YEAR / "measures.yml"
    known = measures.read_text(encoding="utf-8").replace("[photo]", f"[{evidence}]")
    measures.write_text(known, encoding="utf-8")
    return root


@each("ending", RUN_OR_SHOWN)
def test_an_ending_that_is_not_listed_stops_publication(
    tmp_path: Path, ending: str
) -> None:
    (code,) = stopping(with_file(tmp_path, f"a.{ending}", b"abc"))
    assert code in {"evidence-not-listed", "evidence-name", "evidence-pointer"}


@each("name", [".htaccess", "a", "a.pdf ", "a.pdf.", "con.pdf"])
def test_a_name_that_is_treated_specially_stops_publication(
    tmp_path: Path, name: str
) -> None:
    assert stopping(with_file(tmp_path, name, b"abc")) != []


@each("evidence", ["con", "nul", "lpt1", "aux"])
def test_an_id_that_is_a_device_stops_publication(
    tmp_path: Path, evidence: str
) -> None:
    root = with_file(tmp_path, "a.png", PICTURE, evidence)
    assert stopping(root) == ["evidence-name"]


@each("slug", ["templates", "con", "nul", "com1"])
def test_a_slug_that_the_next_tool_reserves_stops_publication(
    tmp_path: Path, slug: str
) -> None:
    root = write(tmp_path / slug)
    agencies = root / "content" / "agencies"
    (agencies / "ban-rai").rename(agencies / slug)
    assert "reserved-slug" in stopping(root)


@each("ending", ["pdf", "docx", "jpg", "csv", "txt", "zip", "json"])
@each("content", PAGES)
def test_bytes_of_another_kind_stop_publication(
    tmp_path: Path, ending: str, content: str
) -> None:
    (code,) = stopping(with_file(tmp_path, f"a.{ending}", PAGES[content]))
    assert code in {"evidence-other-kind", "evidence-unknown-kind"}


def packed(*members: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return stream.getvalue()


def document(action: pikepdf.Dictionary | None = None, inside: str = "") -> bytes:
    made, stream = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    if action is not None:
        made.Root.OpenAction = action
    if inside:
        made.attachments[inside] = b"x"
    made.save(stream)
    return stream.getvalue()


PDF = document()
PARTS = (
    ("[Content_Types].xml", b"<Types/>"),
    ("word/document.xml", b'<w:document xmlns:w="x"/>'),
)
MACROS = b'<x ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FETCHED = (
    b'<a><b Type="%s/attachedTemplate" Target="https://x.example/a"/></a>' % OFFICE
)
OWN_TEMPLATE = FETCHED.replace(b"https://x.example", b"file:///C:/Templates")
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le")
SHEET_OF_MACROS = b"\x85\0\x0e\0\0\0\0\0\0\x01\x06\0Macro1"
RUNNING = {
    "another name for the macros": packed(PARTS[1], (PARTS[0][0], MACROS)),
    "a template that is fetched": packed(*PARTS, ("word/_rels/a.xml.rels", FETCHED)),
    "a program in a document": packed(*PARTS, ("word/embeddings/a.bin", b"MZ\x90\0")),
    "a page in a document": packed(*PARTS, ("word/part.mht", b"x")),
    "an old workbook of macros": OLD + SHEET_OF_MACROS,
    "a program in a package in a package": packed(("a.zip", packed(("a.exe", b"x")))),
    "a program without an ending": packed(("setup", b"MZ\x90\0")),
    "an ending behind a sign that is not seen": packed(("a.exe\u200b", b"x")),
    "an ending behind a stream": packed(("a.exe::$DATA", b"x")),
    "a way out of the folder": packed(("../../a.txt", b"x")),
    "a program in a PDF": document(inside="a.exe"),
    "an import in a PDF": document(
        pikepdf.Dictionary(S=pikepdf.Name.ImportData, F="a.fdf")
    ),
    "a script that no library can open": document(
        pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")
    )[:400],
    "an object that opens itself": b"{\\rtf1{\\object\\objupdate}}",
    "a formula that starts a program": b"a,b\n1,=cmd|' /C calc'!A0\n",
}


@each("what", RUNNING)
def test_what_runs_is_found_wherever_it_is(what: str) -> None:
    assert facts_of(RUNNING[what], readers()).runs


@each(
    "data",
    [
        packed(*PARTS, ("word/_rels/a.xml.rels", OWN_TEMPLATE)),
        packed(
            ("แผน.pdf", PDF), ("ภาพ.png", PICTURE), ("ตาราง.csv", b"a,b\n-1,2|3!\n")
        ),
        document(inside="แผน.docx"),
        OLD,
        b"a,b\n-1,2\n+66 2 123 4567,=SUM(A1:A2)\n",
    ],
)
def test_what_offices_publish_does_not_run(data: bytes) -> None:
    assert not facts_of(data, readers()).runs


@each("before", [b"<!-- ", b"MZ\x90\0", b"#!/bin/sh\n", b"a <?php 1;?>", b"\x7fELF"])
def test_what_begins_as_another_thing_is_no_pdf(before: bytes) -> None:
    assert kind_of(io.BytesIO(before + PDF)) is not FileKind.PDF
    assert kind_of(io.BytesIO(b"\xef\xbb\xbf\r\n" + PDF)) is FileKind.PDF


@each(
    "data", [b"GIF8<script>", b"\x89PNG\r\n\x1a\n<b>", b"\xff\xd8\xff<b>", b"ID;PWXL\n"]
)
def test_a_mark_alone_makes_no_picture_and_no_text(data: bytes) -> None:
    assert kind_of(io.BytesIO(data)) not in {
        *(FileKind.GIF, FileKind.PNG, FileKind.JPEG),
        *([FileKind.TEXT] if data.startswith(b"ID;") else []),
    }


def test_names_of_officers_are_portable() -> None:
    for name in ("แผน 100% (ฉบับที่ 2) #1.pdf", "โฟลเดอร์/แผน.pdf", "console.pdf"):
        assert is_portable(name)
    for name in (
        "a?.pdf",
        "a:b.pdf",
        "โฟลเดอร์ /แผน.pdf",
        "a\n.pdf",
        "Con.PDF",
        "a\u202efdp.exe",
    ):
        assert not is_portable(name)


def test_what_is_staged_are_the_bytes_that_were_judged(tmp_path: Path) -> None:
    root = write(tmp_path)
    sources = with_facts(root, read_sources(root))
    _, plan = building.plan_site(sources, TODAY)
    assert plan is not None
    (copy,) = plan.copies
    staged = Scratch(tmp_path / "staged")
    copy_checked(root, staged, copy)
    (copied,) = (staged.folder / DOCS / "ban-rai").rglob("*.png")
    assert copied.read_bytes() == PICTURE
    (root / YEAR / "files" / "ภาพ.png").write_bytes(PICTURE + b"<script>")
    with pytest.raises(ChangedError, match=r"ภาพ\.png"):
        copy_checked(root, staged, copy)


def test_a_file_that_changes_while_a_build_runs_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path)

    def changing(*given: object) -> object:
        looked = look_into(*given)  # type: ignore[arg-type]  # as it was called
        (root / YEAR / "files" / "ภาพ.png").write_bytes(PICTURE + b"<script>")
        return looked

    monkeypatch.setattr("prongsai.building.draft.look_into", changing)
    built = build(root, TODAY)
    assert "file-changed" in {one.code for one in built.findings}
    assert built.pages == 0
    assert not (root / "build" / "site").exists()


def test_a_file_that_vanishes_while_it_is_checked_is_a_finding(tmp_path: Path) -> None:
    root = write(tmp_path)
    sources = read_sources(root)
    (root / YEAR / "files" / "ภาพ.png").unlink()
    found = with_facts(root, sources).findings
    assert [(one.code, one.subject) for one in found] == [
        ("file-changed", f"{YEAR}/files/ภาพ.png")
    ]
