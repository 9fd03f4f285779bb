"""A reading as the draft of `content/catalogue/<fy>.yml`: nothing in it counts yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from prongsai.model.catalogue import Catalogue, Item
from prongsai.rules.items import ReadComponent, ReadItem
from prongsai.rules.known import pairs, same_items
from prongsai.rules.periods import data_year_of, period_of, round_of
from prongsai.rules.schedule import ReadStep
from prongsai.thai.dates import format_iso
from prongsai.yaml.writer import Bare, Tree

MANUAL = "manual"
"""Id of the source; with `-p41` behind it, of one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The manual as findings name it: its title, its file, and how its ids begin.

    `page_words` has `{file}` and `{page}`.
    """

    title: str
    file: str
    page_words: str
    name: str = MANUAL

    def id(self, page: int | None) -> str:
        """Return the id of the source that is this page, or the whole file."""
        return f"{self.name}-p{page}" if page else self.name

    def is_of(self, document: str) -> bool:
        """Return whether a source's `document` is this file, or one of its pages."""
        return document == self.file or document.startswith(f"{self.file} ")

    def tree(self, page: int | None) -> dict[str, Tree]:
        """Return the source as it is written into the file."""
        named = self.page_words.format(file=self.file, page=page)
        where = named if page else self.file
        return {"id": self.id(page), "title": self.title, "document": where}


def drafted(
    source: Source,
    items: Sequence[ReadItem],
    steps: Sequence[ReadStep],
    year: int,
    known: Catalogue | None,
) -> dict[str, Tree]:
    """Return the file of an agency's own reading, every line with document and page.

    Components that `known` has keep their ids and the rule that can find them.
    """
    same = same_items(items, known.items) if known else {}
    tree: dict[str, Tree] = {
        "fiscal_year": Bare(str(year)),
        "sources": [source.tree(page) for page in _pages(items, steps)],
        "items": [_item(source, item, same.get(item.code), year) for item in items],
    }
    if steps:
        tree["calendar"] = [_step(source, step) for step in steps]
    return tree


def _pages(items: Sequence[ReadItem], steps: Sequence[ReadStep]) -> list[int | None]:
    found = {step.page for step in steps}
    for item in items:
        found |= {item.page, *(one.page for one in (*item.components, *item.notes))}
    return sorted(found, key=lambda page: page or 0)


def _item(
    source: Source, item: ReadItem, known: Item | None, year: int
) -> dict[str, Tree]:
    texts = [item.title, *(one.text for one in item.components)]
    data_year = data_year_of(texts, year)
    optional: Mapping[str, Tree | None] = {
        "sub_indicator": item.sub_indicator and Bare(item.sub_indicator),
        "period": period_of(texts),
        "data_year": None if data_year is None else Bare(str(data_year)),
        "round": round_of(texts),
        "note": " ".join(note.text for note in item.notes) or None,
        "doubtful": Bare("true") if item.doubtful else None,
        "components": _components(source, item, known) or None,
    }
    return {
        "code": item.code,
        "title": item.title,
        "draft": Bare("true"),
        "sources": [source.id(item.page)],
    } | {name: value for name, value in optional.items() if value is not None}


def _components(source: Source, item: ReadItem, known: Item | None) -> list[Tree]:
    same = pairs(item.components, known.components) if known else {}
    taken = {one.id for one in known.components} if known else set()
    made: list[Tree] = []
    for place, component in enumerate(item.components):
        tree = _component(source, component)
        if place in same:
            tree = {"id": same[place].id} | tree
            if rule := same[place].looks_for:
                tree["looks_for"] = rule
        else:
            tree = {"id": _new_id(item.code, place + 1, taken)} | tree
        made.append(tree)
    return made


def _new_id(code: str, number: int, taken: set[str]) -> str:
    while (wanted := f"{code.lower()}-m{number}") in taken:
        number += 1
    taken.add(wanted)
    return wanted


def _component(source: Source, component: ReadComponent) -> dict[str, Tree]:
    tree: dict[str, Tree] = {
        "text": component.text,
        "authority": "local",
        "sources": [source.id(component.page)],
    }
    if component.doubtful:
        tree["doubtful"] = Bare("true")
    return tree


def _step(source: Source, step: ReadStep) -> dict[str, Tree]:
    tree: dict[str, Tree] = {"title": step.title}
    if step.start:
        tree["start"] = format_iso(step.start)
    if step.end:
        tree["end"] = format_iso(step.end)
    return tree | {"authority": "local", "sources": [source.id(step.page)]}
