"""The columns of the measures and of a report, in the order of the official forms.

The page and the paper show the same fields in the same order; each knows only how a
column looks there. A page has room for five columns: other fields are in a second line.
To add a column: one entry here. A field that is one text looks the same everywhere and
is in the open data, too; any other has its cell in `templates/tables.md.jinja`
(`cells`), in `paper/`, and its place in `opendata/`.
"""

from dataclasses import dataclass
from enum import StrEnum

from prongsai.model.fields import plain_texts
from prongsai.model.measures import Measure


class Place(StrEnum):
    """Where a page shows a field of a measure.

    A phone shows the fields that come `FIRST`; the others open at a touch.
    """

    FIRST = "first"
    COLUMN = "column"
    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureColumn:
    """One column of a table with a measure in each row.

    Attributes:
        field: of the measure; `obstacles` are those of its results.
        place: where the page shows it; a page has four columns next to the title.
        rule: what finds the component that the column answers, empty where none does.
        long: whether it has long texts, so that it gets more of the page's width.
        always: whether the page shows it where no measure has the field.
        paper: whether the paper shows it: always, where a measure has it, or never.
    """

    field: str
    place: Place = Place.LINE
    rule: str = ""
    long: bool = False
    always: bool = False
    paper: bool | None = True

    @property
    def label(self) -> str:
        """Return the field whose label is the heading."""
        own = self.field != "obstacles"
        return f"Measure.{self.field}" if own else "Result.obstacle"


MEASURES_TABLE = (
    MeasureColumn(field="steps", place=Place.FIRST, rule="measures-steps", long=True),
    MeasureColumn(field="units", place=Place.FIRST, rule="measures-units"),
    MeasureColumn(field="schedule", place=Place.COLUMN),
    MeasureColumn(field="budget", paper=None),
    MeasureColumn(
        field="follow_up", place=Place.COLUMN, rule="measures-follow-up", long=True
    ),
    MeasureColumn(field="expected", paper=None),
)
REPORT_TABLE = (
    MeasureColumn(field="steps", place=Place.FIRST, long=True, paper=False),
    MeasureColumn(field="units"),
    MeasureColumn(field="schedule", paper=False),
    MeasureColumn(field="follow_up", long=True, paper=False),
    MeasureColumn(
        field="results",
        place=Place.FIRST,
        rule="report-results",
        long=True,
        always=True,
    ),
    MeasureColumn(
        field="outcomes", place=Place.COLUMN, rule="report-outcome", long=True
    ),
    MeasureColumn(field="obstacles", place=Place.COLUMN),
    MeasureColumn(field="recommendation", rule="report-recommendation"),
)

FIELDS = {one.rule: one.field for one in (*MEASURES_TABLE, *REPORT_TABLE) if one.rule}
"""The field of a measure that answers each rule."""

TEXTS = tuple(
    one.field
    for one in (*MEASURES_TABLE, *REPORT_TABLE)
    if one.field in plain_texts(Measure)
)
"""The fields shown in a column that are one text."""


def on_paper(
    table: tuple[MeasureColumn, ...], fields: frozenset[str]
) -> tuple[MeasureColumn, ...]:
    """Return the columns of a paper, where the measures have `fields`."""
    return tuple(
        one for one in table if one.paper or (one.paper is None and one.field in fields)
    )
