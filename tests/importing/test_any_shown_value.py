"""Random values in random formats of Excel are read as the sheet shows them."""

import calendar
import datetime
import io
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from printed_table import measures, scores, understood
from prongsai.importing.read.xlsx import read_xlsx
from prongsai.importing.understand.draft import Draft
from prongsai.loading.catalogues import rules_of
from prongsai.thai.dates import MONTHS, format_iso

Cell = tuple[object, str]
"""A value with its number format."""

RULES = rules_of(2567)
assert RULES is not None
INDICATORS = [one.title for one in RULES.indicators][:8]

BEFORE = ("", "[$-41E]", "[$-D07041E]", "[$-107041E]", "[$-th-TH,107]")
WORDS = ("", '" คะแนน"', "\\ ", "_)")
DAYS = (
    ("d mmmm yyyy", True),
    ("dd/mm/yyyy", True),
    ("d mmm yy", True),
    ("d mmmm bbbb", True),
    ("d/m/bb", True),
    ("mmmm yyyy", False),
    ("mmm-yy", False),
    ("mmmm bbbb", False),
)
"""How a day is written, and whether the day of the month is shown."""


def sheet(rows: Sequence[Sequence[Cell]]) -> Draft:
    book = Workbook()
    page: Any = book.active
    for at, row in enumerate(rows, 1):
        for column, (value, form) in enumerate(row, 1):
            page.cell(at, column, value).number_format = form
    stream = io.BytesIO()
    book.save(stream)
    return understood(read_xlsx("a.xlsx", stream.getvalue()), 2567)


def plain(*texts: str) -> list[Cell]:
    return [(text, "General") for text in texts]


@st.composite
def figures(draw: st.DrawFn) -> tuple[Cell, str]:
    """Make a figure with a format, and what of it the sheet shows."""
    exact = Decimal(draw(st.integers(20_000, 1_000_000))) / 10_000
    places = draw(st.integers(0, 3))
    optional = draw(st.booleans())
    shown = f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    if optional and "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    tail = ("#" if optional else "0") * places
    digits = draw(st.sampled_from(("0", "#,##0", "##0"))) + (f".{tail}" if tail else "")
    before = draw(st.sampled_from(("", "[$-41E]", "[Blue]", "t", "[$-D000000]")))
    if draw(st.booleans()):
        return (float(exact / 100), f"{before}{digits}%"), shown
    form = f"{before}{digits}{draw(st.sampled_from(WORDS))}"
    sections = draw(st.sampled_from(("", ";[Red]-0.00", ";-0;0;@")))
    return (float(exact), form + sections), shown


@pytest.mark.slow
@given(st.lists(figures(), min_size=2, max_size=8))
@settings(max_examples=25)
def test_a_score_is_what_the_sheet_shows(drawn: list[tuple[Cell, str]]) -> None:
    rows = [plain("ตัวชี้วัด", "คะแนน")]
    for title, (cell, _) in zip(INDICATORS, drawn, strict=False):
        rows.append([*plain(title), cell])
    assert scores(sheet(rows)) == [shown for _, shown in drawn]


@pytest.mark.slow
@given(
    st.lists(
        st.tuples(
            st.dates(datetime.date(2024, 10, 1), datetime.date(2025, 9, 30)),
            st.sampled_from(DAYS),
            st.sampled_from(BEFORE),
            st.booleans(),
        ),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=25)
def test_a_day_is_what_the_sheet_shows(
    drawn: list[tuple[datetime.date, tuple[str, bool], str, bool]],
) -> None:
    rows = [plain("มาตรการ", "ขั้นตอน", "ระยะเวลา")]
    expected = []
    for number, (day, (form, with_day), before, typed) in enumerate(drawn):
        year = day.year + 543 if typed and (day.month, day.day) != (2, 29) else day.year
        value = datetime.datetime(year, day.month, day.day)  # noqa: DTZ001 - as Excel keeps it
        rows.append([*plain(f"กิจการ {number}", "ลงมือ"), (value, before + form)])
        text = f"{MONTHS[day.month - 1]} {day.year + 543}"
        last = day.day if with_day else calendar.monthrange(day.year, day.month)[1]
        first = day.replace(day=day.day if with_day else 1)
        expected.append(
            (
                f"{day.day} {text}" if with_day else text,
                format_iso(first),
                format_iso(day.replace(day=last)),
            )
        )
    made = [measure["schedule"] for measure in measures(sheet(rows))]
    assert [(s["text"], s["from"], s["to"]) for s in made] == expected
