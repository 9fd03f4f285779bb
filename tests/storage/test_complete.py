"""Whoever writes from what was read, read all of it, or writes nothing."""

from pathlib import Path

import pytest

from prongsai.cli.environment import refusal
from prongsai.comparing.diff import diff
from prongsai.comparing.text import as_text
from prongsai.storage.complete import IncompleteError, read_complete
from prongsai.thai.dates import parse_date
from small_site import AGENCY, YEAR, write

THERE = f"{YEAR}/measures.yml"
TOLD = f"""\
{THERE}:1:1: กันเผยแพร่[not-a-file] เปิดอ่าน “{THERE}” ไม่ได้ เพราะไม่มีสิทธิ์อ่าน \
ไม่ใช่ไฟล์ธรรมดา หรือเป็นทางลัด (link) ที่ชี้ไปยังโฟลเดอร์หรือสิ่งที่ไม่มี
  → ถ้าเป็นทางลัด ให้คัดลอกไฟล์จริงมาวางแทน ถ้าเป็นไฟล์จริง \
ให้ผู้ดูแลเครื่องแก้สิทธิ์การอ่าน แล้วตรวจอีกครั้ง
ยังทำต่อไม่ได้ เพราะมีเรื่องที่กันเผยแพร่ตามรายการข้างบน แก้แล้วพิมพ์คำสั่งเดิมอีกครั้ง"""


def unreadable(root: Path) -> Path:
    (root / THERE).unlink()
    (root / THERE).mkdir()
    return root


def test_what_could_not_be_read_is_told_with_what_to_do(tmp_path: Path) -> None:
    root = unreadable(write(tmp_path))
    with pytest.raises(IncompleteError) as refused:
        read_complete(root, "ban-rai")
    assert refusal(refused.value) == TOLD


def test_another_agency_may_be_unreadable(tmp_path: Path) -> None:
    root = write(tmp_path)
    (root / AGENCY.replace("ban-rai", "ban-na") / "agency.yml").mkdir(parents=True)
    assert THERE in read_complete(root, "ban-rai").texts
    with pytest.raises(IncompleteError):
        read_complete(root)


def test_what_could_not_be_read_is_not_called_removed(tmp_path: Path) -> None:
    old, new = write(tmp_path / "old"), unreadable(write(tmp_path / "new"))
    told = as_text(diff(old, str(old), str(new), parse_date("2568-03-31")), "th")
    assert f"เทียบไม่ได้เพราะอ่านไม่ออก: {THERE} ใน{new}" in " ".join(told.split())
    assert "สื่อสารให้ทั่วถึง" not in told  # the measure is not among what went
