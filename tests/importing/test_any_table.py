"""Any table at all: no crash, no cell lost, no word lost, and the files are valid."""

import re
import time
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from prongsai.importing.brought import identify
from prongsai.importing.read.document import Paragraph, SourceDocument, SourceTable
from prongsai.importing.read.text import read_text
from prongsai.importing.report import report
from prongsai.importing.run import Imported
from prongsai.importing.store import plain
from prongsai.importing.understand.draft import HEADER, REPEATED, ROW_NUMBER, Draft
from prongsai.importing.understand.vocabulary import table
from prongsai.importing.understand.whole_document import understand
from prongsai.model.measures import Measures
from prongsai.model.scores import Scores
from prongsai.thai.digits import to_arabic
from prongsai.yaml.reader import read_yaml
from prongsai.yaml.writer import dump

FORMS = sorted({form for form, _ in table("columns")})
PIECES = (
    "e๖ การเผยแพร่ข้อมูล",
    "E10 หน่วยงานมีช่องทาง",
    "๐๓๘ การเสริมสร้าง",
    "O12",
    "i1",
    "1๑ บุคลากร",
    "๖๗ ผู้บังคับบัญชา",
    "ข้อ ๗ ท่านรู้",
    "๒๐ ขั้นตอน",
    "ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล",
    "การปฏิบัติหน้าที่",
    "เครื่องมือการประเมิน OIT",
    "แบบวัดการรับรู้ (IIT)",
    "ประเด็น ข้อมูลผู้บริหาร",
    "ประเด็นการประเมิน",
    "IIT",
    "EIT",
    "ผ่านเกณฑ์",
    "๙๓.๘๘",
    "๘๘.๗๖ คะแนน",
    "๙๐.๐๙ ๙๑.๓๒ ๘๘.๘๗",
    "ผลคะแนน ๑๐๐",
    "๐",
    "๑",
    "100",
    "1000",
    "500",
    "¹",
    "٣",
    "ผลคะแนน ๙๙๙",
    "๑. ร่าง ๒. เผยแพร่",
    "(๑) ก (๒) ข",
    "- ก - ข",
    "-",
    "๑.",
    "<ol><li>ก</li><li>ข</li></ol>",
    "<p>กองคลัง</p><p>1. ก</p><p>2. ข</p>",
    "☐ เงิน ☐ ทรัพย์สิน",
    "<b>หนา</b>",
    "<No Gift>",
    "&lt;b&gt;",
    "ม.ค. - มี.ค. ๒๕๖๘",
    "ตุลาคม ๖๕ ถึง กันยายน ๖๖",
    "ภายในเดือนตุลาคม",
    "๓๑ กุมภาพันธ์ ๒๕๖๘",
    "ไตรมาสที่ ๑",
    "รายเดือน",
    "นักวิชาการ ดำเนินการแล้วเสร็จ",
    "ผู้บริหารกำกับติดตาม",
    "กองคลัง",
    "a: b # c",
    "'",
    "{x}",
    "!tag &a *a",
    "😀",
)
HEADINGS = (
    "มาตรการส่งเสริมคุณธรรมและความโปร่งใส ปีงบประมาณ พ.ศ. ๒๕๖๘",
    "๑. ข้อบกพร่องหรือจุดอ่อนที่จะต้องแก้ไขโดยเร่งด่วน (ต่ำกว่า 85 คะแนน)",
    "ส่วนที่ 1 (EIT Public)",
    "๒) ตัวชี้วัดการใช้งบประมาณ ๘๒.๙๖ คะแนน",
    "๒) การให้บริการและระบบ E-Service",
    "แบบวัดการรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน (IIT)",
    "คะแนนภาพรวม : ๗๙.๔๓ คะแนน ระดับผลการประเมิน B",
)
pieces = st.sampled_from(PIECES) | st.text(max_size=12).filter(lambda t: "\0" not in t)
cells = st.lists(pieces, max_size=3).map(" ".join)


def one_line(text: str) -> str:
    return " ".join(text.replace("\t", " ").split())


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Make a text file with some tables and headings."""
    out: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        width = draw(st.integers(2, 6))
        header = draw(st.lists(st.sampled_from(FORMS), min_size=width, max_size=width))
        out += [draw(st.sampled_from(("", *HEADINGS))), "", "\t".join(header)]
        for _ in range(draw(st.integers(0, 5))):
            row = draw(st.lists(cells, min_size=width, max_size=width))
            out.append("\t".join(map(one_line, row)))
    return "\n".join(out) + "\n"


def words(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(map(words, value.values()))
    if isinstance(value, list):
        return " ".join(map(words, value))
    return str(value)


def letters(text: str) -> list[str]:
    """Return words of Thai letters, and numbers that no mark or code can be."""
    return re.findall(r"[ก-๎]{2,}|\d+\.\d+|\d{4,}", to_arabic(text))


def lost(draft: Draft) -> list[str]:
    """Return words and numbers of cells that are in neither of the two files."""
    held = " ".join(letters(words([draft.measures, draft.scores])))
    joined = re.sub(r"(?<=[ก-๎]) (?=[ก-๎])", "", held)
    around = re.compile(r"(?:ผล|ได้)?\s*คะแนน|ข้อ(?=\s*\d)")
    return [
        word
        for cell in draft.document.cells()
        if not set(draft.places[cell.spot]) & {HEADER, REPEATED, ROW_NUMBER}
        for word in letters(around.sub(" ", to_arabic(cell.text)))
        if word not in joined
    ]


@given(text=documents())
@example(text="มาตรการ\tขั้นตอน\nก\t\n")
@example(text="ข้อคำถาม\tคะแนน\nE4\t\n\t93.78\n")
@pytest.mark.slow
def test_no_cell_and_no_word_of_any_table_is_lost(text: str) -> None:
    document = read_text("a.txt", text.encode())
    draft = understand(document, 2568, 2567, {"กองคลัง": "finance"})
    spots = {cell.spot for cell in document.cells()}
    assert set(draft.places) == spots
    assert all(draft.places.values())
    Measures.model_validate(draft.measures)
    Scores.model_validate(draft.scores)
    for tree in (draft.measures, draft.scores):
        if tree:
            assert read_yaml(dump(tree).encode(), "").tree == plain(tree)
    assert lost(draft) == []
    imported = Imported(
        draft=draft, identity=identify(draft, document), before=None, outcomes={}
    )
    said = [*report(imported, "th"), *report(imported, "en")]
    assert all(line.isprintable() for line in said)


@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
@pytest.mark.slow
def test_any_text_file_is_read_or_refused(data: bytes) -> None:
    from prongsai.importing.read.csv import read_csv
    from prongsai.importing.read.html import read_html
    from prongsai.storage.limits import BadFileError

    for reader in (read_text, read_csv, read_html):
        try:
            document = reader("a", data)
        except BadFileError:
            continue
        assert isinstance(document, SourceDocument)
        assert all(isinstance(b, Paragraph | SourceTable) for b in document.blocks)


@pytest.mark.slow
def test_a_long_cell_is_read_in_no_time() -> None:
    begin = time.process_time()
    cell = "๑. ก - ข (๑) ค ม.ค. - มี.ค. ๒๕๖๘ ผลคะแนน ๑๐๐ e๑ " * 800
    text = f"มาตรการ\tขั้นตอน\tผลลัพธ์\n{cell[:50_000]}\t{cell[:50_000]}\t{cell[:50_000]}\n"
    understand(read_text("a.txt", text.encode()), 2568, 2567, {})
    assert time.process_time() - begin < 60
