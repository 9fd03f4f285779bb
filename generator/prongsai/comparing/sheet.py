"""A change sheet for each agency to print on A4 and sign, in one HTML file.

The file needs no other: style and fonts are in it.
"""

import base64
import dataclasses
from collections.abc import Iterator
from importlib.resources import files

from prongsai.comparing.called import Called
from prongsai.comparing.changed_files import FILES
from prongsai.comparing.difference import Difference
from prongsai.comparing.grave import announced
from prongsai.comparing.outline import Chapter, Listing, Outline, Part, outline
from prongsai.comparing.pictured import Pictured, pictured
from prongsai.comparing.sheet_documents import documents
from prongsai.comparing.words import Told, say, tell
from prongsai.reports.words import message_of, severity_word
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
    yield from _changes(difference, chapter, language)
    yield from documents(_documents(difference), language)
    for listing in (_new(difference, language), told.appeared):
        yield from _listing(listing)
    if told.unseen:
        notes = say("sheet-notes", language)
        yield from _listing(Listing(title=notes, lines=told.unseen))
    yield from _answer(language)
    yield "</section>"


def _changes(difference: Difference, chapter: Chapter, language: str) -> Iterator[str]:
    """Yield announced figures in their own box, then all else, numbered through."""
    called = _called(difference)
    figures = Part(
        title=say("announced", language),
        whole=say("announced-means", language),
        changes=tuple(
            tell(difference, file, change, language)
            for file, change in announced(difference)
        ),
    )
    parts = [one for one in chapter.parts if not _is_pictured(difference, one)]
    rest = (without(part, figures.changes) for part in parts)
    number = 0
    for part in (figures, *rest):
        if not (part.changes or (part.whole and part is not figures)):
            continue
        yield '<section class="announced">' if part is figures else "<section>"
        yield f"<h2>{for_html(part.title)}</h2>"
        yield from _part(_titled(part, called), number, language)
        yield "</section>"
        number += len(part.changes)


def _documents(difference: Difference) -> tuple[Pictured, ...]:
    """Return the documents of the agency that changed, with their first pages."""
    reader = difference.pages
    if reader is None or not difference.agencies:
        return ()
    slug = difference.agencies[0]
    return tuple(pictured(difference, reader, _called(difference), slug))


def _called(difference: Difference) -> Called:
    return Called.of(difference, next(iter(difference.agencies), ""))


def _is_pictured(difference: Difference, part: Part) -> bool:
    """Return whether the documents show what a part says."""
    return part.kind == FILES and difference.pages is not None


def without(part: Part, changes: tuple[Told, ...]) -> Part:
    """Return a part without changes that are shown elsewhere."""
    left = tuple(one for one in part.changes if one not in changes)
    return dataclasses.replace(part, changes=left)


def _titled(part: Part, called: Called) -> Part:
    told = tuple(called.told(one) for one in part.changes)
    return dataclasses.replace(part, changes=told)


def _new(difference: Difference, language: str) -> Listing | None:
    """Return what is wrong now and was not before, without codes and places."""
    new = difference.findings.new
    lines = tuple(
        f"{severity_word(one.severity, language)}: {message_of(one, language)}"
        for one in new
    )
    title = say("new", language, count=len(new))
    return Listing(title=title, lines=lines) if lines else None


def _answer(language: str) -> Iterator[str]:
    """Yield where the approver answers and signs."""
    yield f'<div class="answer"><h2>{for_html(say("sheet-answer", language))}</h2>'
    agree, back = say("sheet-agree", language), say("sheet-return", language)
    yield f'<p class="choice">☐ {for_html(agree)} ☐ {for_html(back)}</p>'
    yield f"<p>{for_html(say('sheet-remark', language))}</p>"
    yield '<p class="to-write"></p><p class="to-write"></p>'
    yield f'<p class="consent">{for_html(say("sheet-consent", language))}</p>'
    yield '<div class="sign">'
    for signer in _SIGNERS:
        yield '<div><p class="line"></p><p class="name">(<span></span>)</p>'
        yield f"<p>{for_html(say(signer, language))}</p>"
        yield f'<p class="day">{for_html(say("sheet-day", language))}</p></div>'
    yield "</div></div>"


def _facts(
    difference: Difference, outline: Outline, chapter: Chapter, language: str
) -> Iterator[str]:
    day = format_long if language == "th" else format_iso
    rows = [
        ("sheet-agency", chapter.title),
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
        yield f'<td colspan="3">{_where(told)}</td></tr>'
        for name, text in told.details:
            yield '<tr class="detail"><td></td><td></td>'
            yield f"<td>{for_html(name)}</td>"
            yield f'<td colspan="2">{for_html(text)}</td></tr>'
        return
    yield f"<td>{_where(told)}</td>"
    before, after = for_html(told.before) or "–", for_html(told.after) or "–"
    yield f"<td>{before}</td><td>{after}</td>"
    yield "</tr>"


def _where(told: Told) -> str:
    """Return what changed, as a link to the page that shows it."""
    where = for_html(told.where)
    return f'<a href="{for_html(told.page)}">{where}</a>' if told.page else where
