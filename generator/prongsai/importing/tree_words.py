"""The texts and ids of a part of a tree, and whether another part says the same."""

from collections.abc import Iterator
from typing import Any  # trees of YAML

from prongsai.importing.understand.vocabulary import normalise

_LONG = 12
"""Letters from which on a text is found inside a longer one."""

_HIDDEN = {"id", "answers", "selection", "label"}


def ids(value: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a tree
    """Yield all ids in a part of a tree."""
    if isinstance(value, dict):
        if "id" in value:
            yield str(value["id"])
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from ids(part)


def words(value: Any) -> Iterator[str]:  # noqa: ANN401 - any part of a tree
    """Yield the texts of a value, with neither ids nor references."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in _HIDDEN:
                yield from words(part)
    elif isinstance(value, list):
        for part in value:
            yield from words(part)
    else:
        yield str(value)


def holds(value: Any, other: Any) -> bool:  # noqa: ANN401 - a tree of YAML
    """Return whether all texts of `other` are in `value`, however they are spaced."""
    texts = {_bare(word) for word in words(value)}
    whole = "".join(map(normalise, words(value)))
    return all(
        bare in texts or (len(bare) >= _LONG and normalise(bare) in whole)
        for bare in map(_bare, words(other))
    )


def _bare(word: str) -> str:
    """Return text without blanks and signs; a figure or a day stays as it is."""
    return normalise(word) if any(map(str.isalpha, word)) else word
