"""Plain HTML pages at former addresses; they work on every server.

A page sends the reader on at once and shows a link to those whose browser does not. An
anchor of the old page is a separate link. A file that moved is published at the old
address too, since a page cannot replace a PDF.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import groupby

from prongsai.pages.addresses import relative
from prongsai.pages.context import Context
from prongsai.pages.words import Words
from prongsai.site.escape import for_html
from prongsai.site.published_addresses import Move


def redirect_pages(
    context: Context, moved: Iterable[Move], live: Container[str]
) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of a page for each folder that moved, in order.

    Args:
        context: the site.
        moved: the redirects that lead to something live.
        live: the addresses that there are, with `/` at the beginning.
    """
    pages = sorted(
        (move for move in moved if move.page.endswith("/")),
        key=lambda move: (move.page, move.old),
    )
    for page, group in groupby(pages, key=lambda move: move.page):
        # An anchor that moved off a page that stays leads to the top of that page.
        if page not in live:
            text = _page(context, page, tuple(group))
            yield f"{page.lstrip('/')}index.html", text.encode()


def moved_files(moved: Iterable[Move]) -> Iterator[tuple[str, str]]:
    """Yield the old and the new path of files that are published at both."""
    for move in moved:
        if not move.page.endswith("/") and not move.new.endswith("/"):
            yield move.old.lstrip("/"), move.new.lstrip("/")


def _page(context: Context, page: str, group: Sequence[Move]) -> str:
    """Write one page; the first move is that of the page itself, where there is one."""
    site, words = context.content.site.value, context.words
    target = group[0].new.lstrip("/")
    way = for_html(relative(target, page.lstrip("/")))
    canonical = ""
    if site.site_url:
        address = f"{site.site_url.rstrip('/')}/{target.partition('#')[0]}"
        canonical = f'<link rel="canonical" href="{for_html(address)}">\n'
    anchors = "".join(_anchor(words, move) for move in group if "#" in move.old)
    link = f'<p><a href="{way}">{for_html(words("moved-link"))}</a></p>'
    body = f"<h1>{for_html(words('moved-title'))}</h1>\n{link}\n{anchors}"
    return forwarding(site.language, way, words("moved-title"), body, canonical)


def forwarding(
    language: str, way: str, title: str, body: str, canonical: str = ""
) -> str:
    """Write a page that sends its reader on at once, and says where to.

    Args:
        language: of the page.
        way: where to, escaped, as seen from the page.
        title: plain text.
        body: HTML.
        canonical: a link element with a line end, or nothing.
    """
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f'<meta http-equiv="refresh" content="0; url={way}">\n'
        f"{canonical}<title>{for_html(title)}</title>\n</head>\n<body>\n"
        f"{body}</body>\n</html>\n"
    )


def _anchor(words: Words, move: Move) -> str:
    """Write the link of one component, at the anchor that it had."""
    page, _, name = move.old.partition("#")
    way = for_html(relative(move.new.lstrip("/"), page.lstrip("/")))
    text = for_html(words("moved-anchor", anchor=name))
    return f'<p><a id="{for_html(name)}" href="{way}">{text}</a></p>\n'
