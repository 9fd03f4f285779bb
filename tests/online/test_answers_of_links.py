"""What a link answers: every way of it, who is never asked, how many at once."""

import os
from http.server import ThreadingHTTPServer

import pytest

from each import each
from links_server import Handler, Seen, through
from prongsai import __version__
from prongsai.online.answer import Answer, End, Reason, Step
from prongsai.online.client import Asker, ask_all

SITE = "http://www.banrai.go.th"
"""A host that is asked for through the proxy; the proxy decides by the path."""


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


@each(
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


@each(
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
