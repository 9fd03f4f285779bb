"""Read DOCX and XLSX with the standard library: zip and a streaming XML parser.

No XML tree is built, documents with a DOCTYPE are refused (entities that expand), and
unpacking stops at `MAX_UNPACKED` bytes in all, whatever sizes the archive claims.
"""

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import BinaryIO
from xml.parsers import expat

from prongsai.storage.attachments import Facts, FileKind, Lock, Trouble
from prongsai.storage.attachments.local_names import LocalNames

MAX_UNPACKED = 50_000_000
MAX_ENTRIES = 10_000
MAX_TEXT = 2_000_000
_CHUNK = 1 << 16
_WORD_PARTS = re.compile(
    r"word/(?:document|header\d*|footer\d*|footnotes|comments)\.xml"
)
_REMARKS = re.compile(r"xl/(?:comments/?\w*|threadedComments/\w+)\.xml")
_SHEETS = re.compile(r"xl/worksheets/sheet\d+\.xml")


class SuspiciousError(Exception):
    """It unpacks to too much, has too many parts, or defines entities."""


class _EnoughError(Exception):
    """There is more text than is searched."""


class Archive:
    """An open archive that counts what it unpacks."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Begin to count; refuse an archive of very many parts."""
        self.archive = archive
        self.left = MAX_UNPACKED
        if len(archive.infolist()) > MAX_ENTRIES:
            raise SuspiciousError

    def parts(self, pattern: re.Pattern[str]) -> list[str]:
        """Return the names of parts, `sheet2` before `sheet10`."""
        names = [name for name in self.archive.namelist() if pattern.fullmatch(name)]
        return sorted(names, key=lambda name: (len(name), name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a part.

        Raises:
            SuspiciousError: the archive unpacks to too much.
        """
        with self.archive.open(name) as part:
            while chunk := part.read(_CHUNK):
                self.left -= len(chunk)
                if self.left < 0:
                    raise SuspiciousError
                yield chunk


class Handler:
    """The callbacks of expat; names come without their namespace."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def data(self, text: str) -> None:
        """Take text."""


def parse(archive: Archive, name: str, handler: Handler) -> None:
    """Read a part of the archive into a handler; entities are refused."""

    def refuse(*_: object) -> None:
        raise SuspiciousError

    local = LocalNames()
    start, end = handler.start, handler.end

    def started(name: str, given: dict[str, str]) -> None:
        start(local[name], {local[key]: value for key, value in given.items()})

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = started
    parser.EndElementHandler = lambda name: end(local[name])
    parser.CharacterDataHandler = handler.data
    for chunk in archive.chunks(name):
        parser.Parse(chunk)
    parser.Parse(b"", True)  # noqa: FBT003 - expat's own order


class _Text(Handler):
    """Collects text and counts it."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
        if self.length > MAX_TEXT:
            raise _EnoughError

    @property
    def text(self) -> str:
        return "".join(self.pieces)


class _Word(_Text):
    def __init__(self) -> None:
        super().__init__()
        self.reading, self.cells = False, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        del attributes
        if name in {"t", "text"}:
            self.reading = True
        elif name == "tc":
            self.cells += 1
        elif name in {"tab", "br"}:
            self.put(" ")

    def end(self, name: str) -> None:
        if name in {"t", "text"}:
            self.reading = False
            self.put("\n" if name == "text" else "")
        elif name == "tc":
            self.cells -= 1
            self.put("\t")
        elif name == "p":
            self.put(" " if self.cells else "\n")
        elif name == "tr":
            self.put("\n")

    def data(self, text: str) -> None:
        if self.reading:
            self.put(text)


class SharedTexts(Handler):
    """The texts that the cells of all sheets share."""

    def __init__(self) -> None:
        """Begin with no text."""
        self.texts: list[str] = []
        self.reading = False
        self.left = MAX_TEXT * 5

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin a text, or a piece of one."""
        del attributes
        if name == "si":
            self.texts.append("")
        self.reading = name == "t"

    def end(self, name: str) -> None:
        """End a piece."""
        del name
        self.reading = False

    def data(self, text: str) -> None:
        """Add to the text."""
        if self.reading:
            self.left -= len(text)
            if self.left < 0:
                raise _EnoughError
            self.texts[-1] += text


class _Sheet(_Text):
    def __init__(self, shared: list[str]) -> None:
        super().__init__()
        self.shared, self.kind, self.value, self.reading = shared, "", "", False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self.kind, self.value = attributes.get("t", "n"), ""
        self.reading = name in {"v", "t"}

    def end(self, name: str) -> None:
        if name == "c":
            self.put(f"{self._cell()}\t")
        elif name == "row":
            self.put("\n")
        self.reading = False

    def data(self, text: str) -> None:
        if self.reading:
            self.value += text

    def _cell(self) -> str:
        if self.kind == "s" and self.value.isdigit():
            index = int(self.value)
            return self.shared[index] if index < len(self.shared) else ""
        if self.kind == "n" and "E" in self.value.upper():
            return _without_exponent(self.value)
        return " ".join(self.value.split())


def _without_exponent(text: str) -> str:
    """Return `1.1017002307080001E12` as the whole number that a person typed."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return f"{number:.0f}" if abs(number.adjusted()) < 20 else text


class _Properties(Handler):
    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self.name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        del attributes
        self.name = name

    def end(self, name: str) -> None:
        del name
        self.name = ""

    def data(self, text: str) -> None:
        if self.name and text.strip():
            self.found.append((self.name, text.strip()[:1000]))


def read_office(stream: BinaryIO, kind: FileKind) -> Facts:
    """Return the facts of a DOCX or XLSX."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as opened:
            if any(entry.flag_bits & 1 for entry in opened.infolist()):
                return Facts(kind=kind, lock=Lock.LOCKED)
            return _read(Archive(opened), kind)
    except SuspiciousError:
        return Facts(kind=kind, trouble=Trouble.SUSPICIOUS)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - damaged files raise anything
        return Facts(kind=kind, trouble=Trouble.BROKEN)


def body_of(opened: zipfile.ZipFile) -> str:
    """Return the text of a DOCX without headers, footers and notes."""
    body = _Word()
    with suppress(_EnoughError):
        parse(Archive(opened), "word/document.xml", body)
    return body.text


def _read(archive: Archive, kind: FileKind) -> Facts:
    texts: list[_Text] = []
    trouble = Trouble.NONE
    sheets = archive.parts(_SHEETS) if kind is FileKind.XLSX else []
    try:
        if kind is FileKind.XLSX:
            shared = SharedTexts()
            for name in archive.parts(re.compile(r"xl/sharedStrings\.xml")):
                parse(archive, name, shared)
            for name in sheets:
                texts.append(_Sheet(shared.texts))
                parse(archive, name, texts[-1])
            for name in archive.parts(_REMARKS):
                texts.append(_Word())
                parse(archive, name, texts[-1])
        else:
            for name in archive.parts(_WORD_PARTS):
                texts.append(_Word())
                parse(archive, name, texts[-1])
    except _EnoughError:
        trouble = Trouble.LIMIT
    properties = _Properties()
    for name in archive.parts(re.compile(r"docProps/core\.xml")):
        parse(archive, name, properties)
    return Facts(
        kind=kind,
        pages=len(sheets) or None,
        text="\n".join(text.text for text in texts),
        metadata=tuple(properties.found),
        trouble=trouble,
    )
