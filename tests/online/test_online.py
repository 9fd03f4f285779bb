"""`check --online`: asking for links, findings about the answers, the cache. A server
on this machine is the proxy, so that any host can be asked for and no request leaves
it.
"""

import ast
import datetime
import json
import os
import shutil
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result
from ruamel.yaml import YAML

import prongsai.online.cache as cached_answers
from git_project import run_git
from model_walk import fields
from prongsai import __version__, messages
from prongsai.checking import check_sources
from prongsai.checks import _documentation as check_docs
from prongsai.cli import cli
from prongsai.loading.file_kinds import KINDS
from prongsai.online import Looked, findings, look
from prongsai.online.answer import Answer, End, Reason, Step
from prongsai.online.client import Asker, ask_all
from prongsai.online.links import FIELDS, Link, links
from prongsai.storage.content_folder import Sources

TODAY = datetime.date(2025, 3, 31)
SITE = "http://www.banrai.go.th"
"""A host that is asked for through the proxy; the proxy decides by the path."""

REDIRECTS = {
    "/moved": (301, "/plan"),
    "/moved-for-now": (302, "/plan"),
    "/moved-then-for-now": (308, "/moved-for-now"),
    "/moved-to-nothing": (301, "/gone"),
    "/moved-to-home": (302, "/"),
    "/moved-to-thai": (301, "/แผน"),
    "/moved-to-office": (302, "http://192.168.1.9/secret"),
    "/moved-to-app": (302, "line://open"),
    "/moved-to-nowhere": (302, "http://[broken"),
    "/members-only": (302, "/wp-login.php?to=plan"),
    "/round": (302, "/round"),
    "/same-host-elsewhere": (302, "http://other.go.th/slow"),
}
STATUSES = {"/gone": 404, "/gone-for-good": 410, "/down": 503, "/secret": 401}


@dataclass(kw_only=True)
class Seen:
    """What the server saw, and what its slow pages wait for."""

    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    ranges: list[str] = field(default_factory=list)
    now: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    four: threading.Barrier = field(default_factory=lambda: threading.Barrier(4))
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def urls(self) -> list[str]:
        return [url for _, url in self.asked]


class Handler(BaseHTTPRequestHandler):
    seen: Seen

    def log_message(self, *_: object) -> None:
        """Log nothing."""

    def do_GET(self) -> None:
        seen, url = self.seen, self.path
        host = urlsplit(url).hostname or ""
        with seen.lock:
            seen.asked.append((self.command, url))
            seen.agents.add(self.headers["User-Agent"])
            if self.command == "GET":
                seen.ranges.append(self.headers["Range"])
            for name in (host, "all"):
                seen.now[name] += 1
                seen.most[name] = max(seen.most[name], seen.now[name])
        path = urlsplit(url).path
        if path == "/four":
            seen.four.wait(30)
        if path == "/slow":
            seen.over.wait(0.02)
        if path == "/hangs":
            seen.over.wait(30)
        # Told before answering: whoever has the answer may ask again at once.
        with seen.lock:
            seen.now[host] -= 1
            seen.now["all"] -= 1
        self.answer(path)

    do_HEAD = do_GET  # noqa: N815 - the name that the server looks for

    def answer(self, path: str) -> None:
        if path == "/hangs" or (path == "/hangs-up-on-head" and self.command == "HEAD"):
            self.close_connection = True
            return
        status, to = REDIRECTS.get(path, (STATUSES.get(path, 200), ""))
        if path == "/get-only":
            status = 405 if self.command == "HEAD" else 206
        if path == "/sets-cookie" and not self.headers["Cookie"]:
            status, to = 302, path
        self.send_response_only(status)
        if to:
            self.wfile.flush()
            self._headers_buffer.append(f"Location: {to}\r\n".encode())  # type: ignore[attr-defined]  # of http.server
        if path == "/sets-cookie":
            self.send_header("Set-Cookie", "seen=1")
        self.end_headers()

    def do_CONNECT(self) -> None:
        self.send_response_only(200)
        self.end_headers()
        self.wfile.write(b"this is not TLS\r\n")
        self.close_connection = True


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Seen]:
    """Run the server, and let every request go through it."""
    found = Seen()
    handler = type("Here", (Handler,), {"seen": found})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    through(monkeypatch, f"http://127.0.0.1:{server.server_port}")
    yield found
    found.over.set()
    server.shutdown()
    thread.join()
    server.server_close()


