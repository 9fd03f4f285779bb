"""Pages that are pictures are reported, and read by a real tesseract when asked."""

import io
from pathlib import Path

import pypdfium2
import pytest
import typst
from click.testing import CliRunner

from prongsai.cli import cli
from prongsai.model.catalogue import LocalCatalogue
from prongsai.rules.own_file import read_own
from prongsai.rules.pictures import can_read_pictures

YEAR = 2569
LINES = (
    "O1 โครงสร้าง หน้าที่และอำนาจ",
    "(1) แสดงแผนผังโครงสร้างของหน่วยงาน",
    "(2) แสดงหน้าที่และอำนาจของหน่วยงาน",
)

pytestmark = pytest.mark.skipif(
    not can_read_pictures(), reason="no tesseract with Thai (tesseract-ocr-tha)"
)


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Make a PDF of one page that is only a picture, as a scanner does."""
    head = '#set text(font: "Sarabun", size: 16pt)'
    body = " \\ \n".join(line.replace("(", "\\(") for line in LINES)
    source = tmp_path_factory.mktemp("typst") / "scan.typ"
    source.write_text(f"{head}\n{body}\n", encoding="utf-8")
    fonts = Path(__file__).parents[2] / "generator/prongsai/paper/fonts"
    made = typst.compile(str(source), font_paths=[str(fonts)])
    assert isinstance(made, bytes)
    page = pypdfium2.PdfDocument(made)[0].render(scale=3).to_pil()
    stream = io.BytesIO()
    page.save(stream, "PDF", resolution=216)
    return stream.getvalue()


def run(root: Path, *words: str) -> tuple[int, str]:
    (root / "content" / "agencies").mkdir(parents=True, exist_ok=True)
    done = CliRunner().invoke(cli, ["rules", *words, "-C", str(root)])
    return done.exit_code, done.output


def own(root: Path) -> LocalCatalogue:
    read = read_own((root / "content/catalogue" / f"{YEAR}.yml").read_bytes(), "")
    assert read is not None
    return read


def test_a_manual_of_pictures_is_offered_to_tesseract(
    scanned: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "คู่มือ.pdf"
    file.write_bytes(scanned)
    code, said = run(tmp_path, str(file), "--year", str(YEAR))
    assert code == 2
    assert "สั่งอีกครั้งพร้อม --ocr" in said
    assert not (tmp_path / "content" / "catalogue").exists()


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
