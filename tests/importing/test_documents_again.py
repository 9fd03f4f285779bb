"""A document that is imported again, changed, or after work by hand."""

from pathlib import Path

import pytest

from office_documents import DOCUMENTS, HALF, PLAN, Office
from office_files import files
from prongsai.yaml.writer import dump


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_a_renamed_and_changed_document_is_recognised_by_what_it_holds(
    office: Office,
) -> None:
    office.bring("plan", PLAN)
    changed = (*PLAN[:3], (*PLAN[3][:2], "กองช่าง", PLAN[3][3]), PLAN[4])
    result = office.bring("ฉบับแก้ไข", changed)
    assert result.output.splitlines()[0] == (
        "เอกสารนี้คือ มาตรการ ปี 2568 ฉบับใหม่ของ plan.docx ที่เคยนำเข้า"
    )
    assert [one["units"] for one in office.measures()][1] == [{"text": "กองช่าง"}]
    kept = sorted(files(office.folder / "2568" / ".import"))
    assert kept == ["measures/measures-2568.yml"]


def test_another_plan_of_the_same_year_and_name_only_adds(office: Office) -> None:
    office.bring("plan", PLAN)
    other = (*PLAN[:2], ("ปรับปรุงเว็บไซต์ให้เป็นปัจจุบัน", "1. ตั้งคณะทำงาน", "กองช่าง", "รายปี"))
    assert office.bring("plan", other).exit_code == 0
    assert len(office.measures()) == 4
    assert sorted(files(office.folder / "2568" / ".import")) == [
        "measures/measures-2568-2.yml",
        "measures/measures-2568.yml",
    ]


@pytest.mark.slow
def test_only_the_document_that_brought_a_result_takes_it_away(office: Office) -> None:
    for name in ("plan", "half", "whole"):
        office.bring(name, *DOCUMENTS[name])
    shorter = HALF[:3]
    result = office.bring("half", shorter)
    assert result.exit_code == 0
    assert result.output.splitlines()[-2:] == [
        (
            "มาตรการ ปี 2568: เอกสารฉบับใหม่ไม่มี 1 อย่างต่อไปนี้แล้ว ยังไม่ได้ลบ "
            "ถ้าจะให้ลบ นำเข้าอีกครั้งโดยเติม --delete"
        ),
        (
            "  จะลบ มาตรการ “เปิดช่องทางร้องเรียน” › ผลการดำเนินการ: "
            "«รอบ: รอบ 6 เดือน, ตู้รับเรื่องอยู่ที่ชั้น 1»"
        ),
    ]
    assert "results" in office.measures()[1]
    assert office.bring("half", shorter, more="--delete").exit_code == 0
    manual, channel, *_ = office.measures()
    assert "results" not in channel
    assert len(manual["results"]) == 2
    assert channel["steps"] == [{"id": "m02-s1", "label": "1", "text": "ตั้งตู้รับเรื่อง"}]


def test_a_file_made_by_hand_takes_an_import_as_additions(office: Office) -> None:
    path = office.write_by_hand(
        "# ours\nmeasures:\n  - id: manual\n"
        "    title: จัดทำคู่มือการปฏิบัติงาน\n    note: ของเรา\n"
    )
    assert office.bring("plan", PLAN).exit_code == 0
    assert path.read_text("utf-8").startswith("# ours\n")
    manual, *others = office.measures()
    assert (manual["id"], manual["note"]) == ("manual", "ของเรา")
    assert manual["units"] == [{"text": "กองคลัง", "unit": "finance"}]
    assert [one["title"] for one in others] == [PLAN[3][0], PLAN[4][0]]


def test_a_file_made_by_hand_that_says_otherwise_is_shown_in_three_values(
    office: Office,
) -> None:
    own = (
        "measures:\n  - id: own\n    title: จัดทำคู่มือการปฏิบัติงาน\n"
        "    units: [{text: งานธุรการ}]\n"
    )
    path = office.write_by_hand(own)
    result = office.bring("plan", PLAN)
    assert result.exit_code == 1
    assert path.read_text("utf-8") == own
    assert result.output.splitlines()[-5:] == [
        (
            "มาตรการ ปี 2568 แก้ไว้ทั้งสองทาง 1 แห่ง จึงไม่เขียนอะไรเลย "
            "แก้ให้ตรงกันในเว็บไซต์หรือในเอกสาร แล้วนำเข้าอีกครั้ง"
        ),
        "  มาตรการ “จัดทำคู่มือการปฏิบัติงาน” › ผู้รับผิดชอบ",
        "    นำเข้าครั้งก่อน: «ไม่มี»",
        "    ในไฟล์ตอนนี้: «งานธุรการ»",
        "    ในเอกสารใหม่: «กองคลัง, รหัสหน่วยงานย่อย: finance»",
    ]


@pytest.mark.slow
def test_what_was_remembered_before_documents_had_records_is_still_compared(
    office: Office,
) -> None:
    office.bring("plan", PLAN)
    folder = office.folder / "2568" / ".import"
    before = office.tree("2568/measures.yml")
    kept = office.tree("2568/.import/measures/measures-2568.yml")["content"]
    (folder / "measures" / "measures-2568.yml").unlink()
    (folder / "measures").rmdir()
    (folder / "measures.yml").write_text(dump(kept), "utf-8")
    changed = (*PLAN[:3], (*PLAN[3][:2], "กองช่าง", PLAN[3][3]), PLAN[4])
    assert office.bring("plan", changed).exit_code == 0
    after = office.tree("2568/measures.yml")
    assert after["measures"][1]["units"] == [{"text": "กองช่าง"}]
    assert after["measures"][0] == before["measures"][0]
    assert sorted(files(folder)) == ["measures/measures-2568.yml"]
    assert office.bring("half", HALF).exit_code == 0
    assert len(office.measures()) == 3


def test_what_was_remembered_of_another_document_stays_as_one(office: Office) -> None:
    office.bring("plan", PLAN)
    folder = office.folder / "2568" / ".import"
    kept = office.tree("2568/.import/measures/measures-2568.yml")["content"]
    (folder / "measures" / "measures-2568.yml").unlink()
    (folder / "measures").rmdir()
    (folder / "measures.yml").write_text(dump(kept), "utf-8")
    assert office.bring("half", HALF).exit_code == 0
    assert [len(one["steps"]) for one in office.measures()] == [2, 1, 1]
    assert sorted(files(folder)) == [
        "measures/measures-2568.yml",
        "measures/report-6-months-2568.yml",
    ]


@pytest.mark.slow
def test_the_same_documents_again_change_no_byte(office: Office) -> None:
    office.bring_all()
    before = files(office.folder)
    office.bring_all()
    assert files(office.folder) == before
