"""What the text layer of a paper holds and how its pages look."""

import io
import re
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from examples import WHOLE
from made_once import made_once
from papers_made import plain, text_layer, texts
from prongsai.loading.content import Content
from prongsai.paper.kinds import KINDS, Paper
from prongsai.paper.make import as_file
from prongsai.paper.measures import steps

pytestmark = pytest.mark.slow
EXAMPLE = "tambon-tuayang/2568"
SET = frozenset({("tambon-tuayang", 2568), ("plalai", 2568)})
"""Years whose papers are set: one with all that a paper shows, one of a real agency."""


A4, A5 = (210, 297), (148, 210)


@pytest.fixture(scope="session")
def pdfs(
    planned: Mapping[str, Paper], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, bytes]:
    """Set the papers of a year of two agencies, or all."""

    def make(_: Path) -> dict[str, bytes]:
        return {
            path: as_file(paper)
            for path, paper in planned.items()
            if paper.ending == "pdf" and (WHOLE or (paper.agency, paper.year) in SET)
        }

    return made_once(tmp_path_factory, "papers", make)


def sizes(pdf: bytes) -> set[tuple[int, int]]:
    document = pypdfium2.PdfDocument(pdf)
    found = {document.get_page_size(at) for at in range(len(document))}
    document.close()
    return {(_millimetres(width), _millimetres(height)) for width, height in found}


def _millimetres(points: float) -> int:
    return round(points / 72 * 25.4)


def test_every_agency_with_measures_and_the_example_has_papers(
    content: Content, planned: Mapping[str, Paper]
) -> None:
    expected = {
        (agency.slug, year.fiscal_year)
        for agency in content.agencies
        for year in agency.years
        if year.measures
    }
    assert len({slug for slug, _ in expected}) == 6
    assert expected == {
        (paper.agency, paper.year)
        for paper in planned.values()
        if paper.kind == "measures"
    }


def test_every_kind_is_made(planned: Mapping[str, Paper]) -> None:
    assert set(KINDS) == {paper.kind for paper in planned.values()}


def test_forms_are_a4_landscape_and_posters_portrait(
    planned: Mapping[str, Paper], pdfs: Mapping[str, bytes]
) -> None:
    sides = {"poster-a4": A4, "poster-a5": A5}
    for path, pdf in pdfs.items():
        assert sizes(pdf) == {sides.get(planned[path].kind, A4[::-1])}, path


def test_the_text_layer_holds_every_measure(
    content: Content, pdfs: Mapping[str, bytes]
) -> None:
    missing = []
    for agency in content.agencies:
        for year in agency.years:
            measures = year.measures.value.measures if year.measures else ()
            folder = f"{agency.slug}/{year.fiscal_year}/"
            for path, pdf in pdfs.items():
                if not path.startswith(folder) or not re.search("measures|rep", path):
                    continue
                text = "".join(texts(pdf))
                missing += [
                    (path, measure.title)
                    for measure in measures
                    if measure.title and plain(measure.title) not in text
                ]
    assert missing == []


def test_rows_of_the_report_stand_in_the_order_of_the_measures(
    content: Content, pdfs: Mapping[str, bytes]
) -> None:
    agency = next(one for one in content.agencies if one.slug in EXAMPLE)
    year = agency.year(2568)
    assert year is not None
    assert year.measures is not None
    titles = [plain(one.title or "") for one in year.measures.value.measures]
    for name in ("measures", "report-6-months", "report-12-months"):
        text = "".join(texts(pdfs[f"{EXAMPLE}/{name}.pdf"]))
        places = [text.index(title) for title in titles]
        assert places == sorted(places), name


def test_sara_am_is_extracted_as_it_was_written(pdfs: Mapping[str, bytes]) -> None:
    whole = "".join(text for pdf in pdfs.values() for text in texts(pdf))
    assert whole.count("ดำเนิน") > 100
    assert "เทศบาลตำบล" in whole
    assert re.findall("ดาเนิน|ดํ|ตาบล|[\x80-\x9f]", whole) == []


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("measures", "การกำกับติดตามและรายงานผล"),
        ("report-12-months", "ปัญหาอุปสรรค"),
        ("checklist", "ที่อยู่หน้าเว็บ"),
    ],
)
def test_headers_repeat_on_every_page_of_the_table(
    pdfs: Mapping[str, bytes], name: str, header: str
) -> None:
    with_table = [header in text for text in texts(pdfs[f"{EXAMPLE}/{name}.pdf"])]
    first, last = with_table.index(True), len(with_table) - with_table[::-1].index(True)
    assert last - first > 1
    assert all(with_table[first:last])


def test_pages_are_numbered_in_thai(pdfs: Mapping[str, bytes]) -> None:
    for path, pdf in pdfs.items():
        if "poster" not in path:
            found = texts(pdf)
            for number, text in enumerate(found, 1):
                assert f"หน้า{number}จาก{len(found)}" in text, path


def test_only_latin_words_have_arabic_digits(pdfs: Mapping[str, bytes]) -> None:
    for path, pdf in pdfs.items():
        text = "".join(text_layer(pdf))
        rest = re.sub(r"https?://\S+(\s+[\w./-]+/)?", "", text)
        assert re.findall(r"(?<![A-Za-z0-9])[0-9]+(?![A-Za-z0-9])", rest) == [], path


