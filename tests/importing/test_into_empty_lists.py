"""A file whose list is still empty takes what a document brings, comments and all."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from office_files import HEADERS, ROW, site, word
from prongsai.cli import cli
from prongsai.years.moving import tree_of


@pytest.mark.parametrize(
    "before",
    [
        "measures: []\n",
        "measures:\n",
        "analysis: []\nmeasures: []  # ยังไม่มี\n",
        "documents:\nmeasures: []\nunplaced: []\n",
    ],
)
def test_an_empty_list_is_no_change_of_the_author(before: str, tmp_path: Path) -> None:
    folder = site(tmp_path)
    path = folder / "2568" / "measures.yml"
    path.parent.mkdir()
    path.write_text(f"# ของเรา\n{before}", encoding="utf-8")
    file = tmp_path / "มาตรการ.docx"
    file.write_bytes(word([HEADERS, ROW]))
    line = ["import", str(file), "-C", str(tmp_path), "--year", "2568"]
    done = CliRunner().invoke(cli, line, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    data = path.read_bytes()
    [measure] = tree_of(data, path.name)["measures"]
    assert measure["title"] == "ทำคู่มือ"
    assert data.startswith("# ของเรา\n".encode())
