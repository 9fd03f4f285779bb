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
    if isinstance(thing, BaseModel | tuple):
        _collect(thing, path, found.append)
    elif thing is not None:
        found.append((path, thing))
    return found


def _collect(
    whole: BaseModel | tuple[object, ...], path: YamlPath, add: Callable[[Leaf], None]
) -> None:
    for step, part in _parts(whole):
        if isinstance(part, BaseModel | tuple):
            _collect(part, (*path, step), add)
        elif part is not None:
            add(((*path, step), part))


def _parts(whole: BaseModel | tuple[object, ...]) -> Iterable[tuple[str | int, object]]:
    if isinstance(whole, tuple):
        return enumerate(whole)
    return [(key, getattr(whole, name)) for name, key in _fields(type(whole))]


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
