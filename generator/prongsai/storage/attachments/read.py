"""Read one file into facts."""

import dataclasses
import hashlib
import io
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

from prongsai.storage.attachments import Facts, FileKind, Lock, Trace, Trouble, Unread
from prongsai.storage.attachments.office import read_office
from prongsai.storage.attachments.pdf import read_pdf
from prongsai.storage.attachments.pictures import OPENED, opens
from prongsai.storage.attachments.plain import plain_text
from prongsai.storage.attachments.reading import Found
from prongsai.storage.attachments.recognise import OLE_SCAN, is_locked_package, kind_of
from prongsai.storage.attachments.running import runs_in
from prongsai.storage.attachments.search import search

_EDITION = 15
"""Raise it when the same bytes would give other facts."""
_LIBRARIES = {
    "PIL": "pillow",
    "cryptography": "cryptography",
    "olefile": "olefile",
    "pikepdf": "pikepdf",
    "pypdf": "pypdf",
}
"""Libraries by the name that is imported, with that of their package."""

_AUTHORS = frozenset({"Author", "creator", "lastModifiedBy"})
_NOT_OPENED = frozenset({Trouble.SUSPICIOUS, Trouble.NO_READER})
_PROGRAMS = frozenset({"openpyxl", "python-docx", "Unknown"})
"""What programs write for a person."""

_OFFICES = re.compile("เทศบาล|องค์การ|สำนัก|กอง|งาน|กรม|ศูนย์|ฝ่าย")
"""How the names of offices begin; whoever they are, they are no person."""

_PLAIN = frozenset({FileKind.TEXT, FileKind.EMPTY, FileKind.HTML})
_MAX_PLAIN = 2_000_000
MAX_READ = 50_000_000
"""Bytes of the largest file that is looked into."""

MAX_JUDGED = 200_000_000
"""Bytes of the largest file in which programs, macros and scripts are looked for."""


def readers() -> frozenset[str]:
    """Return the libraries of the extra `[check]` that are installed."""
    return frozenset(
        name
        for name in _LIBRARIES
        if sys.modules.get(name, name) is not None and _is_installed(name)
    )


def reader() -> str:
    """Return the name of the reader; facts that another one kept are read again."""
    have = sorted(readers())
    return " ".join([str(_EDITION), *(f"{name}={_version(name)}" for name in have)])


@cache
def _is_installed(library: str) -> bool:
    return find_spec(library) is not None


@cache
def _version(library: str) -> str:
    return version(_LIBRARIES[library])


def read_facts(path: Path) -> Facts:
    """Return the facts of the file at `path`; a damaged file is a fact too."""
    return judge(path)[1]


def is_plain(path: Path) -> bool:
    """Return whether a file is text, and so small that it is harmless to read."""
    return path.stat().st_size <= _MAX_PLAIN and kind_at(path) in _PLAIN


def kind_at(path: Path) -> FileKind:
    """Return the kind of a file by its first bytes; what is in a container is open."""
    with path.open("rb") as stream:
        return kind_of(io.BytesIO(stream.read(1024)))


def judge(path: Path, have: frozenset[str] | None = None) -> tuple[str, Facts]:
    """Return the SHA-256 of the very bytes that were looked into, and their facts.

    `have` are the libraries that may be used, all that are installed if not given.
    """
    have = readers() if have is None else have
    with path.open("rb") as stream:
        data = stream.read(MAX_READ + 1)
        if len(data) > MAX_READ:
            return _large(data, stream, have)
        return hashlib.sha256(data).hexdigest(), facts_of(data, have)


def _large(
    begun: bytes, stream: io.BufferedReader, have: frozenset[str]
) -> tuple[str, Facts]:
    """Judge a file that is too large to be searched, by what it is and would run."""
    data = begun + stream.read(MAX_JUDGED - len(begun) + 1)
    facts = Facts(kind=kind_of(stream), trouble=Trouble.LIMIT, unread=(Unread.LIMIT,))
    if len(data) <= MAX_JUDGED:
        facts = dataclasses.replace(facts, runs=runs_in(data, facts.kind, have))
    else:
        facts = dataclasses.replace(facts, trouble=Trouble.STOPPED)
    stream.seek(0)
    return hashlib.file_digest(stream, "sha256").hexdigest(), facts


def facts_of(data: bytes, have: frozenset[str]) -> Facts:
    """Return the facts of a file by its bytes, read with the libraries there are."""
    stream = io.BytesIO(data)
    kind = kind_of(stream)
    try:
        facts = _facts(data, stream, kind, have)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - damaged files raise anything
        facts = Facts(kind=kind, trouble=Trouble.BROKEN)
    found = Found(have=have)
    if facts.lock is Lock.OPEN and facts.trouble not in _NOT_OPENED:
        search(data, "", found, facts)
    if found.suspicious:
        facts = dataclasses.replace(facts, trouble=Trouble.SUSPICIOUS)
    return dataclasses.replace(
        facts,
        runs=facts.runs or runs_in(data, kind, have) or found.runs,
        hidden=found.text,
        unread=tuple(sorted({*found.unread, *_unread(facts)})),
        traces=tuple(sorted(found.traces | set(_author(facts)))),
        gps=found.position,
    )


def _author(facts: Facts) -> Iterator[Trace]:
    people = (value for name, value in facts.metadata if name in _AUTHORS)
    if any(value not in _PROGRAMS and not _OFFICES.match(value) for value in people):
        yield Trace.METADATA


def _unread(facts: Facts) -> Iterator[Unread]:
    """Yield why a file was not searched, by what is known of it as a whole."""
    if facts.lock is not Lock.OPEN:
        yield Unread.LOCKED
    if facts.trouble in {Trouble.BROKEN, Trouble.SUSPICIOUS}:
        yield Unread.BROKEN
    if facts.trouble is Trouble.LIMIT:
        yield Unread.LIMIT
    if facts.trouble is Trouble.NO_READER:
        yield Unread.READER


def _facts(
    data: bytes, stream: BinaryIO, kind: FileKind, have: frozenset[str]
) -> Facts:
    match kind:
        case FileKind.PDF:
            return read_pdf(stream, have)
        case FileKind.DOCX | FileKind.XLSX:
            if is_locked_package(data[:OLE_SCAN]):
                return Facts(kind=kind, lock=Lock.LOCKED)
            return read_office(stream, kind)
        case FileKind.TEXT:
            return _plain(data)
        case _ if kind in OPENED and not opens(data, have):
            return Facts(kind=kind, trouble=Trouble.BROKEN)
        case _:
            return Facts(kind=kind)


def _plain(data: bytes) -> Facts:
    text = plain_text(data[:_MAX_PLAIN])
    trouble = Trouble.LIMIT if len(data) > _MAX_PLAIN else Trouble.NONE
    return Facts(kind=FileKind.TEXT, text=text, trouble=trouble)
