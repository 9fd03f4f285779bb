"""The agency, its contacts and units and the site's name are sheets too."""

from pathlib import Path

import pytest

from workbook_project import AGENCY, Hands, export, import_, project

pytestmark = pytest.mark.slow

AGENCY_FILE = "content/agencies/thot/agency.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path)


def test_a_moved_telephone_a_new_unit_and_the_sites_name(root: Path) -> None:
    hands = Hands(export(root))
    hands.put("agency", (), name="เทศบาลตำบลใหม่", kind="เทศบาลเมือง")
    hands.put("contacts", (), kind="โทรศัพท์", text="0 3811 1111")
    hands.put("units", (), name="งานพัสดุ", parent="กองคลัง")
    hands.put("executives", (), post="ปลัดเทศบาล", term_from="1/10/2567")
    hands.put("channels", (), title="แจ้งเรื่องทุจริต", corruption="ใช่")
    hands.put("site", (), title="ข้อมูลเปิดเผยของเทศบาลตำบลใหม่")
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    text = (root / AGENCY_FILE).read_text(encoding="utf-8")
    assert text.startswith(
        "name: เทศบาลตำบลใหม่\nkind: town-municipality\nprovince: จังหวัดทดสอบ\n"
    )
    assert "  - id: unit-4\n    name: งานพัสดุ\n    parent: finance\n" in text
    assert "contacts:\n  - kind: phone\n    text: 0 3811 1111\n" in text
    assert "    term_from: 2567-10-01\n" in text
    assert "    corruption: true\n" in text
    site = (root / "content/site.yml").read_text(encoding="utf-8")
    assert site == "version: 1\ntitle: ข้อมูลเปิดเผยของเทศบาลตำบลใหม่\n"
    assert import_(root, export(root, "again.xlsx")).output == "ไม่มีอะไรเปลี่ยน\n"


def test_a_unit_workbook_leaves_the_agency_alone(root: Path) -> None:
    hands = Hands(export(root, "unit.xlsx", "--unit", "กองคลัง"))
    assert not {"หน่วยงาน", "เว็บไซต์", "ส่วนงาน"} & set(hands.book.sheetnames)
    assert import_(root, hands.file).exit_code == 0
    assert (root / AGENCY_FILE).read_text(encoding="utf-8") == AGENCY


def test_the_report_names_records_and_values_as_the_sheets_do(root: Path) -> None:
    hands = Hands(export(root))
    hands.put("disclosures", ("O3",), owner="กองคลัง", due="31 มีนาคม 2568")
    hands.put("measures", ("m-09",), schedule__repeats="ทุกไตรมาส")
    row = hands.row("units")
    hands.put("units", (), name="งานพัสดุ", parent="กองคลัง")
    done = import_(root, hands.save())
    at = hands.row("disclosures", "O3")
    assert done.output == (
        "เปลี่ยน 3 ช่อง\n"
        "แผ่นงาน “มาตรการ” ช่อง J3 ระยะเวลาดำเนินการ: ทำซ้ำ: (ว่าง) → ทุกไตรมาส\n"
        f"แผ่นงาน “ข้อ OIT” ช่อง H{at} หน่วยที่รับผิดชอบ: สำนักปลัด → กองคลัง\n"
        f"แผ่นงาน “ข้อ OIT” ช่อง I{at} กำหนดเสร็จภายใน: (ว่าง) → 31 มี.ค. 2568\n"
        "เพิ่ม 1 แถว\n"
        f"แผ่นงาน “ส่วนงาน” ช่อง B{row} แถวใหม่ งานพัสดุ\n"
        "เขียนไฟล์แล้ว: content/agencies/thot/2568/disclosures.yml\n"
        "เขียนไฟล์แล้ว: content/agencies/thot/2568/measures.yml\n"
        f"เขียนไฟล์แล้ว: {AGENCY_FILE}\n"
    )


def test_a_value_that_is_wrong_has_no_word_of_the_files(root: Path) -> None:
    hands = Hands(export(root))
    hands.put("evidence", (), code="O4", title="ลิงก์", url="ไม่ใช่ลิงก์")
    hands.put("contacts", (), text="ไม่มีชนิด")
    done = import_(root, hands.save())
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert lines[0] == "มีค่าที่ใช้ไม่ได้ 2 จุด จึงยังไม่ได้เขียนอะไร"
    assert all(line.startswith("แผ่นงาน “") for line in lines[1:])
    for word in ("url", "kind", "contacts", "text:"):
        assert word not in done.output
