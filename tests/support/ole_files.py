"""Files of old Office and objects (OLE), written as small as they can be."""

import struct

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def ole_file(streams: dict[str, bytes], clsid: bytes = bytes(16)) -> bytes:
    """Return an OLE file with streams next to its root, at most three."""
    fat, body = [_FAT], b""
    entries = [_entry("Root Entry", 5, child=1, clsid=clsid)]
    for number, (name, data) in enumerate(streams.items(), 1):
        padded = data.ljust(4096, b"\0")
        padded += bytes(-len(padded) % SECTOR)
        begin, count = len(fat), len(padded) // SECTOR
        fat += [*range(begin + 1, begin + count), _END]
        body += padded
        right = number + 1 if number < len(streams) else _FREE
        size = max(len(data), 4096)
        entries.append(_entry(name, 2, right=right, begin=begin, size=size))
    listing = b"".join(entries).ljust(SECTOR, b"\0")
    fat.append(_END)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(SECTOR, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x3I", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, len(fat) - 1)
    head += struct.pack("<6I", 0, 4096, _END, 0, _END, 0)
    return head + struct.pack("<109I", 0, *[_FREE] * 108) + table + body + listing


def _entry(  # noqa: PLR0913 - the fields of the format
    name: str,
    kind: int,
    *,
    child: int = _FREE,
    right: int = _FREE,
    begin: int = 0,
    size: int = 0,
    clsid: bytes = bytes(16),
) -> bytes:
    letters = name.encode("utf-16-le")
    entry = letters.ljust(64, b"\0") + struct.pack("<HBB", len(letters) + 2, kind, 1)
    entry += struct.pack("<3I", _FREE, right, child) + clsid + bytes(4 + 16)
    return entry + struct.pack("<IQ", begin, size)


def native(name: str, data: bytes, label: str = "") -> bytes:
    """Return the stream of a packed file, as Windows makes it."""
    path = f"C:\\{name}".encode("cp874") + b"\0"
    inner = b"\2\0" + (label or name).encode("cp874") + b"\0" + path + b"\0\0\3\0"
    inner += struct.pack("<I", len(path)) + path + struct.pack("<I", len(data)) + data
    return struct.pack("<I", len(inner)) + inner


def packed_file(name: str, data: bytes, label: str = "") -> bytes:
    """Return an object that packs a file."""
    return ole_file({"\x01Ole10Native": native(name, data, label)})
