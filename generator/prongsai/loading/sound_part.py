"""What of a file with mistakes holds all the same, so that its references are checked.

What is wrong in its form is left out: a field that may be absent, else the record that
needs it. Nothing but a check may use what is left.
"""

from collections.abc import Collection, Mapping

from pydantic import ValidationError

from prongsai.loading.content import Loaded, Model_co
from prongsai.yaml.reader import Marks, YamlFile, YamlPath, YamlTree

_Origins = dict[YamlPath, YamlPath]
"""Paths in the file by the paths in what is left of it."""


def sound_part(
    model: type[Model_co], read: YamlFile, given: Mapping[str, str], year: int
) -> Loaded[Model_co] | None:
    """Return the record without what is wrong; None if nothing of it is left.

    `given` are fields of the record itself that may be wrong or missing.
    """
    gone: set[YamlPath] = set()
    while isinstance(read.tree, dict):
        origins: _Origins = {}
        tree = _left(read.tree, gone, origins)
        assert isinstance(tree, dict)  # the root itself is never left out
        try:
            value = model.model_validate({**given, **tree})
        except ValidationError as error:
            found = {
                _culprit(one["type"], one["loc"], origins) for one in error.errors()
            }
            if () in found or found <= gone:
                return None
            gone |= found
            continue
        return Loaded(
            value=value,
            marks=_moved(read.marks, origins),
            year=year,
            lost=_lost(origins, gone),
        )
    return None


def _culprit(kind: str, path: YamlPath, origins: _Origins) -> YamlPath:
    """Return where the file has what is wrong: where a field lacks, its record."""
    path = path[:-1] if kind == "missing" else path
    while path not in origins:
        path = path[:-1]
    return origins[path]


def _left(
    tree: YamlTree,
    gone: Collection[YamlPath],
    origins: _Origins,
    old: YamlPath = (),
    new: YamlPath = (),
) -> YamlTree:
    """Return a tree without what is gone and what is empty, and note its paths."""
    origins[new] = old
    if isinstance(tree, dict):
        return {
            name: _left(value, gone, origins, (*old, name), (*new, name))
            for name, value in tree.items()
            if value is not None and (*old, name) not in gone
        }
    if isinstance(tree, list):
        kept = [at for at in range(len(tree)) if (*old, at) not in gone]
        return [
            _left(tree[at], gone, origins, (*old, at), (*new, place))
            for place, at in enumerate(kept)
        ]
    return tree


def _moved(marks: Marks, origins: _Origins) -> Marks:
    """Return the places of the file for the paths in what is left of it."""
    places = {
        new: marks.places[old] for new, old in origins.items() if old in marks.places
    }
    return Marks(file=marks.file, places=places)


def _lost(origins: _Origins, gone: Collection[YamlPath]) -> frozenset[YamlPath]:
    """Return where something was left out; an entry of a list has the number -1."""
    news = {old: new for new, old in origins.items()}
    return frozenset(
        (*news[path[:-1]], -1 if isinstance(path[-1], int) else path[-1])
        for path in gone
        if path[:-1] in news
    )
