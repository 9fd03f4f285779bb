"""Charts: the same bytes for the same figures, a text next to every shape."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from prongsai.site.captioned_charts import shortened
from prongsai.site.charts import (
    WIDTH,
    Point,
    Row,
    coverage_ring,
    dots,
    line,
    shares,
)
from reader_site import TYPES, ReaderSite

MARK = Decimal(85)
FLOOR = Point(label="", score=Decimal(70), said="70")
PASS = Point(label="", score=MARK, said="เกณฑ์ผ่าน 85")
ROWS = [
    Row(
        label="การใช้งบประมาณ",
        scores=(Decimal(85), Decimal("78.25")),
        said="78.25 ต่ำกว่าเกณฑ์",
        weak=True,
        link="#indicator-2",
    ),
    Row(label="การปฏิบัติหน้าที่", scores=(None, Decimal(100)), said="100.00"),
]


def drawn_dots(rows: list[Row] = ROWS) -> Markup:
    return dots(rows, ("2566", "2567"), (FLOOR, PASS), "กราฟ")


def test_dots_are_where_their_scores_are_on_the_scale() -> None:
    drawn = ET.fromstring(drawn_dots())
    mark = {one.get("x1") for one in drawn.iter("line") if one.get("class") == "pass"}
    assert "180" in mark  # 85 is the middle between 70 and 100
    earlier, weak = drawn.findall("circle"), drawn.findall("polygon")
    legend, old, new = earlier[:2], earlier[2], earlier[3]
    assert [one.get("class") for one in legend] == ["baseline", "dot"]
    assert (old.get("class"), old.get("cx")) == ("baseline", "180")
    assert (new.get("class"), new.get("cx")) == ("dot", "354")
    (shape,) = weak
    assert shape.get("class") == "dot weak"
    assert (shape.get("points") or "").startswith(
        "101.7,"
    )  # 78.25: 27.5 % of the scale


def test_a_row_says_its_figure_and_leads_to_what_is_weak() -> None:
    drawn = ET.fromstring(drawn_dots())
    texts = [text.text for text in drawn.iter("text")]
    assert texts[:3] == ["2566", "2567", "เกณฑ์ผ่าน 85"]
    assert texts[3:7] == [
        "การใช้งบประมาณ",
        "78.25 ต่ำกว่าเกณฑ์",
        "การปฏิบัติหน้าที่",
        "100.00",
    ]
    assert [one.get("href") for one in drawn.iter("a")] == ["#indicator-2"]
    assert drawn.get("role") == "group"  # an image has no links
    assert drawn.get("aria-label") == "กราฟ"


def test_shares_differ_in_height_and_fill_the_row() -> None:
    drawn = ET.fromstring(shares((("done", 2), ("ongoing", 1), ("", 1))))
    boxes = [(one.get("class"), one.get("height")) for one in drawn.iter("rect")]
    assert boxes == [
        ("empty", "10"),
        ("bar", "10"),
        ("empty", "10"),
        ("bar", "5"),
        ("empty", "10"),
    ]
    widths = [
        float(one.get("width", "")) for one in drawn if one.get("class") == "empty"
    ]
    assert widths == [57, 27.5, 27.5]


def test_labels_are_text_and_never_markup() -> None:
    row = Row(
        label='<b>"x"&', scores=(None, Decimal(71)), said="<i>", link='"><script>'
    )
    drawn = dots([row], ("<u>", "2"), (FLOOR, PASS), '"><script>')
    assert not re.search("<[biu]>|<script", drawn)
    ET.fromstring(drawn)


def test_a_line_stays_inside_its_frame() -> None:
    points = [
        Point(label=str(2563 + n), score=Decimal(80 + n * 4), said="x")
        for n in range(6)
    ]
    drawn = ET.fromstring(line(points, PASS, FLOOR, "กราฟ"))
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
    short = shortened(text, 34)
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
    first = drawn_dots()
    assert drawn_dots(list(ROWS)) == first
    assert "id=" not in first
    assert re.search(
        r'<svg viewBox="0 0 360 [\d.]+" role="group"', site.html(TYPES["scores"])
    )
