"""Find the place where a picture was taken.

Written by hand: whether there is a GPS position takes forty lines; Pillow would be a
large runtime dependency with a decoder for every format.
"""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from prongsai.storage.attachments import FileKind

_GPS_TAG, _LATITUDE, _LONGITUDE = 0x8825, 2, 4
_XMP_GPS = b"GPSLatitude"
_MAX_BLOCK = 1 << 20
_MAX_BLOCKS = 10_000


def has_gps(stream: BinaryIO, kind: FileKind) -> bool:
    """Return whether a JPEG or PNG has the place where it was taken, in EXIF or XMP."""
    stream.seek(0)
    blocks = {FileKind.JPEG: _jpeg_blocks, FileKind.PNG: _png_blocks}.get(kind)
    if blocks is None:
        return False
    try:
        return any(_block_has_gps(block) for block in blocks(stream))
    except (struct.error, EOFError):
        return False


def _jpeg_blocks(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the APP1 segments; they come before the picture itself."""
    stream.read(2)
    for _ in range(_MAX_BLOCKS):
        mark = stream.read(2)
        if len(mark) < 2 or mark[0] != 0xFF or mark[1] in {0xDA, 0xD9}:
            return
        (size,) = struct.unpack(">H", stream.read(2))
        block = stream.read(size - 2)
        if mark[1] == 0xE1:
            yield block


def _png_blocks(stream: BinaryIO) -> Iterator[bytes]:
    stream.read(8)
    for _ in range(_MAX_BLOCKS):
        head = stream.read(8)
        if len(head) < 8:
            return
        size, name = struct.unpack(">I4s", head)
        if name in {b"eXIf", b"iTXt"} and size <= _MAX_BLOCK:
            block = stream.read(size)
            yield b"Exif\0\0" + block if name == b"eXIf" else block
            stream.seek(4, 1)
        else:
            stream.seek(size + 4, 1)


def _block_has_gps(block: bytes) -> bool:
    if block.startswith(b"Exif\0\0"):
        return _tiff_has_gps(block[6:])
    return _XMP_GPS in block


def _tiff_has_gps(data: bytes) -> bool:
    """Follow the first directory to the GPS directory and look for a position."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    if order is None:
        return False
    (first,) = struct.unpack_from(f"{order}I", data, 4)
    gps = _directory(data, first, order).get(_GPS_TAG)
    if gps is None:
        return False
    return {_LATITUDE, _LONGITUDE} <= set(_directory(data, gps, order))


def _directory(data: bytes, offset: int, order: str) -> dict[int, int]:
    """Return tag and value (or where the value is) of one TIFF directory."""
    (count,) = struct.unpack_from(f"{order}H", data, offset)
    entries = (
        struct.unpack_from(f"{order}HHII", data, offset + 2 + 12 * index)
        for index in range(count)
    )
    return {tag: value for tag, _, _, value in entries}
