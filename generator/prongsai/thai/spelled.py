"""One spelling of a text, whatever signs were used to write it: only for searching.

Digits of every script become `0`–`9`, all dashes `-`, all blanks one blank, letters of
full width those of usual width; signs that show nothing go, and so do marks above other
letters than Thai ones. What is shown from right to left is turned round. Digits written
as codes of HTML, of a link or of JSON become digits where they are many: a single one
is part of a text. Codes between digits, and for the sign of an address, always do.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_DASHES = frozenset(
    "\u2212\u2043\u00b7\u2022\u30fb\uff65\u30fc\uff70\u2500\u2501\u02d7\u2796\ufe58\uff0d"
)
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters that show nothing but take room."""

_KEPT = frozenset("\t\n\r\f")


_MANY = 8
"""So many digits are written as codes: a phone has one more."""

_CODES: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (
        "%",
        re.compile("%(3[0-9]|2[DdEe]|20)"),
        lambda code: chr(int(code[1], 16)),
    ),
    (
        "&#",
        re.compile("&#(?:0{0,5}(4[5-9]|5[0-7]|32)|[Xx]0{0,5}(3[0-9]|2[DdEe]|20));"),
        lambda code: chr(int(code[1]) if code[1] else int(code[2], 16)),
    ),
    (
        "\\u",
        re.compile(r"\\u00(3[0-9]|2[DdEe]|20)"),
        lambda code: chr(int(code[1], 16)),
    ),
)
"""Digits, hyphen, dot and blank as codes: how they begin, all of one, what it is."""


_CODED_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            "(?<=[0-9])(?:%20|%2[Dd]|&(?:nbsp|e[nm]sp|thinsp|[nm]dash|minus|hyphen|shy);"
            "|&#(?:32|45|160|82(?:0[89]|1[0-3])|8722);"
            "|&#[Xx](?:20|2[Dd]|[Aa]0|201[0-5]|2212);)(?=[0-9])"
        ),
        "-",
    ),
    (
        re.compile("(?<=[A-Za-z0-9._-])(?:%40|&#0{0,5}64;|&#[Xx]0{0,5}40;|&commat;)"),
        "@",
    ),
)
"""Codes for a blank or dash between digits, and for `@`."""

_TURNED = re.compile("\u202e([^\u202c\u202d\n]{1,200})")


class _Signs(dict[int, str]):
    """The spelling of each sign, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = made = _one(chr(code))
        return made


def _one(sign: str) -> str:
    if sign in _KEPT or "\u0e00" <= sign <= "\u0e4f":
        return sign
    category = unicodedata.category(sign)
    if category in {"Cf", "Cc", "Mn", "Me"}:
        return ""
    if category == "Pd" or sign in _DASHES:
        return "-"
    if category == "Zs" or sign in _BLANKS:
        return " "
    if category in {"Zl", "Zp"}:
        return "\n"
    number = unicodedata.digit(sign, None)
    return str(number) if number is not None else unicodedata.normalize("NFKC", sign)


_SIGNS = _Signs()


@lru_cache(maxsize=4)
def spelled(text: str) -> str:
    """Return the text in its one spelling."""
    if not (text.isascii() and text.isprintable()):
        text = _TURNED.sub(lambda shown: shown[1][::-1], text)
        text = text.translate(_SIGNS)
    for begin, code, decode in _CODES:
        if begin in text and len(code.findall(text)) >= _MANY:
            text = code.sub(decode, text)
    if "%" in text or "&" in text:
        for code, sign in _CODED_SIGNS:
            text = code.sub(sign, text)
    return text


@lru_cache(maxsize=4)
def _small_letters(text: str) -> str:
    return spelled(text).replace("İ", "I").lower().replace("ı", "i")


def says(text: str, words: tuple[str, ...]) -> bool:
    """Return whether one of the words, in small letters, is anywhere in the text.

    Asked before a rule that needs one of them: the text of a large file is searched for
    plain words many times as fast.
    """
    small = _small_letters(text)
    return any(word in small for word in words)
