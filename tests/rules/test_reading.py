"""Every component of a manual that is known is read, and given to its own item."""

import random
import re
from collections.abc import Callable

import pytest

from each import each
from examples import some
from manuals import FORMATS, Asked, Shape, asked_of
from prongsai.rules.items import ReadItem, read_items
from prongsai.rules.readers import read_manual

SHAPES = {
    "three columns, o": Shape(),
    "two columns, dots": Shape(columns=2, bullet="•"),
    "dashes, Thai digits": Shape(bullet="-", thai_digits=True),
    "numbers, footnotes": Shape(bullet="(1)", footnotes=True),
    "two columns, Thai numbers": Shape(columns=2, bullet="(1)", thai_digits=True),
}
PLAIN = ("manual.docx", "manual.html", "manual.txt", "manual.xlsx")


def squeezed(text: str) -> str:
    """Drop all blanks: where a line of Thai ends in a PDF no blank is known."""
    return "".join(text.split())


def read(name: str, data: bytes) -> dict[str, ReadItem]:
    return {item.code: item for item in read_items(read_manual(name, data))}


def as_read(item: ReadItem) -> tuple[str, str, list[str], list[str]]:
    return (
        item.code,
        squeezed(item.title),
        [squeezed(component.text) for component in item.components],
        [squeezed(note.text).lstrip("*") for note in item.notes],
    )


def as_asked(one: Asked) -> tuple[str, str, list[str], list[str]]:
    return (
        one.code,
        squeezed(one.title),
        [squeezed(text) for text in one.components],
        [squeezed(one.note)] if one.note else [],
    )


def compared(name: str, year: int, shape: Shape) -> None:
    asked = asked_of(year)
    items = read(name, FORMATS[name](asked, shape))
    notes = {code: as_read(item)[3] for code, item in items.items()}
    for one in asked:
        got = as_read(items[one.code])
        assert as_asked(one)[:3] == got[:3]
        assert set(as_asked(one)[3]) <= set(notes[one.code])
        assert not any(component.doubtful for component in items[one.code].components)
    assert set(items) == {one.code for one in asked}


@pytest.mark.slow
@each("shape", SHAPES.values(), ids=SHAPES)
@each("name", PLAIN)
def test_word_excel_web_and_text_are_read_whole(name: str, shape: Shape) -> None:
    compared(name, 2568, shape)


@pytest.mark.parametrize("shape", some([*SHAPES.values()], 3))
@pytest.mark.slow
def test_a_pdf_of_typst_is_read_whole(shape: Shape) -> None:
    compared("typst.pdf", 2569, shape)


@pytest.mark.browser
def test_a_pdf_of_chromium_is_read_whole() -> None:
    compared("chromium.pdf", 2569, Shape(columns=2, bullet="•"))


@pytest.mark.slow
@pytest.mark.skipif("libreoffice.pdf" not in FORMATS, reason="LibreOffice is missing")
def test_a_pdf_of_libreoffice_is_read_whole() -> None:
    compared("libreoffice.pdf", 2568, Shape(bullet="-", thai_digits=True))


@pytest.mark.slow
def test_pages_are_those_on_which_lines_are() -> None:
    asked = asked_of(2569)
    items = read("typst.pdf", FORMATS["typst.pdf"](asked, Shape()))
    pages = [items[one.code].page for one in asked]
    assert pages == sorted(pages, key=lambda page: page or 0)
    assert pages[0] == 1
    assert pages[-1] is not None
    assert pages[-1] > 2
    for item in items.values():
        for component in item.components:
            assert component.page is not None
            assert component.page >= (item.page or 0)


def without_am(text: str) -> str:
    return text.replace("ำ", "า")


def private_marks(text: str) -> str:
    return text.translate({0xE48: "\uf70a", 0xE49: "\uf70b", 0xE4C: "\uf70e"})


def split_am(text: str) -> str:
    return text.replace("ำ", "ํา")


def moved_marks(text: str) -> str:
    """Move a tone to the letter before its vowel, with a blank: คู่มือ → ค่มู อื."""
    chance = random.Random(1)

    def move(found: re.Match[str]) -> str:
        if chance.random() < 0.5:
            return found[0]
        return f"{found[1]}{found[3]}{found[4]}{found[2]} "

    return re.sub("([ก-ฮ])([ูุิีึื])([่้])([ก-ฮ])(?=[ก-ฮ])", move, text)


def blanks_inside(text: str) -> str:
    return re.sub("([ก-ฮ])([่้ิีึืุู])(?=[ก-ฮ])", "\\1 \\2", text)


DAMAGES = (without_am, private_marks, split_am, moved_marks, blanks_inside)

UNSEEN = (
    Asked(
        code="O1",
        title="ทำเนียบช่างฝีมือพื้นถิ่น",
        sub_indicator="9.1",
        components=(
            "แสดงรายชื่อช่างทอผ้าและลำดับการถ่ายทอดวิชา",
            "มีคำบรรยายขั้นตอนการย้อมครามและนาเกลือ",
            "น้ำประปาหมู่บ้านที่ชำรุดได้รับการซ่อมบำรุง",
        ),
    ),
)
"""Words that the program's own Thai does not have."""


@pytest.mark.slow
@each("asked", [asked_of(2568), UNSEEN], ids=["known", "unseen"])
@each("damage", DAMAGES)
def test_nothing_that_is_read_wrong_from_damaged_text_is_unmarked(
    damage: Callable[[str], str], asked: tuple[Asked, ...]
) -> None:
    data = damage(FORMATS["manual.txt"](asked, Shape()).decode()).encode()
    items = read("manual.txt", data)
    for one in asked:
        item = items[one.code]
        assert len(item.components) == len(one.components)
        wrong = [
            (component.text, text)
            for component, text in zip(item.components, one.components, strict=True)
            if squeezed(component.text) != squeezed(text) and not component.doubtful
        ]
        assert wrong == []
        assert item.doubtful or squeezed(item.title) == squeezed(one.title)


@each("damage", [private_marks, split_am, blanks_inside])
def test_damages_with_one_reading_are_repaired(damage: Callable[[str], str]) -> None:
    asked = asked_of(2568)
    data = damage(FORMATS["manual.txt"](asked, Shape()).decode()).encode()
    items = read("manual.txt", data)
    for one in asked:
        assert as_asked(one)[:3] == as_read(items[one.code])[:3]
        assert not any(component.doubtful for component in items[one.code].components)