def through(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name.upper(), raising=False)
        monkeypatch.delenv(name, raising=False)
        if proxy and name in {"http_proxy", "https_proxy"}:
            monkeypatch.setenv(name, proxy)


@pytest.fixture
def running(seen: Seen) -> str:
    """Return the address of the server."""
    del seen
    return os.environ["http_proxy"]


@pytest.fixture
def closed(running: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every request go to a port where nothing listens."""
    del running
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        port = server.server_port
    through(monkeypatch, f"http://127.0.0.1:{port}")


def content(*urls: str) -> list[Link]:
    """Return the links of an agency whose contacts are `urls`."""
    base = Path(__file__).parents[1] / "checks/_base/content"
    agency = (base / "agencies/ban-rai/agency.yml").read_text(encoding="utf-8")
    lines = [line for line in agency.splitlines() if not line.startswith("website")]
    lines += ["contacts:"] if urls else []
    lines += [f"  - {{kind: other, text: เว็บไซต์, url: '{url}'}}" for url in urls]
    texts = {
        "content/site.yml": (base / "site.yml").read_bytes(),
        "content/agencies/ban-rai/agency.yml": "\n".join(lines).encode(),
    }
    loaded = check_sources(Sources(texts=texts, attachments={}), TODAY).content
    assert loaded is not None
    return list(links(loaded))


def said(answers: dict[str, Answer], *, offline: bool = False) -> list[str]:
    found = findings(content(*answers), Looked(answers=answers, offline=offline))
    return [f"[{one.code}] {messages.message(one)}" for one in found]


@pytest.mark.parametrize(
    ("path", "end", "story"),
    [
        ("/plan", End.GOOD, ""),
        ("/แผน?ปี=๒๕๖๘#บน", End.GOOD, ""),
        ("/get-only", End.GOOD, ""),
        ("/hangs-up-on-head", End.GOOD, ""),
        ("/sets-cookie", End.GOOD, f"302 {SITE}/sets-cookie"),
        ("/moved", End.GOOD, f"301 {SITE}/plan"),
        ("/moved-to-thai", End.GOOD, f"301 {SITE}/แผน"),
        (
            "/moved-then-for-now",
            End.GOOD,
            f"308 {SITE}/moved-for-now → 302 {SITE}/plan",
        ),
        ("/gone", End.DEAD, "404"),
        ("/gone-for-good", End.DEAD, "410"),
        ("/moved-to-nothing", End.DEAD, f"301 {SITE}/gone → 404"),
        ("/down", End.UNREACHABLE, "503"),
        ("/moved-to-app", End.UNREACHABLE, "302 line://open → unreadable"),
        ("/moved-to-nowhere", End.UNREACHABLE, "unreadable"),
        ("/secret", End.LOGIN, "401"),
        ("/members-only", End.LOGIN, f"302 {SITE}/wp-login.php?to=plan"),
        ("/moved-to-office", End.INSIDE, "302 http://192.168.1.9/secret"),
        ("/round", End.LOOP, " → ".join([f"302 {SITE}/round"] * 6)),
    ],
)
def test_every_answer_is_told_with_its_way(
    path: str, end: End, story: str, seen: Seen
) -> None:
    answer = Asker()(f"{SITE}{path}")
    assert (end, story) == (answer.end, answer.story)
    assert {f"prongsai/{__version__}"} == seen.agents
    assert {*seen.ranges} <= {"bytes=0-99"}


def test_get_is_asked_only_where_head_fails(seen: Seen) -> None:
    ask = Asker()
    ask(f"{SITE}/plan")
    ask(f"{SITE}/get-only")
    assert [
        ("HEAD", f"{SITE}/plan"),
        ("HEAD", f"{SITE}/get-only"),
        ("GET", f"{SITE}/get-only"),
    ] == seen.asked


def test_who_never_answers_is_left(seen: Seen) -> None:
    answer = Asker(seconds=0.1)(f"{SITE}/hangs")
    assert Answer(end=End.UNREACHABLE, reason=Reason.TIMEOUT) == answer
    assert seen.urls == [f"{SITE}/hangs"]


@pytest.mark.usefixtures("seen")
def test_a_broken_certificate_is_told() -> None:
    answer = Asker()("https://www.banrai.go.th/")
    assert Answer(end=End.UNREACHABLE, reason=Reason.TLS) == answer


@pytest.mark.usefixtures("closed")
def test_a_closed_port_is_told() -> None:
    assert Answer(end=End.UNREACHABLE, reason=Reason.REFUSED) == Asker()(SITE)


def test_a_name_that_does_not_exist_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    through(monkeypatch, "")
    answer = Asker()("http://www.banrai.invalid/")
    assert answer.end is End.UNREACHABLE
    assert answer.reason in {Reason.DNS, Reason.NETWORK}


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://169.254.169.254/latest/",
        "http://intranet/",
        "https://me:word@www.banrai.go.th/",
        "http://[broken/",
    ],
)
def test_nothing_inside_an_office_is_asked(url: str, seen: Seen) -> None:
    assert Asker()(url) == Answer(end=End.INSIDE)
    assert seen.asked == []


@pytest.mark.usefixtures("seen")
def test_a_port_that_cannot_be_is_unreadable() -> None:
    answer = Asker()("http://www.banrai.go.th:99999999/")
    assert Answer(end=End.UNREACHABLE, reason=Reason.UNREADABLE) == answer


def test_a_host_is_asked_one_thing_at_a_time(seen: Seen) -> None:
    urls = [f"http://other.go.th/slow?{n}" for n in range(4)]
    urls += [f"http://h{n}.go.th/same-host-elsewhere" for n in range(4)]
    answers = ask_all(urls, Asker())
    assert {answer.end for answer in answers.values()} == {End.GOOD}
    assert seen.most["other.go.th"] == 1
    assert len(seen.asked) == 12


def test_four_hosts_are_asked_at_once_and_never_more(seen: Seen) -> None:
    answers = ask_all([f"http://h{n}.go.th/four" for n in range(8)], Asker())
    assert {answer.end for answer in answers.values()} == {End.GOOD}
    assert seen.most["all"] == 4


@pytest.mark.usefixtures("closed")
def test_a_host_without_connection_is_not_tried_again(
    running: str, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = Asker()
    first = ask(f"{SITE}/plan")
    through(monkeypatch, running)
    assert ask(f"{SITE}/gone") == first
    assert seen.asked == []
    assert ask("http://another.go.th/").end is End.GOOD


MOVED = (Step(status=301, to=f"{SITE}/b"), Step(status=302, to=f"{SITE}/c"))


@pytest.mark.parametrize(
    ("url", "way", "new"),
    [
        ("/a", (), ""),
        ("/a", MOVED, "/b"),
        ("/a#top", MOVED, "/b#top"),
        ("/a", MOVED[1:], ""),
        ("/b#top", MOVED[:1], ""),
        (
            "/a",
            (Step(status=308, to=f"{SITE}/d"), Step(status=301, to=f"{SITE}/e")),
            "/e",
        ),
    ],
)
def test_only_what_moved_for_good_gets_a_new_address(
    url: str, way: tuple[Step, ...], new: str
) -> None:
    expected = f"{SITE}{new}" if new else ""
    assert expected == Answer(end=End.GOOD, reason="", way=way).moved_to(f"{SITE}{url}")


@pytest.mark.parametrize(
    ("url", "to", "home"),
    [
        ("/plan.pdf", "/", True),
        ("/?p=12", "/index.php", True),
        ("/", "/th/", False),
        ("/index.php", "/", False),
        ("/plan.pdf", "/plans/", False),
        ("/plan.pdf", "/?p=12", False),
    ],
)
def test_a_home_page_is_no_answer_to_a_page(url: str, to: str, *, home: bool) -> None:
    answer = Answer(end=End.GOOD, reason="", way=(Step(status=301, to=f"{SITE}{to}"),))
    assert home is answer.leads_home(f"{SITE}{url}")


NOT_ASKED = (
    "[link-not-asked] ไม่ได้ตรวจลิงก์ http://10.0.0.1/ "
    "เพราะเป็นที่อยู่ภายในสำนักงานหรือมีชื่อผู้ใช้อยู่ในลิงก์ หรือส่งต่อไปที่เช่นนั้น "
    "คนนอกน่าจะเปิดไม่ได้"
)


def test_whole_messages_say_what_to_type() -> None:
    answers = {
        f"{SITE}/a": Answer(end=End.GOOD),
        f"{SITE}/b": Answer(end=End.DEAD, reason="404"),
        f"{SITE}/c": Answer(end=End.LOGIN, reason="401"),
        f"{SITE}/d": Answer(end=End.UNREACHABLE, reason=Reason.DNS),
        f"{SITE}/e": Answer(
            end=End.GOOD, reason="", way=(Step(status=301, to=f"{SITE}/f"),)
        ),
        f"{SITE}/g": Answer(
            end=End.GOOD, reason="", way=(Step(status=302, to=f"{SITE}/"),)
        ),
        f"{SITE}/h": Answer(
            end=End.LOOP, reason="", way=(Step(status=302, to=f"{SITE}/h"),)
        ),
        "http://10.0.0.1/": Answer(end=End.INSIDE),
    }
    assert said(answers) == [
        f"[link-dead] ลิงก์ {SITE}/b เปิดไม่พบหน้าแล้ว (404) คนที่กดจะไม่เห็นอะไร",
        (
            f"[link-asks-login] ลิงก์ {SITE}/c พาไปหน้าเข้าสู่ระบบ ผู้ประเมินไม่มีรหัสผ่าน "
            "จึงอาจไม่เห็นข้อมูล (401)"
        ),
        f"[link-unreachable] เปิดลิงก์ {SITE}/d ไม่ได้ในตอนนี้ (DNS) บอกไม่ได้ว่าหน้านี้ยังอยู่หรือไม่",
        f"[link-moved] ลิงก์ {SITE}/e ย้ายถาวรแล้ว (301 {SITE}/f) วันหนึ่งที่อยู่เดิมจะเลิกส่งต่อ",
        (
            f"[link-leads-home] ลิงก์ {SITE}/g พาไปหน้าแรกของเว็บไซต์แทนหน้าที่ระบุ "
            f"(302 {SITE}/) หน้าเดิมน่าจะถูกย้ายหรือลบ"
        ),
        f"[link-loop] ลิงก์ {SITE}/h ส่งต่อไปเรื่อย ๆ เกิน 5 ครั้งโดยไม่ถึงหน้าใด (302 {SITE}/h)",
        NOT_ASKED,
    ]
    assert said({}, offline=True) == []
    url = f"{SITE}/e"
    (moved,) = findings(content(url), look_with({url: answers[url]}))
    assert messages.hint(moved) == (f"เปิดดูว่าเป็นหน้าที่ต้องการ แล้วแก้เป็น  url: {SITE}/f")


def look_with(answers: dict[str, Answer]) -> Looked:
    return look(content(*answers), Path(os.devnull, "x"), TODAY, answers.__getitem__)


DNS, NETWORK = (
    Answer(end=End.UNREACHABLE, reason=r) for r in (Reason.DNS, Reason.NETWORK)
)
INSIDE, REFUSED = (
    Answer(end=End.INSIDE),
    Answer(end=End.UNREACHABLE, reason=Reason.REFUSED),
)


@pytest.mark.parametrize(
    ("answers", "offline"),
    [
        ({}, False),
        ({"http://a.go.th": NETWORK}, True),
        ({"http://a.go.th": DNS}, False),
        ({"http://a.go.th": DNS, "http://a.go.th/b": DNS}, False),
        ({"http://a.go.th": DNS, "http://b.go.th": NETWORK}, True),
        ({"http://a.go.th": DNS, "http://b.go.th": DNS, "http://c/": INSIDE}, True),
        (
            {
                "http://a.go.th": DNS,
                "http://b.go.th": Answer(end=End.DEAD, reason="404"),
            },
            False,
        ),
        ({"http://a.go.th": DNS, "http://b.go.th": REFUSED}, False),
        ({"http://c/": INSIDE}, False),
    ],
)
def test_no_internet_is_one_hint_and_nothing_is_kept(
    answers: dict[str, Answer], tmp_path: Path, *, offline: bool
) -> None:
    cache = tmp_path / "online.json"
    looked = look(content(*answers), cache, TODAY, answers.__getitem__)
    assert (looked.offline, cache.exists()) == (offline, not offline)
    found = list(findings(content(*answers), looked))
    if offline:
        assert [one.code for one in found] == ["links-offline"]
        assert messages.message(found[0]) == "ตรวจลิงก์ไม่ได้ ไม่มีอินเทอร์เน็ต"


@pytest.mark.parametrize(
    ("path", "days"), [("/plan", 7), ("/moved", 7), ("/gone", 1), ("/down", 1)]
)
def test_an_answer_is_asked_again_when_its_days_are_over(
    path: str, days: int, seen: Seen, tmp_path: Path
) -> None:
    wanted, cache = content(f"{SITE}{path}"), tmp_path / "build/cache/online.json"
    first = look(wanted, cache, TODAY, Asker())
    before = len(seen.asked)
    for later in range(days):
        again = look(wanted, cache, TODAY + datetime.timedelta(later), Asker())
        assert (again.answers, again.asked) == (first.answers, 0)
    assert len(seen.asked) == before
    over = look(wanted, cache, TODAY + datetime.timedelta(days), Asker())
    assert (over.answers, over.asked) == (first.answers, 1)
    assert len(seen.asked) == 2 * before
    assert look(wanted, cache, TODAY, Asker()).asked == 1, "a day that is yet to come"


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"answers": []}', '{"answers": {"x": {"day": 1}}}', "[" * 99999],
)
def test_a_cache_that_cannot_be_read_holds_nothing(text: str, tmp_path: Path) -> None:
    cache = tmp_path / "online.json"
    cache.write_text(text, encoding="utf-8")
    assert cached_answers.load(cache) == {}


def test_links_of_others_stay_in_the_cache_until_their_days_are_over(
    tmp_path: Path,
) -> None:
    cache = tmp_path / "online.json"
    good = dict.fromkeys(
        [f"{SITE}/a", f"{SITE}/b"], Answer(end=End.GOOD, reason="", way=MOVED)
    )
    look(content(f"{SITE}/a"), cache, TODAY, good.__getitem__)
    day = TODAY + datetime.timedelta(6)
    look(content(f"{SITE}/b"), cache, day, good.__getitem__)
    assert {
        url: answer for url, (_, answer) in cached_answers.load(cache).items()
    } == good
    look(content(), cache, TODAY + datetime.timedelta(7), good.__getitem__)
    assert list(cached_answers.load(cache)) == [f"{SITE}/b"]


def test_every_address_of_the_model_is_a_link() -> None:
    loaded = set(KINDS) - {"published"}
    names = {
        one.name for kind in loaded for one in fields(KINDS[kind]) if one.type == "url"
    }
    assert names - {"site_url"} == FIELDS


DISCLOSURES = f"""\
items:
  - code: O5
    evidence:
      - id: o5-plan
        title: แผนพัฒนาท้องถิ่น
        url: {SITE}/gone
      - id: o5-report
        title: รายงานแผน
        url: {SITE}/moved
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(
        Path(__file__).parents[1] / "checks/_base", tmp_path, dirs_exist_ok=True
    )
    agency = tmp_path / "content/agencies/ban-rai"
    (agency / "2568").mkdir()
    (agency / "2568/disclosures.yml").write_text(DISCLOSURES, encoding="utf-8")
    (agency / "2568/survey.yml").write_text(f"link: {SITE}/plan\n", encoding="utf-8")
    text = (agency / "agency.yml").read_text(encoding="utf-8")
    website = "https://banrai.example.go.th"
    assert website in text
    (agency / "agency.yml").write_text(text.replace(website, SITE), encoding="utf-8")
    return tmp_path


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        cli, ["check", "-C", str(root), "--today", "2568-03-31", *arguments]
    )


