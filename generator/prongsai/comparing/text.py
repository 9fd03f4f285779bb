"""The difference for a terminal."""

from collections.abc import Iterator

from prongsai.comparing.compare import ChangeKind
from prongsai.comparing.difference import Difference
from prongsai.comparing.outline import Listing, Outline, Part, outline
from prongsai.comparing.words import Told, say
from prongsai.messages.signs import harmless
from prongsai.reports.words import heading_line

SIGNS = {ChangeKind.ADDED: "+", ChangeKind.CHANGED: "~", ChangeKind.REMOVED: "−"}
MOST_DETAILS = 6
MOST_LINES = 20
_INLINE = 40


def as_text(difference: Difference, language: str) -> str:
    """Write the difference, one change after the other."""
    head = heading_line(difference.heading, language)
    lines = [head, *_lines(outline(difference, language), language)]
    return harmless("".join(f"{line}\n" for line in lines))


def _lines(outline: Outline, language: str) -> Iterator[str]:
    yield outline.sides
    yield outline.summary
    for first in (outline.tools, outline.vanished):
        if first:
            yield from _listing(first, language)
    for chapter in outline.chapters:
        yield ""
        yield chapter.title
        yield from (f"  {line}" for line in chapter.coverage)
        for part in chapter.parts:
            yield f"  {part.title}"
            yield from (f"    {line}" for line in _part(part, language))
    for listing in (outline.new, outline.fixed, outline.appeared):
        if listing:
            yield from _listing(listing, language)
    if outline.notes:
        yield ""
        yield from outline.notes


def _listing(listing: Listing, language: str) -> Iterator[str]:
    yield ""
    yield listing.title
    yield from (f"  {line}" for line in listing.lines[:MOST_LINES])
    more = len(listing.lines) - MOST_LINES
    if more > 0:
        yield "  " + say("and-more", language, count=more)


def _part(part: Part, language: str) -> Iterator[str]:
    if part.whole:
        yield part.whole
        return
    for told in part.changes:
        yield from _told(told, language)


def _told(told: Told, language: str) -> Iterator[str]:
    sign, short = SIGNS[told.kind], len(told.before) + len(told.after) <= _INLINE
    if told.kind is ChangeKind.CHANGED and short:
        yield f"{sign} {told.where}: {told.before} → {told.after}"
        return
    yield f"{sign} {told.where}"
    for key, value in (("before", told.before), ("after", told.after)):
        if value:
            yield f"    {say(key, language)}: {value}"
    for name, value in told.details[:MOST_DETAILS]:
        yield f"    {name}: {value}"
    more = len(told.details) - MOST_DETAILS
    if more > 0:
        yield "    " + say("and-more", language, count=more)
