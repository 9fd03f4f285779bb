"""The program that a tab keeps: each file as it was published, and no version unasked.

The page and its service worker are the real ones; what they keep is small here.
"""

import hashlib
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from desk_tab import in_a_tab, served
from prongsai.desk.tab.shell import shell_files

KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys())
    for (const one of await (await caches.open(name)).keys())
      found[one.url.split("/ita/")[1]] = name;
  return found;
}"""


def listed(files: dict[str, bytes], version: str) -> bytes:
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    size = sum(map(len, files.values()))
    more = {"program": "program.zip", "parts": {"typst": "part-typst.zip"}}
    said = {"version": version, "files": hashes, "bytes": size}
    return json.dumps({**more, **said}).encode()


@pytest.fixture
def bundle(tmp_path: Path) -> dict[str, bytes]:
    """Return the files of a bundle with an interpreter that does nothing."""
    files = {
        **shell_files(),
        "program.zip": b"the program",
        "part-typst.zip": b"a larger part",
        "worker.js": b"self.postMessage({ ready: true });",
    }
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return files


def kept(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(KEPT)
    return found


def test_all_but_the_larger_parts_is_kept_and_sent_with_its_policy_offline_too(
    browser: Browser, bundle: dict[str, bytes], tmp_path: Path
) -> None:
    changed = {"files.json": listed(bundle, "1")}
    with served(tmp_path, changed) as address, in_a_tab(browser, address) as tab:
        tab.page.get_by_role("button", name="เลือกโฟลเดอร์").wait_for()
        there = kept(tab.page)
        assert {"index.html", "program.zip", "tab.js"} <= there.keys()
        assert not {"part-typst.zip", "sw.js"} & there.keys()
        tab.page.context.set_offline(True)
        answer = tab.page.goto(address)
        assert answer is not None
        assert answer.from_service_worker
        headers = answer.headers
        assert (
            "script-src 'self' 'wasm-unsafe-eval'" in headers["content-security-policy"]
        )
        assert headers["cross-origin-embedder-policy"] == "require-corp"
        assert tab.page.evaluate("crossOriginIsolated") is True
        tab.page.get_by_role("button", name="เลือกโฟลเดอร์").wait_for()


@pytest.mark.parametrize("name", ["program.zip", "worker.js"])
def test_a_file_that_is_not_as_it_was_published_is_not_used(
    browser: Browser, bundle: dict[str, bytes], tmp_path: Path, name: str
) -> None:
    changed = {"files.json": listed(bundle, "1"), name: b"of somebody else"}
    with served(tmp_path, changed) as address, in_a_tab(browser, address) as tab:
        told = tab.page.get_by_role("alert").filter(has_text=name)
        expect(told).to_contain_text("ไม่ตรงกับต้นฉบับ")
        assert name not in kept(tab.page)
        changed.pop(name)
        tab.page.get_by_role("button", name="ลองใหม่").click()
        tab.page.get_by_role("button", name="เลือกโฟลเดอร์").wait_for()
        assert name in kept(tab.page)


def test_a_new_version_is_asked_for_and_the_old_one_comes_back(
    browser: Browser, bundle: dict[str, bytes], tmp_path: Path
) -> None:
    changed = {"files.json": listed(bundle, "1")}
    with served(tmp_path, changed) as address, in_a_tab(browser, address) as tab:
        page = tab.page
        page.get_by_role("button", name="เลือกโฟลเดอร์").wait_for()
        new = {**bundle, "program.zip": b"the new program"}
        changed |= {"files.json": listed(new, "2"), "program.zip": new["program.zip"]}
        page.reload()
        page.get_by_text("มีโปรแกรมรุ่นใหม่").wait_for()
        assert program(page) == "the program"
        with page.expect_navigation():  # the page opens itself again
            page.get_by_role("button", name="ใช้รุ่นใหม่").click()
        wait_for_program(page, "the new program")
        changed.clear()  # the old version comes from what is kept
        page.evaluate("document.querySelector('[data-do=update-back]').click()")
        wait_for_program(page, "the program")


READ = "fetch('program.zip').then((one) => one.text())"


def program(page: Page) -> str:
    return str(page.evaluate(READ))


def wait_for_program(page: Page, text: str) -> None:
    page.wait_for_function(f"async () => (await {READ}) === '{text}'")
