"""What starts a program from inside a document is found, wherever the format allows it.

And what offices have in their documents is not mistaken for it.
"""

import io
import struct
import zipfile
import zlib

from each import each
from ole_files import native, ole_file, packed_file
from planted_office import packed
from planted_text import ID
from prongsai.storage.attachments import FileKind, Runs, Unread
from prongsai.storage.attachments.read import facts_of, readers
from prongsai.storage.attachments.recognise import kind_of

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PROGRAM = b"MZ\x90\0" + bytes(200)
BEGIN, SPLIT, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
    for kind in ("begin", "separate", "end")
)


def says(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def word(paragraph: str, place: str = "word/document.xml", **more: bytes) -> bytes:
    xml = f'<w:document xmlns:w="{W}"><w:p>{paragraph}</w:p></w:document>'
    own = f'<w:document xmlns:w="{W}"/>'
    return packed({"word/document.xml": own, place: xml, **more})


def with_object(data: bytes, name: str = "word/embeddings/oleObject1.bin") -> bytes:
    return packed({"word/document.xml": f'<w:document xmlns:w="{W}"/>', name: data})


def rich(data: bytes, before: str = "") -> bytes:
    return b"{\\rtf1{\\object\\objemb{\\*\\objdata %s%s}}}" % (
        before.encode(),
        data.hex().encode(),
    )


def old_object(kind: bytes, data: bytes) -> bytes:
    head = struct.pack("<3I", 0x501, 2, len(kind) + 1) + kind + b"\0"
    return head + struct.pack("<3I", 0, 0, len(data)) + data


CALC = ' c:\\\\windows\\\\calc.exe "/k"'
LINK = bytes.fromhex("0003000000000000c000000000000046")
OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
SHEET = FileKind.ODS, "application/vnd.oasis.opendocument.spreadsheet"
DAMAGED = packed_file("a.pdf", b"%PDF-1.4")


def sheet(xml: str) -> bytes:
    root = f'<a xmlns:t="{OPEN}table:1.0" xmlns:o="{OPEN}office:1.0">{xml}</a>'
    return packed({"mimetype": SHEET[1], "content.xml": root})


STARTING = {
    "a field": word(BEGIN + says("DDEAUTO" + CALC) + SPLIT + END),
    "a field in pieces": word(BEGIN + says(" D") + says("dEa") + says("uto") + END),
    "a field of one element": word(f"<w:fldSimple w:instr=' DDE{CALC}'/>"),
    "a field made of fields": word(
        BEGIN + BEGIN + says("QUOTE 68 68 69") + SPLIT + END + says(CALC) + END
    ),
    "a field in a header": word(
        BEGIN + says("DDEAUTO" + CALC) + END, "word/header7.xml"
    ),
    "a field in a part of any name": word(
        BEGIN + says("DDEAUTO" + CALC) + END, "word/theme/body.bin"
    ),
    "a field after very much text": word(
        f"<w:r><w:t>{'x' * 2_100_000}</w:t></w:r>" + BEGIN + says("DDE" + CALC) + END
    ),
    "a program in an object": with_object(packed_file("a.txt", PROGRAM)),
    "a script in an object": with_object(packed_file("a.vbs", b"MsgBox 1")),
    "a script under another label": with_object(
        packed_file("a.js", b"x", label="แผน.pdf")
    ),
    "an object in a workbook": packed(
        {
            "xl/workbook.xml": "<a/>",
            "xl/embeddings/oleObject1.bin": packed_file("a.exe", PROGRAM),
        }
    ),
    "an object in an old document": ole_file(
        {"WordDocument": b"x", "\x01Ole10Native": native("a.bat", b"x")}
    ),
    "an object in an object": with_object(
        packed_file("แผน.docx", with_object(packed_file("a.hta", b"<hta>")))
    ),
    "an object that is damaged": with_object(
        DAMAGED[:512] + b"\xee" * 512 + DAMAGED[1024:]
    ),
    "a link to an object elsewhere": with_object(
        ole_file({"\x01Ole": "http://x.example/a.hta".encode("utf-16-le")}, LINK)
    ),
    "an object in RTF": rich(packed_file("a.exe", PROGRAM)),
    "an old object in RTF": rich(old_object(b"Package", PROGRAM)),
    "an object in RTF of no known class": rich(old_object(b"htmlfile", b"x")),
    "an object in RTF in pieces": rich(old_object(b"Package", b"x"), "\\mac\\b0 \n"),
    "a link of LibreOffice": sheet('<o:dde-source o:dde-application="cmd"/>'),
    "a formula of LibreOffice": sheet(
        """<t:table-cell t:formula='of:=1+DDE("cmd";"/C calc";"a")'/>"""
    ),
    "a macro of LibreOffice": sheet(
        '<x xmlns:l="l" l:href="vnd.sun.star.script:a.py$b?language=Python"/>'
    ),
    "a program on a slide": packed(
        {
            "ppt/presentation.xml": "<a/>",
            "ppt/slides/slide1.xml": '<a action="ppaction://program"/>',
        }
    ),
}


@each("what", STARTING)
def test_what_starts_a_program_is_found(what: str) -> None:
    assert facts_of(STARTING[what], readers()).runs is Runs.PROGRAM


HARMLESS = {
    "a table of contents": word(
        BEGIN
        + says(' TOC \\\\o "1-3" ')
        + SPLIT
        + BEGIN
        + says(" PAGEREF _Toc1 ")
        + SPLIT
        + END
        + END
    ),
    "a word that begins alike": word(BEGIN + says(" DDEX ") + END),
    "the letters as text": word("<w:r><w:t>DDEAUTO</w:t></w:r>"),
    "a picture of Paint": with_object(
        ole_file({"\x01Ole10Native": struct.pack("<I", 9) + b"BM picture"})
    ),
    "a PDF in an object": with_object(packed_file("แผน.pdf", b"%PDF-1.4\n%%EOF")),
    "a formula in RTF": rich(old_object(b"Equation.3", b"x")),
    "a sum of LibreOffice": sheet('<t:table-cell t:formula="of:=SUM([.A1:.B2])"/>'),
    "a link on a slide": packed(
        {
            "ppt/presentation.xml": "<a/>",
            "ppt/slides/slide1.xml": '<a action="ppaction://hlinksldjump"/>',
        }
    ),
}


@each("what", HARMLESS)
def test_what_only_shows_something_does_not_run(what: str) -> None:
    assert facts_of(HARMLESS[what], readers()).runs is Runs.NOTHING


def test_a_file_in_an_object_is_searched() -> None:
    read = facts_of(with_object(packed_file("ก.txt", f"เลข {ID}".encode())), readers())
    assert ID in read.hidden
    named = facts_of(with_object(packed_file(f"{ID}.txt", b"x")), readers())
    assert ID in named.hidden


def member(name: str, data: bytes, *, at: int = 0) -> tuple[bytes, bytes]:
    """Return a member with its head, and its entry in the list at the end."""
    common = struct.pack("<5H", 20, 0, 0, 0, 33)
    common += struct.pack("<3I", zlib.crc32(data), len(data), len(data))
    common += struct.pack("<2H", len(name), 0)
    listed = b"PK\1\2\x14\0" + common + struct.pack("<3H2I", 0, 0, 0, 0, at)
    return b"PK\3\4" + common + name.encode() + data, listed + name.encode()


def archive(*parts: tuple[bytes, bytes], count: int | None = None) -> bytes:
    body = b"".join(head for head, _ in parts)
    listed = [entry for _, entry in parts][:count]
    end = struct.pack(
        "<4s4H2IH",
        *(b"PK\5\6", 0, 0, len(listed), len(listed)),
        *(len(b"".join(listed)), len(body), 0),
    )
    return body + b"".join(listed) + end


FIRST = member("a.txt", b"abc")
SECOND = member("b.txt", b"def", at=len(FIRST[0]))
TWO_LISTS = {
    "a member that is not listed": archive(FIRST, SECOND, count=1),
    "another name before the member": archive(
        (FIRST[0].replace(b"a.txt", b"a.exe"), FIRST[1])
    ),
    "another size before the member": archive(
        (FIRST[0].replace(b"\3\0\0\0\3\0\0\0", b"\2\0\0\0\2\0\0\0"), FIRST[1])
    ),
    "one name twice": archive(FIRST, member("A.txt", b"def", at=len(FIRST[0]))),
    "an archive before the archive": archive(member("x.exe", b"MZ")) + archive(FIRST),
    "an archive in the last remark": archive(FIRST)[:-2]
    + struct.pack("<H", len(archive(SECOND)))
    + archive(SECOND),
}


@each("what", TWO_LISTS)
def test_an_archive_with_two_lists_is_none(what: str) -> None:
    data = TWO_LISTS[what]
    assert kind_of(io.BytesIO(data)) is FileKind.UNKNOWN
    assert facts_of(packed({"a.zip": data}), readers()).runs is Runs.PROGRAM


def streamed() -> bytes:
    """Return an archive as programs write it who do not know the sizes before."""

    class Pipe(io.RawIOBase):
        made = b""

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]  # only bytes
            self.made += bytes(data)
            return len(data)

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("แผน.txt", b"abc")
        made.writestr("b/", b"")
    return pipe.made


@each("data", [archive(FIRST, SECOND), archive(), streamed(), packed({"ก.txt": "abc"})])
def test_an_honest_archive_is_one(data: bytes) -> None:
    assert kind_of(io.BytesIO(data)) is FileKind.ZIP
    assert Unread.BROKEN not in facts_of(data, readers()).unread
