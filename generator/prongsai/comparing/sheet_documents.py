"""Documents on the printed change sheet: their first pages, before and after."""

from collections.abc import Iterator, Sequence

from prongsai.comparing.pictured import Pictured
from prongsai.comparing.words import say
from prongsai.site.escape import for_html


def documents(files: Sequence[Pictured], language: str) -> Iterator[str]:
    """Yield a section with each document that came, changed or went."""
    if not files:
        return
    heading = say("sheet-documents", language, count=len(files))
    yield f"<section><h2>{for_html(heading)}</h2>"
    for one in files:
        yield f'<section class="file"><h3>{for_html(one.title)}</h3>'
        if one.name != one.title:
            yield f'<p class="name">{for_html(one.name)}</p>'
        yield '<div class="sides">'
        for index, key in enumerate(("before", "after")):
            yield from _side(one, index, say(key, language), language)
        yield "</div></section>"
    yield "</section>"


def _side(one: Pictured, index: int, label: str, language: str) -> Iterator[str]:
    there, picture = ((one.was, one.before), (one.now, one.after))[index]
    pages, begins = one.pages[index], one.begins[index]
    counted = f" {for_html(say('sheet-pages', language, pages=pages))}" if pages else ""
    yield f"<div><p><b>{for_html(label)}</b>{counted}</p>"
    if picture:
        words = say("sheet-first-page", language, title=one.title, side=label)
        yield f'<img src="{picture}" alt="{for_html(words)}">'
    else:
        key = "sheet-no-picture" if there else "sheet-not-there"
        yield f'<p class="none">{for_html(say(key, language))}</p>'
    if begins:
        yield f"<p>{for_html(say('sheet-begins', language, text=begins))}</p>"
    yield "</div>"
