"""A small project, its workbook, and hands that fill in cells."""

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from prongsai import messages
from prongsai.cli import cli
from prongsai.workbook import write
from prongsai.workbook.book import headers
from prongsai.workbook.safe_text import guarded
from prongsai.workbook.sheets import BY_NAME
from prongsai.workbook.snapshot import HIDDEN, Base, base_of
from sheets_in_turn import SheetsInTurn

SITE = "version: 1\ntitle: เว็บไซต์ทดสอบ\n"
AGENCY = """\
name: เทศบาลตำบลทดสอบ
kind: subdistrict-municipality
province: จังหวัดทดสอบ
units:
  - id: finance
    name: กองคลัง
  - id: cash
    name: งานการเงิน
    parent: finance
  - id: office
    name: สำนักปลัด
"""
MEASURES = """\
# comment at the head
analysis:
  - id: weak
    kind: urgent
    text: เรื่องที่ต้องแก้
measures:
  - id: m-09
    title: มาตรการหนึ่ง  # beside
    addresses:
      - code: 2567:i1
        wording: ข้อคำถาม | หนึ่ง
    steps:
      - id: s1
        text: ขั้นหนึ่ง
        steps:
          - id: s1a
            text: ขั้นย่อย
      - id: s2
        text: >-
          ขั้นสอง
          ยาวสองบรรทัด
    units:
      - text: กองคลัง
        unit: finance
    schedule:
      text: ต.ค. 2567
      from: 2567-10-01
    follow_up:
      - id: f1
        text: รายงานทุกเดือน
    outcomes:
      - text: ผลหนึ่ง
        scores:
          - code: 2567:i1
            score: 91.80
    expected:
      - หนึ่ง
      - สอง
  - id: m-10
    title: =SUM(A1)
    units:
      - text: สำนักปลัด
        unit: office
"""
DISCLOSURES = """\
items:
  - code: O1
    owner: cash
    updated: 2568-01-15
    evidence:
      - id: o1-chart
        title: แผนผัง
        file: แผน  ผัง.txt
    components:
      - id: o1-chart
        evidence:
          - o1-chart
  - code: O3
    owner: office
    explanation: ข้อสาม
"""
SCORES = """\
total: 91.80
level: ผ่านดี
instruments:
  - code: IIT
    score: 92.620
questions:
  - code: e1
    part: public
    score: 90
  - code: e1
    part: survey
    score: 80.5
"""
FOLDER = "content/agencies/thot/2568"


def project(root: Path, files: Mapping[str, str] | None = None) -> Path:
    """Write the project; `files` by kind stand for those of the year."""
    own = {"measures": MEASURES, "disclosures": DISCLOSURES, "scores": SCORES}
    content = root / "content"
    (root / FOLDER / "files").mkdir(parents=True)
    (content / "site.yml").write_text(SITE)
    (content / "agencies/thot/agency.yml").write_text(AGENCY)
    (root / FOLDER / "files" / "แผน  ผัง.txt").write_text("ข้อความ")
    for kind, text in (own if files is None else files).items():
        (root / FOLDER / f"{kind}.yml").write_text(text)
    return root


def yaml(root: Path, kind: str = "measures") -> str:
    return (root / FOLDER / f"{kind}.yml").read_text()


def change(root: Path, old: str, new: str, kind: str = "measures") -> None:
    text = yaml(root, kind)
    assert old in text
    (root / FOLDER / f"{kind}.yml").write_text(text.replace(old, new))


def prongsai(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(one) for one in arguments])


FOR_PEOPLE = write.BLANK
write.BLANK = 8
"""Empty rows below each list: so few make a workbook of a third of the cells.

With those `FOR_PEOPLE` one is written in `tests/workbook/test_sheets.py`.
"""

_EXPORTED: dict[tuple[object, ...], bytes] = {}


def export(root: Path, name: str = "book.xlsx", *more: str) -> Path:
    """Export a project; the same content gives the same workbook, made once."""
    file, content = root / name, sorted((root / "content").rglob("*.yml"))
    content += sorted((root / "build/internal").glob("rules-*/*.png"))
    key = (*more, *((str(one.relative_to(root)), one.read_bytes()) for one in content))
    if key in _EXPORTED:
        file.write_bytes(_EXPORTED[key])
        return file
    done = prongsai("export", "--xlsx", "-C", root, "-o", file, *more)
    assert done.exit_code == 0, done.output
    _EXPORTED[key] = file.read_bytes()
    return file


def import_(root: Path, file: Path, *more: str) -> Result:
    return prongsai("import", file, "-C", root, *more)


@functools.lru_cache(maxsize=20)
def _base(data: bytes) -> Base:
    """Return what a workbook was exported from."""
    rows = SheetsInTurn(data)[HIDDEN].iter_rows(max_col=2, values_only=True)
    return base_of([(str(row[0]), str(row[1] or "")) for row in rows])


class Hands:
    """Opens a workbook as a person does, by words on the sheet."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._data = file.read_bytes()
        self._sheets = SheetsInTurn(self._data)

    @property
    def book(self) -> Any:
        return self._sheets.whole

    def sheet(self, name: str) -> Any:
        return self._sheets[
            messages.text("workbook", f"sheet-{BY_NAME[name].title}", "th")
        ]

    def column(self, name: str, field: str) -> int:
        header = headers(BY_NAME[name], "th")[field]
        row = [cell.value for cell in self.sheet(name)[2]]
        return row.index(header) + 1

    def row(self, name: str, *key: str) -> int:
        """Return the row of a key; the first without anything for none."""
        if not BY_NAME[name].lists:
            return 3
        keys = [self.column(name, one.name) for one in BY_NAME[name].keys]
        shown = [self.said(name, part) for part in key]
        for number in range(3, 500):
            cells = [self.sheet(name).cell(number, at).value for at in keys]
            if cells[: len(key)] == shown and (key or not any(cells)):
                return number
        raise KeyError(key)

    def said(self, name: str, part: str) -> str:
        """Return how a sheet writes a part of a key."""
        labels = _base(self._data).pages[name].labels
        known = (labels.get(one.name, {}) for one in BY_NAME[name].keys)
        return guarded(next((one[part] for one in known if part in one), part))

    def cell(self, name: str, field: str, *key: str) -> Any:
        return self.sheet(name).cell(self.row(name, *key), self.column(name, field))

    def put(self, sheet: str, key: tuple[str, ...], /, **fields: object) -> None:
        """Type into the row of a key; into a blank row for none."""
        number = self.row(sheet, *key)
        for field, value in fields.items():
            at = self.column(sheet, field.replace("__", "."))
            self.sheet(sheet).cell(number, at).value = value

    def save(self) -> Path:
        self.file.write_bytes(self._sheets.saved())
        return self.file
