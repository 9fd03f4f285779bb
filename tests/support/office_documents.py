"""An office's documents of several kinds, imported one after the other."""

from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from office_files import site, word_of
from prongsai.cli import cli
from prongsai.yaml.reader import read_yaml

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


DOCUMENTS = {
    "plan": (PLAN, QUOTED),
    "half": (HALF,),
    "whole": (WHOLE,),
    "scores": (SCORES,),
}


def content(office: Office) -> Any:
    """Return both files, every entry named by its words instead of by its id."""
    trees = [office.tree("2567/scores.yml"), office.tree("2568/measures.yml")]
    called = {one: words for tree in trees for one, words in names(tree)}
    return [without_ids(tree, called) for tree in trees]


def names(value: Any) -> Any:
    if isinstance(value, dict):
        if "id" in value:
            yield value["id"], value.get("title") or value.get("text") or ""
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from names(part)


def without_ids(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, list):
        return [without_ids(part, names) for part in value]
    if not isinstance(value, dict):
        return value
    made = {k: without_ids(v, names) for k, v in value.items() if k != "id"}
    if "answers" in made:
        made["answers"] = [names[one] for one in made["answers"]]
    return made
