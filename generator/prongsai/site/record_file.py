"""One file of the record of addresses, with more in its lists."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from prongsai.loading.file_kinds import modeline
from prongsai.loading.published import FILE
from prongsai.model.site import Published
from prongsai.yaml.edits import Drop, Edit, Insert, Put, edit
from prongsai.yaml.reader import read_yaml
from prongsai.yaml.writer import dump

_COMMENT = re.compile(r"(?:^|\s)#")


@dataclass(slots=True, kw_only=True)
class Entries:
    """What is put into a file, and which addresses go into another."""

    addresses: list[str] = field(default_factory=list)
    redirects: list[dict[str, str]] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)


def in_order(addresses: Iterable[str]) -> list[str]:
    """Sort addresses: a page before its anchors and what lies below it."""
    return sorted(addresses, key=_order)


def with_entries(
    file: str, data: bytes, part: Published, edits: Sequence[Edit], new: Entries
) -> bytes:
    """Return a file after edits and with more in its lists.

    A new address is put before the first one that comes after it in order; nothing
    else changes, whatever valid form the file has.

    Args:
        file: its path.
        data: what it was, empty where it is not there.
        part: what it says.
        edits: of what is in it.
        new: what it does not say yet.

    Raises:
        EditError: the file would not say so.
    """
    data = edit(data, edits)
    known, added = part.addresses, in_order(new.addresses)
    said = read_yaml(data, file).tree
    if said in (None, {}) and (added or new.redirects):
        return _head(file, data) + dump(_lists(added, new.redirects)).encode()
    if added and not known:
        data = edit(data, [Put(path=("addresses",), value=added)])
    elif added:
        noted = noted_lines(data)
        marks = read_yaml(data, file).marks
        free = [
            (at, one)
            for at, one in enumerate(known)
            if marks.at(("addresses", at)).line - 1 not in noted
        ]
        data = edit(data, [_insert(free, len(known), one) for one in added])
    return _with_redirects(file, _without(file, data, new.gone), new.redirects)


def _without(file: str, data: bytes, gone: AbstractSet[str]) -> bytes:
    """Return a file without some addresses."""
    tree = read_yaml(data, file).tree
    there = tree.get("addresses") if gone and isinstance(tree, dict) else None
    if not isinstance(there, list):
        return data
    drops = [
        Drop(path=("addresses", at)) for at, one in enumerate(there) if one in gone
    ]
    if len(drops) == len(there):
        return edit(data, [Put(path=("addresses",), value=[])])
    return edit(data, drops)


def _lists(
    addresses: list[str], redirects: list[dict[str, str]]
) -> dict[str, list[str] | list[dict[str, str]]]:
    lists: dict[str, list[str] | list[dict[str, str]]] = {}
    if addresses:
        lists["addresses"] = addresses
    if redirects:
        lists["redirects"] = redirects
    return lists


def _head(file: str, data: bytes) -> bytes:
    """Return the beginning of a file that says nothing yet."""
    if data.strip():
        return data.rstrip(b"\n") + b"\n"
    return modeline("published", 0 if file == FILE else 1).encode()


def _with_redirects(file: str, data: bytes, new: list[dict[str, str]]) -> bytes:
    tree = read_yaml(data, file).tree
    there = tree.get("redirects") if isinstance(tree, dict) else None
    if not new:
        return data
    if not isinstance(there, list) or not there:
        return edit(data, [Put(path=("redirects",), value=new)])
    path = ("redirects", len(there))
    return edit(data, [Insert(path=path, value=one) for one in new])


def noted_lines(data: bytes) -> frozenset[int]:
    """Return the numbers of the lines that have a comment."""
    lines = data.decode("utf-8", "replace").splitlines()
    noted = (at for at, line in enumerate(lines, 1) if _COMMENT.search(line))
    return frozenset(noted)


def _insert(free: Sequence[tuple[int, str]], count: int, address: str) -> Insert:
    """Return where an address is put: before the first that is free and comes later.

    What has a comment right above it is not free: nothing comes between.
    """
    later = (at for at, one in free if _order(one) > _order(address))
    return Insert(path=("addresses", next(later, count)), value=address)


def _order(address: str) -> tuple[str, ...]:
    return tuple(re.split(r"(?<=/)", address))
