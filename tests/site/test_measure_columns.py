"""The columns of the measures and of a report are values, which page and paper show."""

import html
import re
from collections import Counter
from types import SimpleNamespace
from typing import cast

import pytest

from built_project import Project
from prongsai import messages
from prongsai.model.measures import Measure, Status
from prongsai.pages.measure_columns import (
    FIELDS,
    MEASURES_TABLE,
    REPORT_TABLE,
    TEXTS,
    MeasureColumn,
    Place,
    on_paper,
)
from prongsai.pages.measures import MeasureView
from prongsai.pages.progress import progress
from prongsai.paper import measures as paper_measures
from prongsai.paper import report as paper_report

YEAR = "tambon-tuayang/2568"


@pytest.mark.parametrize(
    ("page", "columns"),
    [("measures", MEASURES_TABLE), ("report/6-months", REPORT_TABLE)],
)
def test_a_page_has_the_columns_in_their_order_and_the_rest_below(
    built_project: Project, page: str, columns: tuple[MeasureColumn, ...]
) -> None:
    text = (built_project.site / YEAR / page / "index.html").read_text("utf-8")
    table = text.partition('<table class="ita measures">')[2].partition("</tbody>")[0]
    heads = [
        html.unescape(one) for one in re.findall(r'scope="col"[^>]*>([^<]*)', table)
    ]
    below = [html.unescape(one) for one in re.findall(r"<dt>([^<]*)", table)]

    def words(*, line: bool) -> list[str]:
        wanted = (one for one in columns if (one.place is Place.LINE) is line)
        return [messages.text("ui", one.label, "th") for one in wanted]

    assert heads == [messages.text("ui", "measure", "th"), *words(line=False)]
    assert below
    assert below == [word for word in words(line=True) if word in below]


@pytest.mark.parametrize("columns", [MEASURES_TABLE, REPORT_TABLE])
def test_a_page_has_five_columns_and_a_phone_three_fields(
    columns: tuple[MeasureColumn, ...],
) -> None:
    places = Counter(one.place for one in columns)
    assert places[Place.FIRST] == 2
    assert places[Place.COLUMN] == 2


def test_results_are_counted_and_a_measure_without_any_states_nothing() -> None:
    def measure(*statuses: Status | None) -> MeasureView:
        results = (SimpleNamespace(result=SimpleNamespace(status=s)) for s in statuses)
        return cast("MeasureView", SimpleNamespace(results=tuple(results)))

    found = progress(
        [
            measure(Status.DONE, Status.ONGOING),
            measure(Status.DONE, None),
            measure(),
            measure(Status.NOT_STARTED),
        ]
    )
    assert found == (("done", 2), ("ongoing", 1), ("not-started", 1), ("", 2))


def test_every_column_on_paper_is_one_text_or_has_its_cell_there() -> None:
    every = frozenset(one.field for one in (*MEASURES_TABLE, *REPORT_TABLE))
    for table, module in (
        (MEASURES_TABLE, paper_measures),
        (REPORT_TABLE, paper_report),
    ):
        fields = {one.field for one in on_paper(table, every)}
        assert fields == set(module._CELLS) | (fields & set(TEXTS))


def test_a_paper_leaves_out_what_no_measure_has() -> None:
    there = {one.field for one in on_paper(MEASURES_TABLE, frozenset({"steps"}))}
    assert there == {"steps", "units", "schedule", "follow_up"}


def test_every_column_is_a_field_of_a_measure_or_an_obstacle() -> None:
    fields = {one.field for one in (*MEASURES_TABLE, *REPORT_TABLE)}
    assert fields - set(Measure.model_fields) == {"obstacles"}
    assert set(FIELDS.values()) <= fields
