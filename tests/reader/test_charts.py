"""Charts: the same bytes for the same figures, a text next to every shape."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.site.captioned_charts import shortened
from prongsai.site.charts import WIDTH, Bar, Point, bars, coverage_ring, line
from reader_site import TYPES, ReaderSite

MARK = Decimal(85)
ROWS = [
    Bar(
        label="การใช้งบประมาณ",
        score=Decimal("78.20"),
        said="78.20 ต่ำกว่าเกณฑ์",
        kind="weak",
    ),
    Bar(label="การปฏิบัติหน้าที่", score=Decimal("95.05"), said="95.05"),
    Bar(label="e8 หัวข้อ"),
    Bar(label="ก่อน", score=Decimal(0), said="0", kind="baseline"),
]


def test_bars_stand_for_their_scores() -> None:
    drawn = ET.fromstring(bars(ROWS, MARK, "กราฟ"))
    widths = [rect.get("width") for rect in drawn.iter("rect")]
    assert widths == ["234.6", "285.15", "0"]
    assert [rect.get("class") for rect in drawn.iter("rect")] == [
        "bar weak",
        "bar",
        "baseline",
    ]
    marks = [one for one in drawn.iter("line") if one.get("class") == "pass"]
    assert {one.get("x1") for one in marks} == {"256"}
    texts = [text.text for text in drawn.iter("text")]
    assert texts[:2] == ["การใช้งบประมาณ", "78.20 ต่ำกว่าเกณฑ์"]
    assert drawn.get("role") == "img"
    assert drawn.get("aria-label") == "กราฟ"


def test_labels_are_text_and_never_markup() -> None:
    drawn = bars([Bar(label='<b>"x"&', score=Decimal(1), said="1")], MARK, '"><script>')
    assert "<b>" not in drawn
    assert "<script" not in drawn
    ET.fromstring(drawn)


def test_a_line_stays_inside_its_frame() -> None:
    points = [
        Point(label=str(2563 + n), score=Decimal(80 + n * 4), said="x")
        for n in range(6)
    ]
    floor = Point(label="", score=Decimal(70), said="70")
    drawn = ET.fromstring(
        line(points, Point(label="", score=MARK, said="เกณฑ์"), floor, "กราฟ")
    )
    dots = [
        (float(c.get("cx", "")), float(c.get("cy", ""))) for c in drawn.iter("circle")
    ]
    assert len(dots) == 6
    assert [y for _, y in dots] == sorted((y for _, y in dots), reverse=True)
    assert all(0 <= x <= WIDTH and 0 <= y <= 150 for x, y in dots)


@pytest.mark.parametrize(
    ("counts", "lengths"),
    [((28, 0, 0), [314.16]), ((14, 7, 7), [157.08, 78.54, 78.54]), ((0, 0, 0), [])],
)
def test_a_ring_is_divided_by_its_counts(
    counts: tuple[int, int, int], lengths: list[float]
) -> None:
    drawn = ET.fromstring(coverage_ring(*counts, "ความครบถ้วน"))
    arcs = [c for c in drawn.iter("circle") if "ring-part" in (c.get("class") or "")]
    drawn_lengths = [float((c.get("stroke-dasharray") or "").split()[0]) for c in arcs]
    assert drawn_lengths == lengths
    widths = {c.get("stroke-width") for c in arcs}
    assert len(widths) == len(arcs)
    text = drawn.find("text")
    assert text is not None
    assert text.text == f"{counts[0]}/{sum(counts)}"


@given(st.text(alphabet="กนเแไำ้ิุ่า ab", max_size=90))
def test_a_label_is_cut_between_clusters(text: str) -> None:
    short = shortened(text)
    if short == text:
        return
    kept = short.removesuffix("…")
    assert text.startswith(kept)
    rest = text[len(kept) :].lstrip()
    assert rest
    assert not re.match("[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]", text[len(kept) :])
    assert not kept.endswith(("เ", "แ", "ไ"))


@pytest.mark.site
def test_a_table_with_every_figure_stands_beside_each_chart(site: ReaderSite) -> None:
    for kind in ("home", "scores", "report"):
        page = site.html(TYPES[kind])
        for chart in re.finditer(r'<figure class="chart.*?</figure>', page, re.DOTALL):
            figures = set(re.findall(r">(\d+\.\d+)", chart[0]))
            assert figures
            table = page[chart.end() :].partition("</table>")[0]
            assert all(figure in table for figure in figures)
    assert site.html(TYPES["scores"]).count('<figure class="chart') == 2


@pytest.mark.site
def test_charts_keep_their_bytes(site: ReaderSite) -> None:
    first = bars(ROWS, MARK, "กราฟ")
    assert bars(list(ROWS), MARK, "กราฟ") == first
    assert "id=" not in first
    assert re.search(
        r'<svg viewBox="0 0 360 [\d.]+" role="img"', site.html(TYPES["scores"])
    )
