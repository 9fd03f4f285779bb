"""A site whose evidence is a spreadsheet, and the page that shows it."""

import datetime
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.states import State, year_states
from prongsai.checks import YEAR_CHECKS
from prongsai.findings import Finding
from prongsai.loading.content import Content
from prongsai.loading.load import load
from prongsai.site.page_types import lay_out
from prongsai.site.render import render
from prongsai.storage.content_folder import read_whole
from small_site import YEAR, write

DAY = datetime.date(2025, 3, 31)
FORM = (
    "ชื่อรายการของงานที่ซื้อหรือจ้าง",
    "วงเงินงบประมาณที่ได้รับจัดสรร (บาท)",
    "แหล่งที่มาของงบประมาณ",
    "สถานะการจัดซื้อจัดจ้าง",
    "วิธีการจัดซื้อจัดจ้าง",
    "ราคากลาง (บาท)",
    "ราคาที่ตกลงซื้อหรือจ้าง (บาท)",
    "รายชื่อผู้ประกอบการที่ได้รับการคัดเลือก",
    "เลขที่โครงการในระบบ e-GP",
)


PARTS = (
    "work", "budget", "budget-source", "status", "method", "reference-price",
    "agreed-price", "supplier", "e-gp",
)  # fmt: skip


WORK = ("จ้างซ่อมทางเท้า", 1850000, "เงินรายได้", "สิ้นสุดสัญญา", "e-bidding", 1842000.5,
        1780000, "หจก. ตัวอย่าง", "67019000001")  # fmt: skip


FILE = "ITA-o12.xlsx"


def book(
    rows: Sequence[Sequence[object]], title: str = "แบบฟอร์ม", hide: str = ""
) -> bytes:
    """Return a workbook: a title over a table, prices as Excel formats them."""
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.title = title
    page.append(["เทศบาลตำบลบ้านไร่ ปีงบประมาณ 2568"])
    for row in rows:
        page.append(list(row))
    for line in page.iter_rows(min_row=3):
        for cell in line:
            if isinstance(cell.value, int | float):
                cell.number_format = "#,##0.00"
            elif isinstance(cell.value, datetime.date):
                cell.number_format = "d mmm yyyy"
    if hide:
        page.column_dimensions[hide].hidden = True
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def site(
    folder: Path, data: bytes, how: str = "        show: table\n", file: str = FILE,
    more: str = "",
) -> Content:  # fmt: skip
    items = (
        "items:\n  - code: O12\n    evidence:\n      - id: o12-list\n"
        f"        title: รายการจัดซื้อจัดจ้าง\n        file: {file}\n{how}{more}"
    )
    measures = {f"{YEAR}/measures.yml": None}
    write(folder, {f"{YEAR}/disclosures.yml": items, **measures})
    target = folder / YEAR / "files" / file
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    content, wrong = load(read_whole(folder))
    assert content is not None, wrong
    return content


def assessed(content: Content) -> AssessedYear:
    agency = content.agencies[0]
    return AssessedYear(
        content=content, agency=agency, year=agency.years[-1], today=DAY
    )


def states(content: Content) -> dict[str, State]:
    item = next(
        one for one in year_states(assessed(content)).items if one.item.code == "O12"
    )
    return {one.component.id: one.state for one in item.components}


def columns(content: Content) -> dict[str, State]:
    found = states(content)
    return {part: found[f"o12-{part}"] for part in PARTS}


def findings(content: Content, name: str) -> tuple[Finding, ...]:
    return tuple(YEAR_CHECKS[name](assessed(content)))


def page(content: Content) -> str:
    return next(
        one.data.decode()
        for one in render(lay_out(content))
        if one.path.endswith("2568/o12/index.md")
    )
