"""Where no PDF is made, as in a browser's tab: the pages that the browser prints."""

from collections.abc import Iterator

from prongsai.desk.state import Look
from prongsai.findings import has_errors
from prongsai.paper.kinds import papers
from prongsai.paper.make import available
from prongsai.storage.capabilities import Capability, has


def prints_by_hand() -> bool:
    """Return whether the browser prints, and nothing can be installed for it."""
    return not available() and not has(Capability.PROCESSES)


def pages_to_print(look: Look, year: int) -> list[tuple[str, str]]:
    """Return title and address of each page that has what a paper of a year says."""
    if has_errors(look.findings):
        return []
    first: dict[str, str] = {}
    for title, address in _pages(look, year):
        first.setdefault(address, title)  # a poster has a page, and its sizes, too
    return [(title, address) for address, title in first.items()]


def _pages(look: Look, year: int) -> Iterator[tuple[str, str]]:
    for one in papers(look.content):
        if (one.agency, one.year) == (look.agency.slug, year) and one.pages:
            yield one.title, one.pages[0]
