"""The cells that a text without a place may go into."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any  # trees of YAML

from prongsai.workbook.measures_sheets import FOLLOW_UP, MEASURES, RESULTS, STEPS
from prongsai.workbook.sheet import Key, Known, Sheet
from prongsai.workbook.sheets import BY_NAME, SCORES
from prongsai.workbook.tables import rows_of

_IN_MEASURE = ("findings", "budget", "expected", "recommendation", "note")
_BELOW_MEASURE = ((STEPS, "text"), (FOLLOW_UP, "text"), (RESULTS, "summary"))
_OF_SCORE = ("score", "wording", "verdict", "remark")

Trees = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A cell that a text may go into; where the key is not whole it is a new row."""

    sheet: Sheet
    key: Key
    field: str

    @property
    def word(self) -> str:
        """Return the place as one word, as it is kept in the hidden sheet."""
        return "/".join((self.sheet.name, self.field, *self.key))


def place_of(word: str) -> Place:
    """Return the place that a word means."""
    name, field, *key = word.split("/")
    return Place(sheet=BY_NAME[name], key=tuple(key), field=field)


def named_places(
    kind: str, trees: Trees, known: Known, field: Callable[[Sheet, str], str]
) -> dict[str, str]:
    """Return the name of each place for the texts of a file; none where it has none.

    Args:
        kind: of the file.
        trees: the files of the year.
        known: what is known of the year.
        field: returns what a sheet calls a field.
    """
    if not (trees.get(kind) or {}).get("unplaced"):
        return {}
    return {
        place.word: f"{name} › {field(place.sheet, place.field)}"
        for place, name in _places(kind, trees, known)
    }


def _places(kind: str, trees: Trees, known: Known) -> Iterator[tuple[Place, str]]:
    """Yield the places for texts of a file, with the name of their record."""
    if kind == MEASURES.kind:
        for name, title in known.measures.items():
            yield from _of_measure(name, title)
        return
    for row in rows_of(SCORES, trees.get(kind)):
        title = known.codes.get(row.key[0], "")
        name = " ".join(filter(None, (*row.key, title)))
        for field in _OF_SCORE:
            yield Place(sheet=SCORES, key=row.key, field=field), name


def _of_measure(name: str, title: str) -> Iterator[tuple[Place, str]]:
    for field in _IN_MEASURE:
        yield Place(sheet=MEASURES, key=(name,), field=field), title
    for sheet, field in _BELOW_MEASURE:
        yield Place(sheet=sheet, key=(name, ""), field=field), title
