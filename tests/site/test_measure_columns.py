"""The columns of the measures and of a report are values, which page and paper show."""

import html
import re

import pytest

from built_project import Project
from prongsai import messages
from prongsai.model.measures import Measure
from prongsai.pages.measure_columns import (
    FIELDS,
    MEASURES_TABLE,
    REPORT_TABLE,
    TEXTS,
    MeasureColumn,
    on_paper,
)
from prongsai.paper import measures as paper_measures
from prongsai.paper import report as paper_report

YEAR = "tambon-tuayang/2568"


@pytest.mark.parametrize(
    ("page", "columns"),
    [("measures", MEASURES_TABLE), ("report/6-months", REPORT_TABLE)],
)
def test_a_page_has_the_columns_in_their_order(
    built_project: Project, page: str, columns: tuple[MeasureColumn, ...]
) -> None:
    text = (built_project.site / YEAR / page / "index.html").read_text("utf-8")
    table = text[text.index('<th scope="row" class="plain"><div class="cell fold') :]
    head = text[: text.index(table)].rpartition("<thead>")[2]
    shown = [html.unescape(one) for one in re.findall(r'scope="col">([^<]*)', head)]
    words = [messages.text("ui", one.label, "th") for one in columns]

    assert shown[0] == messages.text("ui", "measure", "th")
    assert len(shown) > 4
    assert shown[1:] == [word for word in words if word in shown]


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