def test_the_last_page_is_signed_by_three(pdfs: Mapping[str, bytes]) -> None:
    last = texts(pdfs[f"{EXAMPLE}/measures.pdf"])[-1]
    for word in (
        *("ผู้จัดทำ", "หัวหน้าสำนักปลัดเทศบาล", "วันที่21ตุลาคม2567"),
        *("ผู้ตรวจสอบ", "ปลัดเทศบาล", "วันที่23ตุลาคม2567"),
        *("ผู้อนุมัติ", "นายกเทศมนตรีตำบลตัวอย่าง", "วันที่25ตุลาคม2567"),
    ):
        assert word in last
    assert last.count("ลงชื่อ") == 3


def test_what_a_document_does_not_say_is_left_to_be_written(
    pdfs: Mapping[str, bytes],
) -> None:
    last = texts(pdfs["plalai/2568/report-12-months.pdf"])[-1]
    assert len(re.findall(r"ตำแหน่ง\.{20}", last)) == 3
    assert not any(
        "ไม่ระบุในเอกสาร" in text for pdf in pdfs.values() for text in texts(pdf)
    )


def test_the_last_row_of_a_paper_is_on_the_page_of_the_signatures(
    content: Content, pdfs: Mapping[str, bytes]
) -> None:
    agency = next(one for one in content.agencies if one.slug in EXAMPLE)
    year = agency.year(2568)
    assert year is not None
    assert year.measures is not None
    title = plain(year.measures.value.measures[-1].title or "")
    for name in ("measures", "report-6-months", "report-12-months"):
        last = texts(pdfs[f"{EXAMPLE}/{name}.pdf"])[-1]
        assert title in last, name
        assert "ผู้อนุมัติ" in last, name


def test_names_in_brackets_are_those_of_the_executives(
    pdfs: Mapping[str, bytes],
) -> None:
    last = texts(pdfs[f"{EXAMPLE}/measures.pdf"])[-1]
    assert "(นายตัวอย่างใจซื่อ)นายกเทศมนตรีตำบลตัวอย่าง" in last


def test_a_poster_is_one_page_with_its_last_day(pdfs: Mapping[str, bytes]) -> None:
    for name in ("poster-a4", "poster-a5"):
        [page] = texts(pdfs[f"{EXAMPLE}/{name}.pdf"])
        assert "ถึง30พ.ค.2568" in page


def test_demonstrations_say_so_on_every_page(
    content: Content, planned: Mapping[str, Paper], pdfs: Mapping[str, bytes]
) -> None:
    shown = {one.slug: one.agency.value.demonstration for one in content.agencies}
    for path, pdf in pdfs.items():
        word = "เอกสารสาธิต" if shown[planned[path].agency] else "เอกสารตัวอย่าง"
        assert all(word in text for text in texts(pdf)), path


@pytest.mark.parametrize("name", ["poster-a4", "poster-a5"])
def test_the_code_of_a_printed_poster_opens_the_survey(
    pdfs: Mapping[str, bytes], name: str
) -> None:
    document = pypdfium2.PdfDocument(pdfs[f"{EXAMPLE}/{name}.pdf"])
    picture = document[0].render(scale=100 / 72).to_pil()
    text = plain(document[0].get_textpage().get_text_range())
    document.close()
    link = "https://itas.nacc.go.th/go/eit/exampl"
    assert [link] == [code.text for code in zxingcpp.read_barcodes(picture)]
    for word in (link, "เทศบาลตำบลตัวอย่าง", "2568", "3กุมภาพันธ์", "30พฤษภาคม", "วิธีตอบ"):
        assert word in text


def test_the_picture_for_chats_is_square_and_its_code_opens_the_survey(
    planned: Mapping[str, Paper],
) -> None:
    [square] = [one for one in planned.values() if one.ending == "png"]
    assert square.path == f"{EXAMPLE}/poster-square.png"
    picture = Image.open(io.BytesIO(as_file(square)))
    assert (picture.format, picture.size) == ("PNG", (1080, 1080))
    small = picture.convert("RGB").resize((360, 360))  # as a chat shows it
    found = [code.text for code in zxingcpp.read_barcodes(small)]
    assert found == ["https://itas.nacc.go.th/go/eit/exampl"]


def test_the_same_paper_gives_the_same_bytes(
    planned: Mapping[str, Paper], pdfs: Mapping[str, bytes]
) -> None:
    for name in ("measures", "poster-a4"):
        path = f"{EXAMPLE}/{name}.pdf"
        assert pdfs[path] == as_file(planned[path])


def test_steps_are_numbered_as_a_tree(content: Content) -> None:
    agency = next(one for one in content.agencies if one.slug in EXAMPLE)
    year = agency.year(2568)
    assert year is not None
    assert year.measures is not None
    (block,) = steps(year.measures.value.measures[0].steps)
    assert block.labels == ("1", "2", "3")
    assert block.entries[0].then[0].labels == ("1.1", "1.2")
