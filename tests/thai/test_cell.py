"""A cell is read as Excel shows it, whatever is kept behind it."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from each import each
from prongsai.thai.cell import shown

DAY = datetime.datetime(2025, 3, 31)  # noqa: DTZ001 - as openpyxl gives it


@each(
    ("value", "form", "text"),
    [
        (79.425, "0.00", "79.43"),
        (91.005, "0.00", "91.01"),
        (88.675, "0.00", "88.68"),
        (-2.5, "0", "-3"),
        (0.9127, "0.00%", "91.27%"),
        (1, "0%", "100%"),
        (84, "0.00", "84.00"),
        (84, "General", "84"),
        (84, "", "84"),
        (91.27, "@", "91.27"),
        (0.1 + 0.2, "General", "0.3"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "1,234.50"),
        (0, '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', "-"),
        (91.27, '0.00" คะแนน"', "91.27 คะแนน"),
        (91.27, '"ร้อยละ "0.00', "ร้อยละ 91.27"),
        (91.27, "[$-D000000]0.00", "91.27"),
        (91.27, "t0.00", "91.27"),
        (91.27, "[Red]0.0;[Blue]-0.0", "91.3"),
        (91.2, "0.##", "91.2"),
        (91.25, "0.#", "91.3"),
        (3, "000", "003"),
        (5, ";;;", ""),
        (5_000_000, '0.0,,"ล้าน"', "5.0ล้าน"),
        (45747, "bbbb", "2568"),
        (True, "General", "TRUE"),
    ],
)
def test_a_figure_is_rounded_and_dressed_as_its_format_says(
    value: float, form: str, text: str
) -> None:
    assert shown(value, form) == text


@each(
    ("form", "text"),
    [
        ("d/m/yyyy", "31 มีนาคม 2568"),
        ("[$-41E]d mmmm yyyy", "31 มีนาคม 2568"),
        ("[$-107041E]d mmm yy;@", "31 มีนาคม 2568"),
        ("[$-D07041E]d mmmm yyyy;@", "31 มีนาคม 2568"),
        ("[$-th-TH,107]d mmmm yyyy;@", "31 มีนาคม 2568"),
        ("B2d mmm yyyy", "31 มีนาคม 2568"),
        ("dddd, d mmmm yyyy", "31 มีนาคม 2568"),
        ("yyyy-mm-dd h:mm", "31 มีนาคม 2568"),
        ("General", "31 มีนาคม 2568"),
        ("[$-107041E]mmmm yyyy;@", "มีนาคม 2568"),
        ("mmm-yy", "มีนาคม 2568"),
        ("[$-D07041E]mmm bb", "มีนาคม 2568"),
        ("bbbb", "2568"),
        ("[$-41E]mmmm", "มีนาคม"),
        ("d mmm", "31 มีนาคม"),
        ("h:mm", "00:00"),
    ],
)
def test_a_day_is_as_exact_as_its_format_shows_it(form: str, text: str) -> None:
    assert shown(DAY, form) == text


@each(
    ("year", "form", "text"),
    [
        (2568, "d/m/yyyy", "31 มีนาคม 2568"),
        (1968, "d/m/yy", "31 มีนาคม 2568"),
        (1968, "d/m/yyyy", "31 มีนาคม 2511"),
        (1968, "[$-107041E]d/m/yy", "31 มีนาคม 2511"),
        (2025, "d/m/yy", "31 มีนาคม 2568"),
    ],
)
def test_a_year_typed_as_buddhist_stays_that_year(
    year: int, form: str, text: str
) -> None:
    assert shown(datetime.date(year, 3, 31), form) == text


@given(
    st.decimals(min_value=0, max_value=100, places=4),
    st.integers(min_value=0, max_value=4),
)
def test_no_figure_is_shown_farther_away_than_half_its_last_digit(
    value: object, places: int
) -> None:
    figure = float(str(value))
    form = "0." + "0" * places if places else "0"
    text = shown(figure, form)
    assert abs(float(text) - figure) <= 0.5 * 10**-places + 1e-9
    assert len(text.partition(".")[2]) == places
