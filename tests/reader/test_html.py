"""The HTML of every page type is as the standard says, and a visit is small."""

import gzip
import json
import os
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from checkout import ROOT
from reader_site import TYPES, YEAR, ReaderSite

pytestmark = [pytest.mark.browser, pytest.mark.site]

VALIDATOR = ROOT / "build/npm/node_modules/html-validate/bin/html-validate.mjs"

CONFIG = {
    "extends": ["html-validate:standard"],
    "root": True,
    "rules": {
        # The theme itself says it of its three switches, in no block that can be
        # replaced; browsers pass over it.
        "valid-autocomplete": "off",
    },
}


def mistakes(folder: Path, pages: list[Path]) -> list[str]:
    """Return what the validator finds, one line a mistake."""
    if not VALIDATOR.is_file():
        pytest.skip("no html-validate: run `make axe`")
    config = folder / "rules.json"
    config.write_text(json.dumps(CONFIG), encoding="utf-8")
    done = subprocess.run(
        ["node", VALIDATOR, "--config", config, "--formatter", "json", *pages],
        capture_output=True,
        text=True,
        check=False,
    )
    return [
        f"{page['filePath']}:{one['line']}: {one['ruleId']}: {one['message']}"
        for page in json.loads(done.stdout)
        for one in page["messages"]
    ]


def test_the_html_of_every_page_type_is_valid(site: ReaderSite, tmp_path: Path) -> None:
    """`make torture` looks at every page."""
    if os.environ.get("PRONGSAI_WHOLE_PAGES"):
        pages = sorted(site.root.rglob("*.html"))
    else:
        files = (site.root / address for address in TYPES.values())
        pages = [one if one.suffix else one / "index.html" for one in files]
    assert mistakes(tmp_path, pages) == []


def test_a_first_visit_to_an_item_is_small(
    browser: Browser, base: str, site: ReaderSite
) -> None:
    """As servers send it: texts packed, a quarter of a kilobyte of headers a file."""
    page = browser.new_page(viewport={"width": 360, "height": 740})
    asked: set[str] = set()
    page.on("request", lambda one: asked.add(urlsplit(one.url).path))
    page.goto(f"{base}{YEAR}o5/", wait_until="networkidle")
    page.close()
    assert len([path for path in asked if path.endswith(".woff2")]) == 4
    sizes = {path: _sent(site.root / path.lstrip("/")) for path in asked}
    assert sum(sizes.values()) <= 90 * 1024, sizes


def _sent(file: Path) -> int:
    data = (file / "index.html" if file.is_dir() else file).read_bytes()
    packed = data if file.suffix in {".woff2", ".png", ".webp"} else gzip.compress(data)
    return len(packed) + 256


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html><html lang='th'><head><title>ก</title></head>"
        "<body><p id='a'>ก</p><p id='a'>ข</p></body></html>",
        encoding="utf-8",
    )
    [found] = mistakes(tmp_path, [page])
    assert "no-dup-id" in found
