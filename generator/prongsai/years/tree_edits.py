"""From one tree of YAML to another by few edits, so that all comments stay."""

from collections.abc import Iterator, Mapping, Sequence

from prongsai.yaml.edits import Drop, Edit, Insert, Put
from prongsai.yaml.reader import YamlPath
from prongsai.yaml.writer import Tree


def tree_edits(old: Tree, new: Tree, path: YamlPath = ()) -> Iterator[Edit]:
    """Yield the edits that make `old` into `new`; both are of one kind at the top.

    None in a list of `new` stands for an element of `old` that goes.
    """
    if isinstance(old, str) or isinstance(new, str):
        if old != new:
            yield Put(path=path, value=new)
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _mapping(old, new, path)
    elif isinstance(old, Sequence) and isinstance(new, Sequence):
        yield from _sequence(old, new, path)
    else:
        yield Put(path=path, value=new)


def _mapping(
    old: Mapping[str, Tree], new: Mapping[str, Tree], path: YamlPath
) -> Iterator[Edit]:
    if path and old and not set(old) & set(new):
        yield Put(path=path, value=new)
        return
    for name, value in new.items():
        if name in old:
            yield from tree_edits(old[name], value, (*path, name))
        else:
            yield Put(path=(*path, name), value=value)
    for name in old:
        if name not in new:
            yield Drop(path=(*path, name))


def _sequence(
    old: Sequence[Tree], new: Sequence[Tree], path: YamlPath
) -> Iterator[Edit]:
    kept = [at for at, value in enumerate(new[: len(old)]) if value is not None]
    if not kept:
        if list(old) != list(new):
            yield Put(path=path, value=[value for value in new if value is not None])
        return
    for at in range(len(old)):
        if at in kept:
            yield from tree_edits(old[at], new[at], (*path, at))
        else:
            yield Drop(path=(*path, at))
    for value in new[len(old) :]:
        yield Insert(path=(*path, len(old)), value=value)
