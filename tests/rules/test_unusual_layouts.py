"""Every layout of a manual gives each component to its item, or marks the item."""

import os

import pytest

from each import each
from examples import in_turn, some
from manual_layouts import Layout, cell, table
from manual_makers import COPIED, MAKERS
from manuals import asked_of
from odd_layouts import USUAL, bulleted, layouts, rows
from prongsai.rules.items import ReadItem, read_items
from prongsai.rules.readers import read_manual

ASKED = asked_of(2569)[:14]
LAYOUTS = layouts(ASKED)
WHOLE = "PRONGSAI_TORTURE" in os.environ
OTHERS = sorted({*MAKERS} - {"web.html"}) if WHOLE else ["excel.xlsx", "word.docx"]
"""Those that print take minutes: `make torture` looks at them."""

NOT_SURE = {"an appendix that is a form"}
"""What another place says of an item is for a person to look at."""


def squeezed(text: str) -> str:
    return "".join(text.split())


def read(name: str, layout: Layout) -> dict[str, ReadItem]:
    manual = read_manual(name, MAKERS[name](layout))
    return {item.code: item for item in read_items(manual)}


def compared(maker: str, name: str) -> None:
    items = read(maker, LAYOUTS[name])
    assert sorted(items) == sorted(one.code for one in ASKED)
    for one in ASKED:
        item = items[one.code]
        assert squeezed(item.title) == squeezed(one.title)
        listed = [squeezed(component.text) for component in item.components]
        assert listed == [squeezed(text) for text in one.components]
        assert item.doubtful is (name in NOT_SURE)


@pytest.mark.slow
@each("name", LAYOUTS)
def test_a_web_page_is_read_in_any_layout(name: str) -> None:
    compared("web.html", name)


@pytest.mark.slow
@each("name", ["an unusual header on each page", "indicators merged over rows"])
def test_a_pdf_is_read_in_unusual_layouts(name: str) -> None:
    compared("typst.pdf", name)


@pytest.mark.slow
@each(("maker", "name"), some(in_turn(OTHERS, LAYOUTS), 14))
def test_what_other_makers_set_is_read_right_or_marked(maker: str, name: str) -> None:
    items = read(maker, LAYOUTS[name])
    for one in ASKED:
        item = items.get(one.code)
        if item is None or item.doubtful:
            continue
        listed = [squeezed(component.text) for component in item.components]
        assert listed == [squeezed(text) for text in one.components], one.code
    assert items.keys() <= {one.code for one in ASKED}


@pytest.mark.slow
@each(("way", "name"), in_turn(sorted(COPIED), LAYOUTS))
def test_a_table_copied_as_text_is_read_right_or_marked(way: str, name: str) -> None:
    manual = read_manual(way, COPIED[way](LAYOUTS[name]))
    items = {item.code: item for item in read_items(manual)}
    assert sorted(items) == sorted(one.code for one in ASKED)
    for one in ASKED:
        item = items[one.code]
        if item.doubtful:
            continue
        assert squeezed(item.title) == squeezed(one.title)
        both = zip(item.components, one.components, strict=True)
        wrong = [c.text for c, text in both if squeezed(c.text) != squeezed(text)]
        sure = [c.text for c in item.components if not c.doubtful]
        assert not {*wrong} & {*sure}, one.code


@each("between", [" - ", ", ", " และ ", "/"])
def test_items_whose_codes_share_a_cell_are_all_marked(between: str) -> None:
    pairs = zip(ASKED[::2], ASKED[1::2], strict=True)
    shared = [
        (
            f"{one.code}{between}{two.code}",
            cell(one.title, two.title),
            cell(*bulleted(one), *bulleted(two)),
        )
        for one, two in pairs
    ]
    items = read("web.html", Layout(blocks=(table(USUAL, *shared),)))
    assert sorted(items) == sorted(one.code for one in ASKED)
    assert all(item.doubtful for item in items.values())


def test_an_item_before_a_row_with_a_code_that_cannot_be_read_is_marked() -> None:
    known = rows(ASKED[:3])
    misprinted = ("ข้อ ?", "ข่าวประชาสัมพันธ์", cell("o ข่าวของปี"))
    later = rows(ASKED[4:6])
    table_of_items = table(USUAL, *known, misprinted, *later)
    items = read("web.html", Layout(blocks=(table_of_items,)))
    assert [code for code, item in items.items() if item.doubtful] == ["O3"]
    assert "ข่าวของปี" not in str(items["O3"].components)


def test_a_line_with_the_code_of_an_item_out_of_order_leaves_a_doubt() -> None:
    lines = ("O1 โครงสร้าง", "o แผนผัง", "O9 ต้องตรงกัน", "O2 ผู้บริหาร", "o ชื่อ")
    items = read("web.html", Layout(blocks=lines))
    assert {code: item.doubtful for code, item in items.items()} == {
        "O1": True,
        "O2": False,
    }


def test_a_row_without_a_label_goes_on_with_the_label_before_it() -> None:
    one = ASKED[0]
    first, *more = bulleted(one)
    upright = table(
        ("ข้อ", one.code),
        ("ข้อมูล", one.title),
        ("องค์ประกอบ", cell(first)),
        ("", cell(*more)),
    )
    item = read("web.html", Layout(blocks=(upright,)))[one.code]
    listed = tuple(component.text for component in item.components)
    assert (listed, item.doubtful) == (one.components, False)


def test_a_column_that_counts_the_items_is_not_a_column_of_bullets() -> None:
    counted = [(str(n), *row) for n, row in enumerate(rows(ASKED), 1)]
    items = read("web.html", Layout(blocks=(table(("ลำดับ", *USUAL), *counted),)))
    for one in ASKED:
        listed = [squeezed(component.text) for component in items[one.code].components]
        assert listed == [squeezed(text) for text in one.components]


def test_a_list_that_begins_with_another_number_than_one_is_marked() -> None:
    row = ("O1", "โครงสร้าง", cell("3. แผนผัง", "4. ตำแหน่ง"))
    item = read("web.html", Layout(blocks=(table(USUAL, row),)))["O1"]
    assert item.components[0].doubtful


def test_a_line_with_the_number_of_a_page_is_in_no_component() -> None:
    lines = ("O1 โครงสร้าง", "o แผนผัง", "หน้า ๓", "o ตำแหน่ง")
    item = read("web.html", Layout(blocks=lines))["O1"]
    assert [one.text for one in item.components] == ["แผนผัง", "ตำแหน่ง"]


def test_a_title_that_holds_bullets_is_marked() -> None:
    short = table(
        USUAL, *[(f"{one.code} {one.title}", cell(*bulleted(one))) for one in ASKED]
    )
    items = read("web.html", Layout(blocks=(short,)))
    assert all(item.doubtful for item in items.values())
