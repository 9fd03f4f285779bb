"""The first sheet: what to do, in which order."""

from collections.abc import Iterator

from prongsai import messages
from prongsai.workbook.book import Book
from prongsai.workbook.tabs import tabs_of


def title(language: str) -> str:
    """Return the name of the first sheet."""
    return messages.text("workbook", "first-sheet", language)


def lines(book: Book, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield number, sheet and what to do there; at last how to hand it in.

    It says here, and on no other sheet, that the year is a draft, and how many items
    are complete by the lists that somebody compared with the manual.
    """
    for line in book.readings:
        yield "", "", line
    if book.draft:
        facts = {"year": book.fiscal_year, "draft": book.draft}
        yield "", "", messages.text("workbook", "first-draft", language, **facts)
    for number, tab in enumerate(tabs_of(book.pages), 1):
        yield str(number), tab.title, tab.help
    for key in ("first-save", "first-import"):
        yield "", "", messages.text("workbook", key, language)
