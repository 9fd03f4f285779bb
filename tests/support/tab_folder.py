"""The folder under the hands of others: seen and merged, and nothing is lost."""

import io
import zipfile

from playwright.sync_api import FilePayload, expect

import small_site
from desk_tab import CHOSEN, LONG, Tab
from prongsai.desk.tab.lacking import rows
from tab_steps import (
    POST,
    brings_word_in_and_excel_out_and_in,
    goes_on_without_network,
    is_agreed_to,
    prints_on_a4,
    sends_the_changes,
    works_as,
)

FILE = f"{small_site.YEAR}/disclosures.yml"


def types(tab: Tab, label: str, text: str) -> None:
    tab.desk.get_by_label(label).fill(text, timeout=LONG)
    tab.desk.locator("h1").first.click()


def shares_the_folder(tab: Tab) -> None:
    """Go through all of it, in a desk that is open over anything; nothing is sent."""
    sent = list(tab.outside)
    tab.has_only(small_site.SITE)
    tab.goes("ban-rai/2568/O1")
    merges_what_another_program_wrote(tab)
    goes_on_without_network(tab, "ban-rai/2568/O1", "แผนผังใหม่")
    asks_whose_to_keep(tab)
    keeps_what_cannot_be_written(tab)
    works_as(tab, POST)
    brings_word_in_and_excel_out_and_in(tab)
    sends_the_changes(tab)
    is_agreed_to(tab)
    prints_on_a4(tab)
    says_what_it_cannot_do(tab)
    goes_on_without_a_picker(tab)
    assert tab.outside == sent


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


CLOSED = """(name) => {
  const own = FileSystemFileHandle.prototype;
  self.opens ??= own.createWritable;
  const refuses = async () => { throw new DOMException("", name); };
  own.createWritable = name ? refuses : self.opens;
}"""
"""Let the folder refuse to be written, as a full or a read-only disk does."""


def cannot_write(tab: Tab, why: str, mine: str, theirs: str, told: str) -> None:
    """Type while the folder refuses: it is said, and what others write there stays."""
    python = tab.page.workers[-1]
    python.evaluate(CLOSED, why)
    types(tab, "คำอธิบายของข้อ", mine)
    alert = tab.page.get_by_role("alert").filter(has_text="อย่าปิดแท็บ")
    alert.filter(has_text=told).wait_for(timeout=LONG)
    tab.writes(FILE, theirs)
    python.evaluate(CLOSED, "")
    presses(tab, "ลองเขียนอีกครั้ง")
    alert.filter(has_text="โปรแกรมอื่นแก้ไฟล์").wait_for(timeout=LONG)
    assert tab.reads(FILE) == theirs


def presses(tab: Tab, name: str) -> None:
    """Press a button of the bar that says what was not written."""
    tab.page.get_by_role("button", name=name, exact=True).click(timeout=LONG)


def asks_whose_to_keep(tab: Tab) -> None:
    """Another program changes the same file while the folder cannot be written."""
    first = f"{tab.reads(FILE)}# ของเขา\n"
    cannot_write(tab, "QuotaExceededError", "ของฉัน", first, "ที่เก็บเต็ม")
    presses(tab, "ใช้ที่อยู่ในโฟลเดอร์")
    tab.waits_until_written()
    assert tab.reads(FILE) == first
    tab.goes("ban-rai/2568/O1")
    tab.desk.get_by_text("แผนผังใหม่").first.wait_for(timeout=LONG)
    second = f"{first}# ของเขาอีก\n"
    why = "NoModificationAllowedError"
    cannot_write(tab, why, "ของฉันอีกครั้ง", second, "อ่านอย่างเดียว")
    presses(tab, "ใช้ที่ทำในแท็บนี้")
    tab.waits_until_written()
    assert "explanation: ของฉันอีกครั้ง" in tab.reads(FILE)


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
    tab.goes("ban-rai/2568/O1")  # which writes all of it
    tab.desk.get_by_text("พิมพ์ตอนไม่มีโฟลเดอร์").first.wait_for(timeout=LONG)
    told.wait_for(state="hidden", timeout=LONG)
    assert "explanation: พิมพ์ตอนไม่มีโฟลเดอร์" in tab.reads(FILE)
    assert set(small_site.SITE) <= set(tab.files())


def says_what_it_cannot_do(tab: Tab) -> None:
    tab.chooses("do=lacking")
    shown = tab.page.get_by_role("dialog")
    shown.wait_for(timeout=LONG)
    told = zip(
        *(shown.locator(one).all_inner_texts() for one in ("dt", "dd")), strict=True
    )
    assert list(told) == rows("th")
    shown.get_by_role("button").click()


def goes_on_without_a_picker(tab: Tab) -> None:
    """A browser that gives no folder: the data goes in and out as a ZIP."""
    page = tab.page
    page.add_init_script("delete window.showDirectoryPicker")
    page.goto(tab.address)
    page.get_by_text("เบราว์เซอร์นี้แก้ไขไฟล์ในโฟลเดอร์ของเครื่องไม่ได้").wait_for(timeout=LONG)
    given = io.BytesIO()
    with zipfile.ZipFile(given, "w") as archive:
        for path, text in small_site.SITE.items():
            archive.writestr(path, text)
    paper = FilePayload(
        name="a.zip", mimeType="application/zip", buffer=given.getvalue()
    )
    page.locator("[data-zip]").set_input_files([paper])
    page.locator("iframe[data-desk]").wait_for(timeout=LONG)
    tab.desk.locator(".cards").first.wait_for(timeout=LONG)
    tab.goes("ban-rai/2568/O1")
    tab.desk.get_by_label("คำอธิบายของข้อ").wait_for(timeout=LONG)
    types(tab, "คำอธิบายของข้อ", "แผนผังในเบราว์เซอร์")
    tab.waits_until_written()
    with page.expect_download() as taken:
        tab.chooses("do=zip-all")
    with zipfile.ZipFile(taken.value.path()) as archive:
        assert "แผนผังในเบราว์เซอร์" in archive.read(FILE).decode()
