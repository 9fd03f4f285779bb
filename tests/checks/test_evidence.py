"""Rules on evidence, surveys, personal data and spelling, over real documents."""

import dataclasses
import datetime
import io
import shutil
from pathlib import Path

import openpyxl
import pytest
import typst
from click.testing import CliRunner

from checkout import ROOT
from prongsai import messages
from prongsai.checking import check_sources
from prongsai.checks import (
    evidence_file,
    evidence_link,
    evidence_title,
    evidence_year,
    personal_data,
    survey,
    text_blanks,
    text_decomposed,
    text_repeated,
)
from prongsai.cli import cli
from prongsai.findings import Severity
from prongsai.storage.attachments import Facts, FileKind, Trouble
from prongsai.storage.content_folder import Sources, read_sources, with_facts

TODAY = datetime.date(2025, 3, 31)
MODULES = (
    evidence_file,
    evidence_link,
    evidence_title,
    evidence_year,
    personal_data,
    survey,
    text_blanks,
    text_decomposed,
    text_repeated,
)
CODES = frozenset(
    code
    for module in MODULES
    for code in module.CODES
    if not code.startswith(("files-searched", "not-searched"))
)
"""Without what says that pictures were not searched: tests/personal has that."""

ID = "1-2345-67890-12-1"
"""Made up, with the right last digit."""


def said(root: Path) -> list[str]:
    """Return what these rules say: severity, code, subject, whole message."""
    checked = check_sources(with_facts(root, read_sources(root)), TODAY)
    return [
        f"{one.severity} [{one.code}] {one.subject} | {messages.message(one)}"
        for one in checked.findings
        if one.code in CODES
    ]


@pytest.mark.slow
def test_the_published_agencies_have_only_what_is_really_there(
    tmp_path: Path,
) -> None:
    sources = with_facts(tmp_path, _here())
    for day in ("2024-10-01", "2025-03-31", "2026-11-21"):
        checked = check_sources(sources, datetime.date.fromisoformat(day))
        found = [one for one in checked.findings if one.code in CODES]
        assert [(one.agency, one.code, one.subject) for one in found] == [
            ("ubon-pao", "text-repeated", "highest-three")
        ], day


def _here() -> Sources:
    """Return the sources with absolute places: the cache is this test's own."""
    sources = read_sources(ROOT)
    files = {
        name: dataclasses.replace(one, path=str(ROOT / one.path))
        for name, one in sources.attachments.items()
    }
    return dataclasses.replace(sources, attachments=files)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a project of one agency whose O5 has one file of each kind."""
    shutil.copytree(ROOT / "tests/checks/_base", tmp_path, dirs_exist_ok=True)
    files = tmp_path / "content/agencies/ban-rai/2568/files"
    files.mkdir(parents=True)
    text = f'#set document(title: "{ID}")\nDevelopment plan of 2568, page 1 of 20'
    made = typst.compile(text.encode())
    assert isinstance(made, bytes)
    (files / "แผน.pdf").write_bytes(made)
    book = openpyxl.Workbook()
    book.active.append(["ที่", "ร้าน", "เลขผู้เสียภาษี"])
    book.active.append([1, "ร้านสมมุติ", int(ID.replace("-", ""))])
    book.active.append([2, "บริษัทสมมุติ", "0105500000003"])
    stream = io.BytesIO()
    book.save(stream)
    (files / "จัดซื้อ.xlsx").write_bytes(stream.getvalue())
    write(tmp_path)
    return tmp_path


def write(root: Path, more: str = "", visibility: str = "public") -> None:
    """Write the disclosures; `more` is below the workbook."""
    year = root / "content/agencies/ban-rai/2568"
    year.joinpath("survey.yml").write_text(
        "link: https://itas.nacc.go.th/go/eit/ab12cd\n", encoding="utf-8"
    )
    year.joinpath("disclosures.yml").write_text(
        f"""\
items:
  - code: O5
    visibility: {visibility}
    evidence:
      - id: o5-plan
        title: แผนพัฒนาท้องถิ่น
        file: แผน.pdf
        personal_data: ตัวอย่างในการทดสอบ
      - id: o5-table
        title: ตารางจัดซื้อ
        file: จัดซื้อ.xlsx
{more}""",
        encoding="utf-8",
    )


def test_an_id_in_a_workbook_stops_publication(root: Path) -> None:
    assert said(root) == [
        (
            "error [personal-id] o5-table | ไฟล์ “ตารางจัดซื้อ” (จัดซื้อ.xlsx) ของข้อ O5 "
            "มีเลขประจำตัวประชาชน 1 แห่ง เช่น x-xxxx-xxxxx-12-1 จึงยังเผยแพร่ไม่ได้"
        )
    ]
    done = CliRunner().invoke(cli, ["build", "-C", str(root)])
    assert done.exit_code == 1
    assert ID not in done.output
    assert not (root / "build/site").exists()


def test_a_reason_allows_what_an_evidence_holds(root: Path) -> None:
    write(root, "        personal_data: เลขผู้เสียภาษีของร้านค้าตามแบบฟอร์ม\n")
    assert said(root) == []


def test_the_metadata_of_a_pdf_are_looked_at_too(root: Path) -> None:
    path = root / "content/agencies/ban-rai/2568/disclosures.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("        personal_data: ตัวอย่างในการทดสอบ\n", ""), encoding="utf-8"
    )
    assert [line.split(" | ")[0] for line in said(root)] == [
        "error [personal-id] o5-plan",
        "error [personal-id] o5-table",
    ]


def test_internal_files_are_not_published_and_so_not_searched(root: Path) -> None:
    write(root, visibility="internal")
    assert said(root) == []


def test_a_hint_never_stops_anything(root: Path) -> None:
    write(root, "        personal_data: เหตุผล\n        description: เทศ บาล\n")
    checked = check_sources(with_facts(root, read_sources(root)), TODAY)
    found = [one for one in checked.findings if one.code in CODES]
    assert [(one.severity, one.code) for one in found] == [
        (Severity.HINT, "text-blanks")
    ]
    assert messages.hint(found[0]) == ("แก้เป็น “เทศบาล” มิฉะนั้นค้นคำนี้ในเว็บไซต์จะไม่พบ")
    assert messages.message(found[0], "en") == (
        "there is a blank inside a Thai word at “เทศ บาล”"
    )


def test_a_file_whose_reading_was_stopped_is_named_with_the_limits(
    root: Path,
) -> None:
    sources = read_sources(root)
    stopped = Facts(kind=FileKind.PDF, trouble=Trouble.STOPPED)
    held = {
        name: dataclasses.replace(one, facts=stopped)
        for name, one in sources.attachments.items()
        if name.endswith("แผน.pdf")
    }
    files = {**sources.attachments, **held}
    checked = check_sources(dataclasses.replace(sources, attachments=files), TODAY)
    assert [messages.message(one) for one in checked.findings if one.code in CODES] == [
        (
            "ไฟล์ “แผนพัฒนาท้องถิ่น” (แผน.pdf) ของข้อ O5 ใช้เวลาเกิน 8 วินาทีหรือหน่วยความจำเกิน "
            "350 MB จึงหยุดอ่าน ไม่รู้ว่าข้างในมีอะไร และเผยแพร่ไม่ได้"
        )
    ]
    (found,) = (one for one in checked.findings if one.code == "evidence-stopped")
    assert found.severity is Severity.ERROR
