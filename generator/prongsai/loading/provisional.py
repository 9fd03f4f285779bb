"""A year without rules of its own: those of the newest known year, as a draft.

Everything that is carried over counts as the project's own word, no list of components
counts as known, and no date of the calendar is carried.
"""

import re
from collections.abc import Collection, Mapping
from typing import TypeVar

from prongsai.loading.crosswalk import names_item_of, same_title
from prongsai.model.catalogue import (
    Attributed,
    Authority,
    Catalogue,
    Component,
    Item,
    LocalCatalogue,
    LocalItem,
)
from prongsai.thai.codes import Reference, sort_key

_YEAR = re.compile(r"(?<!\d)25\d\d(?!\d)")

Thing = TypeVar("Thing", bound=Attributed)


def provisional(known: Catalogue, year: int) -> Catalogue:
    """Return the rules of `known` as the draft of a later `year` (พ.ศ.)."""
    return known.model_copy(
        update={
            "fiscal_year": year,
            "carried_from": known.list_year,
            "title": known.title.replace(str(known.fiscal_year), str(year)),
            "note": None,
            "questions": tuple(map(_ours, known.questions)),
            "items": tuple(_draft(item, known, year) for item in known.items),
            "topics": tuple(map(_ours, known.topics)),
            "ratings": _ours(known.ratings),
            "calendar": (),
        }
    )


def _ours(thing: Thing) -> Thing:
    return thing.model_copy(update={"authority": Authority.PROJECT, "note": None})


def _draft(item: Item, known: Catalogue, year: int) -> Item:
    ahead = year - known.fiscal_year
    return _ours(item).model_copy(
        update={
            "components": tuple(_component(one, ahead) for one in item.components),
            "components_known": False,
            "follows": (Reference(code=item.code, year=known.fiscal_year),),
            "provisional": True,
        }
    )


def _component(component: Component, ahead: int) -> Component:
    """Return a component as the project's word, the years it names moved on."""
    text = _YEAR.sub(lambda year: str(int(year[0]) + ahead), component.text)
    return _ours(component).model_copy(update={"text": text})


def with_own_items(draft: Catalogue, local: LocalCatalogue) -> Catalogue:
    """Return the rules of a year whose own list an agency has read whole.

    Until the file says `items_known` the draft stays: half a list would move what was
    entered to wrong items.
    """
    titled = [item for item in local.items if item.title and not item.draft]
    if not (local.items_known and titled):
        return draft
    items = (_own(item, _before(item, draft), draft) for item in titled)
    subs = {sub.code: sub for sub in (*draft.sub_indicators, *local.sub_indicators)}
    return draft.model_copy(
        update={
            "items": tuple(sorted(items, key=lambda item: sort_key(item.code))),
            "sub_indicators": tuple(subs.values()),
            "carried_from": None,
        }
    )


def placed(rules: Catalogue, local: LocalCatalogue) -> Mapping[str, LocalItem]:
    """Return what an agency read itself, by the code of the item that it is about.

    Codes move from year to year: in a draft an item with a title is the one that it
    follows, or that has its title, whatever its code is. Two for one item are neither.
    """
    own = [item for item in local.items if not item.draft and _says_more(item)]
    if not rules.provisional:
        return {item.code: item for item in own}
    found: dict[str, list[LocalItem]] = {}
    for item in own:
        before = _before(item, rules) if item.title else None
        code = before.code if before else item.code
        if before or not item.title:
            found.setdefault(code, []).append(item)
    return {code: those[0] for code, those in found.items() if len(those) == 1}


def may_be_whole(codes: Collection[str], draft: Catalogue) -> bool:
    """Return whether items that were read can be the list of a year, by their codes.

    A part of a manual is no list: codes run from O1 on without a gap, and are at least
    four fifths of the list before. No list lost more from one year to the next.
    """
    there = {f"O{number}" for number in range(1, len(codes) + 1)}
    return set(codes) == there and 5 * len(there) >= 4 * len(draft.items)


def _says_more(item: LocalItem) -> bool:
    return bool(item.components) or item.components_known


def _before(item: LocalItem, draft: Catalogue) -> Item | None:
    """Return the item of the draft that an own item follows."""
    year = draft.fiscal_year
    named = {ref.code for ref in item.follows if names_item_of(ref, draft, year)}
    for old in draft.items:
        if old.code in named if named else same_title(item, old):
            return old
    return None


_INHERITED = ("sub_indicator", "period", "data_year", "role", "round")
"""What an own item has of the item that it follows, where it does not say it."""


def _own(item: LocalItem, before: Item | None, draft: Catalogue) -> Item:
    """Return an own item, what it leaves out taken from the item that it follows."""
    given = {name: getattr(item, name) for name in _INHERITED}
    if before is not None:
        given = {
            name: getattr(before, name) if value is None else value
            for name, value in given.items()
        }
    if given["sub_indicator"] is None:
        given["sub_indicator"] = draft.items[-1].sub_indicator
    return Item(
        code=item.code,
        title=item.title or "",
        aliases=item.aliases,
        allows_phone_numbers=bool(before and before.allows_phone_numbers),
        authority=Authority.LOCAL,
        sources=item.sources,
        note=item.note,
        follows=item.follows or (before.follows if before else ()),
        **{name: value for name, value in given.items() if value is not None},
    )
