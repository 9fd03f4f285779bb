"""A file of a year is written anew after a move; comments go with their items."""

from collections.abc import Iterator, Mapping

from prongsai.yaml.comments import with_comments, without_comments_above
from prongsai.yaml.edits import edit
from prongsai.yaml.reader import YamlPath
from prongsai.years.moving import Entry
from prongsai.years.tree_edits import tree_edits


def rewritten(
    data: bytes, before: Entry, after: Entry, places: Mapping[YamlPath, YamlPath]
) -> bytes:
    """Return a file that says `after`; comments go where their elements went."""
    if before == after:
        return data
    left = [old for old, new in places.items() if old[:1] != new[:1]]
    bare = without_comments_above(data, left)
    return with_comments(data, edit(bare, tuple(tree_edits(before, after))), places)


def went(
    before: Entry, after: Entry, codes: Mapping[str, str]
) -> Iterator[tuple[YamlPath, YamlPath]]:
    """Yield old and new place of each item and of each that waits.

    In `after` the items are in their old order, None where one left its place.
    """
    items, there = before.get("items") or (), after.get("items") or ()
    listed: dict[str, YamlPath] = {}
    for at, one in enumerate(there):
        if one is not None:
            listed[one["code"]] = ("items", len(listed))
            if at < len(items):
                yield ("items", at), listed[one["code"]]
    waiting: dict[str, YamlPath] = {
        one["was"]["code"]: ("unsettled", at)
        for at, one in enumerate(after.get("unsettled") or ())
    }
    for at, one in enumerate(items):
        if there[at] is None:
            code = one["code"]
            place = listed.get(codes.get(code, "")) or waiting.get(code)
            yield ("items", at), place or ()
    for at, one in enumerate(before.get("unsettled") or ()):
        code = one["was"]["code"]
        place = waiting.get(code) or listed.get(codes.get(code, ""))
        yield ("unsettled", at), place or ()
