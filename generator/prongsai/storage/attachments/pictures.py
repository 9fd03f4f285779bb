"""Read the metadata of a picture with Pillow (extra `[check]`): texts and positions."""

import io
import re

from prongsai.storage.attachments import FileKind, Trace, Unread
from prongsai.storage.attachments.reading import Found

_GPS = 0x8825
_LATITUDE = 2
_EXIF = re.compile(rb"Exif\x00\x00(?=II\*\x00|MM\x00\*)")
_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_XMP_GPS = re.compile(r"GPSLatitude|GPSLongitude|exif:GPS", re.IGNORECASE)
_ISO6709 = re.compile(rb"\xa9xyz|[+-][0-9]{2}\.[0-9]{3,}[+-][0-9]{3}\.[0-9]{3,}")
_MAX_PIXELS = 60_000_000
OPENED = frozenset(
    {FileKind.PNG, FileKind.JPEG, FileKind.GIF, FileKind.WEBP, FileKind.TIFF}
)
"""Pictures that Pillow opens."""

_NAMELESS = frozenset({"xmp", "XML:com.adobe.xmp", "exif", "icc_profile", "photoshop"})


def read_picture(data: bytes, kind: FileKind, found: Found) -> None:
    """Put the texts of a picture's metadata into `found`, and note a position.

    What the picture shows is not read.
    """
    found.unread.add(Unread.PICTURE)
    _packed_text(data, found)
    if kind not in OPENED:
        for match in _EXIF.finditer(data):
            _exif(data[match.end() - 6 :][: 1 << 20], found)
        return
    if "PIL" not in found.have:
        found.unread.add(Unread.READER)
        return
    if kind is FileKind.TIFF:
        _exif(b"Exif\0\0" + data, found)
    _opened(data, found)


def opens(data: bytes, have: frozenset[str]) -> bool:
    """Return whether a picture can be shown whole; one that is cut off cannot.

    What cannot be found out (no library, too many points) counts as yes.
    """
    if "PIL" not in have:
        return True
    from PIL import Image  # noqa: PLC0415 - optional, slow to import

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height <= _MAX_PIXELS:
                picture.draft("L", (1, 1))  # a JPEG is then read in an eighth
                picture.load()
    except Image.DecompressionBombError:
        return True
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - damaged pictures raise anything
        return False
    return True


def note_position(data: bytes, found: Found) -> None:
    """Note a position as films of telephones have it."""
    if _ISO6709.search(data):
        _at(found)


def _packed_text(data: bytes, found: Found) -> None:
    for match in _XMP.finditer(data):
        _xmp(match[0].decode("utf-8", "replace"), found)


def _xmp(text: str, found: Found) -> None:
    found.put(text)
    if _XMP_GPS.search(text):
        _at(found)


def _opened(data: bytes, found: Found) -> None:
    from PIL import Image, IptcImagePlugin  # noqa: PLC0415 - optional, slow to import

    with Image.open(io.BytesIO(data)) as picture:
        for key, value in picture.info.items():
            _entry(str(key), value, found)
        _tags(picture.getexif(), found)
        if picture.width * picture.height <= _MAX_PIXELS:
            picture.load()  # a PNG may have its words behind the picture
            for key, value in picture.info.items():
                _entry(str(key), value, found)
            _tags(picture.getexif(), found)
        for value in (IptcImagePlugin.getiptcinfo(picture) or {}).values():
            _entry("", value, found)


def _entry(key: str, value: object, found: Found) -> None:
    text = value if isinstance(value, str) else ""
    if isinstance(value, bytes) and key != "icc_profile":
        text = _words(value)
    if isinstance(value, list | tuple):
        for part in value:
            _entry(key, part, found)
    if "xmp" in key.lower():
        _xmp(text, found)
    elif text.strip("\0 "):
        found.put(text)
        if key not in _NAMELESS and len(text) > 3:
            found.traces.add(Trace.METADATA)


def _words(value: bytes) -> str:
    if value[:8] in {b"UNICODE\0", b"ASCII\0\0\0"}:
        value = value[8:]
    for encoding in ("utf-8", "utf-16-le" if b"\0" in value else "cp874"):
        try:
            return value.decode(encoding).replace("\0", "")
        except UnicodeDecodeError:
            continue
    return value.decode("latin-1")


def _exif(block: bytes, found: Found) -> None:
    if "PIL" not in found.have:
        found.unread.add(Unread.READER)
        return
    from PIL import Image  # noqa: PLC0415 - optional, slow to import

    exif = Image.Exif()
    exif.load(block)
    _tags(exif, found)


def _tags(exif: object, found: Found) -> None:
    from PIL import Image  # noqa: PLC0415 - optional, slow to import

    if not isinstance(exif, Image.Exif):
        return
    for directory in (exif, exif.get_ifd(0x8769)):
        for value in directory.values():
            if isinstance(value, str | bytes):
                _entry("exif", value, found)
    position = exif.get_ifd(_GPS)
    if _LATITUDE in position or len(position) > 2:
        _at(found)


def _at(found: Found) -> None:
    found.position = True
    found.traces.add(Trace.POSITION)
