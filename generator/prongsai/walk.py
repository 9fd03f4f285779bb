"""Walk records: every leaf with its path in the YAML."""

from collections.abc import Hashable, Iterable, Iterator
from typing import TypeVar

from pydantic import BaseModel

from prongsai.yaml_reader import Path

Key = TypeVar("Key", bound=Hashable)


def leaves(thing: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Yield `(path, value)` of all in a record that is neither record nor list."""
    if isinstance(thing, BaseModel):
        for name, info in type(thing).model_fields.items():
            yield from leaves(getattr(thing, name), (*path, info.alias or name))
    elif isinstance(thing, tuple):
        for index, part in enumerate(thing):
            yield from leaves(part, (*path, index))
    elif thing is not None:
        yield path, thing


def repeated(keys: Iterable[Key]) -> Iterator[tuple[int, Key]]:
    """Yield index and value of each that stood there before."""
    seen: set[Key] = set()
    for index, key in enumerate(keys):
        if key in seen:
            yield index, key
        seen.add(key)
