"""A column of the status, in words or ticked, is that of the results next to it."""

import pytest

from each import each
from printed_table import (
    LEFT,
    UP,
    WRITERS,
    measures,
    open_codes,
    printed,
    understood,
    unplaced,
)
from prongsai.importing.understand.draft import Draft

every_format = each("form", sorted(WRITERS))
HEADERS = ("มาตรการ", "ผลการดำเนินการ", "สถานะ")
TICKED = ("แล้วเสร็จ", "อยู่ระหว่างดำเนินการ", "ยังไม่ได้ดำเนินการ")
NAMES = ["done", "ongoing", "not-started"]


def statuses(draft: Draft) -> list[list[str]]:
    return [
        [result.get("status", "") for result in measure.get("results", [])]
        for measure in measures(draft)
    ]


@pytest.mark.slow
@each(
    ("words", "status"),
    [
        ("แล้วเสร็จ", "done"),
        ("ดำเนินการแล้ว", "done"),
        ("เสร็จแล้ว", "done"),
        ("อยู่ระหว่างดำเนินการ", "ongoing"),
        ("กำลังดำเนินการ", "ongoing"),
        ("ยังไม่ดำเนินการ", "not-started"),
        ("ยังไม่เริ่ม", "not-started"),
        ("☑ แล้วเสร็จ ☐ ยังไม่ดำเนินการ", "done"),
    ],
)
def test_the_words_of_a_column_are_the_status_of_the_result(
    words: str, status: str
) -> None:
    draft = understood(printed("docx", [HEADERS, ("อบรม", "จัดอบรม 2 ครั้ง", words)]))
    assert statuses(draft) == [[status]]
    assert unplaced(draft) == []


@pytest.mark.slow
@each(
    "words", ["ยกเลิก", "ตามแผน", "ล่าช้า", "50%", "ยังไม่แล้วเสร็จ", "ดำเนินการ", "ไม่ดำเนินการ"]
)
def test_a_status_that_may_be_several_is_asked_about(words: str) -> None:
    rows = [HEADERS, ("อบรม", "จัดอบรม 2 ครั้ง", words)]
    draft = understood(printed("docx", rows))
    assert statuses(draft) == [[""]]
    assert unplaced(draft) == [words]
    assert open_codes(draft) == ["status-open"]


def test_every_entry_of_a_list_has_its_own_status() -> None:
    rows = [
        HEADERS,
        ("อบรม", "1. จัดอบรม\n2. ประเมินผล", "1. แล้วเสร็จ\n2. ยังไม่ดำเนินการ"),
        ("คู่มือ", "1. ร่างคู่มือ\n2. แจกคู่มือ", "แล้วเสร็จ"),
    ]
    draft = understood(printed("docx", rows))
    assert statuses(draft) == [["done", "not-started"], ["", ""]]
    assert unplaced(draft) == ["แล้วเสร็จ"]
    assert open_codes(draft) == ["status-of-several"]


def test_a_status_alone_is_all_that_the_document_says_of_the_result() -> None:
    rows = [("ลำดับ", "มาตรการ", "สถานะ"), ("1", "อบรม", "แล้วเสร็จ")]
    (measure,) = measures(understood(printed("docx", rows)))
    assert measure["results"] == [
        {"id": "m01-r1", "status": "done", "summary": "แล้วเสร็จ"}
    ]


@pytest.mark.slow
@each("result", ["ยังไม่แล้วเสร็จ รองบประมาณ", "อยู่ระหว่างจัดจ้าง"])
def test_a_result_that_says_otherwise_has_no_status(result: str) -> None:
    draft = understood(printed("docx", [HEADERS, ("อบรม", result, "แล้วเสร็จ")]))
    assert statuses(draft) == [[""]]
    assert unplaced(draft) == ["แล้วเสร็จ"]
    assert [note.code for note in draft.contradicts] == ["status-differs"]


@each(
    ("form", "group", "tick"),
    [
        ("docx", "สถานะ", "✓"),
        ("xlsx", "ผลการดำเนินการ", "/"),
        ("html", "สถานะการดำเนินการ", "☑"),
    ],
)
def test_the_ticked_column_is_the_status(form: str, group: str, tick: str) -> None:
    rows = [
        ("ลำดับ", "มาตรการ", group, LEFT, LEFT),
        (UP, UP, *TICKED),
        ("1", "อบรม", tick, "", ""),
        ("2", "จัดทำคู่มือ", "", tick, ""),
        ("3", "ตั้งตู้", "", "", tick),
        ("4", "ประกาศ", "", "", ""),
        ("5", "เปิดเพจ", tick, "", tick),
    ]
    draft = understood(printed(form, rows))
    assert [m["title"] for m in measures(draft)] == [row[1] for row in rows[2:]]
    assert statuses(draft) == [*([name] for name in NAMES), [], []]
    assert unplaced(draft) == [tick, tick]
    assert open_codes(draft) == ["status-ticks"]


@every_format
def test_ticked_columns_need_no_header_above_them(form: str) -> None:
    rows = [
        ("มาตรการ", "ผู้รับผิดชอบ", *TICKED, "หมายเหตุ"),
        ("อบรม", "กองคลัง", "✓", "", "", ""),
        ("จัดทำคู่มือ", "กองคลัง", "", "", "✓", "รองบประมาณ"),
    ]
    draft = understood(printed(form, rows))
    assert statuses(draft) == [["done"], ["not-started"]]
    assert unplaced(draft) == []


def test_words_under_a_status_are_no_tick() -> None:
    rows = [
        ("มาตรการ", "ผู้รับผิดชอบ", *TICKED),
        ("อบรม", "กองคลัง", "จัดแล้ว 2 ครั้ง", "", ""),
    ]
    draft = understood(printed("docx", rows))
    assert statuses(draft) == [[]]
    assert unplaced(draft) == ["จัดแล้ว 2 ครั้ง"]
    assert open_codes(draft) == ["status-not-ticked"]
