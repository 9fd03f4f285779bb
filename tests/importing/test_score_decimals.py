"""A score keeps the decimals that were shown: 84.00 on page, paper, data and sheet."""

import datetime
import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from office_files import files, site
from prongsai.building import plan_site
from prongsai.importing.run import run
from prongsai.paper.kinds import papers
from prongsai.site.render import render
from prongsai.storage.content_folder import read_sources
from prongsai.thai.digits import to_arabic
from workbook_project import export, import_

NAMES = ("การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ")
SHOWN = ("84.00", "74.50", "68.9")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Import a sheet whose cells show figures with zeros at their end."""
    root = tmp_path_factory.mktemp("decimals")
    folder = site(root)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ตัวชี้วัด", "คะแนน"])
    for at, (name, shown) in enumerate(zip(NAMES, SHOWN, strict=True), 2):
        sheet.append([name, float(shown)])
        places = len(shown.partition(".")[2])
        sheet.cell(at, 2).number_format = f"0.{'0' * places}"
    stream = io.BytesIO()
    book.save(stream)
    path = root / "คะแนน.xlsx"
    path.write_bytes(stream.getvalue())
    run(root, [path], folder.name, 2567)
    plan = "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. 2568\n\n"
    plan += "มาตรการ\tขั้นตอน\tผู้รับผิดชอบ\nจัดทำคู่มือ\tร่าง\tกองคลัง\n"
    (root / "แผน.txt").write_text(plan, "utf-8")
    run(root, [root / "แผน.txt"], folder.name, 2568)
    return root


@pytest.mark.slow
@pytest.mark.parametrize("shown", SHOWN)
def test_every_output_shows_a_score_as_the_document_does(
    root: Path, shown: str
) -> None:
    _, plan = plan_site(read_sources(root), datetime.date(2026, 11, 21))
    assert plan is not None
    made = {one.path: one.data for one in render(plan)}
    pages = [d.decode() for path, d in made.items() if path.endswith("scores/index.md")]
    assert pages
    assert all(shown in page for page in pages)
    tables = [
        d.decode() for path, d in made.items() if path.endswith("2567/scores.csv")
    ]
    assert tables
    assert all(f",{shown}," in text for text in tables)
    printed = [
        paper.data for paper in papers(plan.context.content) if "2568" in paper.path
    ]
    assert any(shown in to_arabic(text) for text in printed)


@pytest.mark.slow
def test_a_sheet_shows_and_gives_back_what_was_printed(root: Path) -> None:
    before = files(root / "content")
    path = export(root, "book.xlsx", "--year", "2567")
    cells = [
        (cell.value, cell.number_format)
        for sheet in load_workbook(path).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, float | int) and cell.value in map(float, SHOWN)
    ]
    assert {(84, "0.00"), (74.5, "0.00"), (68.9, "0.0")} <= set(cells)
    assert import_(root, path).exit_code == 0
    assert files(root / "content") == before
