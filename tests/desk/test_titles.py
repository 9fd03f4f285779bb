"""The title of a file that is dropped is guessed from what it begins with."""

import io
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
import typst

from checkout import ROOT
from desk_project import YEAR, Asked, make_project
from office_files import excel
from prongsai.desk.titles import title_in

NAME = "scan0001.pdf"


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    return Asked(make_project(quick_folder))


def dropped(desk: Asked, *files: tuple[str, bytes]) -> list[str]:
    """Drop files on an item; return the titles of its new documents."""
    sent = [("files", one) for one in files]
    assert desk.post(f"{YEAR}/O5/drop", {}, files=sent).status_code == 303
    lines = desk.written.partition("code: O5")[2].splitlines()
    return [one.partition("title: ")[2] for one in lines if "title: " in one]


def pdf(folder: Path, text: str) -> bytes:
    """Set a page in Thai; its metadata have a title that says nothing."""
    head = '#set document(title: "Microsoft Word - ร่าง.doc")\n'
    source = folder / "source.typ"
    source.write_text(f'{head}#set text(font: "Sarabun")\n{text}\n', encoding="utf-8")
    fonts = ROOT / "generator/prongsai/paper/fonts"
    made: bytes = typst.compile(str(source), font_paths=[str(fonts)])
    return made


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "หัวกระดาษของแบบฟอร์ม"
    for one in paragraphs:
        document.add_paragraph(one)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.slow
def test_pdf_word_and_excel_files_are_named_by_their_first_lines(
    desk: Asked, quick_folder: Path
) -> None:
    page = pdf(
        quick_folder,
        "ที่ ตย ๑๒๓/๒๕๖๙ \\ แผนปฏิบัติการป้องกันการทุจริต \\ ประจำปีงบประมาณ พ.ศ. ๒๕๖๙ \\ หน้า ๑",
    )
    book = excel([[None, None], [None, "สถิติเรื่องร้องเรียน 2568"], ["ลำดับ", "เรื่อง"]])
    letter = word("", "คู่มือการให้บริการประชาชน", "ด้วยเทศบาลได้จัดทำคู่มือ")
    files = ((NAME, page), ("1.xlsx", book), ("ก.docx", letter))
    assert dropped(desk, *files) == [
        "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๖๙",
        "สถิติเรื่องร้องเรียน 2568",
        "คู่มือการให้บริการประชาชน",
    ]
    form = {"id": "o5-doc-1", "title": "แผนของเรา"}
    assert desk.post(f"{YEAR}/O5/document", form).status_code == 303
    assert "title: แผนของเรา\n" in desk.written


def test_a_file_that_cannot_be_read_is_named_by_its_name(
    desk: Asked, quick_folder: Path
) -> None:
    files = (
        ("ภาพถ่าย.pdf", pdf(quick_folder, "#rect()")),
        ("เลขหน้า.pdf", pdf(quick_folder, "๑ \\ ๑๒ ม.ค. ๒๕๖๙")),
        ("เสีย.pdf", b"%PDF-1.7\nno more"),
        ("เสีย.docx", b"PK\x03\x04no more"),
        ("รูป.png", b"\x89PNG\r\n"),
    )
    assert dropped(desk, *files) == ["ภาพถ่าย", "เลขหน้า", "เสีย", "เสีย", "รูป"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["ประกาศเทศบาลตำบลบ้านไร่", "เรื่อง นโยบายไม่รับของขวัญ", "(No Gift Policy)"],
            "ประกาศเทศบาลตำบลบ้านไร่ เรื่อง นโยบายไม่รับของขวัญ (No Gift Policy)",
        ),
        (
            ["คำสั่งเทศบาลตำบลบ้านไร่", "ที่ ๔๕/๒๕๖๙", "เรื่อง แต่งตั้งคณะทำงาน", "-----"],
            "คำสั่งเทศบาลตำบลบ้านไร่ เรื่อง แต่งตั้งคณะทำงาน",
        ),
        (
            [
                "บันทึกข้อความ",
                "ส่วนราชการ สำนักปลัด โทร ๐ ๓๘๑๒ ๓๔๕๖",
                "ที่ ตย ๑๒๓/๒๕๖๙ วันที่ ๕ มกราคม ๒๕๖๙",
                "เรื่อง รายงานผลการจัดซื้อจัดจ้าง",
                "เรียน นายกเทศมนตรี",
            ],
            "รายงานผลการจัดซื้อจัดจ้าง",
        ),
        (["- ๑ -", "เทศบาลตำบลบ้านไร่ อำเภอเมือง", "รายงานการประชุม"], "รายงานการประชุม"),
        (
            ["รายงานผลการดำเนินการตามแผนและ", "มาตรการภายใน"],
            "รายงานผลการดำเนินการตามแผนและ มาตรการภายใน",
        ),
        (["รายงานความเสี่ยง ปี ๒๕๖๘", "ปีงบประมาณ พ.ศ. 2568"], "รายงานความเสี่ยง ปี ๒๕๖๘"),
        (["มาตรการภายใน", "ประจำปี ๒๕๖๘ ที่ ตย ๑/๑๑๘"], "มาตรการภายใน ประจำปี ๒๕๖๘"),
        (["คู่มือประชาชน", "คำนำ"], "คู่มือประชาชน"),
        (["การจดัทํานํ้าประปา"], "การจดัทำน้ำประปา"),
        (["รายงาน " * 20], f"{'รายงาน ' * 17}".strip() + "…"),
        (["ข้อความของย่อหน้า " * 20], ""),
        (["๑๒๓/๒๕๖๙", "1 มกราคม 2569", "12", "ลำดับที่", "www.banrai.go.th"], ""),
        (["\ufffd\ufffdายงานผล"], ""),
        ([], ""),
    ],
)
def test_what_is_no_title_is_passed_over(lines: Sequence[str], title: str) -> None:
    assert title_in(lines) == title
