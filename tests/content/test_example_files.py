"""The files of the example agency open, are cited, and hold no personal data."""

import re
from pathlib import Path

import openpyxl
import pypdf
import pypdfium2
import pytest
from PIL import Image

from each import each
from prongsai.model.disclosures import Disclosures, Evidence
from prongsai.model.measures import Measures
from seeds import CONTENT, load

SLUG = "tambon-tuayang"
FILES = CONTENT / SLUG / "2568" / "files"
PERSONAL = {
    "citizen's id": r"(?<!\d)\d(?:[ -]?\d){12}(?!\d)",
    "telephone": r"(?<![\d,.])0[1-9][ -]?\d{3,4}[ -]?\d{4}(?!\d)",
}


def measures(year: int = 2568) -> Measures:
    return load(Measures, f"{SLUG}/{year}/measures.yml")


def disclosures(year: int = 2568) -> Disclosures:
    return load(Disclosures, f"{SLUG}/{year}/disclosures.yml")


def evidence(year: int = 2568) -> dict[str, Evidence]:
    return {e.id: e for item in disclosures(year).items for e in item.evidence}


def files(kind: str) -> list[Path]:
    return sorted(FILES.glob(f"*.{kind}"))


def test_every_file_is_evidence_and_every_evidence_has_its_file() -> None:
    named = {e.file for e in evidence().values() if e.file}
    named |= {d.signed_file for d in measures().documents if d.signed_file}
    assert named == {path.name for path in FILES.iterdir()}
    every = [*evidence().values(), *evidence(2569).values()]
    assert all((e.file is None) != (e.url is None) for e in every)


def test_files_of_the_year_before_are_cited_from_where_they_are() -> None:
    cited = [e.file for e in evidence(2569).values() if e.file]
    assert cited
    assert all((CONTENT / SLUG / "2568/files").joinpath(f[5:]).is_file() for f in cited)
    assert not (CONTENT / SLUG / "2569/files").exists()


@pytest.mark.slow
@each("path", files("pdf"), ids=lambda path: path.stem)
def test_a_pdf_has_text_and_no_author(path: Path) -> None:
    reader = pypdf.PdfReader(path)
    about = reader.metadata
    assert about
    assert about.author is None
    assert all(page.extract_text().strip() for page in reader.pages)
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        text = page.get_textpage().get_text_range()
    assert "เทศบาลตำบลตัวอย่าง" in text
    assert "".join(str(about.title).split()) in "".join(text.split())
    assert path.stat().st_size <= 60_000


@each("path", files("xlsx"), ids=lambda path: path.stem)
def test_a_workbook_opens_without_empty_cells_and_without_a_person(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    assert (book.properties.creator, book.properties.lastModifiedBy) == (
        "เทศบาลตำบลตัวอย่าง",
        None,
    )
    for sheet in book.worksheets:
        rows = list(sheet.iter_rows(min_row=2, values_only=True))
        assert len(rows) > 1
        assert not [cell for row in rows for cell in row if cell is None]
    book.close()


@each("path", files("png"), ids=lambda path: path.stem)
def test_a_picture_opens(path: Path) -> None:
    with Image.open(path) as picture:
        picture.verify()
    assert path.stat().st_size <= 80_000


def test_the_attachments_stay_small() -> None:
    assert sum(path.stat().st_size for path in FILES.iterdir()) < 1_200_000


@pytest.mark.slow
@each("pattern", PERSONAL.values(), ids=PERSONAL)
def test_nothing_looks_like_personal_data(pattern: str) -> None:
    texts = [p.read_text("utf-8") for p in (CONTENT / SLUG).rglob("*.yml")]
    for path in files("pdf"):
        with pypdfium2.PdfDocument(path) as document:
            texts += [page.get_textpage().get_text_range() for page in document]
    for path in files("xlsx"):
        for sheet in openpyxl.load_workbook(path).worksheets:
            texts += [str(cell) for row in sheet.values for cell in row]
    assert not [hit for text in texts for hit in re.findall(pattern, text)]
