"""What is a change for `diff`: not formatting, not what another file hides."""

import datetime
import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from changed_week import SCHEMA, diff, found, of_the_week
from examples import in_turn
from git_project import AGENCY, commit, edit, repository
from prongsai.comparing import DIFFS
from prongsai.comparing.diff import diff as compare

pytestmark = pytest.mark.slow
ITEMS = f"{AGENCY}/2568/disclosures.yml"
SCORES = f"{AGENCY}/2568/scores.yml"
MEASURES = f"{AGENCY}/2568/measures.yml"
PDF = f"{AGENCY}/2568/files/ทำเนียบผู้บริหาร.pdf"


def found_and_said(root: Path) -> tuple[Any, str]:
    """Compare the work tree with its last commit; return the JSON and the text."""
    one = compare(root, "HEAD", None, datetime.date(2025, 3, 31))
    value = json.loads(DIFFS["json"](one, "th"))
    jsonschema.validate(value, SCHEMA)
    return value, DIFFS["text"](one, "th")


def test_formatting_order_and_comments_are_no_change(tmp_path: Path) -> None:
    root = repository(tmp_path)
    assert "เนื้อหาไม่เปลี่ยน\n" in diff(root, "HEAD").stdout
    edit(
        root,
        SCORES,
        ("level:", "# หมายเหตุ\nlevel:"),
        ("total: 91.03", "total:    '๙๑.๐๓'"),
        ("  - code: 2\n    score: 91.48\n", ""),
        ("sub_indicators:", "  - code: 2\n    score: 91.48\nsub_indicators:"),
    )
    value, text = found_and_said(root)
    assert (value["changes"], value["formatting"]) == ([], [SCORES])
    assert "เนื้อหาไม่เปลี่ยน เปลี่ยนเฉพาะวิธีเขียนไฟล์" in text


def test_line_ends_of_windows_are_not_even_formatting(tmp_path: Path) -> None:
    root = repository(tmp_path)
    file = root / SCORES
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert found(root, "HEAD")["formatting"] == []


BREAKING = [
    (MEASURES, ("documents:", "documents")),
    (SCORES, ("total: 91.03", "total: ดี")),
    (f"{AGENCY}/agency.yml", ("province:", "provinec:")),
    ("content/site.yml", ("version: 1", "version: [")),
]


@pytest.mark.parametrize(("side", "broken"), in_turn(["base", "head"], BREAKING))
def test_a_broken_file_hides_nothing_but_itself(
    tmp_path: Path, broken: tuple[str, tuple[str, str]], side: str
) -> None:
    path, change = broken
    root = repository(tmp_path)
    if side == "base":
        edit(root, path, change)
        commit(root)
        edit(root, path, change[::-1])
    edit(root, ITEMS, ("updated: 2568-01-15", "updated: 2568-02-20"))
    if side == "head":
        edit(root, path, change)
    value, text = found_and_said(root)
    assert [(one["kind"], one["file"]) for one in value["changes"]] == [
        ("changed", ITEMS)
    ]
    assert value[side]["unreadable"] == [path]
    assert value["addresses"] == {"appeared": None, "vanished": None}
    if side == "head":
        assert value["findings"]["fixed"] == []
    assert f"เทียบไม่ได้เพราะอ่านไม่ออก: {path}" in text
    assert "เทียบที่อยู่หน้าเว็บไม่ได้" in text


def test_addresses_and_coverage_follow_an_item_that_goes(week: Path) -> None:
    value = of_the_week(week)
    assert "/tambon-tuayang/2568/o24/" in value["addresses"]["vanished"]
    assert value["addresses"]["appeared"] == []
    (coverage,) = value["coverage"]
    assert (coverage["before"]["pages"], coverage["after"]["pages"]) == (28, 27)
    back = found(week, "HEAD", "HEAD~1")
    assert value["addresses"]["vanished"] == back["addresses"]["appeared"]
    assert value["findings"]["new"] != []


def test_a_whole_year_that_comes_is_one_line_a_file(tmp_path: Path) -> None:
    root = repository(tmp_path)
    shutil.rmtree(root / AGENCY / "2567")
    commit(root)
    text = diff(root, "HEAD", "HEAD~1").stdout
    assert f"เพิ่มทั้งไฟล์ {AGENCY}/2567/scores.yml" in text
    assert "เปลี่ยนแปลง: เพิ่ม 2" in text


def test_a_file_that_no_record_names_is_told(tmp_path: Path) -> None:
    root = repository(tmp_path)
    (root / PDF).with_name("ใหม่.pdf").write_bytes(b"%PDF-")
    (change,) = found(root, "HEAD")["changes"]
    assert (change["kind"], change["path"]) == ("added", ["ใหม่.pdf"])
