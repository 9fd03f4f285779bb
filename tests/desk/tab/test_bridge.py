"""The application of a tab, asked as its worker asks it; no browser is needed here."""

import asyncio
import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from desk_project import make_project
from prongsai.desk.guard import token
from prongsai.desk.tab import threadless
from prongsai.desk.tab.bridge import Answer, Bridge
from prongsai.desk.tab.opening import opened
from prongsai.desk.tab.packing import pack, unpack
from prongsai.desk.tab.shell import shell_files
from prongsai.storage import capabilities

ORIGIN = "https://ita.example.go.th"
BELOW = "/desk/at/k3y/"
LEADS = re.compile(r'\s(?:href|src|action|hx-get|hx-post)="(/[^"]*)"')


@pytest.fixture
def tab(quick_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Bridge:
    monkeypatch.setattr("anyio.to_thread.run_sync", threadless.at_once)
    return opened(make_project(quick_folder), ORIGIN, BELOW)


def ask(
    tab: Bridge, address: str, form: str = "", origin: str = ORIGIN, **headers: str
) -> Answer:
    given = {"origin": origin, **headers}
    if form:
        given["content-type"] = "application/x-www-form-urlencoded"
        form += f"&token={token(tab.key)}"
    method = "POST" if form else "GET"
    return asyncio.run(tab.answer(method, address, given, form.encode()))


def header(answer: Answer, wanted: str) -> str:
    return next((value for name, value in answer.headers if name == wanted), "")


def test_a_page_leads_only_below_the_address_of_its_tab(tab: Bridge) -> None:
    for address in ("ban-rai/2568/", "ban-rai/2568/O1", "ban-rai/agency/units", "new"):
        page = ask(tab, address)
        assert page.status == 200
        leads = LEADS.findall(page.body.decode())
        assert leads
        assert [one for one in leads if not one.startswith(BELOW)] == []
    style = ask(tab, "static/desk.css").body.decode()
    assert f'url("{BELOW}static/sarabun-' in style
    assert 'url("/static' not in style


def test_no_link_asks_the_browser_to_save_what_only_the_tab_has(tab: Bridge) -> None:
    """A link with `download` goes past the service worker, and comes back canceled."""
    for address in ("ban-rai/2568/import", "ban-rai/2568/send"):
        page = ask(tab, address).body.decode()
        for link in re.findall(r"<a [^>]*(?:xlsx|html|pdf)\"[^>]*>", page):
            assert not re.search(r"\sdownload\b", link), link
            (to,) = re.findall(rf'href="{BELOW}([^"]*)"', link)
            given = ask(tab, to)
            assert header(given, "content-disposition").startswith("attachment")


def test_the_pages_to_print_are_there_at_once(
    tab: Bridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no PDF is made the page says how to print, and leads to what is printed."""
    monkeypatch.setattr(capabilities, "_LACKING", frozenset(capabilities.Capability))
    monkeypatch.setattr("prongsai.desk.by_hand.available", lambda: False)
    page = ask(tab, "ban-rai/2568/work/papers").body.decode()
    assert "Ctrl+P" in page
    assert "<button>ดูก่อน" not in page
    leads = re.findall(rf'href="{BELOW}(seen/ban-rai/at/[^"]+)"', page)
    assert len(leads) == len(set(leads)) > 1
    assert {ask(tab, one).status for one in leads} == {200}
    none = ask(tab, "ban-rai/2570/work/papers").body.decode()
    assert "ยังไม่มีอะไรให้พิมพ์" in none


def test_a_redirect_leads_below_it_too(tab: Bridge) -> None:
    assert header(ask(tab, ""), "location") == f"{BELOW}ban-rai/"
    saved = ask(tab, "ban-rai/2568/O1/words", "explanation=แผนผัง")
    assert (saved.status, header(saved, "location")) == (303, f"{BELOW}ban-rai/2568/O1")


def test_a_form_from_elsewhere_is_refused(tab: Bridge) -> None:
    form = "explanation=แผนผัง"
    for origin in ("https://elsewhere.example", "null", ""):
        assert ask(tab, "ban-rai/2568/O1/words", form, origin).status == 403


def test_the_post_that_works_is_remembered_without_cookies_of_the_browser(
    tab: Bridge,
) -> None:
    answer = ask(tab, "who", "post=ปลัดเทศบาล&there=/ban-rai/2568/")
    assert not header(answer, "set-cookie")
    assert "ปลัดเทศบาล" in ask(tab, "ban-rai/2568/").body.decode()


def test_an_address_that_leads_nowhere_is_answered_without_a_thread(
    tab: Bridge,
) -> None:
    assert ask(tab, "no-such-agency/").status == 404


def test_long_work_is_done_after_its_order_was_answered(tab: Bridge) -> None:
    async def ordered() -> bytes:
        form = f"token={token(tab.key)}"
        given = {
            "origin": ORIGIN,
            "content-type": "application/x-www-form-urlencoded",
        }
        page = "ban-rai/2568/work/roll-over"
        answer = await tab.answer("POST", page, given, form.encode())
        assert answer.status == 303
        before = await tab.answer("GET", page, {}, b"")
        await asyncio.sleep(0.2)
        after = await tab.answer("GET", page, {}, b"")
        assert "กำลังทำ หน้านี้เปลี่ยนเอง" in before.body.decode()
        return after.body

    assert "กำลังทำ หน้านี้เปลี่ยนเอง" not in asyncio.run(ordered()).decode()


def inside(data: bytes) -> dict[str, bytes]:
    """Return the project's own files of an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        own = [one for one in archive.namelist() if not one.startswith(".prongsai")]
        return {one: archive.read(one) for one in own}


def test_a_folder_goes_into_a_zip_and_back(tmp_path: Path) -> None:
    there, here = make_project(tmp_path / "there"), tmp_path / "here"
    (there / "build/site").mkdir(parents=True)
    (there / "build/site/index.html").write_text("site")
    data = pack(there)
    assert data == pack(there)
    assert unpack(here, data) == ""
    assert inside(pack(here)) == inside(data)
    assert not (here / "build").exists()
    with zipfile.ZipFile(io.BytesIO(pack(there, "build/site"))) as site:
        assert site.namelist() == ["index.html"]


def in_zip(files: dict[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


def test_ones_own_earlier_name_is_no_other_person(
    quick_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saved without a name, then under one, then under another, in one browser."""
    monkeypatch.setattr("anyio.to_thread.run_sync", threadless.at_once)
    root = make_project(quick_folder)
    here = {name: opened(root, ORIGIN, BELOW, browser=name) for name in ("a", "b")}
    for number, post in enumerate(("", "ปลัดเทศบาล", "นายกเทศมนตรี")):
        if post:
            ask(here["a"], "who", f"post={post}&there=/ban-rai/2568/")
        ask(here["a"], "ban-rai/2568/O1/words", f"explanation=แผนผัง {number}")
    again = opened(root, ORIGIN, BELOW, browser="a")
    counts = [
        ask(one, "ban-rai/2568/O1").body.decode().count("กำลังแก้")
        for one in (here["a"], again, here["b"])
    ]
    assert counts == [0, 0, 3]


def test_a_zip_with_the_project_in_a_folder_of_its_own_is_opened(
    tmp_path: Path,
) -> None:
    files = {"เว็บ/content/site.yml": "a", "เว็บ/.git/config": "b", "เว็บ/mkdocs.yml": "c"}
    assert unpack(tmp_path, in_zip(files)) == ""
    assert (tmp_path / "content/site.yml").read_text() == "a"
    assert not (tmp_path / ".git").exists()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"no zip", "zip-unread"),
        (in_zip({"a.txt": "a"}), "zip-none-of-ours"),
        (in_zip({"content/site.yml": "a", "../b": "b"}), "zip-none-of-ours"),
        (in_zip({"content/site.yml": "a", "/b": "b"}), "zip-none-of-ours"),
        (in_zip({"content/site.yml": "a", "c:/b": "b"}), "zip-none-of-ours"),
    ],
)
def test_what_is_no_site_changes_nothing(tmp_path: Path, data: bytes, why: str) -> None:
    assert unpack(tmp_path, data) == why
    assert list(tmp_path.iterdir()) == []
    assert why in json.loads(shell_files()["words.json"])


WORD = re.compile(
    r"""(?:text|said|wrong|progress)\(\s*"([a-z-]+)"|data-word="([a-z-]+)"""
)


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_page_has_all_its_words_from_the_messages(language: str) -> None:
    made = shell_files(language)
    words = json.loads(made["words.json"])
    texts = {name: data.decode() for name, data in made.items() if name[-3:] != "ff2"}
    used = {
        one or other for text in texts.values() for one, other in WORD.findall(text)
    }
    assert used <= words.keys()
    told = {"words.json", "lacking.json"}
    mine = "".join(text for name, text in texts.items() if name not in told)
    assert not re.search("[\u0e00-\u0e7f]", mine)
    assert [key for key in words if f'"{key}"' not in mine and not _made(key)] == []


def _made(key: str) -> bool:
    """Return whether a key is put together from parts."""
    return key.startswith(("why-", "zip-"))


def test_the_page_asks_for_nothing_of_another_origin() -> None:
    page = shell_files()["index.html"].decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert "default-src 'none'" in policy[1]
    allowed = {part for one in policy[1].split(";") for part in one.split()[1:]}
    assert allowed == {"'none'", "'self'", "'wasm-unsafe-eval'", "data:", "blob:"}
    for name, data in shell_files().items():
        if name.endswith((".js", ".html", ".css", ".webmanifest")):
            assert b"://" not in data.replace(b"http://www.w3.org", b""), name
