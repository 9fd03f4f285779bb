"""Codes of the assessment: `O27`, `i12`, `e7`, `9` (indicator), `9.1`, `OIT`.

Only the canonical spelling is read here; what scanned documents make of a code
(`๐๓๘`, `1๑`) is read by `importing`, which has to guess.
"""

import re
from dataclasses import dataclass

from prongsai.thai.digits import to_arabic

INSTRUMENTS = ("IIT", "EIT", "OIT")

_CODE = re.compile(r"IIT|EIT|OIT|O[1-9][0-9]?|[ie][1-9][0-9]?|(?:10|[1-9])(?:\.[1-9])?")
_REFERENCE = re.compile(rf"(?:([0-9]{{4}}):)?({_CODE.pattern})")

REFERENCE_PATTERN = rf"^([0-9]{{4}}:)?({_CODE.pattern})$"
"""The grammar of a reference, for JSON Schema (an editor's hint)."""


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Reference:
    """A code, with its fiscal year (พ.ศ.) when that is not the file's own."""

    code: str
    year: int | None = None

    def __str__(self) -> str:
        """Write the reference as in YAML: `2567:O10` or `O10`."""
        return self.code if self.year is None else f"{self.year}:{self.code}"


def parse_code(text: str) -> str:
    """Return the canonical code in `text` (Thai digits allowed).

    Raises:
        ValueError: not a code.
    """
    code = to_arabic(text.strip())
    if _CODE.fullmatch(code) is None:
        message = f"not a code: {text!r}"
        raise ValueError(message)
    return code


def parse_reference(text: str) -> Reference:
    """Read `O10`, `i12`, `9.1`, `OIT` or `2567:O10`.

    Raises:
        ValueError: not a reference.
    """
    match = _REFERENCE.fullmatch(to_arabic(text.strip()))
    if match is None:
        message = f"not a reference: {text!r}"
        raise ValueError(message)
    year, code = match.groups()
    return Reference(code=code, year=int(year) if year else None)


def kind_of(code: str) -> str:
    """Return its kind: instrument, indicator, sub_indicator, question or item."""
    if code in INSTRUMENTS:
        return "instrument"
    if code[0] == "O":
        return "item"
    if code[0] in "ie":
        return "question"
    return "sub_indicator" if "." in code else "indicator"


def sort_key(code: str) -> tuple[int, int, int]:
    """Order codes as the assessment does: IIT, EIT, OIT, then by number."""
    if code in INSTRUMENTS:
        return (INSTRUMENTS.index(code), 0, 0)
    letter = "ie.O".find(code[0])
    major, _, minor = code.lstrip("ieO").partition(".")
    return (letter + 3, int(major), int(minor or 0))
