"""The edits that lead from one tree to another: what both have keeps its lines."""

import difflib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any  # trees of YAML

from prongsai.yaml.edits import Drop, Edit, Insert, Put
from prongsai.yaml.reader import YamlPath

NAMES = ("id", "code")
"""Fields by which an element of a list is the same one before and after."""


def edits_between(old: Any, new: Any, path: YamlPath = ()) -> Iterator[Edit]:  # noqa: ANN401 - trees of YAML
    """Yield the edits that turn `old` into `new`; places are those of `old`."""
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping) and old:
        yield from _fields(old, new, path)
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _elements(old, new, path)
    else:
        yield Put(path=path, value=new)


def _fields(
    old: Mapping[str, Any], new: Mapping[str, Any], path: YamlPath
) -> Iterator[Edit]:
    for name in old:
        if name not in new:
            yield Drop(path=(*path, name))
        else:
            yield from edits_between(old[name], new[name], (*path, name))
    for name in new:
        if name not in old:
            yield Put(path=(*path, name), value=new[name])


def _elements(old: Sequence[Any], new: Sequence[Any], path: YamlPath) -> Iterator[Edit]:
    names = [_name(one) for one in old], [_name(one) for one in new]
    steps = difflib.SequenceMatcher(None, *names, autojunk=False).get_opcodes()
    if all(kind == "delete" for kind, *_ in steps):
        yield Put(path=path, value=list(new))
        return
    for _, begin, end, start, stop in steps:
        both = min(end - begin, stop - start)
        for at in range(both):
            yield from edits_between(
                old[begin + at], new[start + at], (*path, begin + at)
            )
        for at in range(begin + both, end):
            yield Drop(path=(*path, at))
        for at in range(start + both, stop):
            yield Insert(path=(*path, end), value=new[at])


def _name(one: Any) -> str:  # noqa: ANN401 - an element of a tree
    """Return what an element is known by: its id or code, else all of it."""
    if isinstance(one, Mapping):
        for name in NAMES:
            if one.get(name):
                return f"{name}:{one[name]}"
    return json.dumps(one, ensure_ascii=False, sort_keys=True)
