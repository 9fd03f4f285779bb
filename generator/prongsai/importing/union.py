"""What a document brings now, with what only it brought before."""

from collections.abc import Callable, Sequence
from typing import Any  # trees of YAML

from prongsai.importing.tree_words import words
from prongsai.importing.understand.draft import Tree
from prongsai.importing.understand.vocabulary import normalise

Aligned = Callable[[Sequence[Any], Sequence[Any]], list[int | None]]
_Both = Callable[[Tree, Tree, Aligned], Tree]


def union(new: Tree, old: Tree, aligned: Aligned) -> Tree:
    """Return the file that a document brings now, with what only it brought before.

    What stays is whole: a day that was read from words goes with the words.
    """
    made = dict(new)
    for name, value in old.items():
        if name == "unplaced":
            here = "".join(map(normalise, words(list(new.values()))))
            left = [one for one in value if normalise(one["text"]) not in here]
            made[name] = [*new.get(name, []), *left]
        elif name not in made and name != "year_inferred":
            made[name] = value
        elif isinstance(value, list):
            made[name] = _lists(made[name], value, aligned, _entry)
    return made


def _entry(new: Tree, old: Tree, aligned: Aligned) -> Tree:
    """Return a measure, a conclusion or a line with the fields that it lost."""
    made = {**old, **new}
    for name, value in old.items():
        if isinstance(value, list):
            made[name] = _lists(new.get(name, []), value, aligned, _inner)
    return {name: made[name] for name in (*new, *(n for n in old if n not in new))}


def _inner(new: Tree, old: Tree, aligned: Aligned) -> Tree:
    """Return a step with the steps below it that it lost."""
    made = dict(new)
    for name, value in old.items():
        if isinstance(value, list) and all(isinstance(one, dict) for one in value):
            made[name] = _lists(new.get(name, []), value, aligned, _inner)
    return made


def _lists(new: list[Any], old: list[Any], aligned: Aligned, both: _Both) -> list[Any]:
    """Return `new` with the elements of `old` that it lacks, behind their neighbour.

    Inside an entry, an element at the place of another one has replaced it.
    """
    pairs = aligned(old, new)
    replaced = set() if both is _entry else _replaced(pairs, len(old))
    made = [
        both(part, old[at], aligned)
        if at is not None and isinstance(part, dict)
        else part
        for part, at in zip(new, pairs, strict=True)
    ]
    after = 0
    for at, part in enumerate(old):
        if at in pairs:
            after = pairs.index(at) + 1
        elif at not in replaced:
            made.insert(after, part)
            pairs.insert(after, at)
            after += 1
    return made


def _replaced(pairs: Sequence[int | None], count: int) -> set[int]:
    """Return which old elements have given their place to new ones."""
    found: set[int] = set()
    before = -1
    for index, at in enumerate(pairs):
        if at is not None:
            before = at
            continue
        end = next((one for one in pairs[index:] if one is not None), count)
        free = [i for i in range(before + 1, end) if i not in {*pairs, *found}]
        found.update(free[:1])
    return found
