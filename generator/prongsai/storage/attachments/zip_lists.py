"""A ZIP lists its members twice: at its end, and before each of them.

Most programs go by the list at the end; those that read while they receive go by the
heads before the members. Where both differ, people are shown other files than were
judged.
"""

import struct
import zipfile
from typing import BinaryIO

_HEAD = struct.Struct("<4s5H3I2H")
_MARK = b"PK\3\4"
_SIZES_FOLLOW = 0x08
"""A flag of a member whose sizes are written behind it."""

_IN_EXTRA = 0xFFFFFFFF
_LOOKED = 1 << 20
"""Bytes between two members that are looked through; real ones have a few."""


def agree(stream: BinaryIO, archive: zipfile.ZipFile) -> bool:
    """Return whether both lists of an archive name the same members."""
    entries = sorted(archive.infolist(), key=lambda entry: entry.header_offset)
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) < len(names):
        return False
    ends = [0]
    for entry in entries:
        end = _end(stream, entry)
        if end is None:
            return False
        ends.append(end)
    begins = [*(entry.header_offset for entry in entries), archive.start_dir]
    return all(
        _nothing_between(stream, end, begin)
        for end, begin in zip(ends, begins, strict=True)
    )


def _end(stream: BinaryIO, entry: zipfile.ZipInfo) -> int | None:
    """Return where a member ends by its own head; None where that says otherwise."""
    stream.seek(entry.header_offset)
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    mark, _, flags, method, _, _, _, packed, size, name, extra = _HEAD.unpack(head)
    told = stream.read(name).decode(
        "utf-8" if flags & 0x800 else "cp437", errors="replace"
    )
    sizes = (packed, size)
    said = (entry.compress_size, entry.file_size)
    same = sizes == said or _IN_EXTRA in sizes or bool(flags & _SIZES_FOLLOW)
    if mark != _MARK or method != entry.compress_type or not same:
        return None
    if told != entry.orig_filename:
        return None
    begin: int = entry.header_offset + _HEAD.size + name + extra
    return begin + entry.compress_size


def _nothing_between(stream: BinaryIO, end: int, begin: int) -> bool:
    """Return whether no member begins between the end of one and the next."""
    if begin < end or begin - end > _LOOKED:
        return False
    stream.seek(end)
    return _MARK not in stream.read(begin - end)
