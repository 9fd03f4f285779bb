"""Read a QR code from its picture.

With zxing-cpp and Pillow (the extra `test`) the picture is really read; without them it
is compared, byte for byte, with a new code of the expected text.
"""

import io
import re
from functools import cache
from typing import Any

from prongsai.pages.qr_code import QUIET_ZONE, qr_code

_STROKES = re.compile(rb'class="qrline"[^>]*\bd="([^"]+)"')
_STROKE = re.compile(r"([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?")
_SCALE = 8


def says(picture: bytes, text: str) -> bool:
    """Return whether the picture (SVG or PNG) contains `text`."""
    found = read(picture)
    return picture in qr_code(text) if found is None else found == (text,)


@cache
def read(picture: bytes) -> tuple[str, ...] | None:
    """Return all that can be read from the picture; None without a reader."""
    try:
        import zxingcpp  # noqa: PLC0415 - an extra
        from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - an extra
    except ImportError:
        return None
    try:
        image = _drawn(picture) or Image.open(io.BytesIO(picture)).convert("L")
    except UnidentifiedImageError:
        return ()
    return tuple(code.text for code in zxingcpp.read_barcodes(image))


def _drawn(svg: bytes) -> Any:  # noqa: ANN401 - an image of Pillow
    """Draw the strokes of our own SVG pictures; None for any other file."""
    from PIL import Image  # noqa: PLC0415 - an extra

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
