"""A reading as the draft of `content/catalogue/<fy>.yml`: nothing in it counts yet."""

from collections.abc import Mapping, Sequence

from prongsai.model.catalogue import Catalogue, Item
from prongsai.rules.items import ReadComponent, ReadItem
from prongsai.rules.known import pairs
from prongsai.rules.manual import Manual
from prongsai.rules.periods import data_year_of, period_of, round_of
from prongsai.rules.schedule import ReadStep
from prongsai.thai.dates import format_iso
from prongsai.yaml.writer import Bare, Tree

PAGE = "manual-p"
"""Beginning of the ids of sources that are pages of the manual."""
WHOLE = "manual"
"""Id of the source where the format has no pages."""


def drafted(
    manual: Manual,
    items: Sequence[ReadItem],
    steps: Sequence[ReadStep],
    year: int,
    title: str,
    known: Catalogue | None,
) -> dict[str, Tree]:
    """Return the file of an agency's own reading, every line with document and page.

    `title` names the manual. Components that `known` has keep their ids and the rule
    that can find them.
    """
    by_code = {item.code: item for item in known.items} if known else {}
    tree: dict[str, Tree] = {"fiscal_year": Bare(str(year))}
    tree["sources"] = [
        _source(page, manual.name, title) for page in _pages(items, steps)
    ]
    tree["items"] = [_item(item, by_code.get(item.code), year) for item in items]
    if steps:
        tree["calendar"] = [_step(step) for step in steps]
    return tree


def source_of(page: int | None) -> str:
    """Return the id of the source that is this page."""
    return f"{PAGE}{page}" if page else WHOLE


def _pages(items: Sequence[ReadItem], steps: Sequence[ReadStep]) -> list[int | None]:
    found = {step.page for step in steps}
    for item in items:
        found |= {item.page, *(one.page for one in (*item.components, *item.notes))}
    return sorted(found, key=lambda page: page or 0)


def _source(page: int | None, file: str, title: str) -> dict[str, Tree]:
    where = f"{file} หน้า {page}" if page else file
    return {"id": source_of(page), "title": title, "document": where}


def _item(item: ReadItem, known: Item | None, year: int) -> dict[str, Tree]:
    texts = [item.title, *(one.text for one in item.components)]
    data_year = data_year_of(texts, year)
    optional: Mapping[str, Tree | None] = {
        "sub_indicator": item.sub_indicator and Bare(item.sub_indicator),
        "period": period_of(texts),
        "data_year": None if data_year is None else Bare(str(data_year)),
        "round": round_of(texts),
        "note": " ".join(note.text for note in item.notes) or None,
    }
    tree: dict[str, Tree] = {
        "code": item.code,
        "title": item.title,
        "draft": Bare("true"),
    }
    tree |= {name: value for name, value in optional.items() if value is not None}
    tree["sources"] = [source_of(item.page)]
    if item.doubtful:
        tree["doubtful"] = Bare("true")
    if item.components:
        tree["components"] = _components(item, known)
    return tree


def _components(item: ReadItem, known: Item | None) -> list[Tree]:
    same = pairs(item.components, known.components) if known else {}
    taken = {one.id for one in known.components} if known else set()
    made: list[Tree] = []
    for place, component in enumerate(item.components):
        tree = _component(component)
        if place in same:
            tree = {"id": same[place].id} | tree
            if same[place].looks_for:
                tree["looks_for"] = str(same[place].looks_for)
        else:
            tree = {"id": _new_id(item.code, place + 1, taken)} | tree
        made.append(tree)
    return made


def _new_id(code: str, number: int, taken: set[str]) -> str:
    wanted = f"{code.lower()}-m{number}"
    while wanted in taken:
        number += 1
        wanted = f"{code.lower()}-m{number}"
    taken.add(wanted)
    return wanted


def _component(component: ReadComponent) -> dict[str, Tree]:
    tree: dict[str, Tree] = {
        "text": component.text,
        "authority": "local",
        "sources": [source_of(component.page)],
    }
    if component.doubtful:
        tree["doubtful"] = Bare("true")
    return tree


def _step(step: ReadStep) -> dict[str, Tree]:
    tree: dict[str, Tree] = {"title": step.title}
    if step.start:
        tree["start"] = format_iso(step.start)
    if step.end:
        tree["end"] = format_iso(step.end)
    return tree | {"authority": "local", "sources": [source_of(step.page)]}
