"""A clean copy shows the same and keeps nothing else."""

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
from click.testing import CliRunner
from docx.oxml import parse_xml
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from each import each
from planted_files import PLACES
from planted_office import packed
from planted_text import ID
from prongsai.cli import cli
from prongsai.storage.attachments import Facts
from prongsai.storage.attachments.read import facts_of, readers
from prongsai.storage.cleaning import Cleaned, cleaned
from prongsai.storage.limits import BadFileError

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def clean(data: bytes) -> Cleaned:
    return cleaned(data, readers())


def facts(data: bytes) -> Facts:
    return facts_of(data, readers())


def a_docx() -> bytes:
    document = docx.Document()
    document.core_properties.author = "สมมุติ ตัวอย่าง"
    paragraph = document.add_paragraph("แผนปี 2568 ")
    document.add_comment(paragraph.runs, text=f"ถาม {ID}", author="สมมุติ")
    for kind, words in (("ins", "ข้อความใหม่"), ("del", f"เดิม {ID}")):
        text = "delText" if kind == "del" else "t"
        paragraph._p.append(
            parse_xml(  # type: ignore[arg-type]  # lxml's own stubs
                f'<w:{kind} xmlns:w="{W}" w:id="9" w:author="สมมุติ"><w:r>'
                f"<w:{text}>{words}</w:{text}></w:r></w:{kind}>"
            )
        )
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def an_xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = "สมมุติ ตัวอย่าง"
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["A1"], sheet["B2"] = "แผน", 2568
    sheet["A1"].comment = Comment(f"ถาม {ID}", "สมมุติ")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.slow
def test_a_word_file_keeps_its_words_and_opens() -> None:
    made = clean(a_docx())
    assert set(made.taken) == {"metadata", "notes", "changes"}
    assert made.left == ()
    document = docx.Document(io.BytesIO(made.data))
    assert document.paragraphs[0].text == "แผนปี 2568 ข้อความใหม่"
    assert document.core_properties.author == ""
    assert ID not in facts(made.data).hidden


def test_a_workbook_keeps_its_cells_and_opens() -> None:
    made = clean(an_xlsx())
    assert set(made.taken) == {"metadata", "notes"}
    assert made.left == ()
    sheet = openpyxl.load_workbook(io.BytesIO(made.data)).active
    assert isinstance(sheet, Worksheet)
    assert (sheet["A1"].value, sheet["B2"].value) == ("แผน", 2568)
    assert sheet["A1"].comment is None
    assert ID not in facts(made.data).hidden


@pytest.mark.slow
def test_no_link_leads_to_a_part_that_went() -> None:
    for data in (a_docx(), an_xlsx()):
        with zipfile.ZipFile(io.BytesIO(clean(data).data)) as archive:
            names = archive.namelist()
            kinds = archive.read("[Content_Types].xml").decode()
            rels = [one for one in names if one.endswith(".rels")]
            links = [archive.read(one).decode() for one in rels]
        assert not any("comments" in one for one in [*names, kinds, *links])


@pytest.mark.filterwarnings("ignore::UserWarning")
@each(
    "place",
    ["note", "attachment", "earlier version", "own key", "XMP", "author of a note"],
)
def test_a_pdf_keeps_its_pages_only(place: str) -> None:
    made = clean(PLACES[f"pdf {place}"](ID))
    assert made.left == ()
    if made.taken:
        assert ID not in facts(made.data).hidden
        with pikepdf.open(io.BytesIO(made.data)) as document:
            assert len(document.pages) == 1


def test_a_script_of_a_pdf_goes() -> None:
    document = pikepdf.new()
    document.add_blank_page()
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    document.Root.OpenAction = action
    stream = io.BytesIO()
    document.save(stream)
    assert clean(stream.getvalue()).taken == ("runs",)


@each("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_shows_the_same_without_its_position(form: str) -> None:
    exif = Image.Exif()
    exif[274] = 6
    exif[315] = "สมมุติ ตัวอย่าง"
    exif.get_ifd(0x8825).update({1: "N", 2: (13.0, 45.0, 0.0)})
    stream = io.BytesIO()
    Image.new("RGB", (8, 4), "red").save(stream, form, exif=exif)
    made = clean(stream.getvalue())
    assert "position" in made.taken
    assert made.left == ()
    with Image.open(io.BytesIO(made.data)) as picture:
        assert picture.format == form
        assert picture.size == (4, 8), "it is turned as it was shown"
        assert dict(picture.getexif()) == {}


def test_an_open_document_keeps_its_words() -> None:
    made = clean(PLACES["odt note"](ID))
    assert ID not in facts(made.data).hidden
    assert "metadata" in clean(PLACES["odt metadata"](ID)).taken


def test_a_file_that_keeps_nothing_stays_as_it_is() -> None:
    data = packed({"word/document.xml": f'<w:w xmlns:w="{W}"/>'})
    assert clean(data) == Cleaned(data=data, taken=(), left=())


def test_what_cannot_be_cleaned_is_refused() -> None:
    with pytest.raises(BadFileError, match="clean-kind"):
        clean(b"plain text")


@pytest.mark.slow
def test_the_command_writes_a_copy_and_says_what_it_took_out(tmp_path: Path) -> None:
    path = tmp_path / "แผน.docx"
    path.write_bytes(a_docx())
    before = path.read_bytes()
    done = CliRunner().invoke(cli, ["clean", str(path)])
    copy = tmp_path / "แผน-clean.docx"
    assert done.exit_code == 0, done.output
    assert done.output.splitlines() == [
        f"ทำสำเนาของ “แผน.docx” แล้วที่ {copy} เปิดดูก่อนใช้แทนไฟล์เดิม สิ่งที่เอาออก:",
        "  – ประวัติการแก้ไข (ถือว่ายอมรับการแก้ไขทั้งหมด)",
        "  – ชื่อผู้จัดทำและข้อมูลกำกับไฟล์",
        "  – ความเห็นและบันทึกย่อ",
    ]
    assert path.read_bytes() == before
    again = CliRunner().invoke(cli, ["clean", str(copy)])
    assert again.output == "“แผน-clean.docx” ไม่มีข้อมูลแฝงให้เอาออก ใช้ไฟล์เดิมได้\n"


@pytest.mark.slow
def test_the_command_finds_evidence_by_its_name(tmp_path: Path) -> None:
    files = tmp_path / "content/agencies/ban-rai/2568/files"
    files.mkdir(parents=True)
    (files / "แผน [1].docx").write_bytes(a_docx())
    done = CliRunner().invoke(cli, ["clean", "-C", str(tmp_path), "แผน [1].docx"])
    assert done.exit_code == 0, done.output
    assert (files / "แผน [1]-clean.docx").is_file()
    missing = CliRunner().invoke(cli, ["clean", "-C", str(tmp_path), "ไม่มี.docx"])
    assert missing.exit_code == 1
    assert (
        missing.output == "ไม่พบไฟล์ “ไม่มี.docx” หรือมีชื่อนี้มากกว่าหนึ่งไฟล์ พิมพ์ที่อยู่ของไฟล์ให้ครบ\n"
    )
