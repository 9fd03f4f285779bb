"""What a column is: asked with its first values, answered once."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from office_files import files, site
from prongsai.cli import cli
from prongsai.importing.answers import choices
from prongsai.yaml.reader import read_yaml

PLAN = (
    "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568\n"
    "มาตรการ\tขั้นตอน\tสิ่งที่อยากเห็น\n"
    "จัดทำคู่มือ\tร่างคู่มือ\tทุกกองมีคู่มือ\n"
    "เปิดช่องทางร้องเรียน\tตั้งตู้\tตอบใน 7 วัน\n"
    "อบรมบุคลากร\tจัดอบรม\tอบรมครบทุกคน\n"
    "ประกาศนโยบาย\tลงนาม\tทุกคนทราบ\n"
)
ANSWER = ("--column", "สิ่งที่อยากเห็น=เป้าหมายของมาตรการ")


class Office:
    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, site(root)

    def bring(self, text: str, *more: str, name: str = "plan.txt") -> Result:
        path = self.root / name
        path.write_text(text, "utf-8")
        args = ["import", str(path), "-C", str(self.root), "--year", "2568", *more]
        return CliRunner().invoke(cli, args, catch_exceptions=False)

    def measures(self) -> list[dict[str, Any]]:
        path = self.folder / "2568" / "measures.yml"
        tree = read_yaml(path.read_bytes(), "").tree
        assert isinstance(tree, dict)
        return tree["measures"]  # type: ignore[return-value]  # a file of measures


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_a_column_that_is_not_known_is_asked_about_with_its_first_three_values(
    office: Office,
) -> None:
    lines = office.bring(PLAN).output.splitlines()
    at = lines.index("ไม่แน่ใจว่าคอลัมน์ต่อไปนี้คืออะไร (1)")
    assert lines[at + 1 : at + 3] == [
        (
            "  คอลัมน์ที่ 3 “สิ่งที่อยากเห็น” คืออะไร ค่าแรก ๆ: «ทุกกองมีคู่มือ» · «ตอบใน 7 วัน» · "
            "«อบรมครบทุกคน» (ตอนนี้ยังไม่ได้จัดเข้าหัวข้อ)"
        ),
        (
            '  ตอบครั้งเดียวโดยนำเข้าอีกครั้งพร้อม --column "หัวตาราง=คำตอบ" '
            f"โปรแกรมจะจำไว้กับเอกสารนี้ คำตอบที่ใช้ได้: {', '.join(choices())}"
        ),
    ]


@pytest.mark.parametrize("field", ["expected", "เป้าหมายของมาตรการ", "ผลที่คาดว่าจะได้รับ"])
def test_an_answer_fills_the_field_and_nothing_is_asked_again(
    office: Office, field: str
) -> None:
    office.bring(PLAN)
    result = office.bring(PLAN, "--column", f"สิ่งที่อยากเห็น={field}")
    assert "คืออะไร" not in result.output
    assert [one["expected"] for one in office.measures()] == [
        ["ทุกกองมีคู่มือ"],
        ["ตอบใน 7 วัน"],
        ["อบรมครบทุกคน"],
        ["ทุกคนทราบ"],
    ]


def test_the_answer_holds_for_the_document_and_for_its_next_version(
    office: Office,
) -> None:
    office.bring(PLAN, *ANSWER)
    before = files(office.folder)
    assert "คืออะไร" not in office.bring(PLAN).output
    assert files(office.folder) == before
    result = office.bring(PLAN.replace("ทุกคนทราบ", "ติดประกาศทุกกอง"), name="แก้แล้ว.txt")
    assert "คืออะไร" not in result.output
    assert office.measures()[3]["expected"] == ["ติดประกาศทุกกอง"]


def test_a_column_that_is_of_no_use_is_not_asked_about_again(office: Office) -> None:
    office.bring(PLAN, "--column", "สิ่งที่อยากเห็น=ไม่ใช้")
    assert "คืออะไร" not in office.bring(PLAN).output
    assert "expected" not in office.measures()[0]


def test_an_answer_that_is_no_field_names_those_that_are(office: Office) -> None:
    result = office.bring(PLAN, "--column", "สิ่งที่อยากเห็น=อะไรสักอย่าง")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        f"ไม่รู้จักคำตอบ “อะไรสักอย่าง” เลือกหนึ่งในนี้: {', '.join(choices())}"
    ]


def test_an_answer_without_a_header_shows_how_one_is_written(office: Office) -> None:
    result = office.bring(PLAN, "--column", "เป้าหมาย")
    assert result.output.splitlines() == [
        (
            "ไม่เข้าใจ --column เป้าหมาย ให้พิมพ์หัวตาราง ตามด้วย = และสิ่งที่คอลัมน์นั้นเป็น "
            'เช่น --column "เป้าหมาย=ผลที่คาดว่าจะได้รับ"'
        )
    ]


def test_a_table_that_is_not_understood_is_refused_with_its_line(
    office: Office,
) -> None:
    result = office.bring("สี\tขนาด\tขั้นตอน\nแดง\t1\tร่าง\n")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        (
            "plan.txt: อ่านตารางไม่ได้ ใกล้เคียงหัวตารางที่สุดคือตาราง 1 แถว 1: "
            "รู้จัก «ขั้นตอน» ไม่รู้จัก «สี | ขนาด» ถ้ารู้จักทุกหัวแล้ว แปลว่าไม่พบแถวใต้หัวตารางที่อ่านได้ "
            'บอกว่าคอลัมน์คืออะไรโดยเติม เช่น --column "หัวตาราง=ขั้นตอน"'
        )
    ]


def test_the_agency_and_the_year_are_asked_only_where_there_are_several(
    office: Office,
) -> None:
    path = office.root / "plan.txt"
    path.write_text(PLAN, "utf-8")
    args = ["import", str(path), "-C", str(office.root)]
    none_yet = CliRunner().invoke(cli, args)
    assert none_yet.exit_code == 2
    assert "โปรดบอกว่าเอกสารเป็นของปีงบประมาณใด" in none_yet.output
    office.bring(PLAN)
    assert CliRunner().invoke(cli, args).exit_code == 0
    site(office.root / "other", "second")
    (office.root / "content" / "agencies" / "second").mkdir()
    (office.root / "content" / "agencies" / "second" / "agency.yml").write_text(
        "", "utf-8"
    )
    assert "มีหลายหน่วยงาน" in CliRunner().invoke(cli, args).output


def test_the_fiscal_year_is_not_a_budget(office: Office) -> None:
    plan = PLAN.replace("สิ่งที่อยากเห็น", "ปีงบประมาณ")
    office.bring(plan)
    assert "budget" not in office.measures()[0]
    office.bring(plan.replace("\tปีงบประมาณ", "\tงบประมาณ (บาท)"), name="other.txt")
    assert office.measures()[0]["budget"] == "ทุกกองมีคู่มือ"


NAMELESS = PLAN.replace("สิ่งที่อยากเห็น", "")


def test_a_column_without_a_header_is_asked_about_by_its_number(office: Office) -> None:
    lines = office.bring(NAMELESS).output.splitlines()
    at = lines.index("ไม่แน่ใจว่าคอลัมน์ต่อไปนี้คืออะไร (1)")
    assert lines[at + 1] == (
        "  คอลัมน์ที่ 3 (ไม่มีหัว) คืออะไร ค่าแรก ๆ: «ทุกกองมีคู่มือ» · «ตอบใน 7 วัน» · «อบรมครบทุกคน» "
        '(ตอนนี้ยังไม่ได้จัดเข้าหัวข้อ) ตอบด้วยเลขคอลัมน์ เช่น --column "3=ขั้นตอน"'
    )


@pytest.mark.parametrize("number", ["3", "๓", "คอลัมน์ที่ 3", "คอลัมน์ที่ 3 (ไม่มีหัว)", "ช่อง 3"])
@pytest.mark.parametrize("field", ["expected", "ผลที่คาดว่าจะได้รับ"])
def test_its_number_answers_it_from_then_on(
    office: Office, number: str, field: str
) -> None:
    result = office.bring(NAMELESS, "--column", f"{number}={field}")
    assert "คืออะไร" not in result.output
    assert office.measures()[1]["expected"] == ["ตอบใน 7 วัน"]
    before = files(office.folder)
    assert "คืออะไร" not in office.bring(NAMELESS).output
    assert files(office.folder) == before


def test_a_column_of_figures_without_a_header_is_told_as_taken_for_scores(
    office: Office,
) -> None:
    table = "ที่\tตัวชี้วัด\t\n1\tการปฏิบัติหน้าที่\t91.27\n2\tการใช้งบประมาณ\t80.64\n"
    lines = office.bring(table).output.splitlines()
    assert (
        "  คอลัมน์ที่ 3 (ไม่มีหัว) คืออะไร ค่าแรก ๆ: «91.27» · «80.64» (ตอนนี้ถือเป็น “คะแนน”) "
        'ตอบด้วยเลขคอลัมน์ เช่น --column "3=ขั้นตอน"'
    ) in lines
    lines = office.bring(table, "--column", "3=ไม่ใช้").output.splitlines()
    assert not any("คืออะไร" in line for line in lines)


def test_a_goal_beside_measures_is_asked_about_with_its_values(office: Office) -> None:
    plan = PLAN.replace("สิ่งที่อยากเห็น", "ตัวชี้วัด")
    lines = office.bring(plan).output.splitlines()
    assert (
        "  คอลัมน์ที่ 3 “ตัวชี้วัด” คืออะไร ค่าแรก ๆ: «ทุกกองมีคู่มือ» · «ตอบใน 7 วัน» · "
        "«อบรมครบทุกคน» (ตอนนี้ถือเป็น “ผลที่คาดว่าจะได้รับ”)"
    ) in lines


@pytest.mark.parametrize("header", ["สิ่งที่ไม่มี", "9", "จัดทำ"])
def test_an_answer_for_no_column_is_told_with_the_columns_that_exist(
    office: Office, header: str
) -> None:
    before = files(office.folder)
    result = office.bring(PLAN, "--column", f"{header}=ขั้นตอน")
    asked = "คอลัมน์ที่ 9" if header == "9" else header
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        (
            f"เอกสารที่นำเข้าไม่มีคอลัมน์ “{asked}” จึงยังไม่ได้นำเข้า คอลัมน์ที่มีคือ “มาตรการ” “ขั้นตอน” "
            "“สิ่งที่อยากเห็น” ให้พิมพ์หัวตารางตามนี้ หรือใช้เลขคอลัมน์"
        )
    ]
    assert files(office.folder) == before


def test_a_column_with_a_header_is_answered_by_its_number_too(office: Office) -> None:
    result = office.bring(PLAN, "--column", "3=ผลที่คาดว่าจะได้รับ")
    assert "คืออะไร" not in result.output
    assert office.measures()[0]["expected"] == ["ทุกกองมีคู่มือ"]


def test_content_that_is_wrong_before_an_import_is_named_as_an_office_knows_it(
    office: Office,
) -> None:
    office.bring(PLAN)
    path = office.folder / "2568" / "measures.yml"
    path.write_text("measures:\n  - id: m01\n    budget: [1\n", "utf-8")
    before = files(office.folder)
    result = office.bring(PLAN)
    assert (result.exit_code, files(office.folder)) == (1, before)
    (line,) = result.output.splitlines()
    assert line == (
        "ข้อมูลเดิมของเว็บไซต์ “มาตรการ ปี 2568” มีที่ผิดอยู่ก่อน (บรรทัด 3) จึงยังไม่ได้นำเข้า "
        "และไม่ได้แก้อะไร ดับเบิลคลิกไฟล์เริ่มในโฟลเดอร์เว็บไซต์ หรือพิมพ์ prongsai check "
        "เพื่อดูว่าผิดที่ใดและแก้อย่างไร แก้แล้วนำเข้าอีกครั้ง"
    )
