"""Which element of one list is which of another, though numbers and words changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from prongsai.importing.draft import Tree
from prongsai.importing.forms import squeeze

_HEADS = ("title", "addresses", "text", "summary", "heading", "code", "scores", "scope")
_REFERENCES = ("answers", "selection")
_SAME = 0.6


def align(base: Sequence[Any], other: Sequence[Any], *, by_id: bool) -> list[int | None]:
    """Return for each element of `other` its index in `base`, None where it is new.

    With `by_id` ids decide first (nobody gives them anew); what then is left is matched
    by all its words, by its code, by its head, and at last by likeness.
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


def _alike(
    base: Sequence[Any], other: Sequence[Any], found: list[int | None]
) -> None:
    for index, element in enumerate(other):
        if found[index] is not None:
            continue
        grams = _grams(_words(element))
        fits = [
            (_dice(grams, _grams(_words(each))), -at)
            for at, each in enumerate(base)
            if at not in found
        ]
        fit, at = max(fits, default=(0.0, 0))
        if fit >= _SAME:
            found[index] = -at


def rename(base: Tree, other: Tree, *, by_id: bool) -> Tree:
    """Return `other` with the ids of `base` for what is the same, fresh ones else."""
    return {
        name: _list(base.get(name) or [], value, by_id=by_id)
        if _has_ids(value)
        else value
        for name, value in _selections(base, other, by_id=by_id).items()
    }


def _selections(base: Tree, other: Tree, *, by_id: bool) -> Tree:
    """Let the analysis name the rules of selection by their new ids."""
    names: dict[str, str] = {}
    chosen = other.get("selection")
    if not _has_ids(chosen):
        return other
    _ids(base.get("selection") or [], chosen, names, by_id=by_id)
    analysis = [_refer(one, names) for one in other.get("analysis", [])]
    return {**other, **({"analysis": analysis} if analysis else {})}


def _list(base: Sequence[Tree], other: Sequence[Tree], *, by_id: bool) -> list[Tree]:
    names: dict[str, str] = {}
    pairs = _ids(base, other, names, by_id=by_id)
    made = []
    for element, index in zip(other, pairs, strict=True):
        matched = base[index] if index is not None else {}
        inner: dict[str, str] = {}
        for value in element.values():
            _deep(value, matched, element, inner, by_id=by_id)
        renamed = {"id": names[element["id"]]} | {
            name: _inside(value, matched.get(name) or [], inner, by_id=by_id)
            for name, value in element.items()
            if name != "id"
        }
        made.append(renamed)
    return made


def _deep(
    value: object,
    matched: Tree,
    element: Tree,
    inner: dict[str, str],
    *,
    by_id: bool,
) -> None:
    """Collect the new ids of all lists inside an element."""
    name = next((key for key, part in element.items() if part is value), "")
    if isinstance(value, list) and _has_ids(value):
        known = matched.get(name) or []
        pairs = _ids(known, value, inner, by_id=by_id)
        for part, index in zip(value, pairs, strict=True):
            same = known[index] if index is not None else {}
            for each in part.values():
                _deep(each, same, part, inner, by_id=by_id)


def _inside(
    value: Any,  # noqa: ANN401
    base: Any,  # noqa: ANN401
    names: Mapping[str, str],
    *,
    by_id: bool,
) -> Any:  # noqa: ANN401
    if not _has_ids(value):
        return value
    made = []
    for element in value:
        renamed = {
            name: _inside(part, [], names, by_id=by_id) for name, part in element.items()
        }
        renamed["id"] = names.get(element["id"], element["id"])
        made.append(_refer(renamed, names))
    return made


def _refer(element: Tree, names: Mapping[str, str]) -> Tree:
    changed = dict(element)
    for name in _REFERENCES:
        value = changed.get(name)
        if isinstance(value, list):
            changed[name] = [names.get(one, one) for one in value]
        elif isinstance(value, str):
            changed[name] = names.get(value, value)
    return changed


def _ids(
    base: Sequence[Tree],
    other: Sequence[Tree],
    names: dict[str, str],
    *,
    by_id: bool,
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


def _id(element: Any) -> str:  # noqa: ANN401
    return str(element.get("id", "")) if isinstance(element, dict) else ""


def _code(element: Any) -> str:  # noqa: ANN401
    if not isinstance(element, dict) or "code" not in element:
        return ""
    return f"{element['code']}@{element.get('part', '')}"


def _head(element: Any) -> str:  # noqa: ANN401
    if not isinstance(element, dict):
        return ""
    name = next((name for name in _HEADS if element.get(name)), "")
    return _words(element[name]) if name else ""


def _words(value: Any) -> str:  # noqa: ANN401
    """Return all words of an element, without ids and references."""
    if isinstance(value, dict):
        hidden = {"id", *_REFERENCES}
        return "\n".join(_words(part) for key, part in value.items() if key not in hidden)
    if isinstance(value, list):
        return "\n".join(map(_words, value))
    return squeeze(str(value))


def _grams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 3] for at in range(max(1, len(text) - 2)))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))
