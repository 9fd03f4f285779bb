"""The first sheet: what to do, in which order; and the order of the sheets."""

from collections.abc import Iterable, Iterator

from prongsai import messages
from prongsai.workbook.book import Book, Page

ORDER = (
    "disclosures",
    "evidence",
    "answers",
    "survey",
    "measures",
    "steps",
    "follow-up",
    "results",
    "outcomes",
    "scores",
    "total",
    "analysis",
    "selection",
    "documents",
    "measures-source",
    "manual-items",
    "manual",
)
"""The sheets in the order of the work: every day's first, once a year's last."""


def in_order(pages: Iterable[Page]) -> list[Page]:
    """Return the sheets as an officer needs them."""
    return sorted(pages, key=lambda page: ORDER.index(page.sheet.name))


def title(language: str) -> str:
    """Return the name of the first sheet."""
    return messages.text("workbook", "first-sheet", language)


def lines(book: Book, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield number, sheet and what to do there; at last how to hand it in."""
    for number, page in enumerate(in_order(book.pages), 1):
        yield str(number), page.title, page.help
    for key in ("first-save", "first-import"):
        yield "", "", messages.text("workbook", key, language)
