"""A document that comes again: three-way, by hand edited text and comments kept."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from office_files import HEADERS, files, site, word
from prongsai.cli import cli
from prongsai.importing.identity import align
from prongsai.importing.merge import FieldChange, apply, merge
from prongsai.yaml.reader import read_yaml
from prongsai.yaml.writer import dump

TITLE = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2568"
MANUAL = ("จัดทำคู่มือการปฏิบัติงาน", "1. ร่างคู่มือ\n2. เผยแพร่คู่มือ", "กองคลัง", "รายเดือน")
CHANNEL = ("เปิดช่องทางร้องเรียน", "1. ตั้งตู้รับเรื่อง", "สำนักปลัด", "ม.ค. - มี.ค. 2568")
GIFTS = ("ประกาศนโยบาย No Gift Policy", "1. ลงนามประกาศ", "สำนักปลัด", "ไตรมาสที่ 1")


class Office:
    """One agency's site, and importing a document into it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = site(root)
        self.file = self.folder / "2568" / "measures.yml"

    def bring(self, rows: Sequence[tuple[str, ...]], *more: str) -> Result:
        """Import a Word file with these measures."""
        path = self.root / "measures.docx"
        path.write_bytes(word([HEADERS, *rows], TITLE))
        args = [str(path), "-C", str(self.root), "--agency", self.folder.name]
        return CliRunner().invoke(cli, ["import", *args, "--year", "2568", *more])

    def edit(self, before: str, after: str) -> None:
        """Change the file as an officer does."""
        text = self.file.read_text("utf-8")
        assert before in text
        self.file.write_text(text.replace(before, after, 1), "utf-8")

    def measures(self) -> list[dict[str, object]]:
        """Return the measures of the file."""
        tree = read_yaml(self.file.read_bytes(), "").tree
        assert isinstance(tree, dict)
        return tree["measures"]  # type: ignore[return-value]  # a file of measures


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path)
    assert made.bring([MANUAL, CHANNEL]).exit_code == 0
    return made


def test_the_first_import_writes_the_file_with_its_modeline(office: Office) -> None:
    text = office.file.read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../../.schemas/measures")
    assert [measure["title"] for measure in office.measures()] == [
        MANUAL[0],
        CHANNEL[0],
    ]


def test_a_unit_of_the_agency_is_linked_by_its_exact_name(office: Office) -> None:
    assert office.measures()[0]["units"] == [{"text": "กองคลัง", "unit": "finance"}]
    assert office.measures()[1]["units"] == [{"text": "สำนักปลัด"}]


def test_the_same_document_again_changes_no_byte(office: Office) -> None:
    before = files(office.folder)
    assert office.bring([MANUAL, CHANNEL]).exit_code == 0
    assert files(office.folder) == before


def test_what_the_document_changed_is_taken_and_the_rest_of_the_file_stays(
    office: Office,
) -> None:
    office.edit("measures:\n", "measures:\n  # asked by the clerk\n")
    before = office.file.read_text("utf-8")
    changed = (*CHANNEL[:2], "กองช่าง", CHANNEL[3])
    assert office.bring([MANUAL, changed]).exit_code == 0
    after = office.file.read_text("utf-8")
    assert after == before.replace("- text: สำนักปลัด", "- text: กองช่าง")


def test_edits_by_hand_survive_beside_changes_of_the_document(office: Office) -> None:
    office.edit("id: m01", "id: manual")
    office.edit("title: จัดทำคู่มือการปฏิบัติงาน", "title: คู่มือของเรา  # shorter")
    changed = (*MANUAL[:3], "รายไตรมาส")
    assert office.bring([changed, CHANNEL]).exit_code == 0
    text = office.file.read_text("utf-8")
    assert "title: คู่มือของเรา  # shorter\n" in text
    first = office.measures()[0]
    assert first["id"] == "manual"
    assert first["schedule"] == {"text": "รายไตรมาส", "repeats": "quarterly"}


def test_a_new_measure_is_put_where_the_document_has_it(office: Office) -> None:
    assert office.bring([MANUAL, GIFTS, CHANNEL]).exit_code == 0
    assert [measure["title"] for measure in office.measures()] == [
        MANUAL[0],
        GIFTS[0],
        CHANNEL[0],
    ]
    ids = [measure["id"] for measure in office.measures()]
    assert ids[0] == "m01"
    assert ids[2] == "m02"
    assert len(set(ids)) == 3


