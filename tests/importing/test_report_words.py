"""A report is for somebody who knows Word: no key, no id, no English value in it."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from each import each
from office_files import site
from printed_table import WRITERS, printed, understood
from prongsai import messages
from prongsai.importing.answers import questions
from prongsai.importing.brought import identify
from prongsai.importing.read.document import SourceDocument
from prongsai.importing.read.readers import READERS, read_document
from prongsai.importing.report import refused, report
from prongsai.importing.run import Imported, Wanted, run
from prongsai.importing.understand.vocabulary import written_forms
from prongsai.storage.limits import BadFileError
from prongsai.storage.refusals import FileRefusal

CASES = Path(__file__).parents[3] / "shared" / "cases"
KNOWN = frozenset(
    (
        *("Word", "Excel", "PDF", "CSV", "UTF-8", "Notepad", "MB", "DTD"),
        *("OIT", "IIT", "EIT", "ITA"),
        *("prongsai", "check", "pip", "install", "import"),
    )
)
"""Names that an office knows, and the commands that a message tells it to type."""

_OF_THE_DOCUMENT = re.compile(r"«[^»]*»|“[^”]*”|(?<=ช่อง \d: ).*|\(\S+\)$")
_OPTION = re.compile(r"--column \"[^\"]*\"|--(?:column|delete)\b")
_ENDING = re.compile(r"\.(?:docx|xlsx|csv|txt|md|tsv|html?)\b")
_CODE = re.compile(r"\b(?:[ieO]\d{1,2})\b")
_FOREIGN = re.compile(r"[{}_]|\b[A-Za-z][\w-]*|\d{4}-\d{2}-\d{2}")


def foreign(line: str) -> list[str]:
    """Return what of a line somebody who knows Word does not."""
    for own in (_OF_THE_DOCUMENT, _OPTION, _ENDING, _CODE):
        line = own.sub(" ", line)
    return [word for word in _FOREIGN.findall(line) if word not in KNOWN]


def lines(document: SourceDocument, year: int = 2568) -> list[str]:
    """Return the report on a document that comes for the first time."""
    draft = understood(document, year)
    imported = Imported(
        draft=draft,
        identity=identify(draft, document),
        before=None,
        asks=tuple(questions(draft, {})),
        outcomes={},
    )
    return list(report(imported, "th"))


def all_foreign(said: Sequence[str]) -> list[tuple[str, list[str]]]:
    return [(line, found) for line in said if (found := foreign(line))]


@pytest.mark.slow
@each("path", sorted(CASES.glob("*.*")) or [Path("none")], ids=lambda path: path.name)
@pytest.mark.skipif(not CASES.is_dir(), reason="shared/cases is not beside the project")
def test_the_report_on_a_case_of_the_field_is_for_people(path: Path) -> None:
    if path.name == "README.md" or path.suffix not in READERS:
        return
    try:
        said = lines(read_document(path))
    except BadFileError as error:
        said = [refused(error, "th")]
    assert all_foreign(said) == []


HEADERS = sorted({forms[0] for forms in written_forms("columns").values()})
TEXTS = st.sampled_from(
    (
        "",
        "จัดทำคู่มือ",
        "การปฏิบัติหน้าที่",
        "e9 การให้บริการ",
        "O12",
        "๖๗ ผู้บังคับบัญชา",
        "91.27",
        "0.5",
        "✓",
        "1. ร่าง 2. ประกาศ",
        "ยังไม่แล้วเสร็จ",
        "แล้วเสร็จเมื่อวันที่ 5 มีนาคม 2570",
        "ไตรมาส 1 - 4",
        "ม.ค.67—มี.ค.68",
        "ภายในวันที่ 31 มีนาคม 2575",
        "รวม",
        "หมายเหตุ: ก",
    )
)
NAMES = st.sampled_from((*HEADERS, "", "สิ่งที่อยากเห็น", "คะแนนปี 2566", "ไตรมาส 1", "ต.ค."))


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    wide = draw(st.integers(2, 6))
    header = draw(st.lists(NAMES, min_size=wide, max_size=wide))
    rows = draw(
        st.lists(st.lists(TEXTS, min_size=wide, max_size=wide), min_size=1, max_size=5)
    )
    return [header, *rows]


@pytest.mark.slow
@given(tables(), st.sampled_from(sorted(WRITERS)))
def test_the_report_on_any_table_is_for_people(
    rows: list[list[str]], form: str
) -> None:
    assert all_foreign(lines(printed(form, rows))) == []


@each("code", get_args(FileRefusal))
def test_every_refusal_is_for_people(code: FileRefusal) -> None:
    names = re.findall(r"{(\w+)}", messages.text("importing", f"bad-{code}", "th"))
    facts = dict.fromkeys(names, "1") | {"file": "แผน.docx"}
    assert all_foreign([refused(BadFileError(code, **facts), "th")]) == []


def test_what_changes_conflicts_or_would_be_deleted_is_told_for_people(
    tmp_path: Path,
) -> None:
    folder = site(tmp_path)
    path = tmp_path / "แผน.txt"
    title = "รายงานผลการดำเนินการตามมาตรการ รอบ 6 เดือน ประจำปีงบประมาณ พ.ศ. 2568\n"
    header = "มาตรการ\tขั้นตอน\tผลการดำเนินการ\n"
    rows = "จัดทำคู่มือ\tร่าง\tแล้วเสร็จเมื่อวันที่ 5 มีนาคม 2568\nอบรม\tเชิญ\tยังไม่ได้ดำเนินการ\n"
    said: list[str] = []

    def bring(text: str) -> None:
        path.write_text(title + header + text, "utf-8")
        for one in run(tmp_path, [path], folder.name, 2568, Wanted()):
            said.extend(report(one, "th"))

    bring(rows)
    bring(rows.replace("ยังไม่ได้ดำเนินการ", "กำลังดำเนินการ"))
    bring("จัดทำคู่มือ\tร่าง\tแล้วเสร็จเมื่อวันที่ 5 มีนาคม 2568\n")
    file = folder / "2568" / "measures.yml"
    file.write_text(file.read_text("utf-8").replace("ร่าง", "ร่างใหม่"), "utf-8")
    bring(rows.replace("ร่าง", "ร่างคู่มือ"))
    assert any("เดิม" in line or "นำเข้าครั้งก่อน" in line for line in said)
    assert any(line.startswith("  จะลบ") for line in said)
    assert all_foreign(said) == []
