"""A change sheet for each agency to print on A4 and sign, in one HTML file.

The file needs no other: style and fonts are in it.
"""

import base64
from collections.abc import Iterator
from importlib.resources import files

from prongsai.comparing.difference import Difference
from prongsai.comparing.outline import (
    Chapter,
    Listing,
    Outline,
    Part,
    outline,
    revision_name,
)
from prongsai.comparing.words import Told, say
from prongsai.reports.words import heading_line
from prongsai.site.escape import for_html
from prongsai.storage.starter import starter
from prongsai.thai.dates import format_iso, format_long

_SIGNERS = ("sheet-prepared", "sheet-clerk", "sheet-mayor")
_RANGES = {
    "thai": "U+0E01-0E5B,U+200B-200D,U+25CC",
    "latin": "U+0000-00FF,U+2000-206F,U+2190-2193,U+2212",
}


def as_html(difference: Difference, language: str) -> str:
    """Write a sheet for each agency with changes, or one without any."""
    sheets = "\n".join(
        line
        for slug in difference.agencies or ("",)
        for line in _sheet(difference.only(slug), language)
    )
    style = files(__package__).joinpath("sheet.css").read_text(encoding="utf-8")
    title = for_html(say("title", language))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_fonts()}{style}</style>\n</head>\n"
        f"<body>\n{sheets}\n</body>\n</html>\n"
    )


def _fonts() -> str:
    return "".join(
        "@font-face{font-family:Sarabun;font-style:normal;font-weight:"
        f"{weight};src:url(data:font/woff2;base64,{_font(script, weight)}) "
        f'format("woff2");unicode-range:{letters}}}\n'
        for script, letters in _RANGES.items()
        for weight in (400, 700)
    )


def _font(script: str, weight: int) -> str:
    name = f"sarabun-{script}-{weight}-normal.woff2"
    data = (starter("theme") / "assets" / "fonts" / name).read_bytes()
    return base64.b64encode(data).decode()


def _sheet(difference: Difference, language: str) -> Iterator[str]:
    told = outline(difference, language)
    nothing = Chapter(title=say("whole-site", language), parts=(), coverage=())
    chapter = told.chapters[0] if told.chapters else nothing
    yield '<section class="sheet">'
    yield f"<h1>{for_html(say('title', language))}</h1>"
    yield from _facts(difference, told, chapter, language)
    for first in (told.tools, told.vanished):
        if first:
            yield '<div class="warning">'
            yield from _listing(first)
            yield "</div>"
    number = 0
    for part in chapter.parts:
        yield f"<h2>{for_html(part.title)}</h2>"
        yield from _part(part, number, language)
        number += len(part.changes)
    for listing in (told.new, told.fixed, told.appeared):
        yield from _listing(listing)
    if told.notes:
        yield from _listing(
            Listing(title=say("sheet-notes", language), lines=told.notes)
        )
    yield f'<p class="consent">{for_html(say("sheet-consent", language))}</p>'
    yield '<div class="sign">'
    for signer in _SIGNERS:
        yield '<div><p class="line"></p><p class="name">(<span></span>)</p>'
        yield f"<p>{for_html(say(signer, language))}</p>"
        yield f'<p class="day">{for_html(say("sheet-day", language))}</p></div>'
    yield "</div>"
    yield f"<footer>{for_html(heading_line(difference.heading, language))}</footer>"
    yield "</section>"


def _facts(
    difference: Difference, outline: Outline, chapter: Chapter, language: str
) -> Iterator[str]:
    day = format_long if language == "th" else format_iso
    rows = [
        ("sheet-agency", chapter.title),
        ("sheet-base", revision_name(difference.base, language)),
        ("sheet-head", revision_name(difference.head, language)),
        ("sheet-date", day(difference.heading.date)),
        *(("sheet-coverage", line) for line in chapter.coverage),
    ]
    yield '<table class="facts">'
    for key, value in rows:
        word = for_html(say(key, language))
        yield f'<tr><th scope="row">{word}</th><td>{for_html(value)}</td></tr>'
    yield "</table>"
    yield f"<p>{for_html(outline.summary)}</p>"


def _listing(listing: Listing | None) -> Iterator[str]:
    if listing is None:
        return
    yield f"<h2>{for_html(listing.title)}</h2>"
    yield "<ul>"
    yield from (f"<li>{for_html(line)}</li>" for line in listing.lines)
    yield "</ul>"


def _part(part: Part, number: int, language: str) -> Iterator[str]:
    if part.whole:
        yield f"<p>{for_html(part.whole)}</p>"
    yield '<table class="changes">'
    yield "<thead><tr>"
    for name, key in (
        ("number", "sheet-number"),
        ("kind", "sheet-kind"),
        ("what", "sheet-what"),
        ("before", "before"),
        ("after", "after"),
    ):
        yield f'<th scope="col" class="{name}">{for_html(say(key, language))}</th>'
    yield "</tr></thead>"
    yield "<tbody>"
    for index, told in enumerate(part.changes, number + 1):
        yield from _row(told, index, language)
    yield "</tbody></table>"


def _row(told: Told, number: int, language: str) -> Iterator[str]:
    word = for_html(say(told.kind.value, language))
    row = "record" if told.details else "one"
    yield f'<tr class="{row}"><td class="number">{number}</td><td>{word}</td>'
    if told.details:
        yield f'<td colspan="3">{for_html(told.where)}</td></tr>'
        for name, text in told.details:
            yield '<tr class="detail"><td></td><td></td>'
            yield f"<td>{for_html(name)}</td>"
            yield f'<td colspan="2">{for_html(text)}</td></tr>'
        return
    yield f"<td>{for_html(told.where)}</td>"
    before, after = for_html(told.before) or "–", for_html(told.after) or "–"
    yield f"<td>{before}</td><td>{after}</td>"
    yield "</tr>"
