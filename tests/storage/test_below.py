"""A folder that cannot be listed is an error: its files do not count as gone."""

import os
import tempfile
from pathlib import Path

import pytest

from prongsai.start import newest_workbook
from prongsai.storage.below import files_below, files_in

NOBODY = 65534


def test_files_come_in_one_order_and_from_no_folder_none(tmp_path: Path) -> None:
    for name in ("b/2", "b/1", "a", "b/c/3"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path in files_below(tmp_path)]
    assert found == ["a", "b/1", "b/2", "b/c/3"]
    assert list(files_below(tmp_path / "missing")) == []


def test_a_folder_without_rights_is_an_error() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o755)
        (folder / "closed").mkdir()
        (folder / "closed").chmod(0)
        was = os.geteuid()
        if was == 0:
            os.seteuid(NOBODY)
        try:
            with pytest.raises(PermissionError):
                list(files_below(folder))
            with pytest.raises(PermissionError):
                files_in(folder / "closed", "*.xlsx")
            with pytest.raises(PermissionError):
                newest_workbook(folder / "closed")
        finally:
            os.seteuid(was)
            (folder / "closed").chmod(0o755)
