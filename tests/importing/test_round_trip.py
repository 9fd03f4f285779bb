"""Random measures, written into a Word table as officers do, come back as they were."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from each import each
from examples import one_in
from office_files import word
from prongsai.importing.read.readers import read_document
from prongsai.importing.store import plain
from prongsai.importing.understand.whole_document import understand
from prongsai.model.measures import Measures
from prongsai.thai.pasted import clean
from prongsai.yaml.reader import read_yaml
from prongsai.yaml.writer import dump

YEAR = 2568
TITLE = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568"
HEADERS = {
    "title": ["มาตรการ", "มาตรการ/แนวทาง", "โครงการ/กิจกรรม"],
    "steps": ["ขั้นตอน", "ขั้นตอน และวิธีการ", "ขั้นตอน/วิธีการปฏิบัติ"],
    "units": ["ผู้รับผิดชอบ", "หน่วยงานผู้รับผิดชอบ"],
    "schedule": ["ระยะเวลา", "ระยะเวลา ดำเนินการ"],
    "budget": ["งบประมาณ", "งบประมาณ (บาท)", "วงเงินงบประมาณ"],
    "follow_up": ["การกำกับติดตาม", "แนวทางการกำกับติดตามฯ/รายงานผล"],
    "results": ["ผลการดำเนินการ", "สรุปผลการดำเนินการตามมาตรการฯ"],
    "expected": ["ผลที่คาดว่าจะได้รับ"],
    "recommendation": ["ข้อเสนอแนะ"],
}
SCHEDULES = {
    "ม.ค. - มี.ค. 2568": ("2568-01-01", "2568-03-31"),
    "ปีงบประมาณ 2568": ("2567-10-01", "2568-09-30"),
    "ตุลาคม 2567 ถึง มีนาคม 2568": ("2567-10-01", "2568-03-31"),
    "ตามความเหมาะสม": None,
}
LETTERS = "กขคงจฉชซญดตถทธนบปผฝพฟภมยรลวศสหอาิีุูเแโใไำ่้็์"

words = st.text(LETTERS, min_size=2, max_size=12).map(lambda text: f"ก{text}")
texts = st.lists(words, min_size=1, max_size=5).map(" ".join).map(clean)
lists = st.lists(texts, min_size=1, max_size=4)


@st.composite
def steps(draw: st.DrawFn, depth: int = 2) -> list[dict[str, Any]]:
    """Make a tree of steps, numbered as documents number them."""
    style = ("{}.", "{})", "({})")[2 - depth]
    made = []
    for number, text in enumerate(draw(lists), 1):
        label = style.format(number).removesuffix("." if depth == 2 else "x")
        step: dict[str, Any] = {"label": label, "text": text}
        if depth and draw(st.integers(0, 3)) == 0:
            step["steps"] = draw(steps(depth=depth - 1))
        made.append(step)
    return made


@st.composite
def measures(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Make measures; each has all columns, as a table has."""
    return [
        {
            "title": draw(texts),
            "steps": draw(steps()),
            "units": draw(lists),
            "schedule": draw(st.sampled_from(list(SCHEDULES))),
            "budget": draw(texts),
            "follow_up": draw(lists),
            "results": draw(lists),
            "expected": draw(lists),
            "recommendation": draw(texts),
        }
        for _ in range(draw(st.integers(1, 4)))
    ]


def lines(made: list[dict[str, Any]]) -> list[str]:
    out = []
    for step in made:
        dot = "." if step["label"].isdigit() else ""
        out += [f"{step['label']}{dot} {step['text']}", *lines(step.get("steps", []))]
    return out


def numbered(made: list[str]) -> str:
    return "\n".join(f"{number}. {text}" for number, text in enumerate(made, 1))


def dashed(made: list[str]) -> str:
    return "\n".join(f"- {text}" for text in made)


def cells(measure: dict[str, Any]) -> tuple[str, ...]:
    return (
        measure["title"],
        "\n".join(lines(measure["steps"])),
        dashed(measure["units"]),
        measure["schedule"],
        measure["budget"],
        numbered(measure["follow_up"]),
        numbered(measure["results"]),
        dashed(measure["expected"]),
        measure["recommendation"],
    )


def without_ids(made: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            name: without_ids(value) if name == "steps" else value
            for name, value in step.items()
            if name != "id"
        }
        for step in made
    ]


@pytest.mark.slow
@settings(
    max_examples=one_in(3),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(made=measures(), data=st.data())
def test_measures_come_back_from_a_word_table(
    made: list[dict[str, Any]], data: st.DataObject, tmp_path: Path
) -> None:
    headers = [data.draw(st.sampled_from(forms)) for forms in HEADERS.values()]
    path = tmp_path / "measures.docx"
    path.write_bytes(word([headers, *map(cells, made)], TITLE))
    draft = understand(read_document(path), YEAR, YEAR - 1, {})
    assert "unplaced" not in draft.measures
    assert read_yaml(dump(draft.measures).encode(), "").tree == plain(draft.measures)
    Measures.model_validate(draft.measures)
    for before, after in zip(made, draft.measures["measures"], strict=True):
        assert after["title"] == before["title"]
        assert without_ids(after["steps"]) == before["steps"]
        assert [unit["text"] for unit in after["units"]] == before["units"]
        assert [f["text"] for f in after["follow_up"]] == before["follow_up"]
        assert [r["summary"] for r in after["results"]] == before["results"]
        assert after["expected"] == before["expected"]
        assert after["budget"] == before["budget"]
        assert after["recommendation"] == before["recommendation"]
        when = after["schedule"]
        assert when["text"] == before["schedule"]
        days = SCHEDULES[before["schedule"]]
        assert (when.get("from"), when.get("to")) == (days or (None, None))


@each("text", ["a: b", "- x", "# no", "'", '"', "{a}", "12", "true"])
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    tree = {"measures": [{"id": "m1", "title": text, "expected": [text]}]}
    assert read_yaml(dump(tree).encode(), "").tree == plain(tree) == tree
