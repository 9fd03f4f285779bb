"""Match the elements of two lists although numbers and words changed."""

from collections.abc import Mapping, Sequence
from typing import Any  # trees of YAML

from prongsai.importing.understand.draft import Tree
from prongsai.importing.understand.vocabulary import normalise

_HEADS = ("title", "addresses", "text", "summary", "heading", "code", "scores", "scope")
_REFERENCES = ("answers", "selection")
_SAME = 0.6


def align(
    base: Sequence[Any], other: Sequence[Any], *, by_id: bool
) -> list[int | None]:
    """Return for each element of `other` its index in `base`, None where it is new.

    With `by_id` ids decide first; the rest is matched by all words, by code, by its
    beginning, and at last by similarity.
    """
    found: list[int | None] = [None] * len(other)
    ways = [_words, _code, _head]
    if by_id:
        ways.insert(0, _id)
    for way in ways:
        left: dict[str, list[int]] = {}
        for index, element in enumerate(base):
            if index not in found and way(element):
                left.setdefault(way(element), []).append(index)
        for index, element in enumerate(other):
            same = left.get(way(element)) if found[index] is None else None
            if same:
                found[index] = same.pop(0)
    _alike(base, other, found)
    return found


def _alike(base: Sequence[Any], other: Sequence[Any], found: list[int | None]) -> None:
    taken = set(found)
    left = {at: _grams(_words(each)) for at, each in enumerate(base) if at not in taken}
    for index, element in enumerate(other):
        if found[index] is not None or not left:
            continue
        grams = _grams(_words(element))
        fit, at = max((_dice(grams, known), -at) for at, known in left.items())
        if fit >= _SAME:
            found[index] = -at
            del left[-at]


def rename(base: Tree, other: Tree, *, by_id: bool) -> Tree:
    """Return `other` with the ids of `base` for equal elements, else new ones.

    Ids below an element of a top list are one scope: what refers to them (`answers`)
    is renamed with them.
    """
    made = dict(other)
    chosen: dict[str, str] = {}
    for name, value in other.items():
        if not _has_ids(value):
            continue
        known = base.get(name) or []
        names: dict[str, str] = {}
        pairs = _ids(known, value, names, by_id=by_id)
        made[name] = [
            _within(known[index] if index is not None else {}, part, names, by_id=by_id)
            for part, index in zip(value, pairs, strict=True)
        ]
        if name == "selection":
            chosen = names
    if chosen and "analysis" in made:
        made["analysis"] = [
            {**part, "selection": chosen.get(part["selection"], part["selection"])}
            if "selection" in part
            else part
            for part in made["analysis"]
        ]
    return made


def _within(base: Tree, part: Tree, names: Mapping[str, str], *, by_id: bool) -> Tree:
    inner: dict[str, str] = {}
    _collect(base, part, inner, by_id=by_id)
    return {**renamed(part, inner), "id": names[part["id"]]}


def _collect(base: Tree, part: Tree, names: dict[str, str], *, by_id: bool) -> None:
    """Fill `names` with the new ids of all lists below an element."""
    for name, value in part.items():
        if not _has_ids(value):
            continue
        known = base.get(name) or []
        pairs = _ids(known, value, names, by_id=by_id)
        for inner, index in zip(value, pairs, strict=True):
            same = known[index] if index is not None else {}
            _collect(same, inner, names, by_id=by_id)


def renamed(value: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401 - a tree of YAML
    """Return a tree with other ids, and answers that follow them."""
    if isinstance(value, list):
        return [renamed(part, names) for part in value]
    if not isinstance(value, dict):
        return value
    made = {name: renamed(part, names) for name, part in value.items()}
    if "id" in made:
        made["id"] = names.get(made["id"], made["id"])
    if "answers" in made:
        made["answers"] = [names.get(one, one) for one in made["answers"]]
    return made


def _ids(
    base: Sequence[Tree], other: Sequence[Tree], names: dict[str, str], *, by_id: bool
) -> list[int | None]:
    """Fill `names` with `{id of other: id of base, or a fresh one}`."""
    pairs = align(base, other, by_id=by_id)
    taken = {str(element["id"]) for element in base} | set(names.values())
    for element, index in zip(other, pairs, strict=True):
        old = str(element["id"])
        if index is not None:
            names[old] = str(base[index]["id"])
            continue
        fresh, number = old, 2
        while fresh in taken:
            fresh, number = f"{old}-{number}", number + 1
        names[old] = fresh
        taken.add(fresh)
    return pairs


def _has_ids(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(part, dict) and "id" in part for part in value)
    )


def _id(element: Any) -> str:  # noqa: ANN401 - a tree of YAML
    return str(element.get("id", "")) if isinstance(element, dict) else ""


def _code(element: Any) -> str:  # noqa: ANN401 - a tree of YAML
    if not isinstance(element, dict) or "code" not in element:
        return ""
    return f"{element['code']}@{element.get('part', '')}"


def _head(element: Any) -> str:  # noqa: ANN401 - a tree of YAML
    if not isinstance(element, dict):
        return ""
    name = next((name for name in _HEADS if element.get(name)), "")
    return _words(element[name]) if name else ""


def _words(value: Any) -> str:  # noqa: ANN401 - a tree of YAML
    """Return all words of an element, without ids and references."""
    if isinstance(value, dict):
        hidden = {"id", *_REFERENCES}
        return "\n".join(
            _words(part) for key, part in value.items() if key not in hidden
        )
    if isinstance(value, list):
        return "\n".join(map(_words, value))
    return normalise(str(value))


def _grams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
