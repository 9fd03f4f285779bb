"""The officer's year in a tab: from an empty folder to a site that a visitor opens."""

import io
import zipfile
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, FilePayload

from desk_tab import LONG, Tab, in_a_tab, served

pytestmark = pytest.mark.slow

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


def publishes(tab: Tab) -> None:
    desk = tab.desk
    tab.goes("bang-phra/agency/space")
    desk.locator("#way").select_option("zip", timeout=LONG)
    desk.locator("#site_url").fill("https://www.bangphra.go.th/ita/")
    desk.get_by_role("button", name="เพิ่ม").click()
    desk.get_by_text("ไฟล์ ZIP").first.wait_for(timeout=LONG)
    tab.goes("bang-phra/2570/work/publish")
    desk.get_by_role("heading", name="เผยแพร่ขึ้นเว็บไซต์").wait_for(timeout=LONG)
    desk.get_by_role("button", name="ปลัดเทศบาล").first.click(timeout=LONG)
    desk.locator(".choose").wait_for(state="detached", timeout=LONG)
    desk.get_by_role("button", name="ดูก่อนว่าจะทำอะไร").click(timeout=LONG)
    desk.get_by_role("button", name="เผยแพร่ตามนี้").click(timeout=LONG)
    desk.get_by_role("heading", name="เสร็จแล้ว").wait_for(timeout=LONG)


def downloaded(tab: Tab, what: str) -> bytes:
    with tab.page.expect_download() as given:
        tab.page.locator(f"[data-do={what}]").first.click()
    return Path(given.value.path()).read_bytes()


def test_from_an_empty_folder_to_a_site_that_a_visitor_opens(
    browser: Browser, tab_bundle: Path, tmp_path: Path
) -> None:
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
        publishes(tab)
        tab.page.locator(".bar__menu summary").click()
        site = zipfile.ZipFile(io.BytesIO(downloaded(tab, "site-zip")))
        site.extractall(tmp_path / "site")
        whole = zipfile.ZipFile(io.BytesIO(downloaded(tab, "zip-all")))
        assert f"{YEAR}/disclosures.yml" in whole.namelist()
        with tab.page.context.expect_page() as opened:
            tab.page.locator("[data-site]").click()
        opened.value.get_by_role("heading", name="เทศบาลตำบลบางพระ").wait_for()
        opened.value.close()
        tab.waits_until_written()
        names = {name.removeprefix("build/site/") for name in tab.files()}
        assert set(site.namelist()) <= names
        assert "build/publish/web-whole.zip" in names
        goes_on_without_network(tab)
    with served(tmp_path / "site") as address:
        home = httpx.get(f"{address}index.html").text
        assert "เทศบาลตำบลบางพระ" in home
        (item,) = [one for one in site.namelist() if one.endswith("2570/o1/index.html")]
        assert "แผนผังปีนี้" in httpx.get(f"{address}{item}").text


def goes_on_without_network(tab: Tab) -> None:
    """Open the page again with no network: program and folder are remembered."""
    tab.page.context.set_offline(True)
    tab.page.goto(tab.address)
    tab.opens_folder("folder-again")
    tab.goes("bang-phra/2570/O1")
    tab.desk.get_by_text("แผนผังปีนี้").first.wait_for(timeout=LONG)
    tab.page.context.set_offline(False)
