"""Next year made of this one: nothing that a person wrote is changed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any  # trees of YAML

from prongsai import messages
from prongsai.loading.catalogues import rules_of
from prongsai.loading.content import AgencyContent, Content, Year
from prongsai.loading.crosswalk import Match
from prongsai.loading.file_kinds import modeline
from prongsai.model.catalogue import Catalogue
from prongsai.storage.content_folder import Sources
from prongsai.thai.dates import fiscal_year_end, format_iso
from prongsai.yaml.edits import EditError
from prongsai.yaml.writer import Bare, Commented, dump
from prongsai.years.carrying import a_year_on, carried, is_true
from prongsai.years.filling import filled, written
from prongsai.years.moving import Entry, Moved, relist, tree_of
from prongsai.years.proposing import proposals
from prongsai.years.settling import walk

_MEASURE = ("id", "title", "topic", "steps", "units", "schedule", "follow_up")
_OPEN = {"ongoing", "not-started"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rolled:
    """What a year begins with: files by path, and what they hold, for the sheet.

    `filled` are those of them that the year had already, `there` others that it had and
    that stay. `ended` are the titles of measures that do not go on by themselves.
    """

    slug: str
    year: int
    files: Mapping[str, bytes]
    filled: tuple[str, ...]
    there: tuple[str, ...]
    items: tuple[Entry, ...]
    unsettled: tuple[Entry, ...]
    measures: tuple[Entry, ...]
    ended: tuple[str, ...]
    proposals: tuple[Entry, ...]


def roll_over(
    sources: Sources,
    content: Content,
    agency: AgencyContent,
    year: int,
    language: str,
    made: Collection[str] = (),
) -> Rolled | None:
    """Return what `year` (พ.ศ.) begins with; None where the year before is empty.

    `made` are the files that an earlier run wrote or filled: they stay.
    """
    before = agency.year(year - 1)
    rules = content.catalogues.get(year) or rules_of(year)
    if before is None or before.catalogue is None or rules is None:
        return None
    folder = f"content/agencies/{agency.slug}/{year}"
    matches = walk(before.catalogue, rules, content.catalogues)
    moved = _items(sources, before, (before.catalogue, rules), matches, language)
    going, ended = _measures(sources, before, language)
    proposed = _proposals(before, before.catalogue, language)
    trees = {
        "disclosures": _disclosures(moved, rules),
        "measures": _without_empty({"proposals": proposed, "measures": going}),
    }
    files = {
        path: _file(sources.texts.get(path), kind, tree)
        for kind, tree in trees.items()
        if tree and (path := f"{folder}/{kind}.yml")
    }
    there = tuple(
        path
        for path, data in files.items()
        if path in made or data == sources.texts.get(path)
    )
    new = {path: data for path, data in files.items() if path not in there}
    own = sources.texts.get(f"{folder}/disclosures.yml", b"")
    kept = written(own) if f"{folder}/disclosures.yml" in new else frozenset()
    return Rolled(
        slug=agency.slug,
        year=year,
        files=new,
        filled=tuple(path for path in new if path in sources.texts),
        there=there,
        items=tuple(one for one in moved.items if one and one["code"] not in kept),
        unsettled=tuple(moved.unsettled),
        measures=tuple(going),
        ended=tuple(ended),
        proposals=tuple(proposed),
    )


def _file(own: bytes | None, kind: str, tree: dict[str, Any]) -> bytes:
    """Return the file of a tree, or the one that is there filled with it."""
    if own is None:
        return (modeline(kind) + dump(tree)).encode()
    try:
        return filled(own, tree)
    except EditError:
        return own


def _say(language: str, key: str, /, **facts: object) -> str:
    return messages.text("years", key, language, **facts)


def _items(
    sources: Sources,
    before: Year,
    lists: tuple[Catalogue, Catalogue],
    matches: Mapping[str, Match],
    language: str,
) -> Moved:
    """Return last year's items as far as they hold, under the codes of the new list."""
    if before.disclosures is None:
        return Moved(items=[], unsettled=[])
    confirm = _say(language, "confirm-date")
    known = {item.code: item for item in lists[0].items}
    tree = _tree(sources, before.disclosures.file)
    entries = [
        carried(entry, known.get(entry["code"]), before.fiscal_year, confirm)
        for entry in tree.get("items") or []
    ]
    return relist(entries, [], matches, lists)


def _disclosures(moved: Moved, rules: Catalogue) -> dict[str, Any]:
    items = [one for one in moved.items if one is not None]
    tree = _without_empty({"items": items, "unsettled": moved.unsettled})
    draft = (
        {"codes_of": Bare(str(rules.list_year))} if rules.carried_from and tree else {}
    )
    return {**draft, **tree}


def _without_empty(tree: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in tree.items() if value}


def _tree(sources: Sources, path: str) -> Entry:
    return tree_of(sources.texts[path], path)


def _measures(
    sources: Sources, before: Year, language: str
) -> tuple[list[Entry], list[str]]:
    """Return the measures that go on, and the titles of those that do not."""
    if before.measures is None:
        return [], []
    tree = _tree(sources, before.measures.file)
    every = tree.get("measures") or []
    going = [one for one in every if _goes_on(one, before.fiscal_year)]
    ended = [one.get("title", one["id"]) for one in every if one not in going]
    return [_again(one, before.fiscal_year, language) for one in going], ended


def _goes_on(measure: Entry, year: int) -> bool:
    """Return whether a measure reaches into the next year, or is not done."""
    schedule = measure.get("schedule", {})
    if schedule.get("to", "") > format_iso(fiscal_year_end(year)):
        return True
    if "repeats" in schedule:
        return True
    results = measure.get("results", ())
    newest = [
        [one.get("status") for one in results if one.get("round") == name]
        for name in ("12-months", "6-months")
    ]
    said = next((one for one in newest if one), [])
    return bool(_OPEN & set(said))


def _again(measure: Entry, year: int, language: str) -> Entry:
    """Return a measure without what belongs to the year that is over."""
    new = {name: measure[name] for name in _MEASURE if name in measure}
    schedule = new.get("schedule", {})
    reaches = schedule.get("to", "") > format_iso(fiscal_year_end(year))
    if schedule and not reaches and not is_true(schedule.get("text", ""), year):
        del new["schedule"]
    elif schedule and not reaches:
        new["schedule"] = {
            n: v for n, v in schedule.items() if n in {"text", "repeats"}
        }
    if "follow_up" in new:
        new["follow_up"] = [_followed(one, year, language) for one in new["follow_up"]]
    return new


def _followed(one: Entry, year: int, language: str) -> Entry:
    new = {**one}
    if "due" in new:
        new["due"] = Commented(a_year_on(new["due"]), _say(language, "confirm-date"))
    if not is_true(new.get("due_text", "-"), year):
        new.pop("due_text", None)
    return new


def _proposals(before: Year, rules: Catalogue, language: str) -> list[Entry]:
    if before.scores is None:
        return []
    measures = before.measures.value if before.measures else None

    def say(key: str, /, **facts: object) -> str:
        return _say(language, key, **facts)

    return proposals(before.scores.value, measures, rules, say)
