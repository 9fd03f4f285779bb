"""Measures, scores, analysis and survey at the desk: read, changed, added, removed."""

import re
from pathlib import Path

import httpx
import pytest

import small_site
from desk_project import YEAR, Asked, alert, make_project
from prongsai.desk.tables.areas import AREAS

MEASURES, SCORES = f"{YEAR}/tables/measures", f"{YEAR}/tables/scores"


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    return Asked(make_project(quick_folder))


def written(desk: Asked, kind: str = "measures") -> str:
    path = desk.root / small_site.YEAR / f"{kind}.yml"
    return path.read_text(encoding="utf-8")


def form(sheet: str, key: str, **fields: tuple[str, str]) -> dict[str, str]:
    """Return a form of one record: of each field what was shown and what was typed."""
    made = {"0.sheet": sheet, "0.key": key}
    for name, (was, typed) in fields.items():
        made |= {f"0.was.{name}": was, f"0.{name}": typed}
    return made


def remarks(answer: httpx.Response) -> list[str]:
    found = re.findall(r'<li class="remark.*?</b> (.*?)<br>', answer.text, re.DOTALL)
    return [one.strip() for one in found]


@pytest.mark.parametrize("area", [*AREAS, "measures/m1"])
def test_every_area_has_a_page(desk: Asked, area: str) -> None:
    answer = desk.get(f"{YEAR}/tables/{area}")
    assert answer.status_code == 200
    assert "None" not in answer.text


def test_the_name_of_an_area_keeps_its_capital_letters(desk: Asked) -> None:
    assert "<h1>แบบวัด EIT 2568</h1>" in desk.get(f"{YEAR}/tables/survey").text


@pytest.mark.parametrize("area", ["nothing", "measures/m9", "survey/m1"])
def test_what_is_not_there_is_not_found(desk: Asked, area: str) -> None:
    assert desk.get(f"{YEAR}/tables/{area}").status_code == 404


def test_a_field_changes_its_own_line_and_keeps_comments(desk: Asked) -> None:
    path = desk.root / small_site.YEAR / "measures.yml"
    before = written(desk).replace("  - id: m1\n", "  # ของปลัด\n  - id: m1\n")
    path.write_text(before, encoding="utf-8")
    sent = form("measures", "m1", title=("สื่อสารให้ทั่วถึง", "สื่อสารทุกช่องทาง"))
    assert desk.post(f"{MEASURES}/m1", sent).status_code == 303
    assert written(desk) == before.replace("สื่อสารให้ทั่วถึง", "สื่อสารทุกช่องทาง")
    desk.post("/undo", {"there": "/"})
    assert written(desk) == before


@pytest.mark.parametrize(
    ("field", "typed", "line"),
    [
        ("schedule.text", "ต.ค. - ก.ย.", "text: ต.ค. - ก.ย."),
        ("units", "งานการเจ้าหน้าที่", "unit: staff"),
        ("units", "งานการเจ้าหน้าที", "unit: staff"),
        ("topic", "๑ กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ", "topic: 1"),
        ("expected", "หนึ่ง\r\nสอง", "expected:\n      - หนึ่ง\n      - สอง"),
    ],
)
def test_words_are_read_as_in_the_workbook(
    desk: Asked, field: str, typed: str, line: str
) -> None:
    was = {"units": "สำนักปลัด | clerk", "topic": "1"}.get(field, "")
    answer = desk.post(
        f"{MEASURES}/m1", form("measures", "m1", **{field: (was, typed)})
    )
    assert answer.status_code in {200, 303}, remarks(answer)
    assert line in written(desk)


def test_what_is_not_read_letter_by_letter_is_told(desk: Asked) -> None:
    sent = form("measures", "m1", units=("สำนักปลัด | clerk", "กองช่าง"))
    answer = desk.post(f"{MEASURES}/m1", sent)
    assert (
        "“ผู้รับผิดชอบ” ไม่มีส่วนงานชื่อ “กองช่าง” จึงเก็บเป็นข้อความ ไม่ขึ้นในงานของส่วนงานใด "
        "ถ้าเป็นส่วนงานของท่าน เลือกชื่อจากรายการ" in answer.text
    )
    assert "- text: กองช่าง\n" in written(desk)


