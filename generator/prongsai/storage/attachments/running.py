"""Find what a computer would run: macros, scripts, programs, also in files inside."""

import io
import re
import zipfile
from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING

from prongsai.storage.attachments import FileKind, Runs
from prongsai.storage.attachments.instructions import is_elsewhere
from prongsai.storage.attachments.objects import has_calling_field
from prongsai.storage.attachments.packages import noted, unpacked
from prongsai.storage.attachments.plain import plain_text, rtf_text
from prongsai.storage.attachments.plain_pdf import objects_of
from prongsai.storage.attachments.programs import (
    is_link,
    is_named_as_program,
    leads_out,
    leads_to_program,
)
from prongsai.storage.attachments.reading import Found, SuspiciousError
from prongsai.storage.attachments.recognise import OLE, has_stream, is_program
from prongsai.storage.attachments.xml_text import read_xml

if TYPE_CHECKING:
    import pikepdf

_OLD_OFFICE = frozenset({FileKind.DOC, FileKind.XLS, FileKind.PPT})
_SCRIPT = re.compile(
    rb"/S\s*/(?:JavaScript|Launch|ImportData)\b|/JS[\s(<]|/Subtype\s*/RichMedia\b"
)
"""An action that runs; qpdf writes names without their escapes."""

_REMOTE = re.compile(rb"/S\s*/(?:GoTo[RE]|SubmitForm|Thread)\b|/Type\s*/Filespec\b")
_SHARE = re.compile(
    rb"/(?:U?F|URL|URI)\s*\(\s*(?:(?:\\\\){2}[\w.]|//[\w.]|file:/{2}[\w.]+/|file:/{4,5}[\w.])",
    re.IGNORECASE,
)
"""A file that another computer shares, as an action or a file is written in a PDF."""

_OCTAL = re.compile(rb"(?<!\\)\\([0-7]{1,3})")
"""A byte of a text, as pypdf writes what is no letter."""

_WIDE = frozenset({b"\xfe\xff", b"\xff\xfe"})

_OLD_MACRO = re.compile(rb"\x85\0[\x07-\xff]\0.{4}[\0-\2]\x01", re.DOTALL)
"""A sheet of macros among the sheets of an old workbook."""

_OLD_FIELD = re.compile(
    rb"\x13\0?(?: \0?){0,9}D\0?D\0?E\0?(?:A\0?U\0?T\0?O\0?)? \0?[A-Za-z\"\\\\]",
    re.IGNORECASE,
)
"""A field of an old document that starts a program."""

_RICH_TEXT = re.compile(rb"\\objupdate|\\objclass\s+package", re.IGNORECASE)
_TEMPLATE = re.compile(rb"\\template\b", re.IGNORECASE)
_TEMPLATES = 10
"""A document has one; whoever writes more conceals which."""

_ADDRESS = 600
"""Bytes in which an address is written."""

_LINK = re.compile(rb"/URI\s*(?:\(((?:[^()\\]|\\.)*)|<([0-9a-fA-F\s]*)>)", re.DOTALL)
"""The address of a link, as text or, where it is UTF-16, in digits."""

_FORMULA = re.compile(
    "(?:^|[\r\n,;\t\"'])[ \u200b-\u200f\u2060\ufeff]*"
    "[=+@\\-＝＋＠－][^\r\n|,]{0,60}[A-Za-z]{2}\\|"
)
"""How a cell begins that starts a program where a spreadsheet opens the table."""

_LINE_END = re.compile("[\r\n]")
_CALL = 500
"""Signs within which such a cell names what the program is to do, after a `!`."""

_SIGNIFICANT = re.compile(
    r"(?:^\[Content_Types\]\.xml|\.rels|externalLink\d+\.xml)$", re.IGNORECASE
)
_BEGIN = 8
"""Bytes by which a program is known."""

_FORM_SCRIPT = re.compile(rb"<(?:[\w.-]+:)?script\b")


def runs_in(data: bytes, kind: FileKind, have: frozenset[str]) -> Runs:
    """Return what an Office file or a ZIP would run; a damaged one holds nothing."""
    if kind in _OLD_OFFICE or (kind is FileKind.UNKNOWN and data.startswith(OLE)):
        return Runs.MACRO if _has_old_macro(data, kind) else Runs.NOTHING
    if kind is FileKind.PDF:
        return Runs.SCRIPT if _has_script(data, have) else Runs.NOTHING
    if kind is FileKind.RTF:
        found = (
            _RICH_TEXT.search(data) or _has_template(data) or has_calling_field(data)
        )
        return Runs.PROGRAM if found else Runs.NOTHING
    if kind is FileKind.TEXT:
        return Runs.PROGRAM if _has_formula(plain_text(data)) else Runs.NOTHING
    return _in_archive(data, kind) if data.startswith(b"PK") else Runs.NOTHING


def _has_template(data: bytes) -> bool:
    """Return whether RTF takes its template from another computer, or has many."""
    places = [one.end() for one in islice(_TEMPLATE.finditer(data), _TEMPLATES + 1)]
    said = (rtf_text(data[place : place + _ADDRESS]) for place in places)
    return len(places) > _TEMPLATES or any(map(is_elsewhere, said))


