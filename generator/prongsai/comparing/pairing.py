"""Match the entries of two lists: by id, by code, by name."""

import difflib
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import TypeVar

from pydantic import BaseModel

from prongsai.model.leaves import leaves

Entry = TypeVar("Entry")
Pair = tuple[Entry | None, Entry | None]

KEYS: Mapping[str, tuple[str, ...]] = {
    "CalendarStep": ("title",),
    "ComplaintChannel": ("title",),
    "Contact": ("kind",),
    "QuestionScore": ("code", "part"),
    "Redirect": ("old",),
    "ScoreReference": ("code", "part"),
    "StatementScore": ("text",),
    "Target": ("code", "part"),
    "UnitReference": ("text",),
    "Unplaced": ("table", "row", "column"),
}
"""What identifies the entries of a list; `id` or else `code` if it is not named
here."""

_ALIKE = 0.5


def key_fields(record: BaseModel) -> tuple[str, ...]:
    """Return the names of the fields that identify a record; none for mere prose."""
    known = type(record).model_fields
    default = tuple(name for name in ("id", "code") if name in known)[:1]
    return KEYS.get(type(record).__name__, default)


def key(entry: object) -> Hashable:
    """Return what identifies an entry, None where nothing does."""
    if not isinstance(entry, BaseModel):
        return None
    values = tuple(getattr(entry, name) for name in key_fields(entry))
    return values if values and values[0] is not None else None


def pairs(before: tuple[Entry, ...], after: tuple[Entry, ...]) -> Iterator[Pair[Entry]]:
    """Yield pairs `(before, after)`, None for what was not or is not there.

    Order means nothing. Equal entries are matched first, then those with the same id,
    then those that differ only in their id, then prose that is similar.
    """
    left, fresh = list(before), list(after)
    for same in (_equal, _same_key, _same_but_key):
        yield from _take(left, fresh, same)
    if len(left) == len(fresh) and all(key(entry) is None for entry in [*left, *fresh]):
        yield from zip(left, fresh, strict=True)
        return
    yield from _take(left, fresh, _alike)
    yield from ((entry, None) for entry in left)
    yield from ((None, entry) for entry in fresh)


def _take(
    left: list[Entry], fresh: list[Entry], same: Callable[[Entry, Entry], bool]
) -> list[Pair[Entry]]:
    """Take pairs out of both lists, each entry once."""
    found: list[Pair[Entry]] = []
    for entry in list(left):
        at = next((n for n, other in enumerate(fresh) if same(entry, other)), None)
        if at is not None:
            left.remove(entry)
            found.append((entry, fresh.pop(at)))
    return found


def _equal(one: object, other: object) -> bool:
    return one == other


def _same_key(one: object, other: object) -> bool:
    return type(one) is type(other) and key(one) is not None and key(one) == key(other)


def _same_but_key(one: object, other: object) -> bool:
    if not isinstance(one, BaseModel) or not isinstance(other, BaseModel):
        return False
    names = key_fields(one)
    rest = [name for name in type(one).model_fields if name not in names]
    told = any(getattr(one, name) for name in rest)
    same = all(getattr(one, name) == getattr(other, name) for name in rest)
    return bool(names) and told and same


def _alike(one: object, other: object) -> bool:
    if key(one) is not None or key(other) is not None:
        return False
    before, after = (" ".join(str(x) for _, x in leaves(of)) for of in (one, other))
    return difflib.SequenceMatcher(None, before, after).ratio() >= _ALIKE
