"""The papers: what their text layer holds, how they look, when they are published."""

import dataclasses
import datetime
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFont

from checkout import ROOT, content_sources, copy_agency, share_facts
from examples import WHOLE
from prongsai import messages
from prongsai.checking import check_sources
from prongsai.loading.content import Content
from prongsai.paper.current import offer
from prongsai.paper.kinds import KINDS, Paper, papers
from prongsai.paper.make import as_file, make_papers
from prongsai.paper.measures import steps
from prongsai.paper.official import official
from prongsai.paper.signs import covered, unknown_signs
from prongsai.storage.content_folder import Sources
from prongsai.storage.papers import read_printed
from prongsai.thai.digits import to_arabic
from typed_command import typed

pytestmark = pytest.mark.slow

TODAY = datetime.date(2025, 11, 21)
LAST_DAY = datetime.date(2025, 9, 30)
"""Of the newest year that is looked at."""
EXAMPLE = "tambon-tuayang/2568"
SET = frozenset({"tambon-tuayang", "plalai"})
"""Agencies whose papers are set: one with all that a paper shows, a real one."""
A4, A5 = (210, 297), (148, 210)


def everything(agency: str, year: str) -> bool:
    return bool(agency and year)


def nothing(agency: str, year: str) -> bool:
    return not everything(agency, year)


def content_of(sources: Sources) -> Content:
    content = check_sources(sources, TODAY).content
    assert content is not None
    return content


@pytest.fixture(scope="module")
def sources() -> Sources:
    return content_sources(LAST_DAY)


@pytest.fixture(scope="module")
def content(sources: Sources) -> Content:
    return content_of(sources)


@pytest.fixture(scope="module")
def planned(content: Content) -> Mapping[str, Paper]:
    return {paper.path: paper for paper in papers(content)}


@pytest.fixture(scope="module")
def pdfs(planned: Mapping[str, Paper]) -> Mapping[str, bytes]:
    """Set the papers of two agencies, or of all."""
    return {
        path: as_file(paper)
        for path, paper in planned.items()
        if paper.ending == "pdf" and (WHOLE or paper.agency in SET)
    }


@cache
def text_layer(pdf: bytes) -> tuple[str, ...]:
    """Return the text layer page by page; reading it takes longer than making it."""
    document = pypdfium2.PdfDocument(pdf)
    pages = tuple(page.get_textpage().get_text_range() for page in document)
    document.close()
    return pages


@cache
def texts(pdf: bytes) -> tuple[str, ...]:
    """Return the text layer page by page, white space out, digits Arabic."""
    return tuple("".join(to_arabic(text).split()) for text in text_layer(pdf))


def plain(text: str) -> str:
    return "".join(to_arabic(text).split())


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


def test_a_paper_has_the_seal_and_is_stale_once_the_seal_is_another(
    planned: Mapping[str, Paper],
) -> None:
    paper = planned[f"{EXAMPLE}/measures.pdf"]
    assert paper.sealed
    drawn = dataclasses.replace(paper, seal='<svg xmlns="http://www.w3.org/2000/svg"/>')
    assert drawn.made_of == paper.made_of, (
        "a check has no pictures, but the same papers"
    )
    other = dataclasses.replace(paper, sealed="0" * 64)
    assert other.made_of != paper.made_of
    assert planned["plalai/2568/measures.pdf"].sealed == ""


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


def test_a_picture_is_kept_offered_and_removed_like_a_paper(
    tmp_path: Path, content: Content, planned: Mapping[str, Paper]
) -> None:
    [square] = [one for one in planned.values() if one.ending == "png"]
    make_papers(tmp_path, [square], everything)
    [[copy]] = offer(content, read_printed(tmp_path)).pages.values()
    assert copy.file.address == f"{EXAMPLE}/paper/poster-square.png"
    assert copy.title == "รูป EIT สำหรับส่งทาง LINE และ Facebook"
    make_papers(tmp_path, [], everything)
    assert read_printed(tmp_path) == {}
    assert not (tmp_path / "build/paper" / square.path).exists()


