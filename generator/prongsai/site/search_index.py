"""What the search knows of each page: its text and its codes."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from prongsai.checks._personal_text import masked
from prongsai.pages.agency_card import AgencyCard
from prongsai.pages.page import Page
from prongsai.site.page_types import NOWHERE, PAGES, order_of

# Each begins with a letter that is searched for quickly; together they do not.
_HIDDEN = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r"<(nav|form|script|button|noscript)\b.*?</\1>",
        r'<a class="headerlink".*?</a>',
        r'<caption class="vh">.*?</caption>',
        r"\{#[a-z0-9-]+\}",
        r"\n#+ ",
        r'<div class="notice.*?</div>',
    )
)
_BREAK = re.compile(
    r"<(?:br|/?(?:p|li|td|th|tr|h\d|div|dt|dd|ol|ul|text|figcaption|summary))\b[^>]*>"
)
_TAG = re.compile(r"<[^>]+>")
_CODE = re.compile(r'class="code[^"]*"[^>]*>([Oie][0-9]{1,2})<')


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class SearchEntry:
    """What is known of one page; rows are ordered by its type alone."""

    rank: int
    order: int
    fields: list[str] = field(compare=False)


def index_rows(page: Page, text: str) -> Iterator[SearchEntry]:
    """Yield the row of a page, none for one that the search does not find."""
    rank = PAGES[page.template].rank
    if rank != NOWHERE and page.searched:
        order = order_of(page.template)
        yield SearchEntry(rank=rank, order=order, fields=_fields(page, text))


def agency_row(card: AgencyCard) -> SearchEntry:
    """Return the row of an agency in the index of a hub that finds agencies."""
    where = " ".join(filter(None, (card.district, card.province)))
    fields = [card.address, card.name, "", where, "", ""]
    home = "home"
    return SearchEntry(rank=PAGES[home].rank, order=order_of(home), fields=fields)


def search_index(
    rows: Iterable[SearchEntry], near: Iterable[tuple[str, ...]] = ()
) -> bytes:
    """Return the script that sets `THIDX` and `THNEAR`.

    The index has one row a page, the most specific first; `near` are groups of words
    of one meaning.
    """
    index = _script("THIDX", (row.fields for row in sorted(rows)))
    return (index + _script("THNEAR", near)).encode()


def _script(name: str, rows: Iterable[Sequence[str]]) -> str:
    lines = ",\n".join(
        json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows
    )
    return f"window.{name}=[\n{lines}\n];\n"


def _fields(page: Page, text: str) -> list[str]:
    """Return address, title, codes, text, agency and year of a page."""
    _, _, shown = text.partition("\n---\n")  # what is above is the front matter
    for hidden in _HIDDEN:
        shown = hidden.sub(" ", shown)
    body = html.unescape(_TAG.sub("", _BREAK.sub(" ", shown)))
    codes = sorted({code.lower() for code in _CODE.findall(text)})
    return [
        page.address,
        page.name,
        " ".join(dict.fromkeys((*page.codes, *codes))),
        " ".join((*body.split(), *map(masked, page.texts))),
        page.agency.agency.value.name if page.agency else "",
        str(page.year or ""),
    ]
