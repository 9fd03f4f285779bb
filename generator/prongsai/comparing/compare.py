"""Compare two records field by field: what was added, changed or removed."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from pydantic import BaseModel

from prongsai.comparing.pairing import key_fields, pairs
from prongsai.thai.dates import format_iso


class ChangeKind(StrEnum):
    """What happened."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"

    @classmethod
    def between(cls, old: object, new: object) -> "ChangeKind":
        """Return what happened to something that was `old` and is `new`, or None."""
        if old is None:
            return cls.ADDED
        return cls.REMOVED if new is None else cls.CHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """One step of the path to a value: a field, or an entry of a list.

    Attributes:
        model: name of the record's class; of the entry's for an entry.
        name: the field's name as in YAML, or what identifies the entry.
        entry: the entry itself, None for a field.
    """

    model: str
    name: str
    entry: object = None


Way: TypeAlias = tuple[PathStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. `before` and `after` are values or whole records of the model."""

    kind: ChangeKind
    way: Way
    before: object
    after: object

    @property
    def path(self) -> tuple[str, ...]:
        """Return the path in names, for programs."""
        return tuple(step.name for step in self.way)


def compare(
    before: BaseModel | None, after: BaseModel | None, way: Way = ()
) -> Iterator[Change]:
    """Yield what differs between two records of one kind, in the order of fields."""
    record = after or before
    if record is None:
        return
    for name, info in type(record).model_fields.items():
        here = (*way, PathStep(model=type(record).__name__, name=info.alias or name))
        old = getattr(before, name) if before else None
        new = getattr(after, name) if after else None
        yield from _values(old, new, here)


def _values(old: object, new: object, way: Way) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, tuple) or isinstance(new, tuple):
        yield from _lists(_entries(old), _entries(new), way)
    elif isinstance(old, BaseModel) and isinstance(new, BaseModel):
        yield from compare(old, new, way)
    else:
        yield _change(old, new, way)


def _entries(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _lists(
    old: tuple[object, ...], new: tuple[object, ...], way: Way
) -> Iterator[Change]:
    for before, after in pairs(old, new):
        entry = before if after is None else after
        if not isinstance(entry, BaseModel):
            if before != after:
                yield _change(before, after, way)
            continue
        here = (
            *way,
            PathStep(model=type(entry).__name__, name=name_of(entry), entry=entry),
        )
        if isinstance(before, BaseModel) and isinstance(after, BaseModel):
            yield from compare(before, after, here)
        else:
            yield _change(before, after, here)


def _change(old: object, new: object, way: Way) -> Change:
    kind = ChangeKind.between(old, new)
    return Change(kind=kind, way=way, before=old, after=new)


def name_of(record: BaseModel) -> str:
    """Return what identifies a record in its list, for programs."""
    values = (getattr(record, name) for name in key_fields(record))
    return ":".join(typed(value) for value in values if value is not None)


def typed(value: object) -> str:
    """Return a value as it is typed in YAML."""
    match value:
        case bool():
            return "true" if value else "false"
        case datetime.date():
            return format_iso(value)
        case _:
            return str(value)
