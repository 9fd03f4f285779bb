"""Fragments know which of them changed since they were last pasted."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from prongsai.cli import cli
from prongsai.fragments.pasted import FILE
from publishing_project import PICTURE
from small_site import YEAR, write

NAME = "ban-rai/2568/measures"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tmp_path_factory.mktemp("pasted"))
    (root / YEAR / "files/ภาพ.png").write_bytes(PICTURE)
    return root


def build(root: Path, *options: str) -> Result:
    command = ["build", "-C", str(root), "--today", "2568-03-31", *options]
    return CliRunner().invoke(cli, command)


@pytest.mark.site
def test_only_what_changed_is_to_be_pasted_again(root: Path) -> None:
    first = build(root, "--fragments")
    assert first.exit_code == 0, first.output
    assert "ยังไม่ได้บันทึกว่าวางแล้ว" in first.stderr
    assert not (root / FILE).exists()
    wrong = build(root, "--pasted", "o99")
    assert wrong.exit_code == 2
    assert wrong.stderr.splitlines()[-1].startswith("ไม่มีชิ้นส่วนชื่อ o99 ")
    assert not (root / FILE).exists()

    build(root, "--pasted", "all")
    index = root / "build/fragments/ban-rai/2568/index.html"
    text = index.read_text("utf-8")
    assert "ยังไม่ได้วาง" not in text
    assert "ตรงกัน" in text
    same = build(root, "--fragments")
    assert "วางใหม่" not in same.output
    assert "ยังไม่ได้บันทึก" not in same.output

    measures = root / YEAR / "measures.yml"
    measures.write_text(
        measures.read_text("utf-8").replace("สื่อสารให้ทั่วถึง", "สื่อสารทุกเดือน"), "utf-8"
    )
    changed = build(root, "--fragments")
    again = [line for line in changed.stderr.splitlines() if "วางใหม่" in line]
    assert any(line.startswith(f"เปลี่ยนแล้ว ต้องวางใหม่: {NAME} ") for line in again)
    assert all("/eit" not in line for line in again)
    assert "เปลี่ยนแล้ว ต้องวางใหม่" in index.read_text("utf-8")

    build(root, "--pasted", NAME)
    left = build(root, "--fragments").stderr
    assert f"ต้องวางใหม่: {NAME} " not in left


def test_a_damaged_record_says_that_nothing_was_pasted(tmp_path: Path) -> None:
    from prongsai.fragments.pasted import State, read, state

    (tmp_path / "content").mkdir()
    for damaged in ("[]", "{", '{"pasted": {"a": 1}}', "[" * 100_000):
        (tmp_path / FILE).write_text(damaged, encoding="utf-8")
        assert state(read(tmp_path), "a", "x") is State.NEVER
