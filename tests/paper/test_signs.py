"""Signs beyond letters are on the paper, or reported."""

import dataclasses
from collections.abc import Mapping

import pytest
from PIL import ImageFont

from checkout import ROOT
from papers_made import plain, texts
from prongsai.paper.kinds import Paper
from prongsai.paper.make import as_file
from prongsai.paper.official import official
from prongsai.paper.signs import covered, unknown_signs

pytestmark = pytest.mark.slow
EXAMPLE = "tambon-tuayang/2568"


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
