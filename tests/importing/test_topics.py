"""Titles of the official topics are topics, under whatever header they are printed."""

import pytest

from each import each
from printed_table import WRITERS, measures, printed, titles, understood, unplaced
from prongsai.loading.catalogues import rules_of

every_format = each("form", sorted(WRITERS))
RULES = rules_of(2568)
assert RULES is not None
TOPICS = [topic.title for topic in RULES.topics]


@pytest.mark.slow
@each("header", ["ประเด็น", "ประเด็นที่ต้องพัฒนา", "ตัวชี้วัด", "หัวข้อ", "หมวดของเรา"])
@each("mark", ["", "๑. ", "(1) ", "ประเด็นที่ 1 ", "ด้าน"])
def test_a_column_of_titles_of_topics_is_that_of_topics(header: str, mark: str) -> None:
    rows = [
        (header, "มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ"),
        (f"{mark}{TOPICS[0]}", "จัดทำคู่มือ", "ร่างคู่มือ", "กองคลัง"),
        (TOPICS[3], "เปิดช่องทางร้องเรียน", "ตั้งตู้รับเรื่อง", "สำนักปลัด"),
    ]
    draft = understood(printed("docx", rows))
    assert titles(draft) == ["จัดทำคู่มือ", "เปิดช่องทางร้องเรียน"]
    assert [one["topic"] for one in measures(draft)] == ["1", "4"]
    assert not any("addresses" in one for one in measures(draft))
    assert unplaced(draft) == []
    assert [note for note in draft.open if dict(note.facts).get("header")] == []


def test_a_topic_with_a_code_behind_it_keeps_the_code() -> None:
    rows = [
        ("ประเด็น", "มาตรการ", "ขั้นตอน"),
        (f"{TOPICS[1]} e6", "จัดทำคู่มือ", "ร่างคู่มือ"),
    ]
    (measure,) = measures(understood(printed("docx", rows)))
    assert "e6" in str(measure["addresses"])


@every_format
def test_every_measure_of_a_topic_is_one_though_there_are_no_steps(form: str) -> None:
    rows = [
        ("ประเด็น", "มาตรการ", "ผู้รับผิดชอบ"),
        (TOPICS[0], "จัดทำคู่มือ", "กองคลัง"),
        ("^", "อบรมเรื่องคู่มือ", "สำนักปลัด"),
    ]
    draft = understood(printed(form, rows))
    assert titles(draft) == ["จัดทำคู่มือ", "อบรมเรื่องคู่มือ"]
    assert measures(draft)[0]["topic"] == "1"


def test_a_topic_above_what_a_measure_answers_is_its_topic() -> None:
    rows = [
        ("ประเด็น", "มาตรการ", "ขั้นตอน"),
        (f"{TOPICS[1]}\ne6", "จัดทำคู่มือ", "ร่างคู่มือ"),
        ("การสื่อสารกับประชาชน", "เปิดเพจ", "ตั้งผู้ดูแล"),
    ]
    first, second = measures(understood(printed("docx", rows)))
    assert (first["topic"], first["addresses"]) == ("2", [{"code": "2567:e6"}])
    assert "topic" not in second
    assert second["addresses"] == [{"text": "การสื่อสารกับประชาชน"}]


def test_a_cell_that_names_two_topics_has_none() -> None:
    rows = [
        ("ประเด็น", "มาตรการ", "ขั้นตอน"),
        (f"{TOPICS[0]}\n{TOPICS[1]}", "จัดทำคู่มือ", "ร่างคู่มือ"),
    ]
    (measure,) = measures(understood(printed("docx", rows)))
    assert "topic" not in measure
    assert [one["text"] for one in measure["addresses"]] == TOPICS[:2]


def test_titles_of_topics_without_measures_stay_what_rows_are_about() -> None:
    rows = [
        ("ประเด็น", "ขั้นตอน", "ผู้รับผิดชอบ"),
        (TOPICS[0], "1. ร่างคู่มือ", "กองคลัง"),
        ("", "2. แจกคู่มือ", ""),
    ]
    (measure,) = measures(understood(printed("docx", rows)))
    assert measure["topic"] == "1"
    assert [step["text"] for step in measure["steps"]] == ["ร่างคู่มือ", "แจกคู่มือ"]
