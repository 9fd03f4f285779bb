"""Schedules, dues and days: dates where they are sure, the words always."""

import pytest

from prongsai.importing.understand.periods import Period, done_on, due, period
from prongsai.thai.dates import format_iso


def days(read: Period) -> tuple[str, str]:
    return (
        format_iso(read.start) if read.start else "",
        format_iso(read.end) if read.end else "",
    )


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("ม.ค. - มี.ค. ๒๕๖๘", "2568-01-01", "2568-03-31"),
        ("ม.ค.-มี.ค. 2568", "2568-01-01", "2568-03-31"),
        ("ต.ค. - มี.ค. ๒๕๖๘", "2567-10-01", "2568-03-31"),
        ("ต.ค. ๒๕๖๗ ถึง ก.ย. ๒๕๖๘", "2567-10-01", "2568-09-30"),
        ("เดือนตุลาคม 2567 – เดือนมีนาคม 2568", "2567-10-01", "2568-03-31"),
        ("1 ตุลาคม 2567 - 30 กันยายน 2568", "2567-10-01", "2568-09-30"),
        ("ปีงบประมาณ ๒๕๖๘", "2567-10-01", "2568-09-30"),
        ("ประจำปี งบประมาณ พ.ศ. ๒๕๖๘", "2567-10-01", "2568-09-30"),
        ("ธันวาคม 2567", "2567-12-01", "2567-12-31"),
        ("31 มีนาคม 2568", "2568-03-31", "2568-03-31"),
    ],
)
def test_what_the_document_says_in_full_is_sure(
    text: str, start: str, end: str
) -> None:
    read = period(text, 2568)
    assert days(read) == (start, end)
    assert read.guess == ""


@pytest.mark.parametrize(
    ("text", "start", "end", "guess"),
    [
        ("ตุลาคม ๖๗ ถึง กันยายน ๖๘", "2567-10-01", "2568-09-30", "two-digit-year"),
        ("ไตรมาสที่ ๑", "2567-10-01", "2567-12-31", "quarter-of-year"),
        ("ไตรมาส 2", "2568-01-01", "2568-03-31", "quarter-of-year"),
        ("ไตรมาสที่ 4", "2568-07-01", "2568-09-30", "quarter-of-year"),
    ],
)
def test_what_is_supposed_says_so(text: str, start: str, end: str, guess: str) -> None:
    read = period(text, 2568)
    assert days(read) == (start, end)
    assert read.guess == guess


@pytest.mark.parametrize(
    "text",
    [
        "ตลอดปี",
        "ตุลาคม",
        "ตุลาคม ๓๕ ถึง กันยายน ๓๖",
        "31 กุมภาพันธ์ 2568",
        "ก.ย. 2568 - ต.ค. 2567",
        "ปีงบประมาณ 2540",
        "",
    ],
)
def test_what_is_not_clear_stays_words(text: str) -> None:
    assert days(period(text, 2568)) == ("", "")


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        ("รายเดือน", "monthly"),
        ("ทุกๆสิ้นเดือน", "monthly"),
        ("-รายไตรมาส ประจำปี", "quarterly"),
        ("อย่างน้อยไตรมาสละ ๑ ครั้ง", "quarterly"),
        ("ทุก ๖ เดือน", "half-yearly"),
        ("เม.ย. และ ต.ค. ของทุกปี", "half-yearly"),
        ("ปีละ ๑ ครั้ง", "yearly"),
        ("ประจำปีงบประมาณ 2568", ""),
    ],
)
def test_how_often_is_read_from_the_words(text: str, repeats: str) -> None:
    assert period(text, 2568).repeats == repeats


@pytest.mark.parametrize(
    ("text", "words", "end"),
    [
        ("รายงาน ภายในเดือนมกราคม ๒๕๖๖", "ภายในเดือนมกราคม 2566", "2566-01-31"),
        ("ภายในวันที่ 15 ม.ค. 2566 นี้", "ภายในวันที่ 15 ม.ค. 2566", "2566-01-15"),
        ("เผยแพร่ ภายในเดือน ตุลาคม", "ภายในเดือน ตุลาคม", ""),
        (
            "ภายในเดือนเมษายน และเดือนตุลาคม ของทุกปี",
            "ภายในเดือนเมษายน และเดือนตุลาคม ของทุกปี",
            "",
        ),
        ("ภายในกำหนด", "", ""),
    ],
)
def test_a_due_keeps_its_words(text: str, words: str, end: str) -> None:
    read = due(text)
    assert (read.words, days(read)[1]) == (words, end)


@pytest.mark.parametrize(
    ("text", "end", "words"),
    [
        ("เสร็จเมื่อวันที่ ๓๐ พฤศจิกายน ๒๕๖๕", "2565-11-30", ""),
        ("แผนปี พ.ศ.๒๕๖๖ ประกาศเมื่อวันที่ 12 ต.ค. 2565", "2565-10-12", ""),
        ("31 กุมภาพันธ์ 2568", "", "31 กุมภาพันธ์ 2568"),
        (
            "1 ม.ค. 2568 และ 2 ม.ค. 2568",
            "",
            "1 ม.ค. 2568 2 ม.ค. 2568",
        ),
        ("ทำแล้ว", "", ""),
    ],
)
def test_a_result_has_the_one_day_it_names(text: str, end: str, words: str) -> None:
    read = done_on(text)
    assert (days(read)[1], read.words) == (end, words)
