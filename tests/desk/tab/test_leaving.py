"""What leaves a tab: what a person ordered, to where that person allowed it.

In the same start of Python the folder is then under the hands of others.
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Locator

from dav_servers import Dav, apache_dav, nginx_dav
from desk_tab import LONG, Tab, in_a_tab, served
from forge_repository import NAME, Repository
from forges import TOKEN, forge
from own_authority import certificate
from small_site import two_items
from tab_folder import shares_the_folder
from tab_steps import begins_the_running_year, confirms
from target_servers import PASSWORD, USER
from web_servers import free_port, nginx, serve_with_nginx, wait_for

if TYPE_CHECKING:
    import trustme

pytestmark = [
    pytest.mark.slow,
    pytest.mark.daily(
        "tests/desk/tab/test_bridge.py",
        "tests/desk/tab/test_program_of_tab.py",
        "tests/publishing/test_webdav_of_a_tab.py",
    ),
]

SHOWN = "add_header Access-Control-Allow-Origin * always;"
"""What a host says that lets other websites read it, as forges do for their pages."""

KEPT = """async (token) => {
  const texts = [localStorage, sessionStorage].map((one) => JSON.stringify({...one}));
  for (const name of await caches.keys())
    for (const one of await (await caches.open(name)).matchAll())
      if (!/zip|octet|wasm|font/.test(one.headers.get("content-type")))
        texts.push(await one.text());
  return texts.length > 10 && !texts.some((one) => one.includes(token));
}"""
"""Whether the browser's own stores are without it; files with a hash are not read."""


def test_a_tab_publishes_to_a_forge_and_a_host_and_shares_its_folder(
    browser: Browser,
    tab_bundle: Path,
    tmp_path: Path,
    authority: "trustme.CA",
) -> None:
    port, web = free_port(), tmp_path / "web"
    web.mkdir()
    url = f"http://127.0.0.1:{port}/ita/"
    pages = nginx(tmp_path / "nginx", serve_with_nginx(web, port, "/ita/", SHOWN))
    pem = certificate(authority, tmp_path)
    with (
        forge("github", tmp_path / "forge", pem) as repository,
        pages,
        apache_dav(authority, made(tmp_path / "apache"), shown=True) as host,
        nginx_dav(authority, made(tmp_path / "closed")) as closed,
    ):
        wait_for(url)
        repository.pages = web
        ports = (repository.port, host.port, closed.port)
        reaches = (*(f"https://127.0.0.1:{port}/" for port in ports), url)
        with (
            served(tab_bundle) as address,
            in_a_tab(browser, address, reaches) as tab,
        ):
            for path, text in project(tmp_path / "given", url).items():
                tab.writes(path, text)
            tab.opens_folder()
            names_the_repository(tab, repository)
            publishes(tab, repository)
            keeps_no_token(tab)
            lets_nothing_else_out(tab, url)
            sends_by_webdav(tab, host)
            says_what_is_not_open(tab, closed)
            confirms(tab)
            begins_the_running_year(tab)
            shares_the_folder(tab)
    assert "ban-rai/index.html" in repository.files()


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def project(folder: Path, url: str) -> dict[str, str]:
    """Return the files of a project that can be published at an address."""
    two_items(folder)
    made = {
        one.relative_to(folder).as_posix(): one.read_text("utf-8")
        for one in folder.rglob("*")
        if one.is_file()
    }
    return made | {"content/site.yml": f"{made['content/site.yml']}site_url: {url}\n"}


GUESSED = """async (url) => {
  const frame = document.querySelector("iframe[data-desk]").contentWindow;
  const way = frame.location.href.replace(/(\\/at\\/[^/]+\\/).*/, "$1~out");
  const told = {method: "GET", url, headers: {}, key: "guessed"};
  const headers = {"x-asked": encodeURIComponent(JSON.stringify(told))};
  const came = await fetch(way, {method: "POST", headers});
  const straight = await frame.fetch(url).then(() => "sent", () => "refused");
  const told_back = JSON.parse(decodeURIComponent(came.headers.get("x-answered")));
  return [told_back.status, straight];
}"""


def lets_nothing_else_out(tab: Tab, url: str) -> None:
    """Ask for an allowed origin as a page would: past the door, and through it."""
    assert tab.page.evaluate(GUESSED, f"{url}guessed") == [0, "refused"]
    assert f"{url}guessed" not in tab.outside


def keeps_no_token(tab: Tab) -> None:
    """Look for the token in all that lasts: the folder, and the browser's own."""
    assert SITE in tab.holding("site_url:")
    assert tab.holding(TOKEN) == []
    assert tab.page.evaluate(KEPT, TOKEN)


