"""Thai digits, Buddhist dates, fiscal years and codes, over their whole domains."""

import datetime
import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from each import each
from prongsai.thai.codes import (
    INSTRUMENTS,
    REFERENCE_PATTERN,
    Reference,
    kind_of,
    parse_code,
    parse_reference,
    sort_key,
)
from prongsai.thai.dates import (
    MONTHS,
    SHORT_MONTHS,
    EraError,
    buddhist_year,
    fiscal_year,
    fiscal_year_end,
    fiscal_year_start,
    format_iso,
    format_long,
    format_short,
    parse_date,
)
from prongsai.thai.digits import to_arabic, to_thai

YEARS = range(2550, 2580)
"""Thirty fiscal years."""


def days() -> list[datetime.date]:
    """Return every day of the thirty fiscal years, counted without the program."""
    first, last = datetime.date(2006, 10, 1), datetime.date(2036, 9, 30)
    return [
        datetime.date.fromordinal(n)
        for n in range(first.toordinal(), last.toordinal() + 1)
    ]


def test_thirty_fiscal_years_have_as_many_days_as_the_calendar() -> None:
    leap_days = [d for d in days() if (d.month, d.day) == (2, 29)]
    assert len(days()) == 30 * 365 + len(leap_days)
    assert (len(leap_days), leap_days[0]) == (8, datetime.date(2008, 2, 29))


def test_every_day_is_written_and_read_back() -> None:
    for day in days():
        text = format_iso(day)
        assert text == f"{day.year + 543}-{day.month:02}-{day.day:02}"
        assert parse_date(text) == day
        assert parse_date(to_thai(text)) == day
        assert parse_date(f" {day.year + 543}-{day.month}-{day.day} ") == day


def test_every_day_lies_in_its_fiscal_year() -> None:
    for day in days():
        year = fiscal_year(day)
        assert fiscal_year_start(year) <= day <= fiscal_year_end(year)
        assert year in YEARS


@each("year", YEARS)
def test_fiscal_years_follow_each_other_without_a_gap(year: int) -> None:
    one = datetime.timedelta(days=1)
    assert fiscal_year_end(year) + one == fiscal_year_start(year + 1)
    assert fiscal_year(fiscal_year_end(year)) == year
    assert fiscal_year(fiscal_year_start(year)) == year
    assert fiscal_year(fiscal_year_end(year) + one) == year + 1
    assert format_iso(fiscal_year_start(year)) == f"{year - 1}-10-01"
    assert format_iso(fiscal_year_end(year)) == f"{year}-09-30"


@each(
    ("day", "long", "short", "year"),
    [
        ((2024, 9, 30), "30 กันยายน 2567", "30 ก.ย. 2567", 2567),
        ((2024, 10, 1), "1 ตุลาคม 2567", "1 ต.ค. 2567", 2568),
        ((2024, 12, 31), "31 ธันวาคม 2567", "31 ธ.ค. 2567", 2568),
        ((2025, 1, 1), "1 มกราคม 2568", "1 ม.ค. 2568", 2568),
        ((2024, 2, 29), "29 กุมภาพันธ์ 2567", "29 ก.พ. 2567", 2567),
    ],
)
def test_days_are_written_as_on_letters(
    day: tuple[int, int, int], long: str, short: str, year: int
) -> None:
    date = datetime.date(*day)
    assert (format_long(date), format_short(date)) == (long, short)
    assert (fiscal_year(date), buddhist_year(date)) == (year, day[0] + 543)


def test_there_are_twelve_months_each_with_its_short_name() -> None:
    assert len(MONTHS) == len(SHORT_MONTHS) == len(set(MONTHS)) == 12
    for long, short in zip(MONTHS, SHORT_MONTHS, strict=True):
        assert long.startswith(short[0]) or short.startswith("เ")
        assert short.endswith(".")


@each(
    "text",
    [
        "",
        "2568",
        "2568-3",
        "68-03-31",
        "2568/03/31",
        "31-03-2568",
        "2568-00-10",
        "2568-13-10",
        "2568-04-31",
        "2568-02-29",
        "2568-03-31T00:00",
        "2568-03-311",
        "+2568-03-31",
        "٢٥٦٨-03-31",
        "2568–03–31",
        "2568-03-31\n2568-03-31",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a date|month|day") as caught:
        parse_date(text)
    assert not isinstance(caught.value, EraError)


@each("year", [0, 1, 1999, 2024, 2025, 2399, 2701, 9999])
def test_another_era_is_named(year: int) -> None:
    with pytest.raises(EraError):
        parse_date(f"{year:04}-03-31")


@each("year", [2400, 2700])
def test_the_limits_of_the_era_are_exact(year: int) -> None:
    assert parse_date(f"{year}-01-01").year == year - 543


@given(st.text())
def test_digits_change_and_nothing_else(text: str) -> None:
    thai = to_thai(text)
    assert to_arabic(thai) == to_arabic(text)
    assert len(thai) == len(text)
    assert not re.search("[0-9]", thai)
    assert not re.search("[๐-๙]", to_arabic(text))
    for before, after in zip(text, thai, strict=True):
        assert before == after or before in "0123456789"


CODES = {
    "instrument": list(INSTRUMENTS),
    "item": [f"O{n}" for n in range(1, 100)],
    "question": [f"{kind}{n}" for kind in "ie" for n in range(1, 100)],
    "indicator": [str(n) for n in range(1, 11)],
    "sub_indicator": [f"{n}.{m}" for n in range(1, 11) for m in range(1, 10)],
}
"""Every code that there can be."""


@each("kind", CODES)
def test_every_code_is_read_and_known(kind: str) -> None:
    for code in CODES[kind]:
        assert parse_code(code) == code
        assert parse_code(f" {to_thai(code)} ") == code
        assert kind_of(code) == kind


def test_every_reference_is_written_and_read_back() -> None:
    everything = itertools.chain.from_iterable(CODES.values())
    for code, year in itertools.product(everything, (None, 2563, 2569)):
        reference = Reference(code=code, year=year)
        text = str(reference)
        assert parse_reference(text) == reference
        assert parse_reference(to_thai(text)) == reference
        assert re.match(REFERENCE_PATTERN, text)


def test_nothing_else_is_a_code() -> None:
    known = set(itertools.chain.from_iterable(CODES.values()))
    for letters in itertools.chain.from_iterable(
        itertools.product("Oieo0123.I ٣", repeat=length) for length in range(5)
    ):
        text = "".join(letters)
        try:
            assert parse_code(text) in known
        except ValueError:
            assert text.strip() not in known


@each(
    "text", ["67:O1", "2567:", ":O1", "2567 O1", "2567:2566:O1", "O1:2567", "٢٥٦٧:O1"]
)
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a reference"):
        parse_reference(text)


def test_codes_sort_as_the_assessment_does() -> None:
    expected = ["IIT", "EIT", "OIT", "1", "9", "9.1", "9.5", "10", "10.2"]
    expected += ["i1", "i2", "i10", "e1", "e15", "O1", "O2", "O10", "O43"]
    assert sorted(sorted(expected), key=sort_key) == expected
