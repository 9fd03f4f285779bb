"""The search finds all that is on a page: by the YAML, and by the built HTML."""

import html
import random
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

import pytest

from prongsai.model.disclosures import Disclosure
from prongsai.model.fields import Record
from prongsai.model.leaves import leaves
from prongsai.pages.items import ItemView
from prongsai.pages.measures import MeasuresView
from prongsai.pages.page import Page
from reader_site import ReaderSite, run_node

pytestmark = pytest.mark.site

SEED = 2568
LENGTHS = range(6, 13)
THAI = re.compile(r"[\u0e01-\u0e4e]")

SCRIPT = """
const [folder, wanted] = JSON.parse(require("fs").readFileSync(0));
globalThis.window = globalThis;
require(folder + "/assets/search-index.js");
const { prepare, search } = require(folder + "/assets/js/search.js");
const pages = prepare(THIDX);
const found = (query) => search(pages, query).map((row) => row[0]);
console.log(JSON.stringify(wanted.filter(([page, q]) => !found(q).includes(page))));
"""

MEASURES = frozenset(
    [
        "documents/title",
        "documents/number",
        "documents/approved_by/post",
        "selection/heading",
        "analysis/text",
        "analysis/scope/wording",
        "analysis/scope/text",
        "measures/title",
        "measures/addresses/wording",
        "measures/addresses/text",
        "measures/findings",
        "measures/steps/text",
        "measures/steps/steps/text",
        "measures/units/text",
        "measures/schedule/text",
        "measures/follow_up/text",
        "measures/follow_up/due_text",
        "measures/expected",
        "source/document",
    ]
)
REPORT = (
    MEASURES
    - {"measures/expected", "analysis/text", "selection/heading"}
    - {"analysis/scope/wording", "analysis/scope/text"}
) | frozenset(
    [
        "measures/results/summary",
        "measures/results/date_text",
        "measures/results/by",
        "measures/results/obstacle",
        "measures/outcomes/text",
        "measures/outcomes/scores/wording",
        "measures/recommendation",
    ]
)
ITEM = frozenset(
    ["explanation", "evidence/title", "evidence/description", "components/text"]
)
AGENCY = frozenset(
    [
        "name",
        "district",
        "province",
        "contacts/text",
        "complaint_channels/title",
        "complaint_channels/text",
        "complaint_channels/phone",
        "source/document",
    ]
)
SCORES = frozenset(
    [
        "level",
        "instruments/remark",
        "indicators/remark",
        "questions/wording",
        "questions/remark",
        "questions/statements/text",
        "items/wording",
        "items/remark",
        "source/document",
    ]
)


def texts(record: Record, wanted: frozenset[str]) -> Iterator[str]:
    """Yield the texts of a record at the wanted fields, as the YAML has them."""
    for path, value in leaves(record):
        field = "/".join(step for step in path if isinstance(step, str))
        if field in wanted and isinstance(value, str):
            yield value


def public_texts(page: Page) -> Iterator[str]:
    """Yield what a page's YAML says in public on this page."""
    agency = page.agency
    year = agency.year(page.year) if agency else None
    view = page.view
    if agency and page.template == "home":
        yield from texts(agency.agency.value, AGENCY)
    elif year and year.scores and page.template == "scores":
        yield from texts(year.scores.value, SCORES)
    elif year and year.survey and page.template == "eit":
        yield from year.survey.value.how_to
    elif isinstance(view, MeasuresView):
        yield from of_measures(view)
    elif isinstance(view, ItemView):
        yield view.item.title
        if isinstance(view.disclosure, Disclosure):
            yield from texts(view.disclosure, ITEM)
        if view.measures:
            yield from of_measures(view.measures)


def of_measures(view: MeasuresView) -> Iterator[str]:
    """Yield what a measures page, or the report of a round, is made of."""
    shown = view.measures.model_copy(update={"documents": view.documents})
    yield from texts(shown, REPORT if view.round else MEASURES)


def substrings(
    chance: random.Random, sources: Iterable[str], count: int = 3
) -> Iterator[str]:
    """Yield random pieces of Thai texts, whatever letters they begin and end with."""
    long = [text for text in sources if len(THAI.findall(text)) >= LENGTHS.start]
    tries = 0
    found = 0
    while long and found < count and tries < 200:
        tries += 1
        text = chance.choice(long)
        length = min(chance.choice(LENGTHS), len(text))
        start = chance.randrange(len(text) - length + 1)
        piece = text[start : start + length].strip()
        if len(THAI.findall(piece)) >= 4:
            found += 1
            yield piece


def missed(site: ReaderSite, wanted: list[tuple[str, str]]) -> list[list[str]]:
    found: list[list[str]] = run_node(SCRIPT, [str(site.root), wanted])
    return found


def test_every_page_is_found_by_any_piece_of_its_yaml(site: ReaderSite) -> None:
    chance = random.Random(SEED)
    wanted = [
        (page.address, piece)
        for page in site.plan.pages
        for piece in substrings(chance, public_texts(page))
    ]
    pages = {address for address, _ in wanted}
    assert len(pages) > 60
    assert missed(site, wanted) == []


class _Shown(HTMLParser):
    """The texts of a page's content, without what is the same on every page."""

    OUT = frozenset({"script", "style", "nav", "form", "button", "noscript"})
    EMPTY = frozenset({"br", "img", "input", "hr", "meta", "link"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.open: list[bool] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.inside = True
        look = dict(attrs).get("class") or ""
        if tag not in self.EMPTY:
            hidden = tag in self.OUT or "notice" in look or "headerlink" in look
            self.open.append(hidden or (bool(self.open) and self.open[-1]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self.inside = False
        if tag not in self.EMPTY and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.inside and not self.open[-1] and data.strip():
            self.texts.append(" ".join(data.split()))


def test_every_page_is_found_by_any_piece_of_its_html(site: ReaderSite) -> None:
    chance = random.Random(SEED)
    wanted = []
    pages = {page.address for page in site.plan.pages}
    for file in sorted(site.root.rglob("index.html")):
        address = file.relative_to(site.root).as_posix().removesuffix("index.html")
        if address == "search/" or address not in pages:  # pages of folders say nothing
            continue
        parser = _Shown()
        parser.feed(file.read_text("utf-8"))
        pieces = list(substrings(chance, parser.texts))
        assert len(pieces) == 3, address
        wanted += [(address, piece) for piece in pieces]
    assert len(wanted) > 200
    assert missed(site, wanted) == []


def test_the_index_holds_no_markup(site: ReaderSite) -> None:
    rows = run_node(
        """
        globalThis.window = globalThis;
        const [folder] = JSON.parse(require("fs").readFileSync(0));
        require(folder + "/assets/search-index.js");
        console.log(JSON.stringify(THIDX));
        """,
        [str(site.root)],
    )
    assert [row for row in rows if re.search(r"<[a-z/]|&[a-z#0-9]+;", row[3])] == []
    assert all(html.unescape(row[3]) == row[3] for row in rows)
