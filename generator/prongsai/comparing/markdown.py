"""The difference as one comment for whoever approves the change."""

from collections.abc import Iterator

from prongsai.comparing.compare import ChangeKind
from prongsai.comparing.difference import Difference
from prongsai.comparing.outline import Listing, Outline, Part, outline
from prongsai.comparing.text import MOST_DETAILS, MOST_LINES, SIGNS
from prongsai.comparing.words import Told, say
from prongsai.reports.markdown import Block, fitted
from prongsai.reports.words import heading_line
from prongsai.site.escape import for_comment, in_comment

MARKER = "<!-- prongsai: diff -->"


def as_markdown(difference: Difference, language: str) -> str:
    """Write the comment; its first line is how the next one finds it."""
    told = outline(difference, language)
    head = [
        MARKER,
        f"### {say('title', language)}",
        "",
        for_comment(told.sides),
        "",
        f"**{for_comment(told.summary)}**",
    ]
    tail = ["", f"<sub>{in_comment(heading_line(difference.heading, language))}</sub>"]
    return fitted(head, _blocks(told, language), tail, say("cut", language))


def _blocks(outline: Outline, language: str) -> Iterator[Block]:
    for first in (outline.tools, outline.vanished):
        if first:
            yield from _listing(first, language)
    for chapter in outline.chapters:
        yield 0, f"\n#### {for_comment(chapter.title)}"
        for line in chapter.coverage:
            yield 0, f"\n{for_comment(line)}"
        for part in chapter.parts:
            yield 0, f"\n**{for_comment(part.title)}**\n"
            yield from _part(part, language)
    for listing in (outline.new, outline.fixed, outline.appeared):
        if listing:
            yield from _listing(listing, language)
    for note in outline.notes:
        yield 0, f"\n<sub>{for_comment(note)}</sub>"


def _listing(listing: Listing, language: str) -> Iterator[Block]:
    yield 0, f"\n#### {for_comment(listing.title)}\n"
    for line in listing.lines[:MOST_LINES]:
        yield 1, f"- {for_comment(line)}"
    more = len(listing.lines) - MOST_LINES
    if more > 0:
        yield more, f"- {say('and-more', language, count=more)}"


def _part(part: Part, language: str) -> Iterator[Block]:
    if part.whole:
        yield len(part.changes), f"- {for_comment(part.whole)}"
        return
    for told in part.changes:
        yield 1, "\n".join(_told(told, language))


def _told(told: Told, language: str) -> Iterator[str]:
    word = say(told.kind.value, language)
    line = f"- {SIGNS[told.kind]} {word} {for_comment(told.where)}"
    if told.kind is ChangeKind.CHANGED:
        yield f"{line}  "
        yield f"  ~~{for_comment(told.before)}~~ → **{for_comment(told.after)}**"
        return
    value = for_comment(told.before or told.after)
    yield f"{line}: {value}" if value else line
    for name, text in told.details[:MOST_DETAILS]:
        yield f"  - {for_comment(name)}: {for_comment(text)}"
    more = len(told.details) - MOST_DETAILS
    if more > 0:
        yield f"  - {say('and-more', language, count=more)}"
