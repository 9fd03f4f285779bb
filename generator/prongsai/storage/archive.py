"""Check Word and Excel files, which are archives, before anything reads them."""

import io
import re
import zipfile
import zlib

from prongsai.storage.limits import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_MEMBER,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_ROW,
    MAX_UNPACKED,
    MAX_WORD_XML,
    BadFileError,
)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ENTITY = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ROW_OR_CELL = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s>/])")
_KEPT = re.compile(
    rb"<(?:\w+:)?+(?!(?:row|c|v|f|is|t|r|rPr|b|i|u|sz|color|rFont|family|charset|scheme"
    rb"|strike|vertAlign)[\s>/])[A-Za-z_]"
)
"""Elements of a sheet that are no part of its cells: a reader holds all of them."""
_NOT_XML = re.compile(r"/media/|/embeddings/|thumbnail|\.(?:png|jpe?g|gif|emf|wmf)$")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)
_CHUNK = 1 << 20


def check_archive(data: bytes) -> tuple[str, ...]:
    """Refuse large, damaged or macro archives; return the names of the members."""
    if data.startswith(_OLE):
        raise BadFileError("password" if _ENCRYPTED in data else "old-office")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_sizes(members)
            names = tuple(member.filename for member in members)
            _check_names(names)
            for member in members:
                _check_member(archive, member)
    except _BROKEN as error:
        raise BadFileError("broken-archive") from error
    return names


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_UNPACKED:
        raise BadFileError("too-big-inside", limit=MAX_UNPACKED // 1_000_000)
    for member in members:
        if member.flag_bits & 1:
            raise BadFileError("password")
        packed = max(1, member.compress_size)
        bomb = member.file_size > _CHUNK and member.file_size / packed > MAX_RATIO
        if member.file_size > MAX_MEMBER or bomb:
            raise BadFileError("too-big-inside", limit=MAX_MEMBER // 1_000_000)


def _check_names(names: tuple[str, ...]) -> None:
    lower = [name.lower() for name in names]
    if any(name.endswith("vbaproject.bin") for name in lower):
        raise BadFileError("macro")
    if any(name.startswith("xl/externallinks/") for name in lower):
        raise BadFileError("external-links")


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Read a part once, in pieces: its size, no entities, no endless row or list."""
    name = member.filename.lower()
    if _NOT_XML.search(name):
        return
    limit = MAX_WORD_XML if name.startswith("word/") else MAX_MEMBER
    seen, in_row, held, before = 0, 0, 0, b""
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            seen += len(chunk)
            if seen > limit:
                raise BadFileError("too-big-inside", limit=limit // 1_000_000)
            text = (before + chunk).replace(b"\0", b"")
            if _ENTITY.search(text):
                raise BadFileError("entities")
            if name.startswith("xl/worksheets/"):
                in_row = _longest_row(text, in_row)
                held += len(_KEPT.findall(text))
            if held > MAX_CELLS:
                raise BadFileError("too-many-cells", limit=MAX_CELLS)
            before = chunk[-40:]


def _longest_row(text: bytes, in_row: int) -> int:
    """Count the cells of the row that a piece ends in; a reader holds whole rows."""
    for match in _ROW_OR_CELL.finditer(text):
        in_row = 0 if match[1] == b"row" else in_row + 1
        if in_row > MAX_ROW:
            raise BadFileError("too-many-columns", limit=MAX_COLUMNS)
    return in_row
