"""Every note of a workbook's import has its words, and no words are without a note."""

from typing import get_args

from each import each
from prongsai import messages
from prongsai.severities import ERRORS, WARNINGS
from prongsai.workbook import notes

OTHERS = {"wrong-hint", "wrong-line"}
"""The words for a finding that no sheet has words for."""


@each(
    ("beginning", "kind"),
    [("problem", notes.Misread), ("warn", notes.Caution), ("wrong", notes.Reworded)],
    ids=["problem", "warn", "wrong"],
)
def test_notes_and_words_are_the_same(beginning: str, kind: object) -> None:
    words = {
        one for one in messages._table("workbook") if one.startswith(f"{beginning}-")
    }
    assert words - OTHERS == {f"{beginning}-{code}" for code in get_args(kind)}


def test_what_a_sheet_rewords_is_a_finding() -> None:
    assert set(get_args(notes.Reworded)) <= {*ERRORS, *WARNINGS}
