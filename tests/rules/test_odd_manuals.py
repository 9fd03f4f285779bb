"""Manuals set as none of the official ones: read right, or marked as doubtful."""

import io
from collections.abc import Callable

import docx
import pytest

from each import each
from manuals import Asked, Shape, as_typst, asked_of
from prongsai import messages
from prongsai.rules.items import ReadItem, read_items
from prongsai.rules.readers import read_manual
from prongsai.storage.limits import (
    MAX_CELL_TEXT,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_FILE,
    BadFileError,
)

ASKED = asked_of(2569)[:6]
LETTERS = "กขคงจฉชซ"
BULLETS: dict[str, Callable[[int], str]] = {
    "guillemets": lambda _: "» ",
    "arrows": lambda _: "➤ ",
    "an ordinal sign": lambda _: "º ",
    "plus": lambda _: "+ ",
    "a letter without a blank": lambda _: "o",
    "numbers below a number": lambda n: f"1.{n} ",
    "numbers without a blank": lambda n: f"{n}.",
    "the word item": lambda n: f"ข้อ {n} ",
    "Thai letters": lambda n: f"{LETTERS[n - 1]}. ",
    "Thai letters in brackets": lambda n: f"({LETTERS[n - 1]}) ",
}
CODES: dict[str, Callable[[str], str]] = {
    "blank": lambda code: f"O {code}",
    "word": lambda code: f"ข้อ O{code}",
    "word and blank": lambda code: f"ข้อ O {code}",
    "dot": lambda code: f"O.{code}",
    "hyphen": lambda code: f"O-{code}",
    "brackets": lambda code: f"(O{code})",
    "OIT": lambda code: f"OIT {code}",
    "wide letter": lambda code: f"Ｏ{code}",
    "nought before": lambda code: f"O{int(code):02d}",
}


def squeezed(text: str) -> str:
    return "".join(text.split())


def read(name: str, data: bytes) -> dict[str, ReadItem]:
    return {item.code: item for item in read_items(read_manual(name, data))}


def listed(item: ReadItem) -> list[str]:
    return [squeezed(one.text) for one in item.components]


def asked(one: Asked) -> list[str]:
    return [squeezed(text) for text in one.components]


def text(bullet: Callable[[int], str], code: Callable[[str], str]) -> bytes:
    lines = ["คู่มือ ปี ๒๕๖๙", ""]
    for one in ASKED:
        lines.append(f"{code(one.code[1:])} {one.title}")
        lines += [f"{bullet(n)}{line}" for n, line in enumerate(one.components, 1)]
    return "\n".join(lines).encode()


def word(rows: list[list[list[str]]]) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, lines in zip(table.add_row().cells, row, strict=True):
            cell.text = "\n".join(lines)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


@each("bullet", BULLETS.values(), ids=BULLETS)
def test_components_are_told_apart_by_any_bullet(bullet: Callable[[int], str]) -> None:
    items = read("m.txt", text(bullet, lambda code: f"O{code}"))
    for one in ASKED:
        assert listed(items[one.code]) == asked(one)
        assert not any(part.doubtful for part in items[one.code].components)


@each("code", CODES.values(), ids=CODES)
def test_a_code_is_one_however_it_is_set(code: Callable[[str], str]) -> None:
    items = read("m.txt", text(lambda _: "• ", code))
    assert [(c, listed(item)) for c, item in items.items()] == [
        (one.code, asked(one)) for one in ASKED
    ]


def test_a_bullet_before_a_number_begins_no_item() -> None:
    data = "O1 โครงสร้าง\no แผนผัง\no 2 ช่องทางติดต่อ\nO2 ผู้บริหาร\no ชื่อ\n"
    items = read("m.txt", data.encode())
    assert listed(items["O1"]) == ["แผนผัง", "2ช่องทางติดต่อ"]
    assert listed(items["O2"]) == ["ชื่อ"]


def test_stars_before_all_lines_leave_a_doubtful_item() -> None:
    items = read("m.txt", text(lambda _: "* ", lambda code: f"O{code}"))
    assert all(item.doubtful for item in items.values())


def test_a_list_that_skips_a_number_is_doubtful() -> None:
    data = "O1 โครงสร้าง\n1. แผนผัง\n2. หน้าที่\n4. อำนาจ\n"
    [item] = read("m.txt", data.encode()).values()
    assert [one.doubtful for one in item.components] == [False, True]


