"""Five answers in a file become an agency, or all their mistakes are reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from each import each
from prongsai.model.agency import AgencyKind
from prongsai.model.site import Mode
from prongsai.new import Answers, AnswersError, read_answers
from prongsai.new.answers import kinds

RUNNING = 2570
THAI = """\
ชื่อหน่วยงาน: องค์การบริหารส่วนตำบลบ้านไร่
ประเภท: องค์การบริหารส่วนตำบล
จังหวัด: น่าน
อำเภอหรือเขต: ปัว
ปีงบประมาณ: ๒๕๗๐
เว็บไซต์ของ: หลายหน่วยงาน
ชื่อภาษาอังกฤษในที่อยู่เว็บ: ban-rai
"""
ENGLISH = """\
name: องค์การบริหารส่วนตำบลบ้านไร่
kind: subdistrict-organisation
province: น่าน
district: ปัว
year: 2570
site: hub
folder: ban-rai
"""


def read(text: str) -> Answers:
    return read_answers(text.encode(), RUNNING)


def wrong(text: str, language: str = "th") -> list[str]:
    with pytest.raises(AnswersError) as error:
        read(text)
    return list(error.value.lines(language))


def test_answers_in_thai_and_in_english_are_the_same() -> None:
    assert (
        read(THAI)
        == read(ENGLISH)
        == Answers(
            name="องค์การบริหารส่วนตำบลบ้านไร่",
            kind=AgencyKind.SUBDISTRICT_ORGANISATION,
            province="น่าน",
            district="ปัว",
            year=2570,
            site=Mode.HUB,
            folder="ban-rai",
        )
    )


def test_what_is_left_out_is_the_running_year_and_a_site_of_one_agency() -> None:
    made = read("name: ก\nkind: เทศบาลเมือง\nprovince: ข\n")
    assert (made.year, made.site, made.folder, made.district) == (
        2570,
        Mode.AGENCY,
        "town-municipality",
        "",
    )


NAMES = {
    "องค์การบริหารส่วนตำบลแม่ใส": ("องค์การบริหารส่วนตำบล", "mae-sai"),
    "อบต. แม่ใส": ("องค์การบริหารส่วนตำบล", "mae-sai"),
    "เทศบาลตำบลโพหัก อำเภอบางแพ จังหวัดราชบุรี": ("เทศบาลตำบล", "pho-hak"),
    "เทศบาลตำบลเมืองปัว": ("เทศบาลตำบล", "mueang-pua"),
    "เทศบาลเมืองปากน้ำ": ("เทศบาลเมือง", "paknam"),
    "องค์การบริหารส่วนจังหวัดอุบลราชธานี": ("องค์การบริหารส่วนจังหวัด", "ubon-ratchathani"),
    "เทศบาลตำบลตัวอย่าง": ("เทศบาลตำบล", "subdistrict-municipality"),
    "มหาวิทยาลัยเชียงใหม่": ("สถาบันอุดมศึกษา", "university"),
}


@each("name", NAMES)
def test_the_folder_is_named_after_the_place_as_the_state_spells_it(name: str) -> None:
    kind, folder = NAMES[name]
    made = read(f"name: {name}\nkind: {kind}\nprovince: สมุทรปราการ\n")
    assert made.folder == folder


def test_of_two_spellings_of_a_name_that_of_its_province_is_taken() -> None:
    text = "name: อบต.ปากน้ำ\nkind: องค์การบริหารส่วนตำบล\nprovince: {}\n"
    folders = [read(text.format(one)).folder for one in ("สมุทรปราการ", "จังหวัดระยอง")]
    assert folders == ["paknam", "pak-nam"]


def test_a_name_that_another_agency_has_is_told_apart_by_kind_and_district() -> None:
    text = THAI.partition("ชื่อภาษา")[0].encode()
    taken = list[str]()
    for _ in range(4):
        taken.append(read_answers(text, RUNNING, taken).folder)
    assert taken == ["ban-rai", "tambon-ban-rai", "ban-rai-pua", "tambon-ban-rai-pua"]
    with pytest.raises(AnswersError):
        read_answers(text, RUNNING, taken)


def test_all_that_is_wrong_is_told_at_once() -> None:
    text = """\
ชื่อ: ก
ประเภท: อำเภอ
ปีงบประมาณ: 2027
เว็บไซต์ของ: ทุกคน
ชื่อภาษาอังกฤษในที่อยู่เว็บ: บ้านไร่
"""
    assert wrong(text) == [
        "ไม่รู้จักหัวข้อ “ชื่อ” ลบบรรทัดนี้ หรือแก้ชื่อหัวข้อให้ตรงกับแบบ",
        "ยังไม่ได้ตอบ “ชื่อหน่วยงาน” พิมพ์คำตอบหลังเครื่องหมาย :",
        "ยังไม่ได้ตอบ “จังหวัด” พิมพ์คำตอบหลังเครื่องหมาย :",
        (
            "ไม่รู้จักประเภท “อำเภอ” เลือกหนึ่งคำ: เทศบาลนคร, เทศบาลเมือง, เทศบาลตำบล, "
            "องค์การบริหารส่วนตำบล, องค์การบริหารส่วนจังหวัด, องค์กรปกครองส่วนท้องถิ่นรูปแบบพิเศษ, "
            "จังหวัด, ส่วนราชการส่วนกลาง, สถาบันอุดมศึกษา, หน่วยงานอื่น"
        ),
        "ไม่รู้จัก “ทุกคน” เลือกหนึ่งคำ: หน่วยงานเดียว, หลายหน่วยงาน",
        "เริ่มด้วยปีงบประมาณ “2027” ไม่ได้ พิมพ์ปี พ.ศ. สี่หลัก ปีที่กำลังดำเนินอยู่คือ 2570",
        (
            "“บ้านไร่” ใช้เป็น “ชื่อภาษาอังกฤษในที่อยู่เว็บ” ไม่ได้ ใช้ a–z ตัวเล็ก ตัวเลข และขีด "
            "ขึ้นต้นด้วยตัวอักษร และไม่ใช่ search, data, assets, accessibility, "
            "provinces หรือ internal"
        ),
    ]


def test_a_file_that_cannot_be_read_names_its_line() -> None:
    [line] = wrong("name: ก\nkind: [ก\n")
    assert line.startswith("บรรทัด ")
    assert " → " in line


def test_a_site_of_many_needs_a_name_for_addresses() -> None:
    text = "name: ก\nkind: other\nprovince: ข\nsite: hub\n"
    [line] = wrong(text, "en")
    assert line == (
        "the name of this agency in Latin letters is not known, and a site of many "
        "agencies needs “name in addresses”: lower-case letters, digits and hyphens"
    )


@given(st.text(max_size=200))
@pytest.mark.slow
def test_any_text_that_is_no_answers_is_refused_in_words(text: str) -> None:
    with pytest.raises(AnswersError) as error:
        read_answers(text.encode("utf-8", "surrogatepass"), RUNNING)
    assert list(error.value.lines("th"))
    assert list(error.value.lines("en"))


@each("kind", kinds("th"))
def test_every_kind_has_a_folder_where_none_was_given(kind: str) -> None:
    assert read(f"name: ก\nkind: {kind}\nprovince: ข\n").folder