def test_the_same_paper_gives_the_same_bytes(
    planned: Mapping[str, Paper], pdfs: Mapping[str, bytes]
) -> None:
    for name in ("measures", "poster-a4"):
        path = f"{EXAMPLE}/{name}.pdf"
        assert pdfs[path] == as_file(planned[path])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31 มีนาคม 2568", "๓๑ มีนาคม ๒๕๖๘"),
        ("ตย 00001/118", "ตย ๐๐๐๐๑/๑๑๘"),
        ("O27 และ e8 ได้ 88.45", "O27 และ e8 ได้ ๘๘.๔๕"),
        (
            "https://prongsai.example/plalai/2568/",
            "https://prongsai.example/plalai/2568/",
        ),
        ("ติด QR Code 14 จุด", "ติด QR Code ๑๔ จุด"),
    ],
)
def test_official_digits(text: str, expected: str) -> None:
    assert expected == official(text)


def test_steps_are_numbered_as_a_tree(content: Content) -> None:
    agency = next(one for one in content.agencies if one.slug in EXAMPLE)
    year = agency.year(2568)
    assert year is not None
    assert year.measures is not None
    (block,) = steps(year.measures.value.measures[0].steps)
    assert block.labels == ("1", "2", "3")
    assert block.entries[0].then[0].labels == ("1.1", "1.2")


def test_papers_are_offered_until_the_content_changes(
    tmp_path: Path, sources: Sources, content: Content, planned: Mapping[str, Paper]
) -> None:
    path = f"{EXAMPLE}/report-12-months.pdf"
    make_papers(tmp_path, [planned[path]], everything)
    offered = offer(content, read_printed(tmp_path))
    assert offered.findings == ()
    assert {f"{EXAMPLE}/report/12-months/"} <= set(offered.pages)
    (copy,) = offered.pages[f"{EXAMPLE}/report/12-months/"]
    assert f"{EXAMPLE}/paper/report-12-months.pdf" == copy.file.address

    file = f"content/agencies/{EXAMPLE}/measures.yml"
    changed = sources.texts[file].replace(b"2,145", b"2,146")
    later = dataclasses.replace(sources, texts={**sources.texts, file: changed})
    assert later.fingerprint != sources.fingerprint
    stale = offer(content_of(later), read_printed(tmp_path))
    assert stale.pages == {}
    assert [finding.code for finding in stale.findings] == ["paper-stale"]


@pytest.mark.parametrize(
    ("file", "data"),
    [
        (f"{EXAMPLE}/poster-a5.pdf", b"%PDF"),
        (f"{EXAMPLE}/poster-a5.pdf", None),
        ("papers.json", b"["),
        ("papers.json", None),
    ],
)
def test_a_paper_that_is_not_as_it_was_made_is_not_offered_and_that_is_said(
    tmp_path: Path,
    content: Content,
    planned: Mapping[str, Paper],
    file: str,
    data: bytes | None,
) -> None:
    path = f"{EXAMPLE}/poster-a5.pdf"
    make_papers(tmp_path, [planned[path]], everything)
    place = tmp_path / "build/paper" / file
    place.unlink() if data is None else place.write_bytes(data)
    offered = offer(content, read_printed(tmp_path))
    assert offered.pages == {}
    (told,) = offered.findings
    assert messages.message(told) == (
        f"ฉบับพิมพ์ {path} เก่ากว่าข้อมูลปัจจุบัน หรือไฟล์ถูกแก้หรือหายไป จึงไม่เผยแพร่"
    )


def test_printing_removes_what_is_no_longer_there(
    tmp_path: Path, planned: Mapping[str, Paper]
) -> None:
    a4, a5 = (planned[f"{EXAMPLE}/poster-{size}.pdf"] for size in ("a4", "a5"))
    make_papers(tmp_path, [a4], everything)
    make_papers(tmp_path, [a5], nothing)
    assert {a4.path, a5.path} == set(read_printed(tmp_path))
    make_papers(tmp_path, [a5], lambda agency, year: f"{agency}/{year}" == EXAMPLE)
    assert {a5.path} == set(read_printed(tmp_path))
    assert not (tmp_path / "build/paper" / a4.path).exists()


