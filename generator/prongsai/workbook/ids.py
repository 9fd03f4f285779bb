"""Ids for new rows: in the style of their neighbours, never one used before."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from prongsai.workbook.sheet import Key, Sheet

_NUMBERED = re.compile(r"(.*?)([0-9]+)")
_MOST = 64


class Ids:
    """Every id that is or was in use, by its list."""

    def __init__(self, used: Iterable[str], rows: Iterable[tuple[Sheet, Key]]) -> None:
        """Take all ids that may not be used again, and the keys of all rows."""
        self._highest: dict[str, int] = {}
        self._lists: dict[tuple[str, Key], dict[str, None]] = {}
        for name in used:
            self._take(name)
        for sheet, key in rows:
            self.add(sheet, key)

    def add(self, sheet: Sheet, key: Key) -> None:
        """Add the id of a row."""
        if key and key[-1]:
            self._take(key[-1])
            self._lists.setdefault((sheet.name, key[:-1]), {})[key[-1]] = None

    def new(self, sheet: Sheet, key: Key) -> str:
        """Return an id for a record whose key lacks only its last part."""
        beside = list(self._lists.get((sheet.name, key[:-1]), ()))
        stem, width = _stem(beside) or (_own_stem(sheet, key), 1)
        before = 0 if len(key) > 1 else len(beside)
        number = self._highest.get(stem, before) + 1
        return f"{stem}{number:0{width}}"

    def numbered(self, word: str) -> str:
        """Return the next id that is a word and a number."""
        name = f"{word}-{self._highest.get(f'{word}-', 0) + 1}"
        self._take(name)
        return name

    def _take(self, name: str) -> None:
        found = _NUMBERED.fullmatch(name)
        if found and len(found[2]) < 10:
            stem, number = found[1], int(found[2])
            self._highest[stem] = max(number, self._highest.get(stem, 0))


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
    if above:
        return f"{above[:room].rstrip('-')}-{sheet.prefix}-"
    return f"{sheet.prefix}-"
