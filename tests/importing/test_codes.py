"""Codes as scanned documents print them; what is not sure says so."""

import pytest

from each import each
from prongsai.importing.understand.codes import CodeReader, likeness
from prongsai.loading.catalogues import catalogue

FIRST = "การปฏิบัติงานหรือให้บริการของเจ้าหน้าที่ในหน่วยงานของท่านเป็นไปตามขั้นตอนและระยะเวลา"
PERSONAL = "ผู้บังคับบัญชาในหน่วยงานของท่าน มีการสั่งให้เจ้าหน้าที่ทำธุระส่วนตัวของผู้บังคับบัญชา"
EXECUTIVE = "ผู้บริหารสูงสุดของหน่วยงานของท่าน ให้ความสำคัญกับการแก้ไขปัญหาการทุจริตและประพฤติมิชอบ"


@pytest.fixture(scope="module")
def codes() -> CodeReader:
    return CodeReader(catalogue(2567))


@each(
    ("text", "code", "rest"),
    [
        ("O11 คู่มือ", "O11", "คู่มือ"),
        ("o11 คู่มือ", "O11", "คู่มือ"),
        ("O 11 คู่มือ", "O11", "คู่มือ"),
        ("011 คู่มือ", "O11", "คู่มือ"),
        ("๐๑๑คู่มือ", "O11", "คู่มือ"),
        ("๐๖ Q&A", "O6", "Q&A"),
        ("E๖ ข้อความ", "e6", "ข้อความ"),
        ("e9ข้อความ", "e9", "ข้อความ"),
        ("i๑๒ ข้อความ", "i12", "ข้อความ"),
        ("I2 ข้อความ", "i2", "ข้อความ"),
    ],
)
def test_a_letter_or_the_zero_for_o_is_sure(
    text: str, code: str, rest: str, codes: CodeReader
) -> None:
    reading = codes.read(text)
    assert reading is not None
    assert (reading.code, reading.sure, reading.rest) == (code, True, rest)


@each(
    ("text", "code", "why"),
    [
        (f"๖๗ {PERSONAL}", "i7", "text-confirms"),
        (f"๑๑๓ {EXECUTIVE}", "i13", "text-confirms"),
        (f"๑ {FIRST}", "i1", "text-confirms"),
        (f"ข้อ ๑ {FIRST}", "i1", "text-confirms"),
        (f"๒ {FIRST}", "i1", "text-says"),
        (f"1๑ {FIRST}", "i1", "text-confirms"),
    ],
)
def test_the_text_of_the_question_settles_a_number_as_a_guess(
    text: str, code: str, why: str, codes: CodeReader
) -> None:
    reading = codes.read(text)
    assert reading is not None
    assert (reading.code, reading.sure, reading.guessed) == (code, False, why)


def test_one_for_i_is_sure_in_a_table_of_the_iit(codes: CodeReader) -> None:
    reading = codes.read("1๑ อะไรก็ตาม", "IIT")
    assert reading is not None
    assert (reading.code, reading.sure) == ("i1", True)


@each("text", ["๒๐ ข้อความที่ไม่มีในปีใด", "๖๗ ถึง กันยายน", "๕ เรื่อง"])
def test_what_neither_text_nor_table_settles_stays_open(
    text: str, codes: CodeReader
) -> None:
    reading = codes.read(text)
    assert reading is not None
    assert (reading.code, reading.open) == ("", "code-open")


def test_the_table_settles_where_the_wording_is_not_known() -> None:
    reading = CodeReader(catalogue(2566)).read("๒๐ ข้อความ", "IIT")
    assert reading is not None
    assert (reading.code, reading.guessed) == ("i20", "heading-says")


def test_a_code_that_the_year_does_not_have_stays_open(codes: CodeReader) -> None:
    reading = codes.read("O42 มาตรการ")
    assert reading is not None
    assert (reading.code, reading.open) == ("", "code-not-of-year")


@each(
    "text",
    [
        "",
        "๐",
        "๐.๕ คะแนน",
        "100",
        "๑. จัดทำ",
        "๑) จัดทำ",
        "๙๓.๘๘",
        "๒๕๖๖ เป็นปี",
        "ก. ข้อแรก",
        "Internet",
        "eMENSCR",
        "OIT",
        "๘๕ คะแนน",
    ],
)
def test_other_beginnings_are_no_codes(text: str, codes: CodeReader) -> None:
    assert codes.read(text) is None


def test_a_text_that_is_another_codes_is_a_conflict(codes: CodeReader) -> None:
    title = "ประกาศเจตนารมณ์นโยบาย No Gift Policy จากการปฏิบัติหน้าที่"
    reading = codes.read(f"O1 {title}")
    assert reading is not None
    assert (reading.code, reading.sure, reading.conflict) == ("O1", True, "O26")


def test_names_of_indicators_and_items_are_codes(codes: CodeReader) -> None:
    assert codes.named("การปฏิบัติหน้าที่") == "1"
    assert codes.named("ตัวชี้วัด การปรับปรุง การทำงาน") == "8"
    assert codes.named("ข้อมูลผู้บริหาร") == "O2"
    assert codes.named("อะไรก็ตาม") == ""


def test_likeness_is_how_much_of_one_stands_in_the_other() -> None:
    assert likeness("รายงานผล", "เจ้าหน้าที่รายงานผลแล้ว") == 1
    assert likeness("รายงานผล", "ตั้งกล่อง") == 0
