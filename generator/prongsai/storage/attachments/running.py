"""Find what a computer would run: macros, scripts, programs, also in files inside."""

import io
import re
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING

from prongsai.storage.attachments import FileKind, Runs
from prongsai.storage.attachments.kinds import ending_of
from prongsai.storage.attachments.objects import has_calling_field
from prongsai.storage.attachments.packages import noted, unpacked
from prongsai.storage.attachments.plain import plain_text
from prongsai.storage.attachments.reading import Found, SuspiciousError
from prongsai.storage.attachments.recognise import OLE, has_stream, is_program
from prongsai.storage.attachments.xml_text import read_xml

if TYPE_CHECKING:
    import pikepdf

_OLD_OFFICE = frozenset({FileKind.DOC, FileKind.XLS, FileKind.PPT})
_RUN = """apk app application appimage appinstaller appref-ms appx appxbundle bat
cab chm cmd com command cpl deb desktop diagcab dll dmg exe gadget hta img inf iqy iso
jar job jnlp library-ms lnk msc msi msix msp msu oft one onepkg pif pkg pl ps1 ps1xml
ps2 psc1 psd1 psm1 py pyc pyw rdp reg rpm scf scr scriptlet sct search-ms
settingcontent-ms sh slk swf sys theme themepack udl url vb vbe vbs vhd vhdx vsto
website wim wsc wsf wsh xbap js jse docm dotm potm ppam pptm xla xlam xll xlsm xltm"""
_PAGES = "asp aspx cgi htm html jsp mht mhtml phar php phtml shtml svg xht xhtml xsl"
_PROGRAMS = frozenset(f"{_RUN} {_PAGES}".split())
"""Endings of what must not be in an archive either: it runs, or shows as a page."""

_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|:[^/]*$")
"""Signs of a name that no system shows, and the name of a stream of Windows."""

_SCRIPT = re.compile(
    rb"/S\s*/(?:JavaScript|Launch|ImportData)\b|/JS[\s(<]|/Subtype\s*/RichMedia\b"
)
"""An action that runs; qpdf writes names without their escapes."""

_OLD_MACRO = re.compile(rb"\x85\0[\x07-\xff]\0.{4}[\0-\2]\x01", re.DOTALL)
"""A sheet of macros among the sheets of an old workbook."""

_OLD_FIELD = re.compile(
    rb"\x13\0?(?: \0?){0,9}D\0?D\0?E\0?(?:A\0?U\0?T\0?O\0?)? \0?[A-Za-z\"\\\\]",
    re.IGNORECASE,
)
"""A field of an old document that starts a program."""

_RICH_TEXT = re.compile(
    rb"\\objupdate|\\objclass\s+package|\\template\s+(?:https?:|\\\\)", re.IGNORECASE
)
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
        found = _RICH_TEXT.search(data) is not None or has_calling_field(data)
        return Runs.PROGRAM if found else Runs.NOTHING
    if kind is FileKind.TEXT:
        return Runs.PROGRAM if _has_formula(plain_text(data)) else Runs.NOTHING
    return _in_archive(data, kind) if data.startswith(b"PK") else Runs.NOTHING


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


def is_named_as_program(name: str) -> bool:
    """Return whether Windows or a server runs a file of that name."""
    seen = _UNSEEN.sub("", name.lower()).rstrip(". ")
    return ending_of(seen) in _PROGRAMS or seen.endswith(".htaccess")


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
        leads_out = ".." in lower.replace("\\", "/").split("/")
        if kind is FileKind.ZIP and (leads_out or is_named_as_program(name)):
            return Runs.PROGRAM
    return Runs.NOTHING


def _has_script(data: bytes, have: frozenset[str]) -> bool:
    """Return whether any object of a PDF is JavaScript, or starts a program.

    Where no library opens it, its bytes are searched as they are.
    """
    if "pikepdf" not in have:
        return bool(_SCRIPT.search(data))
    import pikepdf  # noqa: PLC0415 - optional, slow to import

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return _form_has_script(document) or any(
                _SCRIPT.search(one.unparse(resolved=True))
                for one in document.objects
                if isinstance(one, pikepdf.Object)
            )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - damaged files raise anything
        return bool(_SCRIPT.search(data))


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
