"""How long an agency-year of 1,000 measures takes into a workbook and back.

    python bench/workbook.py [MEASURES]

Prints JSON: seconds of export, of import without an edit, and of import with a result
typed for every measure; the target is 5 s each for 1,000 measures.
"""

import io
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from openpyxl import load_workbook

from prongsai.workbook.export import export_xlsx
from prongsai.workbook.run import import_book

Made = TypeVar("Made")

_MEASURE = """\
  - id: m-{n:04}
    title: มาตรการที่ {n} เพิ่มช่องทางให้ผู้รับบริการแสดงความเห็นต่อการให้บริการของหน่วยงาน
    addresses:
      - code: 2567:i1
        wording: เจ้าหน้าที่ในหน่วยงานของท่าน ปฏิบัติงานหรือให้บริการแก่ผู้มาติดต่อ มากน้อยเพียงใด
    findings:
      - ผู้รับบริการจำนวนมากไม่ทราบว่าแสดงความเห็นได้ที่ใด
    steps:
      - id: m-{n:04}-s1
        label: "1"
        text: สำรวจช่องทางที่มีอยู่และปัญหาที่พบในแต่ละช่องทาง
      - id: m-{n:04}-s2
        label: "2"
        text: ประชาสัมพันธ์ช่องทางผ่านเว็บไซต์และป้าย ณ จุดบริการ
    units:
      - text: กองคลัง
    schedule:
      text: ต.ค. 2567 – ก.ย. 2568
      from: 2567-10-01
      to: 2568-09-30
    follow_up:
      - id: m-{n:04}-f1
        by: staff
        text: รายงานผลต่อผู้บริหารทุกไตรมาส
        repeats: quarterly
    expected:
      - ผู้รับบริการพึงพอใจมากขึ้น
"""


def project(root: Path, measures: int) -> Path:
    """Write a project with one agency and so many measures."""
    agency = root / "content" / "agencies" / "bench"
    (agency / "2568").mkdir(parents=True)
    (root / "content" / "site.yml").write_text("version: 1\ntitle: วัดเวลา\n")
    (agency / "agency.yml").write_text(
        "name: หน่วยงานวัดเวลา\nkind: other\nprovince: จังหวัด\n"
    )
    text = "".join(_MEASURE.format(n=n) for n in range(1, measures + 1))
    (agency / "2568" / "measures.yml").write_text(f"measures:\n{text}")
    return root


def timed(work: Callable[[], Made]) -> tuple[float, Made]:
    """Run something once; return seconds of the clock and what it made."""
    start = time.perf_counter()
    made = work()
    return round(time.perf_counter() - start, 2), made


def with_results(data: bytes) -> bytes:
    """Fill in a summary in every row that is offered for a result."""
    book = load_workbook(io.BytesIO(data))
    sheet = book["ผลการดำเนินการ"]
    headers = [cell.value for cell in sheet[2]]
    at = headers.index("สรุปผล") + 1
    for row in range(3, sheet.max_row + 1):
        if sheet.cell(row, 1).value:
            sheet.cell(row, at).value = f"ดำเนินการแล้ว แถว {row}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        root = project(Path(folder), count)
        export, (_, data) = timed(lambda: export_xlsx(root, None, None, None))
        file = root / "bench.xlsx"
        file.write_bytes(data)
        unchanged, imported = timed(lambda: import_book(root, file))
        file.write_bytes(with_results(data))
        edited, filled = timed(lambda: import_book(root, file))
    result = {
        "measures": count,
        "bytes": len(data),
        "export_s": export,
        "import_unchanged_s": unchanged,
        "import_results_s": edited,
        "results": len(filled.merged.added),
        "unchanged_files": len(imported.files),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
