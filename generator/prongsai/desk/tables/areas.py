"""The areas of a year that are no items: their sheets, and how these are shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from prongsai.workbook.measures_sheets import (
    ANALYSIS,
    DOCUMENTS,
    FOLLOW_UP,
    MEASURES,
    MEASURES_SOURCE,
    OUTCOMES,
    RESULTS,
    SELECTION,
    STEPS,
)
from prongsai.workbook.sheet import Sheet
from prongsai.workbook.sheets import SCORES, SURVEY, TOTAL
from prongsai.workbook.unplaced_sheets import UNPLACED


class Look(StrEnum):
    """How an area shows its records."""

    TABLE = "table"
    GRID = "grid"
    FORMS = "forms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One area.

    Attributes:
        name: in addresses and in the words of the desk.
        sheets: what its page has.
        look: how the first of them is shown; the others are forms.
        inner: the sheets on the page of one of its records.
        columns: what the table or the grid has; the rest is on the record's page.
        into: the sheets that what is typed here may go into.
        pasted: whether a block of cells can be pasted into its first sheet.
    """

    name: str
    sheets: tuple[Sheet, ...]
    look: Look = Look.FORMS
    inner: tuple[Sheet, ...] = ()
    columns: tuple[str, ...] = ()
    into: tuple[Sheet, ...] = ()
    pasted: bool = False

    @property
    def first(self) -> Sheet:
        """Return the sheet that the area is about."""
        return self.sheets[0]


AREAS: Mapping[str, Area] = {
    area.name: area
    for area in (
        Area(
            name="measures",
            sheets=(MEASURES,),
            look=Look.TABLE,
            inner=(MEASURES, STEPS, FOLLOW_UP, RESULTS, OUTCOMES),
            columns=("title", "topic", "addresses", "units", "schedule.text"),
            pasted=True,
        ),
        Area(
            name="results",
            sheets=(RESULTS,),
            look=Look.TABLE,
            columns=("round", "status", "date", "summary"),
            pasted=True,
        ),
        Area(
            name="scores",
            sheets=(SCORES, TOTAL),
            look=Look.GRID,
            columns=("score",),
            pasted=True,
        ),
        Area(name="analysis", sheets=(ANALYSIS, SELECTION), pasted=True),
        Area(name="survey", sheets=(SURVEY,)),
        Area(name="papers", sheets=(DOCUMENTS, MEASURES_SOURCE)),
        Area(
            name="unplaced",
            sheets=UNPLACED,
            into=(MEASURES, STEPS, FOLLOW_UP, RESULTS, SCORES),
        ),
    )
}
"""Every area by its name, in the order of the board."""
