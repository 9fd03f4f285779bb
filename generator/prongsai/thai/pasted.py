"""Repair Thai text that was pasted from Word or PDF.

Never NFKC: it splits ำ into two signs.
"""

import re
import unicodedata

from prongsai.thai.symbols import of_private_area

_SPLIT_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_AFTER_TONE = re.compile("([\u0e48-\u0e4b])\u0e4d\u0e32")
_TWICE = re.compile("([\u0e34-\u0e3a\u0e47-\u0e4e])\\1+")


def clean(text: str) -> str:
    """Join ํ and า, make เเ one sign, drop invisible signs, fold white space.

    Signs of fonts become what they show; one that cannot be shown becomes �.
    """
    composed = unicodedata.normalize("NFC", of_private_area(text))
    composed = _AFTER_TONE.sub("\\1\u0e33", composed)
    composed = _SPLIT_AM.sub("\\1\u0e33", composed).replace("เเ", "แ")
    composed = _TWICE.sub("\\1", composed)
    shown = (
        sign
        for sign in (" " if part.isspace() else part for part in composed)
        if sign == " " or sign.isprintable()
    )
    return " ".join("".join(shown).split())
