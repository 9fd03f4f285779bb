"""From the items of one list to those of another: by `follows`, else by title.

A match is sure where exactly one item of the new list can be meant; everything else is
for a person to decide.
"""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from prongsai.model.catalogue import Catalogue, Item, LocalItem
from prongsai.thai.codes import Reference
from prongsai.thai.digits import to_arabic

ALIKE = 0.6
"""From this likeness on a title may be meant."""

_SIGNS = re.compile(r"[\s().,:;“”\"'–-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Where an item of the old list is in the new one.

    `code` is empty where nothing is sure; `may_be` are the codes to choose from then,
    the likeliest first.
    """

    code: str = ""
    may_be: tuple[str, ...] = ()


def crosswalk(old: Catalogue, new: Catalogue) -> Mapping[str, Match]:
    """Return where each item of `old` is in `new`, by its code in `old`."""
    if old.list_year == new.list_year:
        return {item.code: Match(code=item.code) for item in old.items}
    return {item.code: _match(item, old, new) for item in old.items}


def names_item_of(ref: Reference, old: Catalogue, year: int) -> bool:
    """Return whether what an item of `year` follows is of the list `old`.

    The years between that have no list of their own use the codes of `old`.
    """
    return old.list_year <= (ref.year or year - 1) < year


def _match(item: Item, old: Catalogue, new: Catalogue) -> Match:
    following = [
        one.code
        for one in new.items
        for ref in one.follows
        if ref.code == item.code and names_item_of(ref, old, new.fiscal_year)
    ]
    same = [one.code for one in new.items if same_title(one, item)]
    for sure in (following, same):
        if len(sure) == 1:
            return Match(code=sure[0])
        if sure:
            return Match(may_be=tuple(sure))
    return Match(may_be=tuple(_alike(item, new)))


def _alike(item: Item, new: Catalogue) -> list[str]:
    """Return the codes of items with a similar title, the likeliest first."""
    likeness = {one.code: _likeness(item.title, one.title) for one in new.items}
    codes = [code for code, how in likeness.items() if how >= ALIKE]
    return sorted(codes, key=lambda code: -likeness[code])


def _likeness(one: str, other: str) -> float:
    """Return how alike two titles are; one that is part of the other is quite alike."""
    short, long = sorted((plain(one), plain(other)), key=len)
    ratio = difflib.SequenceMatcher(None, short, long).ratio()
    return max(ratio, ALIKE) if short and short in long else ratio


def same_title(one: Item | LocalItem, other: Item) -> bool:
    """Return whether two items have a title or another name in common."""
    return not _names(one).isdisjoint(_names(other))


def _names(item: Item | LocalItem) -> frozenset[str]:
    return frozenset(plain(name) for name in (item.title, *item.aliases) if name)


def plain(text: str) -> str:
    """Return a title without blanks, signs and Thai digits, to compare it."""
    return _SIGNS.sub("", to_arabic(text)).lower()


__all__ = ["Match", "crosswalk", "names_item_of", "plain", "same_title"]
