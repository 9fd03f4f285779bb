"""What was sent and never taken over does not stay in the folder for ever."""

import datetime
import os
from pathlib import Path

from prongsai.desk.left_behind import clear

NOW = datetime.datetime(2026, 11, 27, 9, 30)  # noqa: DTZ001 - the agency's own clock


def sent(root: Path, path: str, days: float) -> Path:
    """Put a file there that has waited so many days."""
    file = root / ".prongsai" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"x")
    at = (NOW - datetime.timedelta(days=days)).timestamp()
    for one in (file, file.parent):
        os.utime(one, (at, at))
    return file


def test_only_what_waited_longer_than_a_week_goes(tmp_path: Path) -> None:
    old = sent(tmp_path, "inbox/0123456789abcdef/ผล.docx", 7.1)
    new = sent(tmp_path, "inbox/fedcba9876543210/ผล.docx", 6.9)
    half = sent(tmp_path, "desk/0a1b2c3d", 8)
    other = sent(tmp_path, "snapshots/2569-01-01.json", 400)
    os.utime(new.parent.parent, None)
    clear(tmp_path, NOW)
    assert [one.exists() for one in (old.parent, new, half, other)] == [
        False, True, False, True,
    ]  # fmt: skip


def test_a_folder_without_any_is_no_mistake(tmp_path: Path) -> None:
    clear(tmp_path, NOW)
    assert list(tmp_path.iterdir()) == []
