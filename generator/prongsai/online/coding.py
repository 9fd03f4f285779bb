"""Undo what a server compressed on the way, also where it was not asked to."""

import zlib
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

_CHUNK = 65_536
_GZIP, _ZLIB = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS
_FORMS = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": _ZLIB}


def coding_of(url: str, header: str) -> str:
    """Return how the bytes of an answer are coded; empty where they are as they are.

    Some servers name the coding of a file that is itself a `.gz`.
    """
    coding = header.strip().lower()
    own = urlsplit(url).path.lower().endswith((".gz", ".tgz"))
    return "" if own or coding == "identity" else coding


def decoded(pieces: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """Yield the bytes as they were before they were coded, in small pieces.

    Raises:
        ValueError: the coding is not known, or the bytes are damaged or cut off.
    """
    if not coding:
        yield from pieces
        return
    if coding not in _FORMS:
        message = f"the coding {coding!r} is not known"
        raise ValueError(message)
    reader = zlib.decompressobj(_FORMS[coding])
    try:
        for piece in pieces:
            rest = piece
            while rest:
                yield reader.decompress(rest, _CHUNK)
                rest = reader.unconsumed_tail
        yield reader.flush()
    except zlib.error as error:
        raise ValueError(str(error)) from None
    if not reader.eof:
        message = "the end is missing"
        raise ValueError(message)
