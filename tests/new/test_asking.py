"""The questions on the terminal are asked again, in Thai, until they are answered."""

from click.testing import CliRunner

from prongsai.cli.asking import ask
from prongsai.model.agency import AgencyKind
from prongsai.model.site import Mode
from prongsai.new import Answers

TYPED = (
    ("  ", "เทศบาลตำบลหนองบัว"),
    ("x", "99", "๓"),
    ("", "นครสวรรค์"),
    ("",),
    ("ปี", "2599", "๒๕๗๐"),
    ("3", ""),
    ("9", "ban-rai", "nong-bua"),
)
SAID = [
    "โปรดพิมพ์ “ชื่อหน่วยงาน” ข้อนี้เว้นว่างไม่ได้",
    "ไม่มีเลข “x” ให้เลือก พิมพ์เลข 1 ถึง 10",
    "ไม่มีเลข “99” ให้เลือก พิมพ์เลข 1 ถึง 10",
    "โปรดพิมพ์ “จังหวัด” ข้อนี้เว้นว่างไม่ได้",
    "เริ่มด้วยปีงบประมาณ “ปี” ไม่ได้ พิมพ์ปี พ.ศ. สี่หลัก ปีที่กำลังดำเนินอยู่คือ 2570",
    "เริ่มด้วยปีงบประมาณ “2599” ไม่ได้ พิมพ์ปี พ.ศ. สี่หลัก ปีที่กำลังดำเนินอยู่คือ 2570",
    "ไม่มีเลข “3” ให้เลือก พิมพ์เลข 1 ถึง 2",
    (
        "“9” ใช้เป็น “ชื่อภาษาอังกฤษในที่อยู่เว็บ” ไม่ได้ ใช้ a–z ตัวเล็ก ตัวเลข และขีด ขึ้นต้นด้วยตัวอักษร"
        " และไม่ใช่ search, data, assets, accessibility, provinces หรือ internal"
    ),
    "มีหน่วยงานที่ใช้ชื่อ “ban-rai” อยู่แล้ว ใช้ชื่ออื่น",
]


def test_what_cannot_be_used_is_told_and_asked_again() -> None:
    lines = [line for answers in TYPED for line in answers]
    with CliRunner().isolation(input="\n".join([*lines, ""])) as (out, _, _):
        answered = ask(2570, "th", taken={"ban-rai"})
    assert answered == Answers(
        name="เทศบาลตำบลหนองบัว",
        kind=AgencyKind.SUBDISTRICT_MUNICIPALITY,
        province="นครสวรรค์",
        district="",
        year=2570,
        site=Mode.AGENCY,
        folder="nong-bua",
    )
    printed = out.getvalue().decode().splitlines()
    assert [line for line in printed if line in SAID] == SAID
    assert "Error" not in out.getvalue().decode()
