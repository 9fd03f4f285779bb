"""Several documents of one agency: each keeps what it brought, in whatever order."""

import itertools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from office_files import files, site, word_of
from prongsai.cli import cli
from prongsai.yaml.reader import read_yaml
from prongsai.yaml.writer import dump

PLAN = (
    "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568",
    ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "ระยะเวลา"),
    ("จัดทำคู่มือการปฏิบัติงาน", "1. ร่างคู่มือ\n2. เผยแพร่คู่มือ", "กองคลัง", "รายเดือน"),
    ("เปิดช่องทางร้องเรียน", "1. ตั้งตู้รับเรื่อง", "สำนักปลัด", "ม.ค. - มี.ค. 2568"),
    ("ประกาศนโยบายไม่รับของขวัญ", "1. ลงนามประกาศ", "สำนักปลัด", "ไตรมาสที่ 1"),
)
HALF = (
    "รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. 2568 รอบ 6 เดือน",
    ("มาตรการ", "ผลการดำเนินการ", "ผู้รับผิดชอบ"),
    ("จัดทำคู่มือการปฏิบัติงาน", "อยู่ระหว่างร่างคู่มือ", "กองคลัง"),
    ("เปิดช่องทางการร้องเรียน", "ตู้รับเรื่องอยู่ที่ชั้น 1", "งานนิติการ"),
)
WHOLE = (
    "รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. 2568 รอบ 12 เดือน",
    ("มาตรการ", "ผลการดำเนินการ", "ข้อเสนอแนะ"),
    ("จัดทำคู่มือการปฏิบัติงาน", "เผยแพร่คู่มือแล้วเมื่อวันที่ 2 กันยายน 2568", "ทบทวนทุกปี"),
    ("อบรมบุคลากร", "อบรมแล้วเมื่อวันที่ 5 สิงหาคม 2568", "ขยายให้ครบทุกกอง"),
)
SCORES = (
    "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567",
    ("เครื่องมือ", "ตัวชี้วัด", "คะแนน"),
    ("IIT", "การปฏิบัติหน้าที่", "91.71"),
    ("EIT", "คุณภาพการดำเนินงาน", "90.10"),
)
QUOTED = (
    "ผลการวิเคราะห์คะแนน ประจำปีงบประมาณ พ.ศ. 2567",
    ("ตัวชี้วัด", "คะแนน"),
    ("การปฏิบัติหน้าที่", "91.70"),
    ("การใช้งบประมาณ", "84.20"),
)
Table = tuple[Any, ...]


class Office:
    """One agency's site, and bringing documents into it."""

    def __init__(self, root: Path) -> None:
        root.mkdir(exist_ok=True)
        self.root = root
        self.folder = site(root)

    def bring(
        self, name: str, *tables: Table, year: int = 2568, more: str = ""
    ) -> Result:
        """Import a Word file with these tables, each under its heading."""
        path = self.root / f"{name}.docx"
        path.write_bytes(word_of(([heading], rows) for heading, *rows in tables))
        args = [str(path), "-C", str(self.root), "--agency", self.folder.name]
        args += ["--year", str(year), *more.split()]
        return CliRunner().invoke(cli, ["import", *args], catch_exceptions=False)

    def bring_all(self) -> None:
        """Import the four documents, each into its year."""
        for name, tables in DOCUMENTS.items():
            year = 2567 if name == "scores" else 2568
            assert self.bring(name, *tables, year=year).exit_code == 0

    def write_by_hand(self, text: str) -> Path:
        """Write the measures of 2568 as an officer does."""
        path = self.folder / "2568" / "measures.yml"
        path.parent.mkdir()
        path.write_text(text, "utf-8")
        return path

    def tree(self, name: str) -> dict[str, Any]:
        """Return a file of the agency."""
        tree = read_yaml((self.folder / name).read_bytes(), "").tree
        assert isinstance(tree, dict)
        return tree

    def measures(self) -> list[dict[str, Any]]:
        """Return the measures of 2568."""
        return self.tree("2568/measures.yml")["measures"]  # type: ignore[no-any-return]  # a file of measures


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


DOCUMENTS = {
    "plan": (PLAN, QUOTED),
    "half": (HALF,),
    "whole": (WHOLE,),
    "scores": (SCORES,),
}


def content(office: Office) -> Any:
    """Return both files, every entry named by its words instead of by its id."""
    trees = [office.tree("2567/scores.yml"), office.tree("2568/measures.yml")]
    names = {one: words for tree in trees for one, words in _names(tree)}
    return [_without_ids(tree, names) for tree in trees]


