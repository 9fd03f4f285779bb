"""The items of a manual: code, title, sub-indicator, components, notes, pages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from prongsai.rules.bullets import Entry, Part, bullet, entries, join
from prongsai.rules.codes import without_leaders
from prongsai.rules.item_reader import ItemReader
from prongsai.rules.manual import Line, Manual
from prongsai.rules.occurrences import Occurrence, whole_items
from prongsai.rules.tables import placed_rows

_CONTINUED = re.compile(r"^\(?ต่อ\)?\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadComponent:
    """One component as printed, with its page.

    `doubtful` is true where letters are damaged or its place in the list is not sure.
    """

    text: str
    page: int | None
    doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadItem:
    """One OIT item as a manual prints it; `page` is where it begins."""

    code: str
    title: str
    sub_indicator: str | None
    page: int | None
    components: tuple[ReadComponent, ...] = ()
    notes: tuple[ReadComponent, ...] = ()
    doubtful: bool = False


def read_items(manual: Manual) -> tuple[ReadItem, ...]:
    """Return the items of a manual in the order of their codes."""
    reader = ItemReader()
    for placed in placed_rows(manual.rows):
        reader.read(placed)
    return tuple(map(_closed, whole_items(reader.found)))


def _closed(item: Occurrence) -> ReadItem:
    if not (item.title or item.tabular):
        _take_title(item)
    body = entries(item.body)
    notes = [entry for entry in body if entry.part is Part.NOTE]
    title = without_leaders(_CONTINUED.sub("", _joined(item.title)))
    return ReadItem(
        code=item.code,
        title=title,
        sub_indicator=item.sub_indicator,
        page=item.page,
        components=tuple(
            _component(entry) for entry in body if entry.part is Part.COMPONENT
        ),
        notes=tuple(map(_component, [*notes, *entries(item.aside)])),
        doubtful=item.doubtful
        or any(line.doubtful for line in item.title)
        or any(bullet(line.text)[0] for line in item.title[1:])
        or (not item.tabular and bool(body) and body[0].doubtful)
        or len(notes) == len(body) > 0,
    )


def _take_title(item: Occurrence) -> None:
    """Take the lines above the first bullet, else the first line, as the title."""
    styles = [bullet(line.text)[0] for line, _ in item.body]
    above = next((at for at, style in enumerate(styles) if style), 1)
    item.title += [line for line, _ in item.body[:above]]
    del item.body[:above]


def _component(entry: Entry) -> ReadComponent:
    return ReadComponent(text=entry.text, page=entry.page, doubtful=entry.doubtful)


def _joined(lines: Iterable[Line]) -> str:
    text = ""
    for line in lines:
        text = join(text, line.text)
    return text
