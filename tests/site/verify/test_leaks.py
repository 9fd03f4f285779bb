"""A text is found in a file about all agencies, wherever it begins and ends."""

import html

from hypothesis import given
from hypothesis import strategies as st

from prongsai.site.verify import leaks

WORDS = st.text("กขคงาิ่abC5๕ .,&<\"'-/", max_size=30)


@given(before=WORDS, text=WORDS.filter(str.strip), after=WORDS)
def test_a_text_that_is_there_is_always_looked_for(
    before: str, text: str, after: str
) -> None:
    page = html.escape(f"{before}{text}{after}").encode()
    assert leaks._Words(page).may_have(leaks._Text.of(text))


def test_a_text_with_other_words_is_not_looked_for() -> None:
    page = "<p>แผนงาน ของหน่วยงาน ปีนี้</p>".encode()
    words = leaks._Words(page)
    assert words.may_have(leaks._Text.of("แผนงาน ของหน่วยงาน ปีนี้"))
    assert not words.may_have(leaks._Text.of("แผนงาน ของเทศบาล ปีนี้"))
    assert not words.may_have(leaks._Text.of("เทศบาล"))
