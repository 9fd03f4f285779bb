"""Fragments for a vendor's CMS: self-contained, small, readable on their own."""

import base64
import re
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from built_project import TODAY, Project, copied
from each import each
from made_once import made_once
from prongsai.building import plan_site
from prongsai.fragments.clean import MAX_PICTURE, clean
from prongsai.fragments.pages import fragment_pages
from prongsai.fragments.write import FOLDER, write_fragments
from prongsai.paper.kinds import papers
from prongsai.paper.make import make_papers
from prongsai.site.page_types import Plan
from prongsai.storage.content_folder import read_sources, with_facts

YEAR = "tambon-tuayang/2568"
LARGEST = 300_000
PIXEL = base64.b64decode(
    "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
)


def plan_of(root: Path) -> Plan:
    _, plan = plan_site(with_facts(root, read_sources(root)), TODAY)
    assert plan is not None
    return plan


def with_fragments(folder: Path, built: Project) -> Project:
    """Write the fragments of the built project, with one paper."""
    own = copied(built, folder / "project")
    content = plan_of(own.root).context.content
    chosen = [one for one in papers(content) if one.path == f"{YEAR}/measures.pdf"]
    make_papers(own.root, chosen, lambda *_: True)
    plan = plan_of(own.root)
    assert len(write_fragments(own.root, fragment_pages(plan))) > 30
    return own


