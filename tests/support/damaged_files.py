"""Damage a file as disks, lines and bad programs do, at places chosen at random."""

import io
import random
import struct
import zipfile
from collections.abc import Callable, Mapping

Damage = Callable[[bytes, random.Random], bytes]


def cut(data: bytes, chance: random.Random) -> bytes:
    """Return only the beginning."""
    return data[: chance.randrange(len(data))]


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Return it with one to eight bits turned over."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def blanked(data: bytes, chance: random.Random) -> bytes:
    """Return it with a run of zeros."""
    begin = chance.randrange(len(data))
    end = min(len(data), begin + chance.randint(1, 600))
    return data[:begin] + bytes(end - begin) + data[end:]


def doubled(data: bytes, chance: random.Random) -> bytes:
    """Return it with a part of it twice."""
    begin = chance.randrange(len(data))
    return data[:begin] + data[begin : begin + chance.randint(1, 900)] + data[begin:]


def in_directory(data: bytes, chance: random.Random) -> bytes:
    """Return an archive with wrong bytes in the list of its members."""
    at = data.find(b"PK\x01\x02")
    if at < 0:
        return flipped(data, chance)
    out = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        out[chance.randrange(at, len(out))] = chance.randrange(256)
    return bytes(out)


def in_field(data: bytes, chance: random.Random) -> bytes:
    """Return an archive whose member is described wrongly."""
    at = data.find(b"PK\x01\x02")
    if at < 0:
        return blanked(data, chance)
    out = bytearray(data)
    field, form = chance.choice(
        [
            (8, "<H"),
            (10, "<H"),
            (20, "<I"),
            (24, "<I"),
            (28, "<H"),
            (30, "<H"),
            (42, "<I"),
        ]
    )
    most = 0xFFFF if form == "<H" else 0xFFFFFFFF
    value = chance.choice([0, 1, 7, 14, 99, most // 2, most])
    struct.pack_into(form, out, at + field, value)
    return bytes(out)


def in_part(data: bytes, chance: random.Random) -> bytes:
    """Return a whole archive, of which one member is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except zipfile.BadZipFile:
        return doubled(data, chance)
    full = [name for name, part in parts.items() if part]
    if not full:
        return flipped(data, chance)
    name = chance.choice(full)
    parts[name] = chance.choice([cut, flipped, blanked, doubled, _wrong_xml])(
        parts[name], chance
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for one, part in parts.items():
            archive.writestr(one, part)
    return out.getvalue()


_WRONG = (
    *(b"<", b"&", b"&x;", b"\xff\xfe", b"\0", b"</", b"<a b=>", b"<!DOCTYPE a ["),
    *(b"]]>", b'<?xml version="9"?>', b"<!--", b'"', b"&#0;", b"&#x110000;", b"<a:b/>"),
)


def _wrong_xml(data: bytes, chance: random.Random) -> bytes:
    """Return a part with something in it that no XML has, or that means too much."""
    piece = chance.choice(_WRONG)
    at = chance.randrange(len(data))
    return data[:at] + piece + data[at:]


DAMAGES: Mapping[str, Damage] = {
    "cut": cut,
    "bits": flipped,
    "zeros": blanked,
    "twice": doubled,
    "list of members": in_directory,
    "field of a member": in_field,
    "part": in_part,
}
