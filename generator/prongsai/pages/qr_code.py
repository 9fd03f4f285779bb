"""Make QR codes, which are the same bytes for the same link."""

import io
from functools import cache

QUIET_ZONE = 4
"""White modules around the code, as ISO/IEC 18004 asks."""


@cache
def qr_code(link: str) -> tuple[bytes, bytes]:
    """Return the code of `link` as SVG and as PNG."""
    import segno  # noqa: PLC0415 - slow to import, and most commands draw no code

    code = segno.make(link, error="q", micro=False, boost_error=False)
    svg, png = io.BytesIO(), io.BytesIO()
    code.save(svg, kind="svg", border=QUIET_ZONE, scale=8, light="#fff", dark="#000")
    code.save(png, kind="png", border=QUIET_ZONE, scale=8, light="#fff", dark="#000")
    return svg.getvalue(), png.getvalue()
