"""The folder under the hands of others: seen and merged, and nothing is lost."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

import small_site
from desk_tab import CHOSEN, LONG, Tab, in_a_tab, served

pytestmark = pytest.mark.slow

FILE = f"{small_site.YEAR}/disclosures.yml"


def types(tab: Tab, label: str, text: str) -> None:
    tab.desk.get_by_label(label).fill(text, timeout=LONG)
    tab.desk.locator("h1").first.click()


def test_what_others_do_to_the_folder_is_seen_and_nothing_is_lost(
    browser: Browser, tab_bundle: Path
) -> None:
    with served(tab_bundle) as address, in_a_tab(browser, address) as tab:
        for path, text in small_site.SITE.items():
            tab.writes(path, text)
        tab.opens_folder()
        tab.goes("ban-rai/2568/O1")
        merges_what_another_program_wrote(tab)
        keeps_what_cannot_be_written(tab)


def merges_what_another_program_wrote(tab: Tab) -> None:
    """Another program changes another field of the same file meanwhile."""
    types(tab, "คำอธิบายของข้อ", "แผนผังปีนี้")
    tab.desk.get_by_text("แก้ข้อ O1").wait_for(timeout=LONG)
    theirs = tab.reads(FILE)
    assert "explanation: แผนผังปีนี้" in theirs
    tab.writes(FILE, f"{theirs}# ของโปรแกรมอื่น\n")
    types(tab, "คำอธิบายของข้อ", "แผนผังใหม่")
    tab.desk.get_by_text("แผนผังใหม่").first.wait_for(timeout=LONG)
    tab.page.wait_for_function("true")
    tab.waits_until_written()
    both = tab.reads(FILE)
    assert "explanation: แผนผังใหม่" in both
    assert both.endswith("# ของโปรแกรมอื่น\n")


REMOVED = f"""async () =>
  (await navigator.storage.getDirectory()).removeEntry("{CHOSEN}", {{recursive: true}})
"""


def keeps_what_cannot_be_written(tab: Tab) -> None:
    """The folder is gone; what is typed stays, and is there again with the folder."""
    tab.page.evaluate(REMOVED)
    types(tab, "คำอธิบายของข้อ", "พิมพ์ตอนไม่มีโฟลเดอร์")
    told = tab.page.get_by_role("alert").filter(has_text="อย่าปิดแท็บ")
    expect(told).to_contain_text("ไม่พบโฟลเดอร์", timeout=LONG)
    tab.goes("ban-rai/2568/O1")
    tab.desk.get_by_text("พิมพ์ตอนไม่มีโฟลเดอร์").first.wait_for(timeout=LONG)
    assert tab.files() == []  # which makes the folder again
    again = told.get_by_role("button", name="ลองเขียนอีกครั้ง", include_hidden=True)
    again.dispatch_event("click")  # it may have been written meanwhile
    told.wait_for(state="hidden", timeout=LONG)
    assert "explanation: พิมพ์ตอนไม่มีโฟลเดอร์" in tab.reads(FILE)
    assert set(small_site.SITE) <= set(tab.files())
