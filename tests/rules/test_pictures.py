"""Pages that are pictures are reported, and read by a real tesseract when asked."""

import io
from pathlib import Path

import pypdfium2
import pytest
import typst
from click.testing import CliRunner

from prongsai.cli import cli
from prongsai.model.catalogue import LocalCatalogue
from prongsai.rules.gutters import Word, cells_of
from prongsai.rules.items import read_items
from prongsai.rules.own_file import read_own
from prongsai.rules.pictures import can_read_pictures
from prongsai.rules.readers import read_manual

YEAR = 2569
LINES = (
    "O1 โครงสร้าง หน้าที่และอำนาจ",
    "(1) แสดงแผนผังโครงสร้างของหน่วยงาน",
    "(2) แสดงหน้าที่และอำนาจของหน่วยงาน",
)

with_tesseract = pytest.mark.skipif(
    not can_read_pictures(), reason="no tesseract with Thai (tesseract-ocr-tha)"
)


def picture(folder: Path, body: str) -> bytes:
    """Make a PDF of one page that is only a picture, as a scanner does."""
    head = '#set text(font: "Sarabun", size: 16pt)'
    source = folder / "scan.typ"
    source.write_text(f"{head}\n{body}\n", encoding="utf-8")
    fonts = Path(__file__).parents[2] / "generator/prongsai/paper/fonts"
    made = typst.compile(str(source), font_paths=[str(fonts)])
    assert isinstance(made, bytes)
    page = pypdfium2.PdfDocument(made)[0].render(scale=3).to_pil()
    stream = io.BytesIO()
    page.save(stream, "PDF", resolution=216)
    return stream.getvalue()


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    body = " \\ \n".join(line.replace("(", "\\(") for line in LINES)
    return picture(tmp_path_factory.mktemp("typst"), body)


def run(root: Path, *words: str) -> tuple[int, str]:
    (root / "content" / "agencies").mkdir(parents=True, exist_ok=True)
    done = CliRunner().invoke(cli, ["rules", *words, "-C", str(root)])
    return done.exit_code, done.output


def own(root: Path) -> LocalCatalogue:
    read = read_own((root / "content/catalogue" / f"{YEAR}.yml").read_bytes(), "")
    assert read is not None
    return read


@with_tesseract
def test_a_manual_of_pictures_is_offered_to_tesseract(
    scanned: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "คู่มือ.pdf"
    file.write_bytes(scanned)
    code, said = run(tmp_path, str(file), "--year", str(YEAR))
    assert code == 2
    assert "สั่งอีกครั้งพร้อม --ocr" in said
    assert not (tmp_path / "content" / "catalogue").exists()


@with_tesseract
@pytest.mark.slow
def test_what_tesseract_reads_is_a_doubtful_draft(
    scanned: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "คู่มือ.pdf"
    file.write_bytes(scanned)
    code, said = run(tmp_path, str(file), "--year", str(YEAR), "--ocr")
    assert code == 0, said
    assert "อ่านหน้าที่เป็นภาพ 1 หน้าด้วย tesseract: หน้า 1" in said
    (item,) = own(tmp_path).items
    assert item.code == "O1"
    assert item.draft
    assert item.doubtful
    assert [one.doubtful for one in item.components] == [True, True]
    assert "โครงสร้าง" in item.components[0].text
    code, said = run(tmp_path, "confirm", "O1", "--year", str(YEAR), "--by", "ปลัด")
    assert code == 2
    assert own(tmp_path).items[0].draft


COLUMNS = """#table(columns: (7cm, 1fr), stroke: STROKE, inset: 8pt,
[O1 โครงสร้าง หน้าที่และอำนาจ],
[\\(1) แสดงแผนผังโครงสร้าง \\ \\(2) แสดงหน้าที่และอำนาจของหน่วยงาน],
[O2 ข้อมูลผู้บริหาร],
[\\(1) แสดงรายชื่อผู้บริหารสูงสุด \\ \\(2) แสดงช่องทางติดต่อผู้บริหาร],
[O3 อำนาจหน้าที่],
[\\(1) แสดงข้อมูลหน้าที่ \\ \\(2) แสดงกฎหมายของหน่วยงาน])
"""


@with_tesseract
@pytest.mark.slow
@pytest.mark.parametrize("stroke", ["none", "1pt"])
def test_two_columns_of_a_picture_are_kept_apart(stroke: str, tmp_path: Path) -> None:
    data = picture(tmp_path, COLUMNS.replace("STROKE", stroke))
    first, second, third = read_items(read_manual("m.pdf", data, ocr=True))
    assert [one.code for one in (first, second, third)] == ["O1", "O2", "O3"]
    for item, words in (
        (first, ("แผนผัง", "ของหน่วยงาน")),
        (second, ("รายช", "ติดต่อ")),
        (third, ("ข้อมูล", "กฎหมาย")),
    ):
        assert item.doubtful
        assert len(item.components) == 2
        for component, word in zip(item.components, words, strict=True):
            assert component.doubtful
            assert word in "".join(component.text.split())
            assert word not in "".join(item.title.split())


def line(*words: tuple[str, int]) -> list[Word]:
    return [Word(text=text, left=x, right=x + 40, height=20) for text, x in words]


def test_a_line_is_cut_where_most_lines_leave_a_gutter() -> None:
    page = [
        line(("หัว", 0), ("เรื่อง", 45), ("ยาว", 90), ("มาก", 135)),
        *[line(("O1", 0), ("ก", 100), ("ข", 141)) for _ in range(9)],
        line(("ค", 100)),
    ]
    rows = list(cells_of(page))
    assert rows[1] == ("O1", "กข")
    assert rows[-1] == ("", "ค")


def test_a_page_without_a_gutter_has_one_column() -> None:
    page = [line(("ก", 0), ("ข", 50)), line(("ค", 0), ("ง", 90)), line(("จ", 0))]
    assert list(cells_of(page)) == [("ก ข",), ("ค ง",), ("จ",)]
