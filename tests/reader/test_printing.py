"""What comes out of the printer: A4, repeated headings, nothing folded, never small."""

import ctypes
from dataclasses import dataclass
from decimal import Decimal

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from playwright.sync_api import Page

from axe import WHOLE
from prongsai.site.captioned_charts import split
from prongsai.site.charts import Point, Row, dots
from reader_site import TYPES, Visit

pytestmark = [pytest.mark.browser, pytest.mark.site]

SMALLEST = 9.0
SHORT, LONG = 595, 842
CHANGES = "คะแนนของเรื่องที่มาตรการตอบ"
HEAD = "ประเด็น/มาตรการ"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One printed page: its size in points, its text, its letters' sizes."""

    width: float
    height: float
    text: str
    sizes: frozenset[float]


def sheets(page: Page) -> list[Sheet]:
    """Print a page as the reader's browser does, and read the paper."""
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    found = []
    for sheet in document:
        words = sheet.get_textpage()
        width, height = sheet.get_size()
        found.append(
            Sheet(
                width=width,
                height=height,
                text=words.get_text_bounded(),
                sizes=frozenset(_sizes(words)),
            )
        )
        words.close()
        sheet.close()
    document.close()
    return found


_PRINTED: dict[str, list[Sheet]] = {}


def printed_once(visit: Visit, kind: str) -> list[Sheet]:
    """Print a page of a kind as a desktop shows it; the paper is kept for all tests."""
    if kind not in _PRINTED:
        _PRINTED[kind] = sheets(visit(TYPES[kind]))
    return _PRINTED[kind]


def _sizes(words: pypdfium2.PdfTextPage) -> set[float]:
    sizes = set()
    matrix = pdfium.FS_MATRIX()
    for index in range(words.count_chars()):
        letter = pdfium.FPDFText_GetUnicode(words, index)
        if letter <= 32 or not pdfium.FPDFText_GetMatrix(
            words, index, ctypes.byref(matrix)
        ):
            continue
        size = pdfium.FPDFText_GetFontSize(words, index) * abs(matrix.d)
        sizes.add(round(size, 1))
    return sizes


WIDE = ["measures", "report", *(["item-measures"] if WHOLE else [])]
"""Their table of measures is the same, but for the columns of a report."""

PRINTED = [k for k in TYPES if k not in {"search", "404"}]
SOME = ["home", "checklist", "item", "scores", "measures", "report"]
"""With drawings, tables, pictures and cards; the others have less of the same."""


@pytest.mark.parametrize("kind", WIDE)
def test_wide_tables_print_on_landscape(visit: Visit, kind: str) -> None:
    printed = printed_once(visit, kind)
    assert {(round(s.width), round(s.height)) for s in printed} == {(LONG, SHORT)}
    heads = [HEAD in "".join(sheet.text.split()) for sheet in printed]
    first = heads.index(True)
    after = [CHANGES in sheet.text for sheet in printed]
    last = after.index(True) if True in after else len(heads)
    assert last - first > 3
    assert all(heads[first:last])


@pytest.mark.parametrize("kind", PRINTED if WHOLE else SOME)
def test_no_letter_is_smaller_than_nine_points(visit: Visit, kind: str) -> None:
    printed = printed_once(visit, kind)
    sizes = frozenset().union(*(sheet.sizes for sheet in printed))
    assert sizes
    assert min(sizes) >= SMALLEST


def test_a_drawing_of_thirty_rows_is_split_and_prints_large_enough(
    visit: Visit,
) -> None:
    rows = [
        Row(label=f"แถวที่ {n}", scores=(Decimal(60), Decimal(90)), said="90.00")
        for n in range(30)
    ]
    ends = (
        Point(label="", score=Decimal(50), said="50"),
        Point(label="", score=Decimal(85), said="85"),
    )
    parts = split(rows)
    assert [len(part) for part in parts] == [10, 10, 10]
    drawn = "".join(dots(part, ("ก่อน", "หลัง"), ends, "กราฟ") for part in parts)
    page = visit(TYPES["measures"])
    page.locator("figure.chart").evaluate(
        "(figure, drawn) => { figure.innerHTML = drawn; }", drawn
    )
    printed = [one for one in sheets(page) if "แถวที่" in one.text]
    assert len(printed) > 1
    assert sum(one.text.count("แถวที่") for one in printed) == 30
    assert min(min(one.sizes) for one in printed) >= SMALLEST


def test_nothing_is_folded_or_dark_on_paper(visit: Visit) -> None:
    page = visit(TYPES["report"], 1024, "dark")
    assert page.locator(".fold[data-folded=true]").count() > 0
    page.emulate_media(media="print")
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".fold")]
          .filter((node) => node.clientHeight < node.scrollHeight - 1).length"""
    )
    assert cut == 0
    assert page.locator(".fold-button:visible, .headerlink:visible").count() == 0
    colour = page.evaluate("getComputedStyle(document.body).color")
    assert max(int(part) for part in colour.strip("rgba()").split(",")[:3]) < 90


def test_the_checklist_prints_on_two_sheets_of_a4(visit: Visit) -> None:
    printed = printed_once(visit, "checklist")
    assert len(printed) <= 2
    assert {(round(s.width), round(s.height)) for s in printed} == {(SHORT, LONG)}
    text = "".join(sheet.text for sheet in printed)
    assert all(f"O{number}" in text for number in range(1, 29))


def test_the_home_page_prints_every_item(visit: Visit) -> None:
    wide = printed_once(visit, "home")
    for printed in (wide, sheets(visit(TYPES["home"], 360))):
        text = "".join(sheet.text for sheet in printed)
        assert all(f"O{number}" in text for number in range(1, 29))


def test_controls_stay_off_the_paper(visit: Visit) -> None:
    text = "".join(sheet.text for sheet in printed_once(visit, "checklist"))
    assert "ค้นหา" not in text
    assert "การเข้าถึงเว็บไซต์" not in text
