"""A workbook that somebody has filled in is never overwritten by an export."""

import errno
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from faults import READS, broken
from prongsai.cli import cli
from prongsai.workbook.filled import free_name
from workbook_project import project

pytestmark = pytest.mark.slow


def export(root: Path, *more: str) -> Result:
    args = ["export", "--xlsx", "-C", str(root), "-o", str(root / "ปี 2568.xlsx"), *more]
    return CliRunner().invoke(cli, args, catch_exceptions=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = project(tmp_path)
    assert export(made).exit_code == 0
    return made


def test_a_workbook_that_nobody_touched_is_written_anew(root: Path) -> None:
    assert export(root).exit_code == 0
    assert [path.name for path in root.glob("*.xlsx")] == ["ปี 2568.xlsx"]


def test_a_filled_in_workbook_stays_and_the_new_one_takes_another_name(
    root: Path,
) -> None:
    path = root / "ปี 2568.xlsx"
    book = load_workbook(path)
    sheet = book["มาตรการ"]
    sheet.cell(sheet.max_row + 1, 2, "กรอกไว้")
    book.save(path)
    before = path.read_bytes()
    result = export(root)
    assert result.exit_code == 0
    assert path.read_bytes() == before
    assert (root / "ปี 2568 (2).xlsx").exists()
    assert result.stderr.splitlines()[0] == (
        "ไฟล์ ปี 2568.xlsx มีข้อมูลที่กรอกไว้แล้ว จึงไม่เขียนทับ สมุดงานใหม่ชื่อ ปี 2568 (2).xlsx "
        "โปรดนำเข้าไฟล์เดิมก่อน แล้วจึงกรอกต่อในไฟล์ใหม่"
    )


def test_a_file_of_somebody_else_stays(root: Path) -> None:
    path = root / "ปี 2568.xlsx"
    path.write_bytes(b"another file")
    assert export(root).exit_code == 0
    assert path.read_bytes() == b"another file"
    assert (root / "ปี 2568 (2).xlsx").exists()


def test_a_workbook_that_cannot_be_read_is_not_called_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"PK")
    found = broken(lambda: free_name(path), tmp_path, 1, errno.EIO, steps=READS)
    assert "OSError: [Errno 5]" in found.printed
