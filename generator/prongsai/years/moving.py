"""Items move from one list to another: nothing of what was entered is lost.

What has a sure place gets the code of the new list; the rest waits under `unsettled`
for a person to decide. Trees are those of YAML: all scalars are text.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, TypeAlias  # trees of YAML

from prongsai.loading.catalogues import catalogue, catalogue_years
from prongsai.loading.crosswalk import Match, plain
from prongsai.model.catalogue import Catalogue, Item
from prongsai.yaml.reader import read_yaml

Entry: TypeAlias = dict[str, Any]
"""An item of `disclosures.yml` as YAML has it."""

NOWHERE = "-"
"""The answer that an item has no place in the new list."""

_PREFIX = re.compile(r"o\d{1,2}-")


@dataclass(slots=True, kw_only=True)
class Moved:
    """What became of the items; `items` are in the old order, None where one left.

    `codes` and `components` say where each code and each component went.
    """

    items: list[Entry | None]
    unsettled: list[Entry]
    codes: dict[str, str] = field(default_factory=dict)
    components: dict[str, str] = field(default_factory=dict)


def relist(
    items: list[Entry],
    unsettled: list[Entry],
    matches: Mapping[str, Match],
    lists: tuple[Catalogue, Catalogue],
) -> Moved:
    """Move items from the first list to the second by `matches`."""
    old = {item.code: item for item in lists[0].items}
    new = {item.code: item for item in lists[1].items}
    moved = Moved(items=[], unsettled=deepcopy(unsettled))
    at: dict[str, int] = {}
    for entry in deepcopy(items):
        match = matches.get(entry["code"], Match())
        moved.items.append(None)
        if match.code not in new:
            title = old[entry["code"]].title if entry["code"] in old else entry["code"]
            moved.unsettled.append(_waiting(entry, title, match.may_be))
            continue
        before = old.get(entry["code"])
        was = entry["code"], before.title if before else entry["code"]
        moved.codes[entry["code"]] = match.code
        _fit(entry, before, new[match.code], moved)
        if match.code in at:
            _join(moved.items[at[match.code]], entry, was, moved)
        else:
            at[match.code] = len(moved.items) - 1
            moved.items[-1] = entry
    return moved


def answer(
    items: list[Entry],
    unsettled: list[Entry],
    answers: Mapping[str, str],
    rules: Catalogue,
) -> Moved:
    """Move what waits to the items that a person chose, by its old code."""
    new = {item.code: item for item in rules.items}
    moved = Moved(items=[*deepcopy(items)], unsettled=[])
    at = {entry["code"]: index for index, entry in enumerate(items)}
    for waiting in deepcopy(unsettled):
        entry = waiting["was"]
        chosen = answers.get(entry["code"], "")
        if chosen not in new:
            if chosen == NOWHERE:
                waiting["given_up"] = "true"
            moved.unsettled.append(waiting)
            continue
        was = entry["code"], waiting["title"]
        moved.codes[entry["code"]] = chosen
        before = _listed(entry["code"], waiting["title"], rules.fiscal_year)
        _fit(entry, before, new[chosen], moved)
        if chosen in at:
            _join(moved.items[at[chosen]], entry, was, moved)
        else:
            at[chosen] = len(moved.items)
            moved.items.append(entry)
    return moved


def _listed(code: str, title: str, year: int) -> Item | None:
    """Return the item that waits, as the newest list before `year` has it."""
    earlier = (catalogue(one) for one in reversed(catalogue_years()) if one < year)
    items = (item for rules in earlier if rules for item in rules.items)
    return next((i for i in items if (i.code, i.title) == (code, title)), None)


def _waiting(entry: Entry, title: str, may_be: tuple[str, ...]) -> Entry:
    waiting: Entry = {"title": title}
    if may_be:
        waiting["may_be"] = list(may_be)
    return {**waiting, "was": entry}


def _fit(entry: Entry, old: Item | None, new: Item, moved: Moved) -> None:
    """Give an item its new code, and its components the ids of the new item.

    An answer that fits no component waits apart, under the old code.
    """
    was = entry["code"]
    entry["code"] = new.code
    fitting: list[Entry] = []
    left: list[Entry] = []
    taken: set[str] = set()
    for part in entry.get("components", ()):
        name = _component(part["id"], old, new)
        if name is None or name in taken:
            left.append(part)
            continue
        taken.add(name)
        moved.components[part["id"]] = name
        fitting.append({**part, "id": name})
    if not left:
        if fitting:
            entry["components"] = fitting
        return
    entry["components"] = fitting
    if not fitting:
        del entry["components"]
    title = old.title if old else new.title
    waiting = _waiting({"code": was, "components": left}, title, (new.code,))
    moved.unsettled.append(waiting)


def _component(name: str, old: Item | None, new: Item) -> str | None:
    """Return the id of the new item's component that an old one is, if one is sure."""
    known = {component.id: component for component in new.components}
    if name in known:
        return name
    before = next((c for c in (old.components if old else ()) if c.id == name), None)
    rests = [one for one in known if _PREFIX.sub("", one) == _PREFIX.sub("", name)]
    texts = [
        one.id
        for one in known.values()
        if before is not None and plain(one.text) == plain(before.text)
    ]
    for sure in (texts, rests):
        if len(sure) == 1:
            return sure[0]
    return None


def _join(
    first: Entry | None, second: Entry, was: tuple[str, str], moved: Moved
) -> None:
    """Put a second item into the first: two items of the old list became one.

    What both say is joined where it can be; else the second's waits apart, under the
    code and title that it had.
    """
    if first is None:
        return
    rest: Entry = {}
    for name, value in second.items():
        if name in {"evidence", "to_renew"}:
            first[name] = [*first.get(name, ()), *value]
        elif name == "components":
            _join_components(first, value, rest)
        elif name == "explanation" and name in first:
            first[name] = f"{first[name]} {value}"
        elif first.setdefault(name, value) != value:
            rest[name] = value
    if "internal" in {first.get("visibility"), second.get("visibility")}:
        first["visibility"] = "internal"  # nothing becomes public by a move
        rest.pop("visibility", None)
    if rest:
        code, title = was
        may_be = (first["code"],)
        moved.unsettled.append(_waiting({"code": code, **rest}, title, may_be))


def _join_components(first: Entry, parts: list[Entry], rest: Entry) -> None:
    have = {part["id"] for part in first.get("components", ())}
    new = [part for part in parts if part["id"] not in have]
    double = [part for part in parts if part["id"] in have]
    first["components"] = [*first.get("components", ()), *new]
    if double:
        rest["components"] = double


def tree_of(data: bytes, path: str) -> Entry:
    """Return a file's mapping as YAML has it; an empty file is an empty one."""
    tree: Any = read_yaml(data, path).tree  # loaded before: its shape is known
    return tree if isinstance(tree, dict) else {}


def words(tree: Any) -> Iterator[str]:  # noqa: ANN401 - a tree of YAML
    """Yield every text of a tree."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from words(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from words(value)
