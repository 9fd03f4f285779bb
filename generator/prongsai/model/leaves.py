"""Yield every leaf of a record with its path in the YAML."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cache
from typing import TypeVar

from pydantic import BaseModel

from prongsai.yaml.reader import YamlPath

Key = TypeVar("Key", bound=Hashable)
Leaf = tuple[YamlPath, object]


def leaves(thing: object, path: YamlPath = ()) -> list[Leaf]:
    """Return `(path, value)` of all that is neither record nor list in a record."""
    found: list[Leaf] = []
    _collect(thing, path, found.append)
    return found


def _collect(thing: object, path: YamlPath, add: Callable[[Leaf], None]) -> None:
    if isinstance(thing, BaseModel):
        for name, key in _fields(type(thing)):
            value = getattr(thing, name)
            if value is not None:
                _collect(value, (*path, key), add)
    elif isinstance(thing, tuple):
        for index, part in enumerate(thing):
            _collect(part, (*path, index), add)
    elif thing is not None:
        add((path, thing))


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return every field's name in Python and in YAML."""
    fields = model.model_fields.items()
    return tuple((name, info.alias or name) for name, info in fields)


def repeated(keys: Iterable[Key]) -> Iterator[tuple[int, Key]]:
    """Yield index and value of each key that came before."""
    seen: set[Key] = set()
    for index, key in enumerate(keys):
        if key in seen:
            yield index, key
        seen.add(key)