def test_something_is_added_to_a_list_without_typing(desk: Asked) -> None:
    sent = form("measures", "m1", units=("สำนักปลัด | clerk", "สำนักปลัด"))
    sent["0.add.units"] = "งานการเจ้าหน้าที่"
    assert desk.post(f"{MEASURES}/m1", sent).status_code == 303
    assert "unit: clerk\n      - text: งานการเจ้าหน้าที่\n        unit: staff" in written(
        desk
    )


@pytest.mark.parametrize(
    ("sheet", "key", "field", "typed", "told"),
    [
        (
            "measures", "m1", "schedule.from", "31/2/2568",
            "“ระยะเวลาดำเนินการ: ตั้งแต่”: อ่านวันที่ “31/2/2568” ไม่ได้ พิมพ์ เช่น 31/3/2568",
        ),
        (
            "results", "m1|r1", "status", "เสร็จ",
            "“สถานะ”: “เสร็จ” ไม่มีในรายการ เลือกหนึ่งในนี้: แล้วเสร็จ / กำลังดำเนินการ / ยังไม่เริ่ม",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_next_to_its_field_and_kept_on_the_page(
    desk: Asked, sheet: str, key: str, field: str, typed: str, told: str
) -> None:
    before = desk.files()
    answer = desk.post(f"{MEASURES}/m1", form(sheet, key, **{field: ("", typed)}))
    assert answer.status_code == 422
    assert told in remarks(answer)
    assert typed in answer.text
    assert desk.files() == before


def test_a_clash_shows_three_values_and_saves_nothing(desk: Asked) -> None:
    before = desk.files()
    sent = form("measures", "m1", title=("ชื่อเก่า", "ชื่อของฉัน"))
    answer = desk.post(f"{MEASURES}/m1", sent)
    assert answer.status_code == 409
    for value in ("ชื่อเก่า", "สื่อสารให้ทั่วถึง", "ชื่อของฉัน"):
        assert f"<td>{value}</td>" in answer.text
    assert desk.files() == before


def test_what_others_wrote_in_other_fields_stays(desk: Asked) -> None:
    sent = form("measures", "m1", title=("ชื่อเก่า", "ชื่อเก่า"), budget=("", "ไม่ใช้งบประมาณ"))
    assert desk.post(f"{MEASURES}/m1", sent).status_code == 303
    assert "title: สื่อสารให้ทั่วถึง" in written(desk)
    assert "budget: ไม่ใช้งบประมาณ" in written(desk)


def test_records_are_added_with_ids_of_the_program(desk: Asked) -> None:
    assert (
        desk.post(
            MEASURES,
            form("measures", "", title=("", "เปิดเผยงบประมาณ"), topic=("", "5")),
        ).status_code
        == 303
    )
    assert "  - id: m2\n    title: เปิดเผยงบประมาณ\n    topic: 5\n" in written(desk)
    sent = form("steps", "m2|", text=("", "ตั้งคณะทำงาน"))
    assert desk.post(f"{MEASURES}/m2", sent).status_code == 303
    assert "    steps:\n      - id: m2-step-1\n        text: ตั้งคณะทำงาน\n" in written(
        desk
    )
    sent = form(
        "results", "|", measure=("", "m2"), status=("", "done"), summary=("", "ตั้งแล้ว")
    )
    assert desk.post(f"{YEAR}/tables/results", sent).status_code == 303
    assert "status: done\n        summary: ตั้งแล้ว\n" in written(desk)


@pytest.mark.slow
def test_a_record_is_removed_and_comes_back(desk: Asked) -> None:
    before = written(desk)
    sent = {**form("steps", "m1|s1", text=("จัดทำ", "จัดทำ")), "remove": "0"}
    answer = desk.post(f"{MEASURES}/m1", sent)
    assert answer.status_code == 422
    sent = {**form("outcomes", "m1|", text=("", "ดีขึ้น"))}
    assert desk.post(f"{MEASURES}/m1", sent).status_code == 303
    sent = {**form("outcomes", "m1|1", text=("ดีขึ้น", "ดีขึ้น"), scores=("", ""))}
    assert "outcomes" in written(desk)
    assert desk.post(f"{MEASURES}/m1", {**sent, "remove": "0"}).status_code == 303
    assert written(desk) == before


def test_what_changed_since_it_was_shown_is_not_removed(desk: Asked) -> None:
    sent = form("analysis", "a1", kind=("urgent", "urgent"), text=("เดิม", "เดิม"))
    answer = desk.post(f"{YEAR}/tables/analysis", {**sent, "remove": "0"})
    assert answer.status_code == 409
    assert "ควรปรับปรุง" in written(desk)


def test_scores_are_typed_with_thai_digits_and_shown_with_two_decimals(
    desk: Asked,
) -> None:
    sent = {
        **form("scores", "IIT|", score=("90", "๙๑.๕๐")),
        "1.sheet": "scores", "1.key": "EIT|", "1.was.score": "", "1.score": "๘๘.๒๕",
        "2.sheet": "scores", "2.key": "e1|public",
        "2.was.score": "80", "2.score": "80.00",
    }  # fmt: skip
    assert desk.post(SCORES, sent).status_code == 303
    assert (
        "  - code: IIT\n    score: 91.50\n  - code: EIT\n    score: 88.25\n"
        in written(desk, "scores")
    )
    assert "    part: public\n    score: 80\n" in written(desk, "scores")
    assert 'value="80.00"' in desk.get(SCORES).text


def test_an_emptied_score_goes_and_an_emptied_measure_is_asked_about(
    desk: Asked,
) -> None:
    assert (
        desk.post(SCORES, form("scores", "IIT|", score=("90", ""))).status_code == 303
    )
    assert "instruments" not in written(desk, "scores")
    before = desk.files()
    sent = form("analysis", "a1", kind=("urgent", ""), selection=("low", ""))
    sent |= {"0.text": "", "0.was.text": "ควรปรับปรุง"}
    assert alert(desk.post(f"{YEAR}/tables/analysis", sent)) == (
        "ยังไม่ได้บันทึก เพราะทุกช่องของรายการว่าง ถ้าต้องการลบ กด “ลบรายการนี้”"
    )
    assert desk.files() == before


def test_days_are_typed_as_people_write_them(desk: Asked) -> None:
    sent = form("results", "m1|r1", date=("", "๓๑ มี.ค. ๒๕๖๘"), status=("", "done"))
    assert desk.post(f"{MEASURES}/m1", sent).status_code == 303
    assert "status: done\n        date: 2568-03-31\n" in written(desk).replace(
        "        date: 2568-03-31\n        status: done\n",
        "        status: done\n        date: 2568-03-31\n",
    )
    assert 'value="31/3/2568"' in desk.get(f"{MEASURES}/m1").text


def test_a_file_that_is_not_there_yet_is_made(desk: Asked) -> None:
    (desk.root / small_site.YEAR / "survey.yml").unlink()
    link = "https://itas.nacc.go.th/go/eit/abcd"
    sent = form("survey", "", link=("", link), opens=("", "1/4/2568"))
    assert desk.post(f"{YEAR}/tables/survey", sent).status_code == 303
    assert written(desk, "survey").endswith(f"link: {link}\nopens: 2568-04-01\n")


def test_a_form_of_another_page_is_not_taken(desk: Asked) -> None:
    before = desk.files()
    answer = desk.post(f"{MEASURES}/m1", {**form("measures", "m1"), "token": "x"})
    assert answer.status_code == 403
    assert desk.files() == before


def test_the_board_tells_what_there_is_and_what_to_do(desk: Asked) -> None:
    page = desk.get(f"{YEAR}/").text
    cards = page[page.index('id="year-tables"') :]
    texts = [
        " ".join(re.sub("<[^>]+>", " ", one).split())
        for one in re.findall(r'<li class="card.*?</li>', cards, re.DOTALL)
    ][:6]
    assert [one.split(" ", 1)[0] for one in texts] == [
        "มาตรการ", "ผลการดำเนินการ", "ผลคะแนน",
        "การวิเคราะห์ผลคะแนน", "แบบวัด", "หนังสือราชการ",
    ]  # fmt: skip
    assert "คะแนนรวม 93.78 ผ่านดี" in texts[2]
    assert all("ครบ" not in one for one in texts)


def test_a_broken_file_is_told_and_left(desk: Asked) -> None:
    path = desk.root / small_site.YEAR / "measures.yml"
    path.write_text("measures: [", encoding="utf-8")
    before = desk.files()
    answer = desk.post(MEASURES, form("measures", "", title=("", "ใหม่")))
    assert alert(answer).startswith("ยังไม่ได้บันทึก เพราะไฟล์ข้อมูลของปีนี้มีที่ผิดอยู่ก่อน")
    assert desk.files() == before
