"""Letters of a PDF become lines by where they are drawn, whatever their order."""

from collections.abc import Sequence

from prongsai.rules.pdf_letters import Letter, marks_in_place
from prongsai.rules.pdf_lines import letter_lines


def drawn(text: str, *, left: float = 0, floor: float = 100) -> list[Letter]:
    """Set letters of ten points next to each other; marks over the one before."""
    made: list[Letter] = []
    for sign in text:
        above = Letter(
            sign=sign,
            left=left,
            right=left + 5,
            bottom=floor,
            top=floor + 6,
            size=10,
            made_up=False,
            angle=0,
            pale=False,
        )
        made.append(above)
        left += 6
    return made


def mark(sign: str, *, left: float, bottom: float = 107) -> Letter:
    return Letter(
        sign=sign,
        left=left,
        right=left + 4,
        bottom=bottom,
        top=bottom + 2,
        size=10,
        made_up=False,
        angle=0,
        pale=False,
    )


def texts(letters: Sequence[Letter]) -> list[str]:
    return ["".join(one.sign for one in line) for line in letter_lines(letters)]


def test_a_letter_that_is_drawn_lower_begins_a_line() -> None:
    assert texts([*drawn("กข"), *drawn("คง", floor=87)]) == ["กข", "คง"]


def test_a_line_end_within_a_word_is_none() -> None:
    end = drawn("\r\n", left=5)
    assert texts([*drawn("("), *end, *drawn("ก)", left=6)]) == ["(ก)"]


def test_a_line_end_before_a_wide_gap_stays() -> None:
    end = drawn("\r\n", left=5)
    assert texts([*drawn("ก"), *end, *drawn("ข", left=60)]) == ["ก", "ข"]


def test_a_mark_that_comes_last_goes_to_the_letter_it_is_drawn_over() -> None:
    many = [letter for n in range(20) for letter in _with_mark(100 + 6 * n)]
    word = [*drawn("ต"), mark("ั", left=1), *drawn("งค", left=6)]
    letters = [*many, *word, mark("้", left=1, bottom=110)]
    read = "".join(one.sign for one in marks_in_place(letters))
    assert read.endswith("ตั้งค")


def test_marks_stay_where_a_program_writes_no_true_boxes() -> None:
    letters = [*drawn("ตง"), mark("้", left=300)]
    assert list(marks_in_place(letters)) == letters


def _with_mark(left: float) -> list[Letter]:
    return [*drawn("ก", left=left), mark("ี", left=left + 1)]
