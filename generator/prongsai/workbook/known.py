"""What is known of a year: titles, what is answered, and the names of things by id.

Ids are made by the program and hidden; where one thing names another, a cell has the
name of it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any  # trees of YAML

from prongsai import messages
from prongsai.model.catalogue import Catalogue
from prongsai.workbook.columns import Column, Form
from prongsai.workbook.entry_words import EntryWords, titles_of
from prongsai.workbook.items_sheets import DISCLOSURES
from prongsai.workbook.measures_sheets import FOLLOW_UP, MEASURES, STEPS
from prongsai.workbook.safe_text import fitting
from prongsai.workbook.sheet import Key, Known, Sheet
from prongsai.workbook.tables import SheetRow, code, rows_of

_TITLE = 90
"""The length of a title that stands for a thing."""

Trees = Mapping[str, Any]
Kept = Callable[[Sheet, Key], bool] | None


def known_of(rules: Catalogue | None, trees: Trees, language: str) -> Known:
    """Return what is known of a year."""
    measures = _measures(trees)
    items = {item.code: item for item in rules.items} if rules else {}
    return Known(
        measures={
            str(one["id"]): _measure_title(one)
            or messages.text("workbook", "measure-number", language, number=number)
            for number, one in enumerate(measures, 1)
        },
        without_results=tuple(
            str(one["id"]) for one in measures if not one.get("results")
        ),
        items=items,
        components={
            (item.code, one.id): one
            for item in items.values()
            for one in item.components
        },
        codes=titles_of(rules) if rules else {},
        answered=frozenset(_keys(trees, _is_answered)),
        confirmed=frozenset(_keys(trees, lambda one: bool(one.get("confirmed")))),
        read={
            code(one["code"]): str(one["title"])
            for one in (trees.get("catalogue") or {}).get("items") or ()
            if one.get("title")
        },
    )


class Named:
    """The names of things that columns refer to, and the lists to choose from."""

    def __init__(
        self,
        known: Known,
        words: EntryWords,
        trees: Trees,
        files: Sequence[str],
        kept: Kept,
    ) -> None:
        """Take what is known of a year, and what belongs to the unit's own part."""
        self._known, self._words = known, words
        self._trees, self._kept = trees, kept
        documents = [one for item in _items(trees) for one in _evidence(item)]
        cited = {str(one.get("file")) for one in documents}
        self._unused = tuple(name for name in files if name not in cited)
        self._labels = {
            "evidence": _distinct(map(_document, documents)),
            "measures": _distinct(
                (name, title, "") for name, title in known.measures.items()
            ),
            "work": _distinct(self._work((STEPS, FOLLOW_UP))),
            "steps": _distinct(self._work((STEPS,))),
            "selections": _distinct(_selections(trees)),
        }

    def labels(self, column: Column, rows: Iterable[SheetRow]) -> Mapping[str, str]:
        """Return the name of each id that a column or its entries may have."""
        if column.form is Form.ENTRIES:
            cells = (fitting(row.cells.get(column.name, "")) for row in rows)
            lines = (line for cell in cells for line in cell.split("\n"))
            return self._words.labels(column, lines)
        return self._labels.get(column.choices, {})

    def choices(self, column: Column, labels: Mapping[str, str]) -> tuple[str, ...]:
        """Return the list of a column: names, and files that nothing cites yet."""
        if column.form is Form.ENTRIES:
            return self._words.choices(column, labels) if labels else ()
        if column.choices == "items":
            return tuple(
                one for one in self._known.items if self._has(DISCLOSURES, (one,))
            )
        if column.choices == "measures":
            own = (one for one in labels if self._has(MEASURES, (one,)))
            return tuple(labels[one] for one in own)
        more = self._unused if column.choices == "evidence" else ()
        return (*more, *labels.values())

    def _has(self, sheet: Sheet, key: Key) -> bool:
        return self._kept is None or self._kept(sheet, key)

    def _work(self, sheets: Iterable[Sheet]) -> Iterator[tuple[str, str, str]]:
        tree = self._trees.get("measures")
        for row in (row for sheet in sheets for row in rows_of(sheet, tree)):
            text = row.cells.get("text") or row.key[1]
            yield row.key[1], text, self._known.measures.get(row.key[0], "")


def _distinct(things: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return a name for each id: its words, with more where two have the same.

    Each thing is its id, its words, and what tells it from others of the same words;
    where nothing does, they are numbered.
    """
    every = [(name, short(words), short(more)) for name, words, more in things]
    counts = Counter(words for _, words, _ in every)
    found: dict[str, str] = {}
    taken = Counter[str]()
    for name, words, more in every:
        label = f"{words} ({more})" if more and counts[words] > 1 else words
        taken[label] += 1
        found[name] = label if taken[label] == 1 else f"{label} [{taken[label]}]"
    return found


def short(text: object) -> str:
    """Return a text in one line that fits into a list."""
    line = " ".join(str(text).split())
    return line if len(line) <= _TITLE else f"{line[: _TITLE - 1]}…"


def _document(one: Mapping[str, Any]) -> tuple[str, str, str]:
    where = str(one.get("file") or one.get("url") or "")
    name = str(one.get("id", ""))
    return name, str(one.get("title") or where), where


def _selections(trees: Trees) -> Iterator[tuple[str, str, str]]:
    for one in (trees.get("measures") or {}).get("selection") or ():
        if one.get("id"):
            yield str(one["id"]), str(one.get("heading", "")), ""


def _measures(trees: Trees) -> Sequence[Mapping[str, Any]]:
    return (trees.get("measures") or {}).get("measures") or ()


def _items(trees: Trees) -> Sequence[Mapping[str, Any]]:
    return (trees.get("disclosures") or {}).get("items") or ()


def _evidence(item: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return item.get("evidence") or ()


def _keys(trees: Trees, has: Callable[[Mapping[str, Any]], bool]) -> Iterator[Key]:
    """Yield the keys of items and of components for which something holds."""
    for item in _items(trees):
        above = code(item["code"])
        if has(item):
            yield above, ""
        for one in item.get("components") or ():
            if has(one):
                yield above, str(one["id"])


def _is_answered(record: Mapping[str, Any]) -> bool:
    return any(record.get(name) for name in ("evidence", "text", "explanation"))


def _measure_title(measure: Mapping[str, Any]) -> str:
    """Return its title, or the words of what it addresses."""
    targets = [measure, *(measure.get("addresses") or ())]
    names = ("title", "wording", "text")
    words = (str(one[name]) for one in targets for name in names if one.get(name))
    return short(next(words, ""))
