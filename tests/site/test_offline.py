"""The offline copy: one ZIP that opens from a disk, the published site untouched."""

import datetime
import html
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from each import each
from prongsai.cli import cli
from prongsai.model.site import Site
from prongsai.site.hosting import FOR_SERVERS
from prongsai.site.offline import for_disk, offline_name, write_offline
from reader_site import OPEN_DAY, ReaderSite

NAME = "site-offline"
START, READ_ME = "เปิดเว็บไซต์.html", "อ่านก่อน.txt"
YEAR = "tambon-tuayang/2568"
FILES = frozenset(
    {"index.html", "a/index.html", "a/o1/index.html", "a/files/x.pdf", "404.html"}
)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def project_of(site: ReaderSite) -> Path:
    return site.root.parents[1]


def settings(site: ReaderSite) -> Site:
    return site.plan.context.content.site.value


@pytest.fixture(scope="module")
def copy(site: ReaderSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the copy and unpack it, as whoever got it would."""
    folder = tmp_path_factory.mktemp("ของ คน ที่ได้รับ")
    archive = write_offline(project_of(site), settings(site))
    with zipfile.ZipFile(archive) as packed:
        assert packed.testzip() is None
        packed.extractall(folder)
    archive.unlink()
    return folder / NAME


@each(
    ("before", "after"),
    [
        ('<a href="../">x</a>', '<a href="../index.html">x</a>'),
        ('<a class="b" href="./#top">', '<a class="b" href="./index.html#top">'),
        ('<a href=".">', '<a href="./index.html">'),
        ('<a href="../..">', None),
        ('<a href="o1/?q=ก#x">', '<a href="o1/index.html?q=ก#x">'),
        ('<a href="o1">', '<a href="o1/index.html">'),
        (
            '<form action="o1/" method="get">',
            '<form action="o1/index.html" method="get">',
        ),
        ('<link rel="next" href="o1/">', '<link rel="next" href="o1/index.html">'),
        (
            '<meta http-equiv="refresh" content="0; url=o1/#x">',
            '<meta http-equiv="refresh" content="0; url=o1/index.html#x">',
        ),
        (
            '<a\n  title="a > b"\n  href="o1/">',
            '<a\n  title="a > b"\n  href="o1/index.html">',
        ),
        ('<link rel="canonical" href="https://x.example/a/">', ""),
        ('<link rel="preload" as="font" crossorigin\n href="files/x.pdf">', ""),
        ('<link rel="stylesheet" href="files/x.pdf">', None),
        ('<a href="files/x.pdf">', None),
        ('<a href="#top">', None),
        ('<a href="">', None),
        ('<a href="?q=1">', None),
        ('<a href="https://x.example/a/">', None),
        ('<a href="mailto:a@x.example">', None),
        ('<a href="gone/">', None),
        ('<p>href="o1/"</p>', None),
        ('<a data-href="o1/">', None),
        ('<a title="href=o1/ &amp; more">', None),
    ],
)
def test_what_becomes_of_a_tag(before: str, after: str | None) -> None:
    expected = before if after is None else after
    assert for_disk("a/index.html", before, FILES) == expected


@pytest.mark.parametrize(
    ("mode", "name"),
    [("hub", NAME), ("agency\nagency: ban-rai", "ban-rai-offline")],
)
def test_it_is_named_after_the_agency_where_the_site_is_one_agencys(
    mode: str, name: str
) -> None:
    lines = f"version: 1\ntitle: ก\nmode: {mode}".splitlines()
    site = Site.model_validate(dict(line.split(": ") for line in lines))

    assert offline_name(site) == name


@pytest.mark.site
def test_the_same_site_gives_the_same_bytes_and_stays_as_it_is(
    site: ReaderSite,
) -> None:
    before = tree(site.root)

    one = write_offline(project_of(site), settings(site)).read_bytes()
    two = write_offline(project_of(site), settings(site)).read_bytes()

    assert one == two
    assert tree(site.root) == before
    assert not list(project_of(site).glob("build/*.part"))


@pytest.mark.site
def test_names_are_utf_8_sorted_and_in_one_folder(site: ReaderSite) -> None:
    with zipfile.ZipFile(write_offline(project_of(site), settings(site))) as packed:
        entries = packed.infolist()
        note = packed.read(f"{NAME}/{READ_ME}").decode("utf-8-sig")

    names = [entry.filename for entry in entries]
    assert {f"{NAME}/{START}", f"{NAME}/{READ_ME}"} <= set(names)
    assert {name.partition("/")[0] for name in names} == {NAME}
    top = {name.split("/")[1] for name in names}
    assert top == {START, READ_ME, "web"}
    pages = [name for name in names if "/web/" in name]
    assert pages == sorted(pages)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    utf_8 = 0x800
    for entry in entries:
        assert entry.filename.isascii() or entry.flag_bits & utf_8
    assert f"{NAME}/web/404.html" not in names
    assert START in note


@pytest.mark.site
def test_nothing_but_pages_differs_from_the_site(site: ReaderSite, copy: Path) -> None:
    there, published = tree(copy / "web"), tree(site.root)

    for_servers = set(FOR_SERVERS) & set(published)
    assert set(published) - set(there) == {"404.html", "sitemap.xml"} | for_servers
    assert set(there) <= set(published)
    changed = {name for name in there if there[name] != published[name]}
    assert {name for name in changed if not name.endswith("index.html")} == set()


@pytest.mark.site
def test_every_link_leads_to_a_file(copy: Path) -> None:
    pages = [copy / START, *(copy / "web").rglob("*.html")]
    assert len(pages) > 60
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert 'rel="canonical"' not in text
        assert "preload" not in text
        ways = re.findall(r'\s(?:href|src|action)="([^"#?]+)[^"]*"', text)
        for way in ways + re.findall(r"; url=([^\"#]+)", text):
            link = html.unescape(way)
            if not urlsplit(link).scheme:
                assert (page.parent / unquote(link)).is_file(), (page, link)


@pytest.mark.site
def test_the_command_makes_it_even_if_nothing_changed(
    site: ReaderSite, tmp_path: Path
) -> None:
    root = tmp_path / "project"
    shutil.copytree(project_of(site), root)
    today = datetime.date(2025, 3, 31)
    options = ["build", "-C", str(root), "--today", f"{today.year + 543}-03-31"]

    done = CliRunner().invoke(cli, [*options, "--zip"])

    assert done.exit_code == 0, done.output
    assert (root / "build" / f"{NAME}.zip").is_file()


Open = Callable[[Path], Page]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Open]:
    """Return a function that opens a file; whatever goes wrong fails the test."""
    wrong: list[str] = []
    context = browser.new_context(locale="th-TH")
    page = context.new_page()
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("requestfailed", lambda request: wrong.append(request.url))
    page.on(
        "request",
        lambda r: None if r.url.startswith(("file:", "data:")) else wrong.append(r.url),
    )
    page.clock.set_fixed_time(OPEN_DAY)

    def open_file(path: Path) -> Page:
        page.goto(path.as_uri())
        return page

    yield open_file
    context.close()
    assert wrong == []


@pytest.mark.browser
@pytest.mark.site
def test_one_reads_from_the_start_file_to_an_attachment(
    opened: Open, copy: Path
) -> None:
    page = opened(copy / START)
    page.wait_for_url("**/web/index.html")
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    main = page.get_by_role("main")
    main.get_by_role("link", name="เทศบาลตำบลตัวอย่าง").first.click()
    page.wait_for_url("**/web/tambon-tuayang/index.html")
    main.locator("article a[href$='2568/index.html']").first.click()
    page.wait_for_url(f"**/web/{YEAR}/index.html")
    main.locator("a[href='o2/index.html']").first.click()
    page.wait_for_url(f"**/web/{YEAR}/o2/index.html")
    assert page.evaluate("document.fonts.check('16px Sarabun', 'ก')")

    attachment = main.locator("a[href$='o2-executives.pdf']").first
    file = Path(unquote(urlsplit(attachment.evaluate("a => a.href")).path))
    assert file.read_bytes().startswith(b"%PDF-")
    picture = main.locator("img[src$='o2-portraits.png']").first
    assert (
        picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    )


@pytest.mark.browser
@pytest.mark.site
def test_the_search_finds_a_page_and_leads_to_it(opened: Open, copy: Path) -> None:
    page = opened(copy / "web" / YEAR / "index.html")
    field = page.get_by_role("main").get_by_role("searchbox")

    field.fill("ผู้บริหาร")
    field.press("Enter")
    page.wait_for_url("**/web/search/index.html?q=*")
    hit = page.locator(".results a", has_text="O2 ").first
    hit.click()

    page.wait_for_url("**/o2/index.html")
    expect(page.get_by_role("heading", level=1)).to_contain_text("O2")


KINDS = (
    *("scores", "measures", "report/12-months", "eit", "o27"),
    *("../../data", "../../accessibility"),
)


@pytest.mark.browser
@pytest.mark.site
def test_every_kind_of_page_opens_without_complaint(opened: Open, copy: Path) -> None:
    for address in KINDS:
        page = opened((copy / "web" / YEAR / address / "index.html").resolve())
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.wait_for_load_state("load")
        page.evaluate("document.fonts.ready")
