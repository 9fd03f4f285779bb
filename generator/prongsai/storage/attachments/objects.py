"""Files that Office packs into an object (OLE), in a document or in RTF, and fields.

Such an object is a small disk of its own. A stream `Ole10Native` in it holds any file,
which Windows opens when somebody double-clicks its picture in the document.
"""

import io
import ntpath
import re
import struct
from collections.abc import Iterator

from prongsai.storage.attachments.instructions import STARTS
from prongsai.storage.attachments.plain import rtf_text
from prongsai.storage.attachments.recognise import OLE, has_stream

NATIVE = "\x01Ole10Native"
_LINK = "00000300-0000-0000-C000-000000000046"
"""The class of a link to an object somewhere else."""

_AWAY = re.compile(rb"h\0t\0t\0p\0|\\\0\\\0|http|\\\\\\\\", re.IGNORECASE)
_PACKED_FILE = b"\x02\0"
_SIZE = struct.Struct("<I")
_OBJECT = re.compile(
    rb"\\objdata(?:\\[a-z]+-?\d* ?|[{\s])*([0-9a-fA-F\s]*)", re.IGNORECASE
)
_FIELD = re.compile(rb"\\fldinst\b")
_INNER_FIELD = re.compile(rb"\\field\b")
_INSTRUCTION = 600
"""Bytes in which an instruction of a field says what it does."""

_HARMLESS = re.compile(
    rb"(?:AcroExch|Equation|Excel|MSGraph|MSPhotoEd|PBrush|Paint|PowerPoint|StaticDib"
    rb"|StaticMetafile|Visio|Word)\b",
    re.IGNORECASE,
)
"""Classes of objects that only show something."""


def may_hold_files(data: bytes) -> bool:
    """Return whether an OLE file names a stream that packs a file."""
    return data.startswith(OLE) and has_stream(data, NATIVE)


def packed_files(data: bytes) -> Iterator[tuple[tuple[str, ...], bytes]]:
    """Yield the names and the bytes of each file that an OLE file packs.

    Raises:
        Exception: whatever a damaged one makes the library raise.
    """
    import olefile  # noqa: PLC0415 - optional, and only in the worker

    wrong = olefile.DEFECT_INCORRECT
    with olefile.OleFileIO(io.BytesIO(data), raise_defects=wrong) as disk:
        for path in disk.listdir():
            if path[-1].lower() == NATIVE.lower():
                yield _packed(disk.openstream(path).read())


def is_link_away(data: bytes) -> bool:
    """Return whether an object is a link that is fetched from another computer."""
    import olefile  # noqa: PLC0415 - optional, and only in the worker

    with olefile.OleFileIO(io.BytesIO(data)) as disk:
        link = disk.root.clsid == _LINK and disk.exists("\x01Ole")
        return bool(link and _AWAY.search(disk.openstream("\x01Ole").read()))


def _packed(stream: bytes) -> tuple[tuple[str, ...], bytes]:
    """Return the names and the bytes of a packed file; a picture has no name.

    A file has three names: the one that is shown, and two paths on the disk of whoever
    packed it; Windows goes by the last.
    """
    if stream[4:6] != _PACKED_FILE:
        return (), stream[4:]
    label, _, rest = stream[6:].partition(b"\0")
    path, _, rest = rest.partition(b"\0")
    size = _SIZE.unpack_from(rest, 4)[0]
    last = rest[8 : 8 + size].rstrip(b"\0")
    paths = (one.decode("cp874", "replace") for one in (label, path, last))
    return tuple(map(ntpath.basename, paths)), rest[12 + size :]


def objects_of_rich_text(data: bytes) -> Iterator[bytes | None]:
    """Yield the OLE files in RTF; None for an object that may run or is concealed."""
    for found in _OBJECT.finditer(data):
        digits = b"".join(found[1].split())
        made = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
        at = made.find(OLE)
        if at >= 0:
            yield made[at:]
        elif not _HARMLESS.match(made[12:]):
            yield None


def has_calling_field(data: bytes) -> bool:
    """Return whether a field in RTF starts a program, or is made of other fields."""
    for found in _FIELD.finditer(data):
        said = data[found.end() : found.end() + _INSTRUCTION]
        inner = _INNER_FIELD.search(said)
        text = rtf_text(said[: inner.start()] if inner else said)
        if STARTS.match(text) or (inner and not text.strip()):
            return True
    return False