@pytest.mark.slow
def test_a_measure_that_the_document_dropped_goes_only_when_asked(
    office: Office,
) -> None:
    result = office.bring([CHANNEL])
    assert result.exit_code == 0
    assert [measure["id"] for measure in office.measures()] == ["m01", "m02"]
    assert "จะลบ มาตรการ “จัดทำคู่มือการปฏิบัติงาน”" in result.output
    assert office.bring([CHANNEL], "--delete").exit_code == 0
    assert [measure["id"] for measure in office.measures()] == ["m02"]


def test_steps_are_added_behind_the_one_they_follow(office: Office) -> None:
    longer = (MANUAL[0], "1. ร่างคู่มือ\n2. ประชุม\n3. เผยแพร่คู่มือ", *MANUAL[2:])
    assert office.bring([longer, CHANNEL]).exit_code == 0
    steps = office.measures()[0]["steps"]
    assert [step["text"] for step in steps] == ["ร่างคู่มือ", "ประชุม", "เผยแพร่คู่มือ"]  # type: ignore[attr-defined]  # a file of measures
    assert [step["label"] for step in steps] == ["1", "2", "3"]  # type: ignore[attr-defined]  # a file of measures


def test_a_conflict_shows_three_values_and_writes_nothing(office: Office) -> None:
    office.edit("- text: สำนักปลัด", "- text: สำนักปลัดเทศบาล")
    before = files(office.folder)
    changed = (*CHANNEL[:2], "สำนักปลัดฯ เทศบาลฯ", CHANNEL[3])
    result = office.bring([MANUAL, changed, GIFTS])
    assert result.exit_code == 1
    for value in ("สำนักปลัด", "สำนักปลัดเทศบาล", "สำนักปลัดฯ เทศบาลฯ"):
        assert f"«{value}»" in result.output or value in result.output
    assert files(office.folder) == before


@pytest.mark.slow
def test_deleted_by_hand_but_changed_in_the_document_is_a_conflict(
    office: Office,
) -> None:
    text = office.file.read_text("utf-8")
    office.file.write_text(text[: text.index("  - id: m02")], "utf-8")
    assert office.bring([MANUAL, CHANNEL]).exit_code == 0
    assert len(office.measures()) == 1
    changed = (CHANNEL[0], "1. ตั้งตู้รับเรื่องใหม่", *CHANNEL[2:])
    assert office.bring([MANUAL, changed]).exit_code == 1


def test_a_trial_says_what_would_change_and_writes_nothing(office: Office) -> None:
    before = files(office.folder)
    result = office.bring([MANUAL, CHANNEL, GIFTS], "--dry-run")
    assert result.exit_code == 0
    assert GIFTS[0] in result.output
    assert files(office.folder) == before


def test_a_file_with_mistakes_is_not_touched(office: Office) -> None:
    office.edit("measures:\n", "measures:\n  - id: ไม่ได้\n")
    before = files(office.folder)
    result = office.bring([MANUAL, CHANNEL, GIFTS])
    assert result.exit_code == 1
    assert "“มาตรการ ปี 2568” มีที่ผิดอยู่ก่อน" in result.output
    assert files(office.folder) == before


def test_an_agency_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    office = Office(tmp_path)
    path = tmp_path / "a.txt"
    path.write_text("มาตรการ\tขั้นตอน\nก\tข\n", "utf-8")
    args = ["import", str(path), "-C", str(tmp_path), "--agency", "other"]
    result = CliRunner().invoke(cli, [*args, "--year", "2568"])
    assert result.exit_code == 2
    assert not (office.folder / "2568").exists()


def test_several_files_become_one_year(tmp_path: Path) -> None:
    office = Office(tmp_path)
    scores = tmp_path / "scores.csv"
    scores.write_text("เครื่องมือ,ตัวชี้วัด,คะแนน\nIIT,การปฏิบัติหน้าที่,91.71\n", "utf-8")
    assert office.bring([MANUAL], str(scores)).exit_code == 0
    tree = read_yaml((office.folder / "2567" / "scores.yml").read_bytes(), "").tree
    assert isinstance(tree, dict)
    assert tree["indicators"] == [
        {"code": "1", "score": "91.71", "wording": "การปฏิบัติหน้าที่"}
    ]


