"""Take the pictures of the guide to the desk: the example's year, in the real browser.

python docs/pictures/take_desk.py
"""

import datetime
import io
import shutil
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from prongsai.desk.application import desk_application, new_key
from prongsai.desk.around import Around
from prongsai.desk.importing.on_disk import OnDiskImporter
from prongsai.desk.on_disk import OnDisk
from prongsai.desk.past_on_disk import PastOnDisk
from prongsai.desk.works_here import WorksHere
from prongsai.site.frame import Frames

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
AGENCY, YEAR = "tambon-tuayang", 2569
NOW = datetime.datetime(2026, 5, 4, 9, 30)  # noqa: DTZ001 - the agency's own clock
COLOURS = 48


@contextmanager
def desk(root: Path) -> Iterator[str]:
    """Serve the desk over a folder."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen()
    key = new_key()
    made = desk_application(
        OnDisk(root=root),
        Frames(root=root),
        lambda: NOW,
        key,
        around=Around(
            past=PastOnDisk(root=root, clock=lambda: NOW),
            works=WorksHere(root=root, clock=lambda: NOW),
        ),
        importer=OnDiskImporter(root=root),
    )
    server = uvicorn.Server(uvicorn.Config(made, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/?key={key}"
    server.should_exit = True
    thread.join()


def example(root: Path) -> Path:
    """Copy the example into a folder and return it."""
    shutil.copytree(
        ROOT / f"content/agencies/{AGENCY}", root / f"content/agencies/{AGENCY}"
    )
    shutil.copy(ROOT / "content/site.yml", root / "content/site.yml")
    return root


def take(page: Page, name: str) -> None:
    """Save what is on the screen, with few colours."""
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    image.quantize(COLOURS).save(HERE / f"{name}.png", optimize=True)


def first_questions(browser: Browser) -> None:
    """Take what a double click opens where there is no site yet."""
    with tempfile.TemporaryDirectory() as folder, desk(Path(folder)) as address:
        page = browser.new_page(viewport={"width": 720, "height": 980})
        page.goto(address)
        page.locator("#name").fill("เทศบาลตำบลบ้านใหม่")
        page.locator("#province").fill("น่าน")
        page.locator("#district").click()
        take(page, "begin")


OTHERS = {
    "desk-units": "{agency}/agency/units",
    "desk-look": "{agency}/{year}/O1/look",
    "desk-send": "{agency}/{year}/send",
    "desk-publish": "{agency}/{year}/work/publish",
    "desk-import": "{agency}/{year}/import",
    "desk-days": "{agency}/{year}/days",
    "desk-scores": "{agency}/{year}/tables/scores",
    "desk-measure": "{agency}/{year}/tables/measures/line-service",
    "desk-space": "{agency}/agency/space",
}
"""Pages that the guide shows one after the other, by the name of their picture."""


def other_pages(page: Page, root: str) -> None:
    """Take the pages that are shown one after the other."""
    page.set_viewport_size({"width": 1100, "height": 700})
    for name, path in OTHERS.items():
        page.goto(f"{root}/{path.format(agency=AGENCY, year=YEAR)}")
        page.wait_for_timeout(700)
        take(page, name)


def main() -> None:
    """Take the questions, the board, the measures, an item, and the other pages."""
    with (
        tempfile.TemporaryDirectory() as folder,
        desk(example(Path(folder))) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        first_questions(browser)
        page = browser.new_page(viewport={"width": 1100, "height": 760})
        page.goto(address)
        page.wait_for_url(f"**/{AGENCY}/*/")
        page.goto(f"{address.partition('/?')[0]}/{AGENCY}/{YEAR}/")
        page.get_by_role("button", name="ปลัดเทศบาล", exact=True).click()
        page.locator(".choose").wait_for(state="detached")
        take(page, "desk-board")
        page.goto(f"{page.url}tables/measures")
        take(page, "desk-measures")
        page.goto(f"{address.partition('/?')[0]}/{AGENCY}/{YEAR}/")
        page.set_viewport_size({"width": 1200, "height": 760})
        page.locator("h3 a[href$='/O1']").click()
        page.frame_locator("iframe[data-page]").get_by_role("heading").first.wait_for()
        page.wait_for_timeout(1000)
        take(page, "desk-item")
        other_pages(page, address.partition("/?")[0])
        browser.close()


if __name__ == "__main__":
    main()
