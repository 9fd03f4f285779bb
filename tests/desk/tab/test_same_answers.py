"""The tab's interpreter gives the answers of a computer: findings, pages, files.

Here it is two years of the example agency up to its pages; `make tab-parity` also
builds the sites of all agencies and compares each file. A small part of the project's
own tests is run in the same start of Python; `make tab-suite` runs all.
"""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from checkout import ROOT
from tab_interpreter import Script, here, in_tab
from tab_suite import SMALL, all_passed, suite

AGENCY, YEAR = "tambon-tuayang", 2568
OTHER_YEARS = ("2567", "2570")
WHOLE = os.environ.get("PRONGSAI_TAB_WHOLE", "")
AGENCIES = (
    sorted(path.name for path in (ROOT / "content" / "agencies").iterdir())
    if WHOLE
    else [AGENCY]
)
TABLE = (
    ("มาตรการ", "ขั้นตอนการดำเนินการ", "ผู้รับผิดชอบ", "ระยะเวลาดำเนินการ"),
    ("พัฒนาบริการ", "1. สำรวจ\n2. ดำเนินการ", "สำนักปลัด", "มกราคม – มีนาคม 2568"),
    ("เพิ่มช่องทาง", "ประชาสัมพันธ์", "กองช่าง", "เมษายน 2568"),
)

LOADED = """
import json, sys
import prongsai.desk.application, prongsai.desk.tab.entry
specs = [one.__spec__ for one in sys.modules.values() if one.__spec__]
text = [one.name for one in specs if (one.origin or "").endswith(".py")]
answer = json.dumps({"modules": [one for one in text if one != "same_answers"]})
"""
FROM_TEXT = {"anyio"}
"""Modules that an ordinary visit compiles itself: those of `_SELDOM` are not wanted."""


@pytest.mark.slow
@pytest.mark.daily("tests/desk/tab/test_lacking.py", "tests/desk/tab/test_lock.py")
@pytest.mark.parametrize("agency", AGENCIES)
def test_answers_are_the_same_and_tests_pass(
    agency: str, tmp_path: Path, tab_bundle: Path
) -> None:
    documents = _given(tmp_path, agency)
    shutil.copy(ROOT / "tests" / "support" / "same_answers.py", tmp_path)
    (tmp_path / "own").mkdir()
    ours = here(tmp_path, _script(tmp_path, tmp_path / "own", documents))
    text = _script(Path("/work"), Path(), documents)
    script = Script(folder=tmp_path, path=tmp_path / "script.py", text=text)
    loaded = Script(folder=tmp_path, path=tmp_path / "loaded.py", text=LOADED)
    name, paths = SMALL
    tests = [] if WHOLE else [suite(tmp_path, paths)]
    theirs, of_text, *passed = in_tab(tab_bundle, script, loaded, *tests)
    assert theirs == ours
    assert len(ours) > 50
    assert set(of_text["modules"]) == FROM_TEXT
    for answer in passed:
        all_passed(name, answer)


def _given(folder: Path, agency: str) -> dict[str, tuple[str, int]]:
    """Put a project with one agency into the folder, and documents to import."""
    content = folder / "given" / "content"
    left_out = () if WHOLE else OTHER_YEARS
    shutil.copytree(
        ROOT / "content" / "agencies" / agency,
        content / "agencies" / agency,
        ignore=shutil.ignore_patterns(*left_out),
    )
    shutil.copy(ROOT / "content" / "site.yml", content / "site.yml")
    shutil.copy(ROOT / "mkdocs.yml", folder / "given" / "mkdocs.yml")
    if agency != AGENCY:
        return {}
    _word(folder / "plan.docx", TABLE)
    _excel(folder / "plan.xlsx", TABLE)
    return dict.fromkeys(("plan.docx", "plan.xlsx"), (AGENCY, YEAR))


def _word(path: Path, rows: Sequence[Sequence[str]]) -> None:
    document = Document()
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(path))


def _excel(path: Path, rows: Sequence[Sequence[str]]) -> None:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def _script(folder: Path, work: Path, documents: dict[str, tuple[str, int]]) -> str:
    """Return what both run; without `work` the tab's own folder is used."""
    place = work if work.is_absolute() else Path("/home/web_user")
    return f"""
import json, sys
from pathlib import Path
sys.path.insert(0, {str(folder)!r})
from same_answers import answers
given, work = Path({str(folder / "given")!r}), Path({str(place)!r})
answer = json.dumps(answers(given, work, {documents!r}, site={bool(WHOLE)}))
"""