def test_scores_alone_are_of_the_year_that_is_named(tmp_path: Path) -> None:
    office = Office(tmp_path)
    scores = tmp_path / "scores.csv"
    scores.write_text("เครื่องมือ,ตัวชี้วัด,คะแนน\nIIT,การปฏิบัติหน้าที่,91.71\n", "utf-8")
    args = ["import", str(scores), "-C", str(tmp_path), "--agency", office.folder.name]
    assert CliRunner().invoke(cli, [*args, "--year", "2568"]).exit_code == 0
    assert sorted(files(office.folder / "2568")) == [
        ".import/scores/scores-2568.yml",
        "scores.yml",
    ]


def test_one_kind_can_be_asked_for(tmp_path: Path) -> None:
    office = Office(tmp_path)
    assert office.bring([MANUAL], "--kind", "measures").exit_code == 0
    assert not (office.folder / "2567").exists()


def test_elements_are_matched_by_words_code_head_and_likeness() -> None:
    base = [
        {"id": "m1", "title": "เปิดช่องทางร้องเรียน", "units": [{"text": "ก"}]},
        {"id": "m2", "title": "ประกาศนโยบาย"},
        {"id": "m3", "title": "จัดอบรมให้ความรู้แก่บุคลากร"},
    ]
    other = [
        {"id": "m1", "title": "เรื่องใหม่"},
        {"id": "m2", "title": "จัดอบรมให้ความรู้แก่บุคลากรทุกคน"},
        {"id": "m3", "title": "เปิดช่องทางร้องเรียน", "units": [{"text": "ข"}]},
    ]
    assert align(base, other, by_id=False) == [None, 2, 0]
    assert align(base, other, by_id=True) == [0, 1, 2]


def test_answers_follow_the_ids_that_the_author_gave() -> None:
    def measure(name: str, follow_up: str) -> dict[str, object]:
        follow_ups = [{"id": follow_up, "text": "รายงาน"}]
        return {"id": name, "title": "ทำคู่มือ", "follow_up": follow_ups}

    result = {"id": "r1", "answers": ["f1"], "summary": "รายงานแล้ว"}
    base = {"measures": [measure("m1", "f1")]}
    ours = {"measures": [measure("own", "report")]}
    theirs = {"measures": [{**measure("m1", "f1"), "results": [result]}]}
    (change,) = merge(base, ours, theirs).changes
    assert change.path == ("measures", 0, "results")
    assert change.value == [{**result, "answers": ["report"]}]


def test_the_only_field_that_goes_takes_no_other_value_with_it() -> None:
    data = (
        "# why\nmeasures:\n  - id: m1\n    schedule: {text: ก}\n    note: ข\n".encode()
    )
    ours = read_yaml(data, "").tree
    assert isinstance(ours, dict)
    change = FieldChange(kind="drop", path=("measures", 0, "schedule", "text"))
    new = apply(data, ours, [change])
    assert read_yaml(new, "").tree == {
        "measures": [{"id": "m1", "schedule": {}, "note": "ข"}]
    }


def test_several_new_elements_come_in_the_order_of_the_document() -> None:
    def tree(*names: str) -> dict[str, list[dict[str, str]]]:
        return {
            "measures": [{"id": f"m{n}", "title": name} for n, name in enumerate(names)]
        }

    base = tree("กขคงจ", "ฉชซฌญ")
    ours = read_yaml(dump(base).encode(), "").tree
    assert isinstance(ours, dict)
    changes = merge(
        base, ours, tree("ตถทธน", "กขคงจ", "บปผฝพ", "ฟภมยร", "ฉชซฌญ")
    ).changes
    new: Any = read_yaml(apply(dump(base).encode(), ours, changes), "").tree
    titles = [measure["title"] for measure in new["measures"]]
    assert titles == ["ตถทธน", "กขคงจ", "บปผฝพ", "ฟภมยร", "ฉชซฌญ"]


@pytest.mark.slow
def test_a_guess_that_comes_later_has_its_comment_too(office: Office) -> None:
    assert office.bring([MANUAL, CHANNEL, GIFTS]).exit_code == 0
    text = office.file.read_text("utf-8")
    assert "from: 2567-10-01  # อ่าน «ไตรมาสที่ 1»" in text
    office.file.write_text(re.sub(" +# อ่าน.*", "", text), "utf-8")
    assert office.bring([MANUAL, CHANNEL, GIFTS]).exit_code == 0
    assert "# อ่าน" not in office.file.read_text("utf-8")
