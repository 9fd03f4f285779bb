"""What each column of a table of measures becomes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any  # trees of YAML

from prongsai.importing.read.document import SourceCell
from prongsai.importing.understand.codes import CodeReader
from prongsai.importing.understand.draft import Draft, Tree
from prongsai.importing.understand.lists import Entry, entries
from prongsai.importing.understand.measure_fields import (
    follow_ups,
    schedule,
    steps,
    units,
)
from prongsai.importing.understand.outcomes import outcomes
from prongsai.importing.understand.results import results
from prongsai.importing.understand.sections import SourceSection
from prongsai.importing.understand.topics import topic_of
from prongsai.importing.understand.vocabulary import written_forms
from prongsai.model.catalogue import Topic
from prongsai.model.fields import plain_texts
from prongsai.model.measures import Measure
from prongsai.thai.digits import to_arabic


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of all rows from the agency, the year and the document's title.

    `units` are ids by the normalised names of units.
    """

    units: Mapping[str, str]
    topics: tuple[Topic, ...]
    round: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The cells of one column in one row, with the list that they hold."""

    cells: Sequence[SourceCell]
    flat: Sequence[Entry]
    section: SourceSection
    measure: Tree
    draft: Draft
    codes: CodeReader

    @property
    def text(self) -> str:
        """Everything in the cells as one line."""
        return to_arabic(" ".join(cell.text for cell in self.cells))

    @property
    def texts(self) -> list[str]:
        """The items of the list."""
        return [entry.text for entry in self.flat]

    def ids(self, letter: str) -> str:
        """Return how ids of the measure's parts begin."""
        return f"{self.measure['id']}-{letter}"


def _title(column: Column, known: Known) -> str:
    """Return the title; several numbered ones keep their numbers, and are reported."""
    del known
    numbered = [one for one in column.flat if one.label.strip("().").isdecimal()]
    if len(numbered) < 2:
        return " ".join(column.texts)
    column.draft.guess(column.cells[0].spot, "several-titles", count=str(len(numbered)))
    return " ".join(
        f"{one.label}. {one.text}" if one in numbered else one.text
        for one in column.flat
    )


def _steps(column: Column, known: Known) -> list[Tree]:
    del known
    listed = entries([cell.lines for cell in column.cells])
    return steps(listed, column.ids("s"))


def _topic(column: Column, known: Known) -> str:
    number = topic_of(column.text, known.topics)
    by_number = column.text.strip("() .") if not number else str(number)
    return by_number if by_number in {str(one.number) for one in known.topics} else ""


def _obstacle(column: Column, known: Known) -> list[Tree]:
    """Add an obstacle to the last result, where the model has it."""
    del known
    made: list[Tree] = column.measure.get("results", [])
    if made:
        made[-1]["obstacle"] = column.text
    return made


Read = tuple[str, Callable[[Column, Known], Any]]
"""The field that a column fills, and how its cells are read."""

_AS_PRINTED: Mapping[str, Read] = {
    name: (name, lambda column, _: column.text)
    for name in plain_texts(Measure)
    if name in written_forms("columns")
}
"""Columns named as a field that is one text: `vocabulary.yml` alone says which."""

COLUMNS: Mapping[str, Read] = {
    **_AS_PRINTED,
    "measure": ("title", _title),
    "topic": ("topic", _topic),
    "finding": ("findings", lambda column, _: column.texts),
    "steps": ("steps", _steps),
    "unit": ("units", lambda column, known: units(column.flat, known.units)),
    "schedule": (
        "schedule",
        lambda column, _: schedule(column.text, column.cells[0], column.draft),
    ),
    "follow-up": (
        "follow_up",
        lambda column, _: follow_ups(column.flat, column.ids("f")),
    ),
    "result": (
        "results",
        lambda column, known: results(column.flat, column.ids("r"), known.round),
    ),
    "outcome": (
        "outcomes",
        lambda column, _: outcomes(
            column.cells, column.section, column.codes, column.draft
        ),
    ),
    "expected": ("expected", lambda column, _: column.texts),
    "obstacle": ("results", _obstacle),
}
"""What a column becomes, by its meaning."""