@pytest.fixture(scope="session")
def project(
    built_project: Project, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    make = partial(with_fragments, built=built_project)
    return made_once(tmp_path_factory, "fragments", make)


@pytest.fixture(scope="session")
def folder(project: Project) -> Path:
    return project.root / FOLDER


def fragments(folder: Path) -> Iterator[Path]:
    found = [path for path in folder.rglob("*.html") if path.name != "index.html"]
    assert found
    return iter(sorted(found))


class Elements(HTMLParser):
    """All start tags of a piece of HTML with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def read(text: str) -> str:
    return clean(text, "th", "https://x.example/a/2568/o1/", lambda _: PIXEL)


def test_pages_of_items_measures_report_and_survey_are_there(folder: Path) -> None:
    names = {path.stem for path in fragments(folder / YEAR)}
    assert {"o1", "o27", "measures", "report-6-months", "report-12-months"} <= names
    assert "eit" in names
    assert "scores" not in names
    assert "o25" not in names  # it is internal


def test_nothing_comes_from_outside(folder: Path) -> None:
    for path in fragments(folder):
        for tag, known in Elements(path.read_text(encoding="utf-8")).found:
            assert tag not in {"script", "style", "link", "button", "form", "svg"}, path
            assert tag not in {"html", "head", "body", "h1", "iframe"}, path
            assert not [key for key in known if key == "class" or key[:2] == "on"], path
            assert (known.get("src") or "data:").startswith("data:"), path
            href = known.get("href") or "#"
            assert re.match("#|https?://|mailto:|tel:", href), (path, href)


def test_anchors_lead_somewhere_within(folder: Path) -> None:
    for path in fragments(folder):
        elements = Elements(path.read_text(encoding="utf-8")).found
        ids = [known["id"] for _, known in elements if "id" in known]
        assert len(ids) == len(set(ids)), path
        for _, known in elements:
            href = known.get("href") or ""
            assert href[:1] != "#" or href[1:] in ids, (path, href)


def test_each_is_at_most_300_kb(folder: Path) -> None:
    assert {p.name for p in fragments(folder) if p.stat().st_size > LARGEST} == set()


def test_the_same_words_stand_on_the_page_and_in_the_fragment(
    project: Project, folder: Path
) -> None:
    text = (folder / YEAR / "o27.html").read_text(encoding="utf-8")
    page = (project.site / YEAR / "o27" / "index.html").read_text(encoding="utf-8")
    titles = re.findall(r"<strong>([^<]{12,})</strong>", page)
    assert len(titles) > 5
    assert [title for title in titles if title not in text] == []


def test_the_paper_lies_beside_its_page(folder: Path) -> None:
    assert (folder / YEAR / "measures.pdf").read_bytes()[:5] == b"%PDF-"
    text = (folder / YEAR / "index.html").read_text(encoding="utf-8")
    assert text.count('href="measures.pdf"') == 2  # the measures, and O27
    assert 'href="o27.html"' in text


def test_without_an_address_links_to_other_pages_go(
    project: Project, tmp_path: Path
) -> None:
    own = copied(project, tmp_path / "project")
    file = own.root / "content/site.yml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(x for x in lines if not x.startswith("site_url")))
    write_fragments(own.root, fragment_pages(plan_of(own.root)))
    text = (own.root / FOLDER / YEAR / "o27.html").read_text(encoding="utf-8")
    hrefs = re.findall(r'href="([^"]*)"', text)
    assert hrefs
    assert [href for href in hrefs if not href.startswith("#")] == []


@each(
    ("before", "after"),
    [
        ('<p class="meta">ก</p>', "font-size:14px"),
        ('<a href="../o2/#x">ก</a>', 'href="https://x.example/a/2568/o2/#x"'),
        ('<h1 id="top">ก</h1>', "<h2 style="),
        ('<img src="a.png" alt="ก" class="x">', 'src="data:image/png;base64,'),
        ("<p>&lt;script&gt;</p>", "<p>&lt;script&gt;</p>"),
        (
            '<svg viewBox="0 0 9 9" aria-label="ก"><rect class="bar"/></svg>',
            'src="data:image/svg+xml;base64,',
        ),
    ],
)
def test_what_becomes_of_an_element(before: str, after: str) -> None:
    assert after in read(before)


@each(
    "text",
    [
        "<button>x</button>",
        "<script>x</script>",
        '<nav class="crumbs"><ol><li>x</li></ol></nav>',
        '<a class="headerlink" href="#x">x</a>',
        "<p hidden>x</p>",
    ],
)
def test_what_goes(text: str) -> None:
    assert ">ก</p>\n</div>" in read(f"{text}<p>ก</p>")
    assert ">x<" not in read(f"{text}<p>ก</p>")


def test_a_large_picture_becomes_a_link_with_its_name() -> None:
    text = clean(
        '<img src="a.png" alt="แผนผัง">',
        "th",
        "https://x.example/o1/",
        lambda _: b"x" * (MAX_PICTURE + 1),
    )
    assert '<a href="https://x.example/o1/a.png">แผนผัง</a>' in text


@pytest.mark.browser
@pytest.mark.parametrize("width", [1200, 360])
def test_a_fragment_is_readable_on_its_own(
    folder: Path, width: int, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((folder / YEAR / "o27.html").as_uri())
    text = page.inner_text("body")
    wide = page.evaluate("document.documentElement.scrollWidth")
    cell = page.evaluate(
        "() => { const s = getComputedStyle(document.querySelector('td'));"
        " return [s.borderTopWidth, parseFloat(s.fontSize)] }"
    )
    context.close()
    assert "การวิเคราะห์ผลการประเมิน" in text
    assert wide <= width
    assert cell[0] != "0px"
    assert cell[1] >= 15
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.browser
def test_a_click_copies_the_fragment(folder: Path, browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((folder / YEAR / "index.html").as_uri())
    row = page.locator("tr", has=page.locator("a[href='o27.html']"))
    row.get_by_role("button").click()
    page.get_by_role("status").filter(has_text="O27").wait_for()
    copied_text = page.evaluate("navigator.clipboard.readText()")
    context.close()
    expected = (folder / YEAR / "o27.html").read_text(encoding="utf-8")
    assert expected == copied_text


def test_a_part_that_is_left_out_ends_where_a_browser_ends_it() -> None:
    article = (
        '<p>ก่อน<div class="crumbs"><p>ทาง<p>ทางอีก<input hidden><br></div>'
        "<ul><li>หนึ่ง<li>สอง</ul><p hidden>ซ่อน<p>หลัง&nbsp;&lt;สุด&gt;"
    )
    assert re.sub(r' style="[^"]*"', "", clean(article, "th", None, lambda _: b"")) == (
        '<div lang="th">\n<p>ก่อน</p><ul><li>หนึ่ง</li><li>สอง</li></ul>'
        "<p>หลัง\N{NO-BREAK SPACE}&lt;สุด&gt;</p>\n</div>\n"
    )


def test_a_drawing_is_a_picture_of_xml_whatever_is_written_in_it() -> None:
    article = (
        '<svg viewBox="0 0 100 50" role="img" aria-label="ก &amp; “ข” <"><title>&nbsp;'
        '</title><linearGradient id="q"/><rect class="bar" x="1"><text>a &lt; b</svg>'
    )
    made = clean(article, "th", None, lambda _: b"")
    coded = re.search(r'src="data:image/svg\+xml;base64,([^"]*)"', made)
    assert coded
    drawing = ElementTree.fromstring(base64.b64decode(coded[1]))
    svg = "{http://www.w3.org/2000/svg}"
    assert [one.tag.removeprefix(svg) for one in drawing.iter()] == [
        *("svg", "title", "linearGradient", "rect", "text")
    ]
    assert "".join(drawing.itertext()) == "\N{NO-BREAK SPACE}a < b"
    assert 'alt="ก &amp; “ข” &lt;"' in made
    assert 'width="160"' in made
