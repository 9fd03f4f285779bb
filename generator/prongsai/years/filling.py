"""A file of the year that is there already takes what it has nothing for.

Nothing that a person wrote is changed: an item counts as empty if it has only its code,
a list if it has no entry.
"""

from collections.abc import Iterator, Sequence

from prongsai.yaml.edits import Edit, Insert, Put, edit
from prongsai.years.moving import Entry, tree_of

_LISTS = ("measures", "proposals", "unsettled")


def filled(data: bytes, new: Entry) -> bytes:
    """Return a file with what `new` has more; both are of one kind.

    A file whose codes are of another list stays as it is.

    Raises:
        EditError: the file cannot be changed so that all else stays.
    """
    own = tree_of(data, "")
    if own.get("codes_of", new.get("codes_of")) != new.get("codes_of"):
        return data
    edits = tuple(_edits(own, new))
    return edit(data, edits) if edits else data


def written(data: bytes) -> frozenset[str]:
    """Return the codes of the items of a file in which there is something."""
    return frozenset(
        one["code"] for one in tree_of(data, "").get("items") or () if len(one) > 1
    )


def _edits(own: Entry, new: Entry) -> Iterator[Edit]:
    if "codes_of" in new and "codes_of" not in own:
        yield Put(path=("codes_of",), value=new["codes_of"])
    for name in _LISTS:
        if new.get(name) and not own.get(name):
            yield Put(path=(name,), value=new[name])
    if new.get("items") and not own.get("items"):
        yield Put(path=("items",), value=new["items"])
    else:
        yield from _items(own.get("items") or (), new.get("items") or ())


def _items(own: Sequence[Entry], new: Sequence[Entry]) -> Iterator[Edit]:
    at = {one["code"]: index for index, one in enumerate(own)}
    for entry in new:
        index = at.get(entry["code"])
        if index is None:
            yield Insert(path=("items", len(own)), value=entry)
        elif len(own[index]) == 1:
            for name, value in entry.items():
                if name != "code":
                    yield Put(path=("items", index, name), value=value)