SITE = "content/site.yml"


def has_one_space(tab: Tab, url: str) -> None:
    """Write another web space into the file, as the installed program would."""
    before = tab.reads(SITE).partition("publish:")[0]
    tab.writes(SITE, f"{before}publish:\n- name: host\n  url: {url}\n")


def orders(tab: Tab) -> Locator:
    """Order a look at what a publish would do, after what was done before."""
    tab.goes("ban-rai/2568/O1")
    tab.desk.get_by_label("คำอธิบายของข้อ").wait_for(timeout=LONG)
    tab.goes("ban-rai/2568/work/publish")
    look = tab.desk.get_by_role("button", name=re.compile("^ดู(ก่อน|อีก)"))
    look.click(timeout=LONG)
    return tab.desk.get_by_role("alert")


def sends_by_webdav(tab: Tab, host: Dav) -> None:
    """A host that lets pages of others send to it has the same site, by WebDAV."""
    has_one_space(tab, host.url("ita"))
    refused = orders(tab)
    refused.filter(has_text=USER).wait_for(timeout=LONG)  # the token was for another
    tab.desk.locator("#password").fill(PASSWORD)
    tab.desk.get_by_role("button", name="ทำต่อ").click()
    asks = tab.page.get_by_role("alert").filter(has_text=f"127.0.0.1:{host.port}")
    asks.get_by_role("button", name="อนุญาต", exact=True).click(timeout=LONG)
    tab.desk.get_by_role("button", name="เผยแพร่ตามนี้").click(timeout=LONG)
    tab.desk.get_by_role("heading", name="เสร็จแล้ว").wait_for(timeout=LONG)
    assert (host.home / "ita/ban-rai/index.html").is_file()
    assert not list(host.home.rglob("*staging*"))


def says_what_is_not_open(tab: Tab, closed: Dav) -> None:
    """A host that does not is named, with what to do instead."""
    has_one_space(tab, closed.url("ita"))
    orders(tab)  # the password is that of the same login
    asks = tab.page.get_by_role("alert").filter(has_text=f"127.0.0.1:{closed.port}")
    asks.get_by_role("button", name="อนุญาต", exact=True).click(timeout=LONG)
    told = tab.desk.get_by_text("ไม่อนุญาตให้หน้าเว็บอื่นส่งไฟล์ไป")
    told.wait_for(timeout=LONG)
    assert "Access-Control-Allow-Origin" in tab.reads("build/publish/host-recipe.txt")


def names_the_repository(tab: Tab, repository: Repository) -> None:
    desk = tab.desk
    tab.goes("ban-rai/agency/space")
    desk.locator("#way").select_option("git+https", timeout=LONG)
    desk.locator("#host").fill(f"127.0.0.1:{repository.port}")
    desk.locator("#folder").fill(NAME)
    desk.get_by_role("button", name="เพิ่ม").click()
    desk.get_by_text("#gh-pages").wait_for(timeout=LONG)


def publishes(tab: Tab, repository: Repository) -> None:
    """Publish: once without leave to send, then with it; and look at the live site."""
    desk = tab.desk
    tab.goes("ban-rai/2568/work/publish")
    desk.get_by_role("heading", name="เผยแพร่ขึ้นเว็บไซต์").wait_for(timeout=LONG)
    desk.locator(".choose button").first.click(timeout=LONG)
    desk.locator(".choose").wait_for(state="detached", timeout=LONG)
    desk.get_by_role("button", name="ดูก่อนว่าจะทำอะไร").click(timeout=LONG)
    desk.locator("#password").fill(TOKEN, timeout=LONG)
    desk.get_by_role("button", name="ทำต่อ").click()
    asks = tab.page.get_by_role("alert").filter(has_text=f"127.0.0.1:{repository.port}")
    asks.get_by_role("button", name="ไม่อนุญาต").click(timeout=LONG)
    desk.get_by_text("จึงไม่ได้ส่งสิ่งใด").wait_for(timeout=LONG)
    assert repository.asked == []
    desk.get_by_role("button", name="ดูอีกครั้ง").click(timeout=LONG)
    asks.get_by_role("button", name="อนุญาต", exact=True).click(timeout=LONG)
    desk.get_by_role("button", name="เผยแพร่ตามนี้").click(timeout=LONG)
    site = tab.page.get_by_role("alert").filter(has_not_text=str(repository.port))
    site.get_by_role("button", name="อนุญาต", exact=True).click(timeout=LONG)
    desk.get_by_role("heading", name="เสร็จแล้ว").wait_for(timeout=LONG)
    assert desk.get_by_text("พิสูจน์บนเว็บไซต์จริงครบ").count() == 1