def hints(result: Result) -> list[tuple[str, int, str | None]]:
    found = json.loads(result.stdout)["findings"]
    return [
        (one["code"], one["line"], one["subject"])
        for one in found
        if one["code"].startswith(("link-dead", "link-moved", "links-"))
        and one["severity"] == "hint"
    ]


def test_the_command_asks_once_and_is_never_a_gate(root: Path, seen: Seen) -> None:
    plain = run(root, "--strict", "--format", "json")
    assert (hints(plain), seen.asked) == ([], []), "never by default"
    assert not (root / "build").exists() or not cached_answers.cache_file(root).exists()
    first = run(root, "--strict", "--format", "json", "--online")
    assert first.exit_code == plain.exit_code
    assert hints(first) == [("link-dead", 6, "o5-plan"), ("link-moved", 9, "o5-report")]
    assert "ดูลิงก์ภายนอก 4 ลิงก์ ถามใหม่ 4 " in first.stderr
    before = len(seen.asked)
    second = run(root, "--strict", "--format", "json", "--online")
    assert (second.stdout, len(seen.asked)) == (first.stdout, before)
    assert "ถามใหม่ 0 " in second.stderr


def test_without_internet_the_command_says_so_once(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    through(monkeypatch, "")
    agency = root / "content/agencies/ban-rai"
    for file in agency.rglob("*.yml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(SITE, "http://a.invalid"), encoding="utf-8")
    (agency / "2568/survey.yml").write_text("link: http://b.invalid/x\n")
    told = run(root, "--strict", "--format", "json", "--online")
    assert told.exit_code == run(root, "--strict").exit_code
    assert hints(told) == [("links-offline", 1, None)]
    assert "ดูลิงก์ภายนอก" not in told.stderr
    assert not cached_answers.cache_file(root).exists()


def test_links_of_an_older_revision_are_compared_without_asking(
    root: Path, seen: Seen
) -> None:
    file = root / "content/agencies/ban-rai/2568/disclosures.yml"
    more = f"{DISCLOSURES}      - {{id: o5-%s, title: แผน, url: '{SITE}/%s'}}\n"
    file.write_text(more % ("old", "older"), encoding="utf-8")
    run_git(root, "init", "-q")
    run_git(root, "add", "-A")
    run_git(root, "commit", "-q", "-m", "before")
    file.write_text(more % ("new", "gone-for-good"), encoding="utf-8")
    told = run(root, "--online", "--since", "HEAD", "--format", "json")
    states = {
        one["subject"]: one["state"]
        for one in json.loads(told.stdout)["findings"]
        if one["code"] == "link-dead"
    }
    assert states == {"o5-plan": "old", "o5-new": "new"}
    assert f"{SITE}/gone-for-good" in seen.urls
    assert f"{SITE}/older" not in seen.urls


def test_the_rule_is_documented_and_has_its_words() -> None:
    document = check_docs.read("online")
    tables = messages.finding_codes().items()
    assert set(document.codes) == {c for c, t in tables if t == "findings-online"}
    yaml = YAML(typ="safe", pure=True)
    for example in (document.passing, document.failing):
        assert set(yaml.load(example)) == {"items"}


@pytest.mark.slow
def test_only_check_online_and_publish_ask_the_network() -> None:
    from source_modules import MODULES, imports, name_of

    users = {
        name_of(path)
        for path in MODULES
        if {"urllib.request", "http.client", "socket", "ssl"} & set(imports(path))
        or "prongsai.online.client" in imports(path)
        or any(
            isinstance(node, ast.ImportFrom)
            and node.module == "urllib"
            and any(alias.name == "request" for alias in node.names)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    }
    own = {"online", "online.client", "online.fetch", "online.wire"}
    transports = {one for one in users if one.startswith("publishing.transport.")}
    listening = {"preview.server", "cli.desk"}  # to this computer only
    assert users - listening - transports == {
        *own,
        "cli.check",
        "publishing.proof",
    }
