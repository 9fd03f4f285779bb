"""Random tables in five formats: headers in rows, merges, headings, blank rows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printed_table import LEFT, UP, WRITERS, measures, printed, understood, unplaced

NAMES = {
    "title": "มาตรการ",
    "steps": "ขั้นตอน",
    "units": "ผู้รับผิดชอบ",
    "follow_up": "การกำกับติดตาม",
    "results": "ผลการดำเนินการ",
    "expected": "ผลที่คาดว่าจะได้รับ",
    "note": "หมายเหตุ",
    "budget": "งบประมาณ (บาท)",
    "": "ค่าน้ำหนัก",
}
VALUES = {
    "title": "กิจการ{}",
    "steps": "ลงมือ{}",
    "units": "แผนก{}",
    "follow_up": "เฝ้าดู{}",
    "results": "ลุล่วง{}",
    "expected": "มุ่งผล{}",
    "note": "บันทึก{}",
    "budget": "{}0,000",
    "": "3{}.5",
}
"""Each value says what it means, and of which measure it is."""

Rows = list[tuple[str, ...]]


@st.composite
def headers(draw: st.DrawFn, meanings: list[str]) -> Rows:
    """Make one to four rows: names, a group above two of them, brackets, numbers."""
    names = tuple(NAMES[name] for name in meanings)
    rows: Rows = [names]
    at = draw(st.integers(-1, len(meanings) - 2))
    if at >= 0:
        group = [UP] * len(names)
        group[at], group[at + 1] = names[at], names[at + 1]
        above = [*names]
        above[at], above[at + 1] = draw(st.sampled_from(("แผนงาน", "รายละเอียด"))), LEFT
        rows = [tuple(above), tuple(group)]
    if draw(st.booleans()):
        rows.append(tuple(f"({part})" for part in ("ระบุ",) * len(names)))
    if draw(st.booleans()) and len(names) > 2:
        rows.append(tuple(f"({number})" for number in range(1, len(names) + 1)))
    return rows


@st.composite
def bodies(draw: st.DrawFn, meanings: list[str]) -> tuple[Rows, int]:
    """Make rows of measures with all that is among them; return how many there are."""
    rows: Rows = []
    wide = len(meanings)
    count = draw(st.integers(1, 4))
    for number in range(1, count + 1):
        kind = draw(st.sampled_from(("", "", "heading", "blank")))
        if kind == "heading":
            rows.append((f"หมวดหมู่{number}", *[LEFT] * (wide - 1)))
        elif kind == "blank" and rows:
            rows.append(("",) * wide)
        row = [
            VALUES[name].format(number)
            if name in {"title", "steps"} or draw(st.booleans())
            else ""
            for name in meanings
        ]
        at = draw(st.integers(0, wide - 2))
        if meanings[at + 1] not in {"title", "steps"} and draw(st.booleans()):
            row[at + 1] = LEFT if row[at] else ""
        rows.append(tuple(row))
        if draw(st.booleans()):
            more = [""] * wide
            more[meanings.index("steps")] = VALUES["steps"].format(number)
            rows.append(tuple(more))
    return rows, count


@st.composite
def tables(draw: st.DrawFn) -> tuple[Rows, int]:
    """Make a table; without merged cells two columns cannot have a heading."""
    others = [name for name in NAMES if name not in {"title", "steps"}]
    chosen = draw(
        st.lists(st.sampled_from(others), min_size=1, max_size=4, unique=True)
    )
    meanings = draw(st.permutations(["title", "steps", *chosen]))
    body, count = draw(bodies(meanings))
    return [*draw(headers(meanings)), *body], count


def texts(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(texts(part) for key, part in value.items() if key != "id")
    if isinstance(value, list):
        return " ".join(map(texts, value))
    return str(value)


def meaning(word: str) -> str:
    """Return the field that a word was drawn for."""
    for name, value in VALUES.items():
        if re.fullmatch(value.replace(".", r"\.").format(r"\d"), word):
            return name
    return "none"


@given(tables(), st.sampled_from(sorted(WRITERS)))
@pytest.mark.slow
def test_no_value_is_ever_in_a_field_of_another_meaning(
    table: tuple[Rows, int], form: str
) -> None:
    rows, count = table
    draft = understood(printed(form, rows))
    made = measures(draft)
    for measure in made:
        for field, value in measure.items():
            if field not in {"id", "schedule"}:
                said = [meaning(word) for word in texts(value).split()]
                assert set(said) <= {field}, (field, value)
        numbers = set(re.findall(r"(?:กิจการ|ลงมือ|แผนก|เฝ้าดู|ลุล่วง)(\d)", texts(measure)))
        assert len(numbers) == 1
    left = " ".join(unplaced(draft))
    for number in range(1, count + 1):
        title = VALUES["title"].format(number)
        assert title in left or title in [measure.get("title") for measure in made]
