"""Measure the desk of a browser tab in Chromium, from the first visit to a rebuild.

python bench/tab.py [BUNDLE]

The folder is one of the browser's own file system, with a new agency's year in it.
All is done twice: as the computer is, and with a browser that has a quarter of its
time (every process of it is stopped for 15 of 20 milliseconds). Some 3 minutes.
"""

import itertools
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from playwright.sync_api import Browser, Page, sync_playwright

from chromium import CHROMIUM
from desk_tab import LONG, ROOT, Tab, in_a_tab, served
from prongsai.desk.tab.bundle import write_bundle

FIELDS = 5
TURN, QUARTER = 0.02, 0.25
"""Seconds after which a slow browser's turn comes again, and its part of them."""
BROTLI = """
const [zlib, fs, path] = ["zlib", "fs", "path"].map(require);
let sum = 0;
const list = JSON.parse(fs.readFileSync(path.join(process.argv[1], "files.json")));
const later = Object.values(list.parts);
for (const name of Object.keys(list.files))
  if (!later.includes(name))
    sum += zlib.brotliCompressSync(fs.readFileSync(path.join(process.argv[1], name)),
      {params: {[zlib.constants.BROTLI_PARAM_QUALITY]: 9}}).length;
console.log(sum / 1e6);
"""
MARKS = """() => performance.getEntriesByType("mark")
  .map((one) => `${one.name} ${(one.startTime / 1000).toFixed(1)} s`)"""


def timed(what: str, act: Callable[[], object]) -> float:
    """Do something, and print how long it took."""
    since = time.perf_counter()
    act()
    seconds = time.perf_counter() - since
    print(f"{what:40} {seconds:6.2f} s", flush=True)
    return seconds


def first(tab: Tab) -> None:
    """Go from the address to the form of a new site."""
    tab.opens_folder()
    tab.desk.locator("#name").wait_for(timeout=LONG)


def site(tab: Tab) -> None:
    """Make a site from its answers."""
    tab.desk.locator("#name").fill("เทศบาลตำบลบางพระ")
    tab.desk.locator("#province").fill("ชลบุรี")
    tab.desk.get_by_role("button", name="เริ่มงาน").click()
    tab.desk.get_by_role("link", name="ไปที่กระดานงาน").wait_for(timeout=LONG)


def board(tab: Tab) -> None:
    """Show the board."""
    tab.goes("bang-phra/2570/")
    tab.desk.locator(".cards").first.wait_for(timeout=LONG)


def again(tab: Tab) -> None:
    """Open the address and the folder for the second time, up to the board."""
    tab.page.goto(tab.address)
    tab.opens_folder("folder-again")
    tab.desk.locator(".cards").first.wait_for(timeout=LONG)
    marks = tab.page.workers[-1].evaluate(MARKS)
    print("   of it, since the worker began:", ", ".join(marks), flush=True)


@contextmanager
def saved(page: Page) -> Iterator[None]:
    """Wait for the answer to a form that is sent within."""
    with page.expect_response(lambda one: one.request.method == "POST"):
        yield


def field(tab: Tab, text: str) -> float:
    """Save a field; return the seconds until its page is there again."""
    place = tab.desk.get_by_label("คำอธิบายของข้อ")
    place.fill(text)
    since = time.perf_counter()
    with saved(tab.page):
        place.blur()
    return time.perf_counter() - since


def fields(tab: Tab) -> None:
    """Save some fields one after the other."""
    tab.goes("bang-phra/2570/O1")
    tab.desk.get_by_label("คำอธิบายของข้อ").wait_for(timeout=LONG)
    took = []
    for number in range(FIELDS):
        tab.page.wait_for_timeout(1500)  # the page next to it is shown meanwhile
        took.append(field(tab, f"แผนผัง {number}") * 1000)
    shown = ", ".join(f"{one:.0f}" for one in sorted(took))
    print(f"saved field, median {statistics.median(took):.0f} ms of {shown}")


