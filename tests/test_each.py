"""A test over many cases fails with each of those that are wrong."""

import pytest

from each import each

CASES = [(1, "odd"), pytest.param(2, "odd", id="two"), (3, "odd"), (4, "odd")]


@each(("number", "kind"), CASES)
def wrong(number: int, kind: str) -> None:
    assert number % 2, kind


@each("number", [1, 3])
def right(number: int) -> None:
    assert number % 2


def test_every_case_is_tried_and_all_that_fail_are_shown() -> None:
    right()
    with pytest.raises(ExceptionGroup, match="2 of 4 cases") as found:
        wrong()
    assert [one.__notes__ for one in found.value.exceptions] == [
        ["in the case {'number': 2, 'kind': 'odd'}"],
        ["in the case {'number': 4, 'kind': 'odd'}"],
    ]


def test_pytest_sees_only_what_is_left_to_it() -> None:
    @each("number", [1])
    def asked(number: int, folder: str) -> None:
        assert (number, folder) == (1, "a")

    asked(folder="a")
    with pytest.raises(TypeError):
        asked("a")
