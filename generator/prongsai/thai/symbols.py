"""Signs that only their font makes readable: ticks of Wingdings, Thai marks of old PDF.

A sign of the private area has no meaning without the font; where none is named, those
that Word and PDF use most are taken.
"""

UNREADABLE = "\ufffd"
"""Stands where a sign cannot be shown."""

_THAI_MARKS = dict(
    zip(
        range(0xF700, 0xF71B),
        "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู",
        strict=True,
    )
)
"""Thai signs that fonts for Windows 95 keep, moved left or down, at U+F700 to F71A."""

_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "☐",
    0x71: "☐",
    0x72: "☐",
    0x74: "◆",
    0x75: "◆",
    0x76: "❖",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "☐",
    0xB7: "•",
    0xD8: "➢",
    0xE0: "→",
    0xF0: "⇨",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_OF_FONT: dict[str, dict[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": {
        0x4F: "✗",
        0x50: "✓",
        0x51: "☒",
        0x52: "☑",
        0x53: "☒",
        0x54: "☒",
        0x96: "•",
        0x97: "•",
        0xA3: "☐",
    },
    "wingdings 3": {0x7D: "►", 0x84: "►"},
    "webdings": {0x61: "✓", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✗"},
    "marlett": {0x61: "✓", 0x62: "✓", 0x72: "✗"},
    "symbol": {0xB7: "•", 0xD6: "√", 0xA7: "♣", 0xAE: "→"},
}
_WITHOUT_FONT = {0xF000 + code: sign for code, sign in _WINGDINGS.items()}
_PRIVATE = _THAI_MARKS | _WITHOUT_FONT | {0xF052: "☑", 0xF050: "✓", 0xF0A3: "☐"}

TICKS = frozenset("✓✔☑√●■xX/")
"""What people put into a cell that they mark; the box alone is not one."""


def is_symbol_font(font: str) -> bool:
    """Return whether the letters of a font are pictures."""
    return font.strip().lower() in _OF_FONT


def of_font(text: str, font: str) -> str:
    """Return a text in a symbol font as the signs that it shows."""
    known = _OF_FONT.get(font.strip().lower())
    if known is None:
        return text
    return "".join(_sign(sign, known) for sign in text)


def _sign(sign: str, known: dict[int, str]) -> str:
    code = ord(sign) & 0xFF if 0xF000 <= ord(sign) <= 0xF0FF else ord(sign)
    if code in {0x20, 0xA0, 0x09, 0x0A}:
        return sign
    return known.get(code, UNREADABLE)


def of_private_area(text: str) -> str:
    """Replace signs of the private area by what they stand for, else by �."""
    if text.isascii() or not any(_is_private(sign) for sign in text):
        return text
    return "".join(
        _PRIVATE.get(ord(sign), UNREADABLE) if _is_private(sign) else sign
        for sign in text
    )


def _is_private(sign: str) -> bool:
    code = ord(sign)
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000