def rebuilds(tab: Tab) -> None:
    """Publish to a ZIP, change a field, and publish again."""
    desk = tab.desk
    tab.goes("bang-phra/agency/executives")
    form = desk.locator("section[aria-labelledby=new-title] form")
    form.get_by_label("ตำแหน่ง").fill("ปลัดเทศบาล", timeout=LONG)
    form.get_by_role("button", name="เพิ่ม").click()
    desk.locator(".entry__title", has_text="ปลัดเทศบาล").wait_for(timeout=LONG)
    tab.goes("bang-phra/agency/space")
    desk.locator("#way").select_option("zip", timeout=LONG)
    desk.locator("#site_url").fill("https://www.example.go.th/ita/")
    desk.get_by_role("button", name="เพิ่ม").click()
    desk.get_by_text("ไฟล์ ZIP").first.wait_for(timeout=LONG)
    tab.goes("bang-phra/2570/work/publish")
    desk.get_by_role("heading", name="เผยแพร่ขึ้นเว็บไซต์").wait_for(timeout=LONG)
    timed("first build, up to what it would do", lambda: ahead(tab, "ดูก่อน"))
    tab.goes("bang-phra/2570/O1")
    field(tab, "แผนผังที่แก้แล้ว")
    tab.goes("bang-phra/2570/work/publish")
    timed("rebuild after a field", lambda: ahead(tab, "ดูอีกครั้ง"))


def ahead(tab: Tab, button: str) -> None:
    """Order a look at what a publish would do, which builds."""
    tab.desk.get_by_role("button", name=button).click(timeout=LONG)
    tab.desk.get_by_role("heading", name="ถ้าทำต่อ จะเป็นอย่างนี้").wait_for(timeout=LONG)


def measure(browser: Browser, bundle: Path, visits: int) -> None:
    """Measure one bundle."""
    with served(bundle) as address:
        since = time.perf_counter()
        with in_a_tab(browser, address) as tab:
            first(tab)
            seconds = time.perf_counter() - since
            print(
                f"{'first visit, up to the first form':40} {seconds:6.2f} s", flush=True
            )
            timed("a site from five answers", lambda: site(tab))
            timed("board", lambda: board(tab))
            tab.waits_until_written()
            for _ in range(visits):  # the second time the browser has compiled it
                timed("second visit, up to the board", lambda: again(tab))
            fields(tab)
            rebuilds(tab)
            print(
                f"largest process {max(map(megabytes, browsers())):.0f} MB", flush=True
            )


@contextmanager
def slowly() -> Iterator[None]:
    """Let the browser's processes run for a part of the time only."""
    ended = threading.Event()

    def turns() -> None:
        pids = list[int]()
        for count in itertools.count():
            if ended.wait(TURN * QUARTER):
                return
            pids = pids if count % 25 else browsers()  # new ones begin meanwhile
            send(pids, signal.SIGSTOP)
            time.sleep(TURN * (1 - QUARTER))
            send(pids, signal.SIGCONT)

    slow = threading.Thread(target=turns, daemon=True)
    slow.start()
    try:
        yield
    finally:
        ended.set()
        slow.join()


def browsers() -> list[int]:
    """Return the processes that this one started to be browsers, and theirs."""
    above, names = {}, {}
    for place in Path("/proc").iterdir():
        if place.name.isdecimal():
            with suppress(OSError):
                name, _, rest = (place / "stat").read_text().rpartition(")")
                above[int(place.name)] = int(rest.split()[1])
                names[int(place.name)] = name.partition("(")[2]
    found = [pid for pid in above if _began(pid, above)]
    return [pid for pid in found if "chrom" in names[pid] or "headless" in names[pid]]


def megabytes(pid: int) -> float:
    """Return the memory of a process that is not shared with a file."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("RssAnon:"):
                return int(line.split()[1]) / 1000
    return 0


def _began(pid: int, above: dict[int, int]) -> bool:
    while pid in above:
        pid = above[pid]
        if pid == os.getpid():
            return True
    return False


def send(pids: list[int], number: signal.Signals) -> None:
    """Send a signal to processes that may have ended."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def main() -> None:
    """Write a bundle unless one is named, and measure it."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        bundle = Path(sys.argv[1] if sys.argv[1:] else f"{folder}/tab")
        if not sys.argv[1:]:
            write_bundle(bundle, ROOT / "build/cache/tab")
        size = subprocess.run(
            ("node", "-e", BROTLI, str(bundle)), capture_output=True, check=True
        ).stdout
        print(f"first visit, brotli {float(size):.1f} MB", flush=True)
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        print("\nas it is", flush=True)
        measure(browser, bundle, visits=2)
        print("\nwith a quarter of the time", flush=True)
        with slowly():
            measure(browser, bundle, visits=1)
        browser.close()


if __name__ == "__main__":
    main()
