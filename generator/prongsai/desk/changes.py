"""What a page sends becomes changes of the year's `disclosures.yml`.

Each act takes the item as it is in the file and returns it as it is to be: trees of
YAML, so that whatever no act names stays as somebody wrote it.
"""

import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias  # trees of YAML

from prongsai.loading.file_kinds import modeline
from prongsai.thai.codes import parse_code, sort_key
from prongsai.yaml.between import edits_between
from prongsai.yaml.edits import edit
from prongsai.yaml.reader import read_yaml
from prongsai.yaml.writer import Bare, dump

Item: TypeAlias = dict[str, Any]
Act: TypeAlias = Callable[[Item], Item]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A field that somebody else changed while the page was open: all three values."""

    field: str
    was: str
    now: str
    typed: str


class ClashError(Exception):
    """Nothing was saved: fields of the page were changed elsewhere meanwhile."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        """Keep the fields."""
        super().__init__(", ".join(one.field for one in clashes))
        self.clashes = tuple(clashes)


class BrokenError(Exception):
    """The year's file has a mistake that must be corrected first."""


def with_item(tree: Mapping[str, Any] | None, code: str, act: Act) -> dict[str, Any]:
    """Return the whole file after an act on one item, which is made if needed."""
    new: dict[str, Any] = copy.deepcopy(dict(tree or {}))
    items: list[Item] = list(new.get("items") or [])
    at = next((n for n, one in enumerate(items) if _code(one) == code), None)
    if at is None:
        at = sum(sort_key(_code(one)) < sort_key(code) for one in items)
        items.insert(at, {"code": code})
    items[at] = _without_empty(act(items[at]))
    if set(items[at]) == {"code"} and not _had(tree, code):
        del items[at]
    new["items"] = items
    return new if items or tree else {}


def _had(tree: Mapping[str, Any] | None, code: str) -> bool:
    return any(_code(one) == code for one in (tree or {}).get("items") or ())


def _code(item: Item) -> str:
    """Return the code of an item, however its digits were typed."""
    return parse_code(str(item.get("code")))


def _without_empty(record: Item) -> Item:
    """Return a record without the fields that say nothing any more."""
    return {name: one for name, one in record.items() if one not in ("", [], None)}


def fields(typed: Mapping[str, str], was: Mapping[str, str]) -> Act:
    """Return the act that sets plain fields to what was typed.

    Args:
        typed: the new values, by field; an empty one removes the field.
        was: the values that the page showed.
    """

    def act(item: Item) -> Item:
        clashes = [
            Clash(field=name, was=was[name], now=now, typed=value)
            for name, value in typed.items()
            if name in was
            if (now := _said(item, name)) not in {was[name], value}
            if value != was[name]
        ]
        if clashes:
            raise ClashError(clashes)
        changed = {n: v for n, v in typed.items() if v != _text(was.get(n))}
        return _without_empty({**item, **{n: _kept(n, v) for n, v in changed.items()}})

    return act


_UNSAID = {"visibility": "public"}
"""What a field means that is not written."""


def _said(item: Item, name: str) -> str:
    return _text(item.get(name)) or _UNSAID.get(name, "")


def _text(value: object) -> str:
    """Return a value as pages show it: on one line, however it was folded."""
    return "" if value is None else " ".join(str(value).split())


_UNQUOTED = frozenset(
    {"year", "date", "due", "updated", "term_from", "term_to", "corruption"}
)


def _kept(name: str, value: str) -> str:
    return Bare(value) if name in _UNQUOTED and value else value


def in_list(name: str, key: str, act: Act) -> Act:
    """Return the act on one record of a list of the item, made if it is not there."""

    def outer(item: Item) -> Item:
        records = [dict(one) for one in item.get(name) or ()]
        at = next((n for n, one in enumerate(records) if one.get("id") == key), None)
        if at is None:
            at = len(records)
            records.append({"id": key})
        records[at] = _without_empty(act(records[at]))
        if set(records[at]) == {"id"}:
            del records[at]
        return {**item, name: records}

    return outer


def cites(wanted: Sequence[str], shown: Sequence[str]) -> Act:
    """Return the act that lets a component cite documents.

    Of those that the page showed only the wanted ones stay; others were cited elsewhere
    meanwhile and stay too.
    """

    def act(component: Item) -> Item:
        have = [str(one) for one in component.get("evidence") or ()]
        kept = [one for one in have if one in wanted or one not in shown]
        return {**component, "evidence": [*kept, *(o for o in wanted if o not in have)]}

    return act


def adds(documents: Sequence[Item], component: str = "") -> Act:
    """Return the act that adds documents, cited by a component if one is named."""

    def act(item: Item) -> Item:
        new = {**item, "evidence": [*(item.get("evidence") or ()), *documents]}
        if not component:
            return new
        names = [str(one["id"]) for one in documents]
        return in_list("components", component, cites(names, ()))(new)

    return act


def removes(name: str) -> Act:
    """Return the act that takes a document off the item and off its components."""

    def act(item: Item) -> Item:
        evidence = [one for one in item.get("evidence") or () if one.get("id") != name]
        components = [_without(one, name) for one in item.get("components") or ()]
        return {
            **item,
            "evidence": evidence,
            "components": [one for one in components if set(one) != {"id"}],
        }

    return act


def _without(component: Item, name: str) -> Item:
    left = [one for one in component.get("evidence") or () if one != name]
    return _without_empty({**component, "evidence": left})


def together(*acts: Act) -> Act:
    """Return the act that does several one after the other."""

    def act(item: Item) -> Item:
        for one in acts:
            item = one(item)
        return item

    return act


def edited(before: bytes | None, path: str, code: str, act: Act) -> bytes | None:
    """Return the year's file after an act on one item.

    Raises:
        BrokenError: the file cannot be read.
        EditError: the file cannot be edited so that it says this.
    """
    tree = _tree(before, path)
    new = with_item(tree, code, act)
    if not new:
        return before
    if before is None or not tree:
        return _head(before) + dump(new).encode()
    return edit(before, list(edits_between(tree, new)), tree)


def _tree(data: bytes | None, path: str) -> dict[str, Any]:
    """Return what a file says; one that has only comments says nothing yet."""
    lines = (data or b"").splitlines()
    if all(not one.strip() or one.startswith(b"#") for one in lines):
        return {}
    read = read_yaml(data or b"", path)
    if read.findings or not isinstance(read.tree, dict):
        raise BrokenError
    return read.tree


def _head(before: bytes | None) -> bytes:
    """Return the comments of a file that says nothing yet, else the modeline."""
    lines = (before or b"").splitlines(keepends=True)
    return (
        b"".join(one for one in lines if one.startswith(b"#"))
        or modeline("disclosures").encode()
    )
