"""Read one file into facts."""

import dataclasses
import hashlib
import io
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import BinaryIO

from prongsai.storage.attachments import Facts, FileKind, Lock, Trouble
from prongsai.storage.attachments.office import read_office
from prongsai.storage.attachments.pdf import read_pdf
from prongsai.storage.attachments.pictures import has_gps
from prongsai.storage.attachments.recognise import OLE_SCAN, is_locked_package, kind_of
from prongsai.storage.attachments.running import runs_in

_EDITION = 4
"""Raise it when the same bytes would give other facts."""
_MAX_PLAIN = 2_000_000
MAX_READ = 50_000_000
"""Bytes of the largest file that is looked into."""


@cache
def reader() -> str:
    """Return the name of the reader; facts that another one kept are read again."""
    try:
        return f"{_EDITION} pypdf={version('pypdf')}"
    except PackageNotFoundError:
        return f"{_EDITION} pypdf=none"


def read_facts(path: Path) -> Facts:
    """Return the facts of the file at `path`; a damaged file is a fact too."""
    return judge(path)[1]


def judge(path: Path) -> tuple[str, Facts]:
    """Return the SHA-256 of the very bytes that were looked into, and their facts."""
    with path.open("rb") as stream:
        data = stream.read(MAX_READ + 1)
        if len(data) <= MAX_READ:
            return hashlib.sha256(data).hexdigest(), facts_of(data)
        facts = Facts(kind=kind_of(stream), trouble=Trouble.LIMIT)
        stream.seek(0)
        return hashlib.file_digest(stream, "sha256").hexdigest(), facts


def facts_of(data: bytes) -> Facts:
    """Return the facts of a file by its bytes."""
    stream = io.BytesIO(data)
    kind = kind_of(stream)
    try:
        facts = _facts(data, stream, kind)
    except Exception:  # noqa: BLE001 - damaged files raise anything
        return Facts(kind=kind, trouble=Trouble.BROKEN)
    return dataclasses.replace(facts, runs=facts.runs or runs_in(data, kind))


def _facts(data: bytes, stream: BinaryIO, kind: FileKind) -> Facts:
    match kind:
        case FileKind.PDF:
            return read_pdf(stream)
        case FileKind.DOCX | FileKind.XLSX:
            if is_locked_package(data[:OLE_SCAN]):
                return Facts(kind=kind, lock=Lock.LOCKED)
            return read_office(stream, kind)
        case FileKind.PNG | FileKind.JPEG:
            return Facts(kind=kind, gps=has_gps(stream, kind))
        case FileKind.TEXT:
            return _plain(data)
        case _:
            return Facts(kind=kind)


def _plain(data: bytes) -> Facts:
    """Read plain text: UTF-8, UTF-16 with its mark, else the Thai code page."""
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = data[:_MAX_PLAIN].decode(encoding)
    except UnicodeDecodeError:
        text = data[:_MAX_PLAIN].decode("cp874", "replace")
    trouble = Trouble.LIMIT if len(data) > _MAX_PLAIN else Trouble.NONE
    return Facts(kind=FileKind.TEXT, text=text, trouble=trouble)
