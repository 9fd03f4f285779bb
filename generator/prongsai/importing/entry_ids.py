"""The ids of what a document brings: those that its entries have already, or new ones.

An entry that the same document brought before is found first, by all its words. Others
find the measures that are there by what they are about (`matching.py`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any  # trees of YAML

from prongsai.importing.identity import align, renamed
from prongsai.importing.matching import Match, find, heading
from prongsai.importing.tree_words import ids, words
from prongsai.importing.understand.draft import Tree
from prongsai.importing.understand.vocabulary import normalise


@dataclass(slots=True, kw_only=True)
class Named:
    """A tree with the ids of what is there, and how its measures were found."""

    tree: Tree
    names: dict[str, str] = field(default_factory=dict)
    matches: list[Match] = field(default_factory=list)


def name_entries(coming: Tree, before: Tree, known: Tree, ours: Tree) -> Named:
    """Give entries the ids that they have: in `before`, what this document brought.

    `known` is what other documents brought, `ours` the file as it is.
    """
    made = Named(tree=dict(coming))
    if "documents" in coming:
        made.tree["documents"] = _titles(coming, (before, known, ours))
    for name in ("selection", "analysis"):
        if name in coming:
            made.tree[name] = _worded(name, coming, before, (known, ours), made.names)
    for entry in made.tree.get("analysis", []):
        if "selection" in entry:
            entry["selection"] = made.names[entry["selection"]]
    if "measures" in coming:
        made.tree["measures"] = _measures(coming, before, (known, ours), made)
    return made


def fresh(wanted: str, taken: set[str]) -> str:
    """Return an id that is not taken, and take it."""
    name, number = wanted, 2
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    taken.add(name)
    return name


def _titles(coming: Tree, others: Sequence[Tree]) -> list[Tree]:
    made = []
    taken = set(ids([other.get("documents", []) for other in others]))
    for title in coming["documents"]:
        about = title["kind"], title.get("round", "")
        same = next(
            (
                one["id"]
                for other in others
                for one in other.get("documents", [])
                if (one["kind"], one.get("round", "")) == about
            ),
            None,
        )
        wanted = "-".join(filter(None, about))
        made.append({**title, "id": same or fresh(wanted, taken)})
    return made


def _worded(
    name: str,
    coming: Tree,
    before: Tree,
    others: Sequence[Tree],
    names: dict[str, str],
) -> list[Tree]:
    """Name entries of which only the same words are the same."""
    own = before.get(name, [])
    there = {
        _all_words(one): one["id"] for other in others for one in other.get(name, [])
    }
    taken = set(ids([tree.get(name, []) for tree in (before, *others)]))
    made = []
    for entry, at in zip(
        coming[name], align(own, coming[name], by_id=False), strict=True
    ):
        known = own[at]["id"] if at is not None else there.get(_all_words(entry))
        names[entry["id"]] = known or fresh(entry["id"], taken)
        made.append({**entry, "id": names[entry["id"]]})
    return made


def _all_words(entry: Tree) -> str:
    return "|".join(map(normalise, words(entry)))


def _measures(
    coming: Tree, before: Tree, others: Sequence[Tree], made: Named
) -> list[Tree]:
    own = before.get("measures", [])
    arriving = coming["measures"]
    pairs = align(own, arriving, by_id=False)
    of_own = {one["id"] for one in own}
    there = _once(one for other in others for one in other.get("measures", []))
    free = [one for one in there.values() if one["id"] not in of_own]
    left = [at for at, index in enumerate(pairs) if index is None]
    found = find([arriving[at] for at in left], free)
    by_place = {left[at]: pair for at, pair in found.items()}
    taken = {*of_own, *there}
    inside: dict[str, set[str]] = defaultdict(set)
    for one in (one for tree in (before, *others) for one in tree.get("measures", [])):
        inside[one["id"]].update(ids(one))
    result = []
    for at, (part, index) in enumerate(zip(arriving, pairs, strict=True)):
        target: Tree = own[index] if index is not None else {}
        if at in by_place:
            target, how = by_place[at]
            made.matches.append(
                Match(coming=heading(part), known=heading(target), how=how)
            )
        name = str(target["id"]) if target else fresh(part["id"], taken)
        made.names[part["id"]] = name
        result.append(_named(part, name, (target, index is None), inside[name]))
    return result


def _once(measures: Iterable[Tree]) -> dict[str, Tree]:
    """Return each measure once, the fullest of those with the same id."""
    found: dict[str, Tree] = {}
    for one in measures:
        known = found.get(one["id"], {})
        found[one["id"]] = {**known, **one}
    return found


def _named(part: Tree, name: str, target: tuple[Tree, bool], taken: set[str]) -> Tree:
    """Give a measure its id, and ids to what is in it.

    `target` is the measure that is there, and whether another document brought it.
    """
    there, foreign = target
    names: dict[str, str] = {}
    for field_name, value in part.items():
        if isinstance(value, list):
            known = there.get(field_name, [])
            if foreign and field_name == "results":
                known = _said_again(known, value)
            _inner(value, known, (part["id"], name), names, taken)
    return {**renamed(part, names), "id": name}


def _said_again(known: list[Tree], value: list[Tree]) -> list[Tree]:
    """Return those of `known` whose words and round are in `value`, too."""
    said = {(_all_words(one), one.get("round")) for one in value}
    return [one for one in known if (_all_words(one), one.get("round")) in said]


def _inner(
    listed: list[Any],
    known: list[Any],
    prefixes: tuple[str, str],
    names: dict[str, str],
    taken: set[str],
) -> None:
    """Fill `names` with the new ids of a list and of all lists below it."""
    if not all(isinstance(one, dict) and "id" in one for one in listed):
        return
    old, new = prefixes
    pairs = align(known, listed, by_id=False)
    for one, at in zip(listed, pairs, strict=True):
        same = known[at] if at is not None else {}
        wanted = re.sub(f"^{re.escape(old)}-", f"{new}-", str(one["id"]))
        names[str(one["id"])] = str(same["id"]) if same else fresh(wanted, taken)
        for field_name, value in one.items():
            if isinstance(value, list) and field_name != "answers":
                _inner(value, same.get(field_name, []), prefixes, names, taken)


def by_round(tree: Tree) -> Tree:
    """Return a tree whose results have the months of their round in their ids."""
    measures = []
    for measure in tree.get("measures", []):
        names = {
            result["id"]: _round_id(result)
            for result in measure.get("results", [])
            if result.get("round")
        }
        measures.append(renamed(measure, names))
    return {**tree, "measures": measures} if measures else tree


def _round_id(result: Tree) -> str:
    months, _, _ = str(result["round"]).partition("-")
    return re.sub(r"-r(\d+)$", rf"-r{months}-\1", str(result["id"]))
