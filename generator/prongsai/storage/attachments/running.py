"""Find what a computer would run: macros, scripts of a PDF, programs in an archive."""

import io
import re
import zipfile
from collections.abc import Iterable

from prongsai.storage.attachments import FileKind, Runs
from prongsai.storage.attachments.kinds import ending_of
from prongsai.storage.attachments.recognise import OLE, has_stream

_OLD_OFFICE = frozenset({FileKind.DOC, FileKind.XLS, FileKind.PPT})
_RUN = """apk app application appimage bat cmd com cpl deb dll exe gadget hta img iso
jar lnk msc msi msp pif ps1 ps2 py pyc reg rpm scf scr sh swf sys url vb vbe vbs wsc wsf
wsh js jse docm dotm potm ppam pptm xla xlam xll xlsm xltm"""
_PAGES = "asp aspx cgi htaccess htm html jsp mht phar php phtml shtml svg xhtml"
_PROGRAMS = frozenset(f"{_RUN} {_PAGES}".split())
"""Endings of what must not be in an archive either: it runs, or shows as a page."""

_SCRIPT = re.compile(rb"/S\s*/(?:JavaScript|Launch)\b|/JS[\s(<]")
"""An action that runs; qpdf writes names without their escapes."""


def runs_in(data: bytes, kind: FileKind, have: frozenset[str]) -> Runs:
    """Return what an Office file or a ZIP would run; a damaged one holds nothing."""
    if kind in _OLD_OFFICE or (kind is FileKind.UNKNOWN and data.startswith(OLE)):
        return Runs.MACRO if has_stream(data, "_VBA_PROJECT") else Runs.NOTHING
    if kind is FileKind.PDF and "pikepdf" in have:
        return Runs.SCRIPT if _has_script(data) else Runs.NOTHING
    if not data.startswith(b"PK"):
        return Runs.NOTHING
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return runs_of(archive.namelist(), kind)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - damaged archives raise anything
        return Runs.NOTHING


def runs_of(names: Iterable[str], kind: FileKind) -> Runs:
    """Return what an archive would run, by the names of its members."""
    for name in names:
        lower = name.lower()
        if lower.endswith("vbaproject.bin") or "/activex/" in lower:
            return Runs.MACRO
        if lower.startswith(("basic/", "scripts/")) and kind is not FileKind.ZIP:
            return Runs.MACRO
        if kind is FileKind.ZIP and ending_of(lower.rstrip(". ")) in _PROGRAMS:
            return Runs.PROGRAM
    return Runs.NOTHING


def _has_script(data: bytes) -> bool:
    """Return whether any object of a PDF is JavaScript, or starts a program."""
    import pikepdf  # noqa: PLC0415 - optional, slow to import

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            return any(
                _SCRIPT.search(one.unparse(resolved=True))
                for one in document.objects
                if isinstance(one, pikepdf.Object)
            )
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - damaged files raise anything
        return False
