"""Ids for new rows: in the manner of their neighbours, and never one used before."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from prongsai.workbook.sheets import Sheet
from prongsai.workbook.tables import Key

_NUMBERED = re.compile(r"(.*?)([0-9]+)")
_MOST = 64


def new_id(sheet: Sheet, key: Key, beside: Iterable[str], used: Collection[str]) -> str:
    """Return an id for a new record.

    Args:
        sheet: where the row is.
        key: its key so far; the last part is to be filled.
        beside: ids of the same list, now and at the export.
        used: every id that it must not be.
    """
    every = list(beside)
    stem, width = _stem(every) or (_own_stem(sheet, key), 1)
    taken = [
        int(found[2])
        for one in used
        if (found := _NUMBERED.fullmatch(one)) and found[1] == stem
    ]
    before = 0 if len(key) > 1 else len(every)
    number = max(taken, default=before) + 1
    return f"{stem}{number:0{width}}"


def _stem(every: Sequence[str]) -> tuple[str, int] | None:
    """Return what most numbered ids of a list begin with, and how wide the number is.

    None where fewer than half of them are numbered.
    """
    found = [match for one in every if (match := _NUMBERED.fullmatch(one))]
    counts = Counter(match[1] for match in found)
    if not counts:
        return None
    stem, count = counts.most_common(1)[0]
    if count * 2 <= len(every):
        return None
    return stem, max(len(match[2]) for match in found if match[1] == stem)


def _own_stem(sheet: Sheet, key: Key) -> str:
    above = key[0].lower() if len(key) > 1 else ""
    room = _MOST - len(sheet.prefix) - 8
    return (
        f"{above[:room].rstrip('-')}-{sheet.prefix}-" if above else f"{sheet.prefix}-"
    )
