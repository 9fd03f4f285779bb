"""Of which year and round an item asks, where its own words say so."""

import re
from collections.abc import Iterable

from prongsai.model.measures import Round
from prongsai.thai.digits import to_arabic

_YEAR = re.compile(r"ปี(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?)?\s*(25[0-9]{2})")
_HALF = re.compile(r"รอบ\s*6\s*เดือน|6\s*เดือนแรก")
_WHOLE = re.compile(r"รอบ\s*12\s*เดือน|สิ้นปีงบประมาณ")


def period_of(texts: Iterable[str]) -> str | None:
    """Return the words that name the time an item asks of, each once."""
    found = dict.fromkeys(
        match[0]
        for text in texts
        for pattern in (_YEAR, _HALF, _WHOLE)
        for match in pattern.finditer(to_arabic(text))
    )
    return " / ".join(found) or None


def data_year_of(texts: Iterable[str], year: int) -> int | None:
    """Return 0 or -1 where all years that are named are that one, else None."""
    named = {
        int(match[1]) - year
        for text in texts
        for match in _YEAR.finditer(to_arabic(text))
    }
    return named.pop() if len(named) == 1 and named <= {0, -1} else None


def round_of(texts: Iterable[str]) -> Round | None:
    """Return the round that an item names, None where it names both or none."""
    whole = " ".join(to_arabic(text) for text in texts)
    half, full = bool(_HALF.search(whole)), bool(_WHOLE.search(whole))
    if half == full:
        return None
    return Round.SIX_MONTHS if half else Round.TWELVE_MONTHS
