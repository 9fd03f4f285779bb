"""The list of a year has come: what was entered under the draft moves to its items."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any  # trees of YAML

from prongsai.loading.catalogues import catalogue
from prongsai.loading.content import AgencyContent, Content
from prongsai.loading.crosswalk import Match, crosswalk
from prongsai.model.catalogue import Catalogue
from prongsai.storage.content_folder import Sources
from prongsai.thai.codes import kind_of, parse_reference
from prongsai.yaml.writer import Bare
from prongsai.years.moving import Entry, Moved, answer, relist, tree_of
from prongsai.years.rewriting import rewritten, went


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """New bytes of files by path, and what moved: codes of the old list to the new.

    `waiting` are the entries for which a person has to choose; `taken` the recorded
    addresses that are another item's now, and where their own item is.
    """

    files: Mapping[str, bytes]
    codes: Mapping[str, str]
    components: Mapping[str, str]
    waiting: tuple[Entry, ...]
    taken: Mapping[str, str] = field(default_factory=dict)

    @property
    def questions(self) -> Iterator[tuple[str, str, str]]:
        """Yield old code, title and the codes to choose from of what waits."""
        for one in self.waiting:
            may_be = ", ".join(one.get("may_be", ())) or "–"
            yield one["was"]["code"], one["title"], may_be

    @property
    def parts(self) -> frozenset[str]:
        """The old codes of items that moved, and only answers to components wait."""
        whole = [one["was"] for one in self.waiting]
        return frozenset(one["code"] for one in whole if {*one} <= PARTS)


PARTS = frozenset({"code", "components"})


def settle(
    sources: Sources,
    content: Content,
    agency: AgencyContent,
    year: int,
    answers: Mapping[str, str],
) -> Settled:
    """Return the files of an agency's year with all items moved to the year's list.

    `answers` are codes of the new list (or `-`) by the old ones that wait. Where there
    is nothing to move, no file is new.
    """
    found = agency.year(year)
    if found is None or found.disclosures is None or found.catalogue is None:
        return Settled(files={}, codes={}, components={}, waiting=())
    path = found.disclosures.file
    before = tree_of(sources.texts[path], path)
    old, new = found.catalogue, content.catalogues.get(year, found.catalogue)
    matches = walk(old, new, content.catalogues)
    after, moved = _moved(before, (old, new), matches, answers)
    places = dict(went(before, after, moved.codes))
    files = {path: rewritten(sources.texts[path], before, after, places)}
    if old.list_year != new.list_year:
        files |= _measures(sources, agency, year, moved.codes, old)
    return Settled(
        files={
            name: data for name, data in files.items() if data != sources.texts[name]
        },
        codes=moved.codes,
        components=moved.components,
        waiting=tuple(w for w in moved.unsettled if "given_up" not in w),
    )


def _moved(
    before: Entry,
    lists: tuple[Catalogue, Catalogue],
    matches: Mapping[str, Match],
    answers: Mapping[str, str],
) -> tuple[Entry, Moved]:
    old, new = lists
    items, waiting = before.get("items") or [], before.get("unsettled") or []
    moved = Moved(items=[*items], unsettled=[*waiting])
    if old.list_year != new.list_year:
        moved = relist(items, waiting, matches, lists)
    if answers:
        there = [entry for entry in moved.items if entry is not None]
        chosen = answer(there, moved.unsettled, answers, new)
        moved = _together(moved, chosen)
    after = {**before, "items": moved.items, "unsettled": moved.unsettled}
    if "items" not in before and not moved.items:
        del after["items"]
    if not moved.unsettled:
        del after["unsettled"]
    if new.carried_from:
        after["codes_of"] = Bare(str(new.list_year))
    elif old.list_year != new.list_year:
        after.pop("codes_of", None)
    return after, moved


def _together(moved: Moved, chosen: Moved) -> Moved:
    """Put the items that were chosen for back among those in the old order."""
    there = iter(chosen.items)
    items = [None if entry is None else next(there) for entry in moved.items]
    return Moved(
        items=[*items, *there],
        unsettled=chosen.unsettled,
        codes={**moved.codes, **chosen.codes},
        components={**moved.components, **chosen.components},
    )


def walk(
    old: Catalogue, new: Catalogue, known: Mapping[int, Catalogue]
) -> Mapping[str, Match]:
    """Return where each item of a list is in a later one, year by year between them.

    `known` are catalogues with the agency's own lists in them.
    """
    books = [old, *_between(old, new, known), new]
    matches = {item.code: Match(code=item.code) for item in old.items}
    for before, after in pairwise(books):
        step = crosswalk(before, after)
        matches = {
            code: step.get(match.code, Match()) if match.code else match
            for code, match in matches.items()
        }
    codes = {item.code for item in new.items}
    return {code: _possible(match, codes) for code, match in matches.items()}


def _possible(match: Match, codes: set[str]) -> Match:
    return Match(
        code=match.code, may_be=tuple(one for one in match.may_be if one in codes)
    )


def _between(
    old: Catalogue, new: Catalogue, known: Mapping[int, Catalogue]
) -> Iterator[Catalogue]:
    """Yield the known lists after the old one, up to that which a draft carries on."""
    last = new.list_year if new.carried_from else new.list_year - 1
    for year in range(old.list_year + 1, last + 1):
        rules = known.get(year) or catalogue(year)
        if rules is not None and not rules.provisional:
            yield rules


def _measures(
    sources: Sources,
    agency: AgencyContent,
    year: int,
    codes: Mapping[str, str],
    old: Catalogue,
) -> dict[str, bytes]:
    """Return the files of measures that name items of the year, with the new codes.

    Where an item has no place its title is there instead.
    """
    titles = {item.code: item.title for item in old.items}
    files = {}
    for one in agency.years:
        if one.measures is None:
            continue
        path = one.measures.file
        before = tree_of(sources.texts[path], path)
        after = _renamed(before, one.fiscal_year, year, codes, titles)
        files[path] = rewritten(sources.texts[path], before, after, {})
    return files


def _renamed(
    tree: Any,  # noqa: ANN401 - a tree of YAML
    of: int,
    year: int,
    codes: Mapping[str, str],
    titles: Mapping[str, str],
) -> Any:  # noqa: ANN401 - a tree of YAML
    """Return a tree of measures of the year `of` with the items of `year` renamed."""
    if isinstance(tree, list):
        return [_renamed(one, of, year, codes, titles) for one in tree]
    if not isinstance(tree, dict):
        return tree
    new = {name: _renamed(one, of, year, codes, titles) for name, one in tree.items()}
    if isinstance(code := tree.get("code"), str):
        reference = parse_reference(code)
        if kind_of(reference.code) == "item" and (reference.year or of) == year:
            prefix = f"{reference.year}:" if reference.year else ""
            if reference.code in codes:
                new["code"] = prefix + codes[reference.code]
            elif reference.code in titles and "score" not in tree:
                del new["code"]
                new.setdefault("text", titles[reference.code])
    return new