def _has_formula(text: str) -> bool:
    """Return whether a cell of a table starts a program."""
    if "|" not in text or "!" not in text:
        return False
    for found in _FORMULA.finditer(text):
        end = text.find("!", found.end(), found.end() + _CALL)
        if end >= 0 and not _LINE_END.search(text, found.end(), end):
            return True
    return False


def _has_old_macro(data: bytes, kind: FileKind) -> bool:
    known = {FileKind.XLS: _OLD_MACRO, FileKind.DOC: _OLD_FIELD}.get(kind)
    called = known is not None and known.search(data) is not None
    return called or has_stream(data, "_VBA_PROJECT")


def _in_archive(data: bytes, kind: FileKind) -> Runs:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if kind is FileKind.ZIP and any(map(is_link, archive.infolist())):
                return Runs.PROGRAM
            runs = runs_of(archive.namelist(), kind) or _program_among(archive)
            macro = kind is not FileKind.ZIP and _has_macro(archive)
            return runs or (Runs.MACRO if macro else Runs.NOTHING)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - damaged archives raise anything
        return Runs.NOTHING


def _program_among(archive: zipfile.ZipFile) -> Runs:
    """Return what the members of an archive would run, by how each of them begins."""
    found = Found(have=frozenset())
    for entry in archive.infolist():
        with noted(found), archive.open(entry) as member:
            if is_program(member.read(_BEGIN)):
                return Runs.PROGRAM
    return Runs.NOTHING


def runs_inside(data: bytes, name: str, kind: FileKind, have: frozenset[str]) -> Runs:
    """Return what a file within another one would run, by its name or its bytes."""
    if is_program(data) or is_named_as_program(name) or _is_two_archives(data, kind):
        return Runs.PROGRAM
    return runs_in(data, kind, have)


def _is_two_archives(data: bytes, kind: FileKind) -> bool:
    """Return whether an archive holds other files for other programs."""
    return kind is FileKind.UNKNOWN and data.startswith(b"PK\3\4")


def _has_macro(archive: zipfile.ZipFile) -> bool:
    """Return whether parts that name others name macros, whatever those are called."""
    found = Found(have=frozenset())
    for entry in archive.infolist():
        if _SIGNIFICANT.search(entry.filename):
            try:
                with noted(found):
                    found.runs = read_xml(unpacked(archive, entry, found)).runs
            except SuspiciousError:  # whatever it names is concealed
                return True
        if found.runs:
            return True
    return False


def runs_of(names: Iterable[str], kind: FileKind) -> Runs:
    """Return what an archive would run, by the names of its members."""
    for name in names:
        lower = name.lower()
        if lower.endswith("vbaproject.bin") or "/activex/" in lower:
            return Runs.MACRO
        if lower.startswith("xl/macrosheets/"):
            return Runs.MACRO
        if lower.startswith(("basic/", "scripts/")) and kind is not FileKind.ZIP:
            return Runs.MACRO
        if kind is FileKind.ZIP and (leads_out(name) or is_named_as_program(name)):
            return Runs.PROGRAM
    return Runs.NOTHING


def _has_script(data: bytes, have: frozenset[str]) -> bool:
    """Return whether any object of a PDF is JavaScript, or starts a program.

    Where no library opens it, its bytes are searched as they are.
    """
    if "pikepdf" not in have:
        return _acts(data) or ("pypdf" in have and _plainly_acts(data))
    import pikepdf  # noqa: PLC0415 - optional, slow to import

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return _form_has_script(document) or any(
                _acts(one.unparse(resolved=True))
                for one in document.objects
                if isinstance(one, pikepdf.Object)
            )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - damaged files raise anything
        return _acts(data)


def _plainly_acts(data: bytes) -> bool:
    """Return the same with pypdf, which is slower."""
    try:
        return any(
            _acts(one) or _FORM_SCRIPT.search(one.replace(b"\0", b""))
            for one in objects_of(data)
        )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - damaged files raise anything
        return False


def _acts(written: bytes) -> bool:
    """Return whether an object of a PDF, as it is written, runs something."""
    if _SCRIPT.search(written):
        return True
    if _REMOTE.search(written) and _SHARE.search(written) and b"/EF" not in written:
        return True
    return any(leads_to_program(_address(*one)) for one in _LINK.findall(written))


def _address(text: bytes, digits: bytes) -> str:
    whole = b"".join(digits.split())
    data = bytes.fromhex(whole[: len(whole) // 2 * 2].decode())
    if not digits:
        data = _OCTAL.sub(_byte, text).replace(b"\\", b"")
    return data.decode("utf-16" if data[:2] in _WIDE else "latin-1", "replace")


def _byte(octal: re.Match[bytes]) -> bytes:
    return bytes([int(octal[1], 8) & 255])


def _form_has_script(document: "pikepdf.Pdf") -> bool:
    """Return whether a form of the kind XFA has scripts; it is one stream or many."""
    import pikepdf  # noqa: PLC0415 - optional, slow to import

    form = document.Root.get("/AcroForm")
    xfa = form.get("/XFA") if isinstance(form, pikepdf.Dictionary) else None
    parts = list(xfa) if isinstance(xfa, pikepdf.Array) else [xfa]
    return any(
        _FORM_SCRIPT.search(one.read_bytes().replace(b"\0", b""))
        for one in parts
        if isinstance(one, pikepdf.Stream)
    )