@pytest.mark.site
def test_the_site_publishes_a_paper_beside_its_page(tmp_path: Path) -> None:
    copy_agency(tmp_path, "tambon-tuayang", LAST_DAY)
    shutil.copyfile(ROOT / "content/site.yml", tmp_path / "content/site.yml")
    share_facts(tmp_path)
    shutil.copyfile(ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml")
    day = ["--today", "2568-11-21"]
    for command in (["pdf", "--agency", "tambon-tuayang"], ["build"]):
        assert typed(tmp_path, *command, *day).exit_code == 0
    site = tmp_path / "build/site" / EXAMPLE
    for page, paper in (
        ("measures", "../paper/measures.pdf"),
        ("o27", "../paper/measures.pdf"),
        ("report/12-months", "../../paper/report-12-months.pdf"),
        ("eit", "../paper/poster-a5.pdf"),
        (".", "paper/checklist.pdf"),
    ):
        text = (site / page / "index.html").read_text(encoding="utf-8")
        assert f'<a href="{paper}">ดาวน์โหลดฉบับพิมพ์ (PDF)' in text
        assert (site / page / paper).resolve().read_bytes()[:5] == b"%PDF-"


def test_without_typst_the_command_says_what_to_type() -> None:
    program = (
        "import sys; sys.modules['typst'] = None; sys.argv = ['prongsai', 'pdf'];"
        "from prongsai.cli import main; main()"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert run.returncode == 2
    assert "pip install 'prongsai[pdf]'" in run.stderr


SIGNS = "✓✔☐☑●▪□➢①★→😀"


def with_text(paper: Paper, text: str) -> Paper:
    closing = '"closing": "'
    assert closing in paper.data
    data = paper.data.replace(closing, f"{closing}{text} ", 1)
    return dataclasses.replace(paper, data=data)


def test_signs_beyond_letters_are_on_the_paper(planned: Mapping[str, Paper]) -> None:
    paper = planned[f"{EXAMPLE}/measures.pdf"]
    pages = texts(as_file(with_text(paper, SIGNS)))
    assert [sign for sign in SIGNS if sign not in "".join(pages)] == []


def test_a_sign_that_no_font_holds_is_a_box_and_is_reported(
    planned: Mapping[str, Paper],
) -> None:
    paper = with_text(planned[f"{EXAMPLE}/measures.pdf"], "งาน🎉วันนี้ ㎡\ufe0f")
    pages = texts(as_file(paper))
    assert "งาน□วันนี้□" in plain("".join(pages))
    signs = dict(unknown_signs(paper.data))
    assert list(signs) == ["🎉", "㎡"]
    assert "งาน🎉วันนี้" in signs["🎉"]


def test_the_list_of_signs_is_that_of_the_fonts() -> None:
    folder = ROOT / "generator" / "prongsai" / "paper" / "fonts"
    fonts = [ImageFont.truetype(str(file), 20) for file in folder.glob("*.ttf")]
    empty = [bytes(font.getmask("\U0010fffd")) for font in fonts]
    for code in (0x41, 0xE01, 0x2713, 0x2610, 0x1F600):
        assert code in covered()
        shown = [bytes(font.getmask(chr(code))) for font in fonts]
        assert shown != empty
    assert 0x1F389 not in covered()


def test_a_paper_that_cannot_be_set_is_named_and_the_others_are_made(
    tmp_path: Path, planned: Mapping[str, Paper]
) -> None:
    a4, a5 = (planned[f"{EXAMPLE}/poster-{size}.pdf"] for size in ("a4", "a5"))
    failed = make_papers(tmp_path, [dataclasses.replace(a4, data="{"), a5], everything)
    assert list(failed) == [a4.path]
    assert failed[a4.path]
    assert {a5.path} == set(read_printed(tmp_path))
