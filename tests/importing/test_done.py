"""Done is what the words say was done; what may be read otherwise has no status."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from each import each
from prongsai.importing.understand.done import judged
from prongsai.thai.dates import format_iso

DONE = [
    ("อบรมแล้วเสร็จ", "the word for finished"),
    ("ดำเนินการแล้วเสร็จครบทุกขั้นตอน", "finished, and wholly"),
    ("จัดทำคู่มือเสร็จเรียบร้อย", "another word for finished"),
    ("ปรับปรุงเว็บไซต์เรียบร้อยแล้ว", "another word for finished"),
    ("รองปลัดดำเนินการแล้วเสร็จ", "รอง is a post here, not waiting"),
    ("รายงานรอบ 6 เดือน แล้วเสร็จ", "รอบ is a round, not waiting"),
    ("ตรวจสอบความถูกต้อง แล้วเสร็จ", "ถูกต้อง is correct, not must"),
    ("ดำเนินการแล้วเสร็จ ร้อยละ 100", "a hundred per cent is all"),
    ("☑ ดำเนินการแล้วเสร็จ ☐ ยังไม่ได้ดำเนินการ", "the ticked one of two boxes"),
    ("สถานะ ☐ ยังไม่ดำเนินการ ✓ แล้วเสร็จ", "the ticked one, behind a label"),
    ("ดำเนินการแล้วเสร็จ ผู้เข้าอบรมไม่น้อยกว่า 30 คน", "the negation counts people"),
]
OPEN = [
    ("ยังไม่แล้วเสร็จ รองบประมาณ", "negation"),
    ("ยังไม่แล้วเสร็จ", "negation"),
    ("ไม่แล้วเสร็จ", "negation"),
    ("มิได้ดำเนินการให้แล้วเสร็จ", "negation, official"),
    ("ดำเนินการแล้วแต่ยังไม่แล้วเสร็จ", "begun, not finished"),
    ("ไม่สามารถทำให้แล้วเสร็จได้ในปีนี้", "inability"),
    ("ไม่อาจดำเนินการแล้วเสร็จ", "inability"),
    ("ไม่ดำเนินการแล้วเสร็จตามแผน", "negation"),
    ("ดำเนินการไม่แล้วเสร็จเนื่องจากขาดงบประมาณ", "negation behind the verb"),
    ("จะแล้วเสร็จในปีหน้า", "intention"),
    ("คาดว่าแล้วเสร็จเดือนหน้า", "expectation"),
    ("คาดว่าจะแล้วเสร็จภายใน 30 กันยายน 2568", "expectation with a day"),
    ("กำหนดแล้วเสร็จวันที่ 30 กันยายน 2568", "the day that was set"),
    ("มีกำหนดแล้วเสร็จในเดือนสิงหาคม", "the month that was set"),
    ("กำหนดให้ดำเนินการแล้วเสร็จ", "an order"),
    ("ให้แล้วเสร็จโดยเร็ว", "an order"),
    ("เร่งรัดให้แล้วเสร็จ", "an order"),
    ("มอบหมายให้กองคลังดำเนินการแล้วเสร็จ", "an order to others"),
    ("ต้องแล้วเสร็จก่อนสิ้นปี", "an obligation"),
    ("ควรแล้วเสร็จภายในไตรมาส 2", "a wish"),
    ("หากแล้วเสร็จ รายงานผู้บริหาร", "a condition"),
    ("ถ้าดำเนินการแล้ว ให้รายงาน", "a condition"),
    ("เมื่อแล้วเสร็จ รายงานผู้บริหาร", "a condition: when it is finished"),
    ("ก่อนแล้วเสร็จต้องตรวจรับ", "before it is finished"),
    ("หลังแล้วเสร็จเผยแพร่บนเว็บไซต์", "what comes after"),
    ("ใกล้แล้วเสร็จ", "nearly"),
    ("เกือบแล้วเสร็จ", "nearly"),
    ("แล้วเสร็จบางส่วน", "a part"),
    ("ดำเนินการแล้วบางส่วน", "a part"),
    ("ดำเนินการแล้วร้อยละ 50", "half"),
    ("ดำเนินการแล้วเสร็จ 80%", "four fifths"),
    ("แล้วเสร็จ 3 ใน 5 กิจกรรม", "three of five"),
    ("แล้วเสร็จเกือบทั้งหมด", "nearly all"),
    ("ดำเนินการแล้วเสร็จเป็นส่วนใหญ่", "most of it"),
    ("ดำเนินการแล้วเสร็จเฉพาะกองคลัง", "one unit alone"),
    ("ดำเนินการแล้วในเบื้องต้น", "a beginning"),
    ("ดำเนินการแล้วระดับหนึ่ง", "some of it"),
    ("ดำเนินการแล้วครึ่งหนึ่ง", "half"),
    ("ดำเนินการแล้ว 2 ครั้ง จากทั้งหมด 4 ครั้ง", "two of four"),
    ("แล้วเสร็จ 0 รายการ", "none"),
    ("แล้วเสร็จ 0%", "none"),
    ("ยกเว้นกองช่าง ดำเนินการแล้วเสร็จ", "all but one"),
    ("ปฏิเสธว่าดำเนินการแล้ว", "denied"),
    ("เข้าใจว่าดำเนินการแล้ว", "supposed"),
    ("ดำเนินการแล้วเสร็จ?", "a question"),
    ("กองคลังดำเนินการแล้ว กองช่างยังไม่ดำเนินการ", "one has, another has not"),
    ("☐ ดำเนินการแล้วเสร็จ ☐ อยู่ระหว่างดำเนินการ", "no box is ticked"),
    ("☑ ดำเนินการแล้วเสร็จ ☑ ยังไม่ได้ดำเนินการ", "two boxes are ticked"),
    ("☐ ดำเนินการแล้วเสร็จ", "the box is not ticked"),
    ("แล้วเสร็จหรือไม่ ตรวจสอบอีกครั้ง", "a question"),
    ("แล้วเสร็จไม่ทันกำหนด", "late"),
    ("ดำเนินการแล้วแต่ไม่ครบ", "not all"),
    ("เตรียมดำเนินการแล้วเสร็จ", "preparation"),
    ("มีแผนดำเนินการแล้วเสร็จ", "a plan"),
    ("วางแผนให้แล้วเสร็จ", "a plan"),
    ("ตั้งเป้าแล้วเสร็จไตรมาส 3", "a goal"),
    ("ขอขยายเวลาดำเนินการแล้วเสร็จ", "asked for more time"),
    ("เลื่อนการแล้วเสร็จ", "put off"),
    ("ยกเลิกก่อนดำเนินการแล้วเสร็จ", "cancelled"),
    ("รอตรวจรับ แล้วเสร็จ", "waiting"),
    ("เริ่มดำเนินการแล้ว", "begun is not finished"),
    ("ดำเนินการแล้วเสร็จภายในเดือนกันยายน 2568", "a term or a fact: unsure"),
    ("จัดประชุมคณะทำงาน", "nothing says that it was done"),
    ("จะเปิดใช้ภายในวันที่ 30 กันยายน 2568", "a day of a plan"),
    ("มีกำหนดประชุมคณะทำงานวันที่ 15 สิงหาคม 2568", "a day that was set"),
    ("จะประชุมเมื่อวันที่ 15 สิงหาคม 2568", "intention, though เมื่อ"),
    ("ตามหนังสือจังหวัด ลงวันที่ 3 มีนาคม 2568", "the day of a letter"),
    ("คำสั่งที่ 5/2568 ลงวันที่ 3 มีนาคม 2568", "the day of an order"),
    ("ได้รับหนังสือเมื่อวันที่ 3 มีนาคม 2568", "the day a letter came"),
    ("ผู้บริหารอนุมัติแผนเมื่อวันที่ 3 มีนาคม 2568", "the day of an approval"),
    ("ตามแผนวันที่ 3 มีนาคม 2568", "the day of a plan"),
    ("ไม่ได้ประชุมเมื่อวันที่ 3 มีนาคม 2568", "negation with a day"),
    ("เริ่มเมื่อวันที่ 3 มีนาคม 2568", "begun is not finished"),
    ("จะดำเนินการอย่างต่อเนื่อง", "going on is intended only"),
    ("ไม่ต่อเนื่อง", "negation of going on"),
    ("เมื่อวันที่ 3 มีนาคม 2568 จังหวัดมีหนังสือแจ้ง", "another's act"),
]
OTHER = [
    ("ยังไม่ได้ดำเนินการ", "not-started"),
    ("ขณะนี้ยังไม่เริ่มดำเนินการ", "not-started"),
    ("ยังมิได้ดำเนินการเนื่องจากรองบประมาณ", "not-started"),
    ("อยู่ระหว่างดำเนินการ คาดว่าจะแล้วเสร็จในเดือนกันยายน", "ongoing"),
    ("กำลังดำเนินการ", "ongoing"),
    ("ดำเนินการต่อเนื่องตลอดปี", "ongoing"),
    ("ยังอยู่ระหว่างจัดทำ", "ongoing"),
]
DAYS = [
    ("ดำเนินการแล้วเสร็จเมื่อวันที่ ๓๐ พฤศจิกายน ๒๕๖๕", "2565-11-30"),
    ("แล้วเสร็จ วันที่ 30 พ.ย. 2565", "2565-11-30"),
    ("ประกาศแผนปี พ.ศ.๒๕๖๖ เมื่อวันที่ 12 ต.ค. 2565", "2565-10-12"),
]
DAYLESS = [
    "ตามหนังสือลงวันที่ 3 มีนาคม 2568 ดำเนินการแล้วเสร็จ",
    "ได้รับคำร้องวันที่ 3 มีนาคม 2568 ดำเนินการแล้วเสร็จ",
    "มีผู้ร้องเรียนเมื่อวันที่ 3 มีนาคม 2568 ดำเนินการแล้วเสร็จ",
    "แล้วเสร็จเมื่อวันที่ 31 กุมภาพันธ์ 2568",
    "แล้วเสร็จเมื่อวันที่ 1 ม.ค. 2568 และ 2 ม.ค. 2568",
]


@each(("text", "reason"), DONE)
def test_what_the_words_say_was_done_is_done(text: str, reason: str) -> None:
    assert judged(text).status == "done", reason


@each(("text", "reason"), OPEN)
def test_what_is_unsure_has_neither_status_nor_day(text: str, reason: str) -> None:
    done = judged(text)
    assert (done.status, done.day, done.day_text) == ("", None, ""), reason


@each(("text", "status"), OTHER)
def test_not_begun_and_going_on_are_said_so(text: str, status: str) -> None:
    assert judged(text).status == status


@each(("text", "day"), DAYS)
def test_the_day_of_the_doing_is_the_results(text: str, day: str) -> None:
    done = judged(text)
    assert done.day is not None
    assert (done.status, format_iso(done.day)) == ("done", day)


@each("text", DAYLESS)
def test_any_other_day_of_something_done_stays_text(text: str) -> None:
    assert (judged(text).status, judged(text).day) == ("done", None)


def test_the_table_holds_enough_phrases() -> None:
    assert len(DONE) + len(OPEN) + len(OTHER) + len(DAYS) + len(DAYLESS) >= 60


VERBS = ("แล้วเสร็จ", "ดำเนินการแล้ว", "ดำเนินการแล้วเสร็จเมื่อวันที่ 5 มกราคม 2568", "เรียบร้อยแล้ว")
WORDS = ("กองคลัง", "ประชุม ", "คู่มือ", "ในปีนี้ ", "รองปลัด", "ทำ", "ให้", "ได้", "การ", "มี")
words = st.lists(st.sampled_from(WORDS), max_size=3).map("".join)


@pytest.mark.slow
@given(
    before=words,
    doubt=st.sampled_from(("ยัง", "ไม่", "จะ", "กำหนด", "คาดว่า")),
    between=words,
    verb=st.sampled_from(VERBS),
    after=words,
)
def test_no_doubt_before_the_verb_is_ever_done(
    before: str, doubt: str, between: str, verb: str, after: str
) -> None:
    done = judged(f"{before}{doubt}{between}{verb} {after}")
    assert done.status != "done"
    assert done.day is None
