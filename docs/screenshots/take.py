"""Take the pictures of `docs/screenshots/`: every page type in three looks, and paper.

`make screenshots` builds the repository's content in a folder of its own, opens it in
the system's Chromium on a day when the example's survey is open, and writes one picture
a page type: 1366 px light, 1366 px dark, 360 px, side by side. What has wide tables or
drawings is there at 768 and 1920 px, too.
"""

import datetime
import functools
import http.server
import io
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from prongsai.building import build

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DAY = datetime.datetime(2026, 11, 26, 12, tzinfo=datetime.UTC)
YEAR = "tambon-tuayang/2568/"
PAGES = {
    "hub": "",
    "home": "tambon-tuayang/",
    "checklist": YEAR,
    "item": f"{YEAR}o1/",
    "item-measures": f"{YEAR}o27/",
    "item-report": f"{YEAR}o28/",
    "measures": f"{YEAR}measures/",
    "measures-table": f"{YEAR}measures/#measures",
    "report": f"{YEAR}report/12-months/",
    "report-changes": f"{YEAR}report/12-months/#changes",
    "scores": f"{YEAR}scores/",
    "scores-ranking": f"{YEAR}scores/#ranking",
    "eit": "tambon-tuayang/2570/eit/",
    "search": "search/?q=จัดซื้อ ๐๑๒",
    "accessibility": "accessibility/",
    "missing": "404.html",
}
PAPER = {"paper-checklist": YEAR, "paper-measures": f"{YEAR}measures/"}
Look = tuple[int, int, str]
LOOKS: tuple[Look, ...] = (
    (1366, 900, "light"),
    (1366, 900, "dark"),
    (360, 740, "light"),
)
WIDTHS: tuple[Look, ...] = ((1920, 1080, "light"), (768, 1024, "light"))
WIDE = ("hub", "item", "measures-table", "report", "scores")
HEIGHT = 430
GAP = 12
MOST_BYTES = 60_000
SHEETS = 2


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Log nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; yield its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def site(folder: Path) -> Path:
    """Build the repository's content below `folder`; return the site."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    made = build(folder, DAY.date())
    if not made.pages:
        sys.exit(f"the site could not be built: {made.findings or made.site_errors}")
    return folder / "build" / "site"


def shoot(
    browser: Browser, address: str, looks: tuple[Look, ...] = LOOKS
) -> Iterator[Image.Image]:
    """Yield a page in its looks, all of the same height."""
    for width, height, scheme in looks:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page = context.new_page()
        page.clock.set_fixed_time(DAY)
        page.goto(address)
        page.evaluate("document.fonts.ready")
        picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
        context.close()
        yield scaled(picture)


def printed(browser: Browser, address: str) -> Iterator[Image.Image]:
    """Yield the first sheets of a page as they come out of the printer."""
    page = browser.new_page()
    page.goto(address)
    page.evaluate("document.fonts.ready")
    document = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    page.close()
    for index in range(min(SHEETS, len(document))):
        yield scaled(document[index].render(scale=1.5).to_pil())
    document.close()


def scaled(picture: Image.Image) -> Image.Image:
    """Bring a picture to the common height."""
    width = round(picture.width * HEIGHT / picture.height)
    return picture.convert("RGB").resize((width, HEIGHT), Image.Resampling.LANCZOS)


def beside(pictures: list[Image.Image]) -> Image.Image:
    """Put pictures side by side on grey."""
    width = sum(one.width for one in pictures) + GAP * (len(pictures) + 1)
    sheet = Image.new("RGB", (width, HEIGHT + 2 * GAP), "#8a9499")
    left = GAP
    for one in pictures:
        sheet.paste(one, (left, GAP))
        left += one.width + GAP
    return sheet


def write(picture: Image.Image, path: Path) -> None:
    """Write a small PNG: as many colours as fit into its share of the repository."""
    for colours in (128, 64, 32, 16, 8):
        small = picture.quantize(colours, kmeans=2, dither=Image.Dither.NONE)
        data = io.BytesIO()
        small.save(data, "PNG", optimize=True)
        if data.tell() <= MOST_BYTES or colours == 8:
            path.write_bytes(data.getvalue())
            print(f"{path.name}: {data.tell()} bytes, {colours} colours")  # noqa: T201 - a script
            return


def main() -> None:
    """Take all pictures anew."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(site(Path(folder))) as base,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(
            executable_path="/usr/bin/chromium-headless-shell",
            args=["--no-sandbox", "--disable-gpu"],
        )
        for old in HERE.glob("*.png"):
            old.unlink()
        for name, address in PAGES.items():
            write(beside(list(shoot(browser, base + address))), HERE / f"{name}.png")
        for name in WIDE:
            pictures = list(shoot(browser, base + PAGES[name], WIDTHS))
            write(beside(pictures), HERE / f"{name}-widths.png")
        for name, address in PAPER.items():
            write(beside(list(printed(browser, base + address))), HERE / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
