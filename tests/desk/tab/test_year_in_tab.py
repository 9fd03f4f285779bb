"""The officer's year in a tab: from an empty folder to a site proven on a server."""

import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from desk_tab import LONG, Tab, in_a_tab, served
from typed_command import typed
from web_servers import free_port, nginx, serve_with_nginx, wait_for

pytestmark = [
    pytest.mark.slow,
    pytest.mark.daily(
        "tests/desk/tab/test_bridge.py",
        "tests/desk/tab/test_lacking.py",
        "tests/desk/tab/test_lock.py",
        "tests/desk/tab/test_program_of_tab.py",
        "tests/desk/test_officers_year.py",
    ),
]

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
YEAR = "content/agencies/bang-phra/2570"


def begins(tab: Tab) -> None:
    desk = tab.desk
    desk.locator("#name").fill("เทศบาลตำบลบางพระ", timeout=LONG)
    desk.locator("#province").fill("ชลบุรี")
    desk.get_by_role("button", name="เริ่มงาน").click()
    desk.get_by_role("link", name="ไปที่กระดานงาน").click(timeout=LONG)
    desk.locator(".cards").first.wait_for(timeout=LONG)


def fills(tab: Tab) -> None:
    """Add a unit and a post; drop a document, and type what it is about."""
    desk = tab.desk
    for part, label, text in (
        ("units", "ชื่อกองหรืองาน", "สำนักปลัด"),
        ("executives", "ตำแหน่ง", "ปลัดเทศบาล"),
    ):
        tab.goes(f"bang-phra/agency/{part}")
        form = desk.locator("section[aria-labelledby=new-title] form")
        form.get_by_label(label).fill(text, timeout=LONG)
        form.get_by_role("button", name="เพิ่ม").click()
        desk.locator(".entry__title", has_text=text).wait_for(timeout=LONG)
    tab.goes("bang-phra/2570/O1")
    paper = FilePayload(name="แผนผัง 2570.pdf", mimeType="application/pdf", buffer=PDF)
    desk.locator("#drop-item").set_input_files([paper], timeout=LONG)
    desk.get_by_role("link", name="แผนผัง 2570").wait_for(timeout=LONG)
    desk.get_by_label("คำอธิบายของข้อ").fill("แผนผังปีนี้")
    desk.get_by_label("ข้อมูล ณ วันที่").click()
    desk.get_by_text("แก้ข้อ O1").wait_for(timeout=LONG)
    seen = desk.frame_locator("iframe[data-page]")
    seen.get_by_text("แผนผังปีนี้").first.wait_for(timeout=LONG)


def publishes(tab: Tab, url: str) -> bytes:
    """Publish to ZIP files; return the one of the whole site, as she downloads it."""
    desk = tab.desk
    tab.goes("bang-phra/agency/space")
    desk.locator("#way").select_option("zip", timeout=LONG)
    desk.locator("#site_url").fill(url)
    desk.get_by_role("button", name="เพิ่ม").click()
    desk.get_by_text("ไฟล์ ZIP").first.wait_for(timeout=LONG)
    tab.goes("bang-phra/2570/work/publish")
    desk.get_by_role("heading", name="เผยแพร่ขึ้นเว็บไซต์").wait_for(timeout=LONG)
    desk.get_by_role("button", name="ปลัดเทศบาล").first.click(timeout=LONG)
    desk.locator(".choose").wait_for(state="detached", timeout=LONG)
    desk.get_by_role("button", name="ดูก่อนว่าจะทำอะไร").click(timeout=LONG)
    desk.get_by_role("button", name="เผยแพร่ตามนี้").click(timeout=LONG)
    desk.get_by_role("heading", name="เสร็จแล้ว").wait_for(timeout=LONG)
    with tab.page.expect_download() as given:
        desk.get_by_role("link", name="ZIP").first.click()
    return Path(given.value.path()).read_bytes()


def saves_open_data(page: Page, site: Path) -> None:
    """Save a file of the page of open data in the site as it was built."""
    page.goto(f"{page.url.partition('/site/')[0]}/site/data/")
    link = page.locator("main a[href*='.csv'], main a[href*='.json']").first
    with page.expect_download() as given:
        link.click()
    name = given.value.suggested_filename
    assert given.value.url.partition("?")[0].endswith(f"/{name}")
    (written,) = site.rglob(name)
    assert Path(given.value.path()).read_bytes() == written.read_bytes()
    page.close()


def downloaded(tab: Tab, what: str) -> bytes:
    with tab.page.expect_download() as given:
        tab.chooses(f"do={what}")
    return Path(given.value.path()).read_bytes()


def unzipped(data: bytes, folder: Path) -> Path:
    zipfile.ZipFile(io.BytesIO(data)).extractall(folder)
    folder.chmod(0o755)
    return folder


def is_proven(project: Path, web: Path, port: int, url: str) -> None:
    """Serve what she uploaded, and let the program on a computer prove it."""
    server = serve_with_nginx(web, port, "/ita/")
    with nginx(project.with_name("nginx"), server):
        wait_for(url)
        seen = typed(project, "publish", "--check", "--by", "ปลัดเทศบาล")
    assert "พิสูจน์บนเว็บไซต์จริงแล้วครบ" in seen.output, seen.output
    assert seen.exit_code == 0
    (receipt,) = (project / "build/internal/receipts").glob("*.html")
    assert url in receipt.read_text("utf-8")


def test_from_an_empty_folder_to_a_site_that_is_proven(
    browser: Browser, tab_bundle: Path, tmp_path: Path
) -> None:
    port = free_port()
    url = f"http://127.0.0.1:{port}/ita/"
    with served(tab_bundle) as address, in_a_tab(browser, address) as tab:
        tab.opens_folder()
        begins(tab)
        fills(tab)
        tab.waits_until_written()
        written = tab.reads(f"{YEAR}/disclosures.yml")
        assert "explanation: แผนผังปีนี้" in written
        assert "file: แผนผัง 2570.pdf" in written
        (paper,) = [one for one in tab.files() if one.endswith("แผนผัง 2570.pdf")]
        assert tab.reads(paper).encode() == PDF
        facts = [one for one in tab.files() if "build/cache/attachments/" in one]
        assert facts  # the next visit does not read the document again
        web = unzipped(publishes(tab, url), tmp_path / "web")
        project = unzipped(downloaded(tab, "zip-all"), tmp_path / "project")
        site = unzipped(downloaded(tab, "site-zip"), project / "build/site")
        tab.waits_until_written()
        built = tab.reads("build/manifest.json")
        (project / "build/manifest.json").write_text(built, encoding="utf-8")
        with tab.page.context.expect_page() as opened:
            tab.chooses("site")
        opened.value.get_by_role("heading", name="เทศบาลตำบลบางพระ").wait_for()
        saves_open_data(opened.value, site)
    item = next(site.rglob("2570/o1/index.html")).read_text("utf-8")
    assert "แผนผังปีนี้" in item
    is_proven(project, web, port, url)
