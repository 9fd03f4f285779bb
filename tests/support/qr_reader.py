"""Read a QR code from its picture, as a telephone does."""

import io
import re

import zxingcpp
from PIL import Image, UnidentifiedImageError

from prongsai.pages.qr_code import QUIET_ZONE

_STROKES = re.compile(rb'class="qrline"[^>]*\bd="([^"]+)"')
_STROKE = re.compile(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?")
_SCALE = 8


def read(picture: bytes) -> tuple[str, ...]:
    """Return all that can be read from a picture, SVG or PNG."""
    try:
        image = _drawn(picture) or Image.open(io.BytesIO(picture)).convert("L")
    except UnidentifiedImageError:
        return ()
    return tuple(code.text for code in zxingcpp.read_barcodes(image))


def _drawn(svg: bytes) -> Image.Image | None:
    """Draw the strokes of our own SVG pictures; None for any other file."""
    found = _STROKES.search(svg)
    if found is None:
        return None
    dark, x, y = [], 0, 0
    for command, first, second in _STROKE.findall(found[1].decode()):
        if command == "h":
            dark += [(column, y) for column in range(x, x + int(first))]
            x += int(first)
        elif command == "M":
            x, y = int(first), int(float(second))
        else:
            x, y = x + int(first), y + int(second or 0)
    side = max((max(place) for place in dark), default=0) + 1 + QUIET_ZONE
    image = Image.new("L", (side, side), 255)
    for place in dark:
        image.putpixel(place, 0)
    return image.resize((side * _SCALE, side * _SCALE), Image.Resampling.NEAREST)
