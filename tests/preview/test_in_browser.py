"""The preview in a real browser: a change shows, a mistake keeps the last site."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from checkout import ROOT, share_facts

pytestmark = [pytest.mark.browser, pytest.mark.site]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("preview")
    agency = "content/agencies/tambon-tuayang"
    shutil.copytree(ROOT / agency, folder / agency)
    share_facts(folder)
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    shutil.copyfile(ROOT / "content/site.yml", folder / "content/site.yml")
    return folder


@pytest.fixture(scope="module")
def address(project: Path) -> Iterator[str]:
    """Run `prongsai serve` for all tests and return where it listens."""
    process = subprocess.Popen(
        [sys.executable, "-m", "prongsai", "serve", "--port", "0"],
        cwd=project,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )
    assert process.stderr is not None
    told = ""
    while "http://" not in told:
        told = process.stderr.readline()
        assert told, "serve ended"
    ready = ""
    while "หน้า" not in ready:
        ready = process.stderr.readline()
        assert ready, "serve ended"
    found = re.search(r"http://\S+", told)
    assert found is not None
    yield found.group()
    process.terminate()
    process.communicate(timeout=30)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def change(project: Path, old: str, new: str) -> None:
    file = project / "content/agencies/tambon-tuayang/agency.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_saved_change_shows_and_a_mistake_keeps_the_last_site(
    project: Path, address: str, page: Page
) -> None:
    page.goto(f"{address}tambon-tuayang/")
    heading = page.locator("h1")
    expect(heading).to_contain_text("เทศบาลตำบลตัวอย่าง")

    change(project, "name: เทศบาลตำบลตัวอย่าง", "name: เทศบาลตำบลเปลี่ยนชื่อ")
    page.get_by_role("heading", level=1, name="เทศบาลตำบลเปลี่ยนชื่อ").wait_for()

    change(project, "name: เทศบาลตำบลเปลี่ยนชื่อ", "nmae: เทศบาลตำบลเปลี่ยนชื่อ")
    report = page.locator("#prongsai-findings")
    expect(report).to_contain_text("agency.yml")
    expect(report).to_contain_text("nmae")
    expect(heading).to_contain_text("เทศบาลตำบลเปลี่ยนชื่อ")

    change(project, "nmae: เทศบาลตำบลเปลี่ยนชื่อ", "name: เทศบาลตำบลแก้แล้ว")
    page.get_by_role("heading", level=1, name="เทศบาลตำบลแก้แล้ว").wait_for()
    expect(page.locator("#prongsai-findings")).to_have_count(0)


def test_a_port_in_use_is_said_plainly(project: Path, address: str) -> None:
    port = address.rstrip("/").rpartition(":")[2]

    done = subprocess.run(
        [sys.executable, "-m", "prongsai", "serve", "--port", port],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert f"ใช้พอร์ต {port} ไม่ได้" in done.stderr
    assert "--port 0" in done.stderr
