"""Read one file into facts."""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import BinaryIO

from prongsai.storage.attachments import Facts, FileKind, Lock, Trouble
from prongsai.storage.attachments.kinds import OLE_SCAN, is_locked_package, kind_of
from prongsai.storage.attachments.office import read_office
from prongsai.storage.attachments.pdf import read_pdf
from prongsai.storage.attachments.pictures import has_gps

_EDITION = 3
"""Raise it when the same bytes would give other facts."""
_MAX_PLAIN = 2_000_000

ENDINGS: Mapping[str, tuple[FileKind, ...]] = {
    "pdf": (FileKind.PDF,),
    "docx": (FileKind.DOCX,),
    "xlsx": (FileKind.XLSX,),
    "pptx": (FileKind.PPTX,),
    "odt": (FileKind.ODT,),
    "ods": (FileKind.ODS,),
    "doc": (FileKind.DOC, FileKind.RTF),
    "rtf": (FileKind.RTF,),
    "xls": (FileKind.XLS,),
    "ppt": (FileKind.PPT,),
    "zip": (FileKind.ZIP,),
    "rar": (FileKind.RAR,),
    "7z": (FileKind.SEVEN_ZIP,),
    "png": (FileKind.PNG,),
    "jpg": (FileKind.JPEG,),
    "jpeg": (FileKind.JPEG,),
    "gif": (FileKind.GIF,),
    "webp": (FileKind.WEBP,),
    "tif": (FileKind.TIFF,),
    "tiff": (FileKind.TIFF,),
    "mp4": (FileKind.MP4,),
    "heic": (FileKind.HEIC,),
    "htm": (FileKind.HTML, FileKind.TEXT),
    "html": (FileKind.HTML, FileKind.TEXT),
    "txt": (FileKind.TEXT,),
    "csv": (FileKind.TEXT,),
    "json": (FileKind.TEXT,),
    "xml": (FileKind.TEXT,),
}
"""The kinds that an ending of a name promises; other endings promise nothing."""


@cache
def reader() -> str:
    """Return the name of the reader; facts that another one kept are read again."""
    try:
        return f"{_EDITION} pypdf={version('pypdf')}"
    except PackageNotFoundError:
        return f"{_EDITION} pypdf=none"


def read_facts(path: Path) -> Facts:
    """Return the facts of the file at `path`; a damaged file is a fact too."""
    with path.open("rb") as stream:
        kind = kind_of(stream)
        match kind:
            case FileKind.PDF:
                return read_pdf(stream)
            case FileKind.DOCX | FileKind.XLSX:
                stream.seek(0)
                if is_locked_package(stream.read(OLE_SCAN)):
                    return Facts(kind=kind, lock=Lock.LOCKED)
                return read_office(stream, kind)
            case FileKind.PNG | FileKind.JPEG:
                return Facts(kind=kind, gps=has_gps(stream, kind))
            case FileKind.TEXT:
                return _plain(stream)
            case _:
                return Facts(kind=kind)


def _plain(stream: BinaryIO) -> Facts:
    """Read plain text: UTF-8, UTF-16 with its mark, else the Thai code page."""
    stream.seek(0)
    data = stream.read(_MAX_PLAIN + 1)
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data[:_MAX_PLAIN].decode(encoding)
    except UnicodeDecodeError:
        text = data[:_MAX_PLAIN].decode("cp874", "replace")
    trouble = Trouble.LIMIT if len(data) > _MAX_PLAIN else Trouble.NONE
    return Facts(kind=FileKind.TEXT, text=text, trouble=trouble)