def cells(one: Asked) -> list[list[str]]:
    return [[one.code], [one.title], [f"o {line}" for line in one.components]]


@each("header", [True, False])
def test_items_side_by_side_keep_their_own_and_are_marked(*, header: bool) -> None:
    names = [["ข้อ"], ["ข้อมูล"], ["องค์ประกอบด้านข้อมูล"]] * 2
    pairs = [cells(a) + cells(b) for a, b in zip(ASKED[::2], ASKED[1::2], strict=True)]
    items = read("m.docx", word([names, *pairs] if header else pairs))
    for one in ASKED:
        item = items[one.code]
        assert (squeezed(item.title), listed(item)) == (
            squeezed(one.title),
            asked(one),
        )
        assert item.doubtful


def test_items_in_the_same_cells_are_all_marked() -> None:
    rows = [
        [x + y for x, y in zip(cells(a), cells(b), strict=True)]
        for a, b in zip(ASKED[::2], ASKED[1::2], strict=True)
    ]
    names = [["ข้อ"], ["ข้อมูล"], ["องค์ประกอบด้านข้อมูล"]]
    items = read("m.docx", word([names, *rows]))
    assert sorted(items) == [one.code for one in ASKED]
    assert all(item.doubtful for item in items.values())


@pytest.mark.slow
def test_a_watermark_leaves_the_text_as_it_is() -> None:
    """Made by typst: letters aslant in grey, and upright ones over a line of text."""
    stamp = (
        ', background: rotate(45deg, text(60pt, fill: rgb("ddd"))[ฉบับร่าง]), '
        'foreground: place(center + horizon, text(12pt, fill: rgb("ccc"))'
        "[เอกสารภายใน O5 ห้ามเผยแพร่])"
    )
    whole = asked_of(2569)
    items = read("m.pdf", as_typst(whole, Shape(stamp=stamp)))
    for one in whole:
        item = items[one.code]
        assert (squeezed(item.title), listed(item)) == (
            squeezed(one.title),
            asked(one),
        )


@each(
    "note",
    [
        "(กรณีองค์กรปกครองส่วนท้องถิ่น ให้แสดงทั้งสองฝ่าย)",
        "[กรณี อปท. ให้แสดงทั้งสองฝ่าย]",
        "(อปท. ให้แสดงทั้งสองฝ่าย)",
        "สำหรับองค์กรปกครองส่วนท้องถิ่น ให้แสดงทั้งสองฝ่าย",
    ],
)
def test_a_note_for_local_governments_is_no_component(note: str) -> None:
    [item] = read("m.txt", f"O1 โครงสร้าง\no แผนผัง\n{note}\n".encode()).values()
    assert listed(item) == ["แผนผัง"]
    assert [one.text for one in item.notes] == [note]


def test_a_line_that_begins_with_the_next_code_leaves_both_doubtful() -> None:
    data = "O1 โครงสร้าง\nแผนผัง\nO2 ต้องตรงกัน\nO2 ผู้บริหาร\nชื่อ\nO3 ข่าว\nข่าวสาร\n"
    items = read("m.txt", data.encode())
    assert [item.doubtful for item in items.values()] == [True, True, False]


@each(
    ("text", "told"),
    [
        ("ก" * (MAX_CELL_TEXT + 1), f"มีช่องที่ยาวเกิน {MAX_CELL_TEXT} ตัวอักษร"),
        (
            "a\tb\n" * (MAX_CELLS // 2 + 1),
            f"ตารางมีมากกว่า {MAX_CELLS} ช่อง แยกเป็นหลายไฟล์ หรือลบส่วนที่ไม่ใช้",
        ),
        (
            "a\t" * MAX_COLUMNS,
            messages.text("importing", "bad-too-many-columns", limit=MAX_COLUMNS),
        ),
    ],
)
def test_a_plain_manual_has_the_limits_of_an_import(text: str, told: str) -> None:
    with pytest.raises(BadFileError) as refused:
        read_manual("m.txt", text.encode())
    assert messages.refusal(refused.value, "th", file="m.txt") == told


@each("name", ["m.txt", "m.csv", "m.html", "m.docx"])
def test_a_manual_that_is_no_pdf_is_as_large_as_an_import_at_most(name: str) -> None:
    with pytest.raises(BadFileError) as refused:
        read_manual(name, bytes(MAX_FILE + 1))
    assert refused.value.code == "file-too-big"