def _names(value: Any) -> Any:
    if isinstance(value, dict):
        if "id" in value:
            yield value["id"], value.get("title") or value.get("text") or ""
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _names(part)


def _without_ids(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [_without_ids(part, names) for part in value]
    if not isinstance(value, dict):
        return value
    made = {k: _without_ids(v, names) for k, v in value.items() if k != "id"}
    if "answers" in made:
        made["answers"] = [names[one] for one in made["answers"]]
    return made


def orders(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield orders with each document first, last, and before and after each other.

    `make torture` brings them in every order.
    """
    given = tuple(names)
    if os.environ.get("PRONGSAI_TORTURE"):
        yield from itertools.permutations(given)
        return
    for at in range(len(given)):
        turned = given[at:] + given[:at]
        yield turned
        yield turned[::-1]


@pytest.mark.slow
def test_no_order_of_the_documents_changes_the_content(tmp_path: Path) -> None:
    found = []
    for number, order in enumerate(orders(DOCUMENTS)):
        office = Office(tmp_path / str(number))
        for name in order:
            year = 2567 if name == "scores" else 2568
            result = office.bring(name, *DOCUMENTS[name], year=year)
            assert result.exit_code == 0, (order, name, result.output)
        found.append((order, content(office)))
    for order, one in found[1:]:
        assert one == found[0][1], order


def test_a_report_fills_the_measures_of_the_plan_and_stands_beside_it(
    office: Office,
) -> None:
    for name in ("plan", "half", "whole"):
        assert office.bring(name, *DOCUMENTS[name]).exit_code == 0
    tree = office.tree("2568/measures.yml")
    assert [(one["kind"], one.get("round")) for one in tree["documents"]] == [
        ("measures", None),
        ("report", "6-months"),
        ("report", "12-months"),
    ]
    manual, channel, gifts, training = office.measures()
    assert [step["text"] for step in manual["steps"]] == ["ร่างคู่มือ", "เผยแพร่คู่มือ"]
    assert [(r["id"], r["round"], r["summary"]) for r in manual["results"]] == [
        ("m01-r6-1", "6-months", "อยู่ระหว่างร่างคู่มือ"),
        ("m01-r12-1", "12-months", "เผยแพร่คู่มือแล้วเมื่อวันที่ 2 กันยายน 2568"),
    ]
    assert channel["title"] == "เปิดช่องทางร้องเรียน"
    assert channel["units"] == [{"text": "สำนักปลัด"}]
    assert "results" not in gifts
    assert training["title"] == "อบรมบุคลากร"


def test_what_gives_way_to_the_plan_is_kept_unplaced_with_its_document_and_place(
    office: Office,
) -> None:
    office.bring("plan", PLAN)
    result = office.bring("half", HALF)
    assert office.tree("2568/measures.yml")["unplaced"] == [
        {
            "table": "1",
            "row": "3",
            "column": "1",
            "text": "เปิดช่องทางการร้องเรียน",
            "document": "half.docx",
        },
        {
            "table": "1",
            "row": "3",
            "column": "3",
            "text": "งานนิติการ",
            "document": "half.docx",
        },
    ]
    for line in (
        "เติมลงในมาตรการที่มีอยู่แล้ว 1 มาตรการ (ชื่อเหมือนกัน)",
        "เติมลงในมาตรการที่มีอยู่แล้วโดยไม่แน่ใจ (1) โปรดตรวจ",
        "  “เปิดช่องทางการร้องเรียน” ถือเป็น “เปิดช่องทางร้องเรียน” เพราะชื่อใกล้เคียงกัน",
        "เอกสารต่างกันในช่องเดียวกัน (2) ค่าที่ไม่ได้ใช้เก็บไว้ในข้อความที่ยังไม่ได้จัดเข้าหัวข้อ",
        "  ผู้รับผิดชอบ: ใช้ «สำนักปลัด» ไม่ใช้ «งานนิติการ» ของ “half.docx”",
    ):
        assert line in result.output.splitlines()


def test_scores_of_a_table_and_scores_of_a_plan_are_one_list_with_their_sources(
    office: Office,
) -> None:
    office.bring("plan", PLAN, QUOTED)
    office.bring("scores", SCORES, year=2567)
    tree = office.tree("2567/scores.yml")
    assert tree["source"] == {"document": "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567"}
    found = {
        one["code"]: (one["score"], one.get("source")) for one in tree["indicators"]
    }
    assert found["1"] == ("91.71", None)
    assert found["2"] == ("84.20", PLAN[0])
    assert [cell["text"] for cell in tree["unplaced"]] == ["91.70"]


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
