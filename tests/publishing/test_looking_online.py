"""What one look at a page of the public site can find wrong, by name."""

import gzip
import hashlib
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from answering_web import answers
from each import each
from live_site import LiveSite
from prongsai import messages
from prongsai.online.answer import Reason, Step
from prongsai.online.fetch import Fetched, Fetcher
from prongsai.publishing.judging import Look, Seen, Why, judge

URL = "https://www.banrai.go.th/ita/"
PAGE = b'<meta name="viewport" content="x"><link rel="canonical" href="http://x">'
PAGE_LOOK = Look(address="2568/o1/", why=Why.SAMPLE, sha256="a")
GOOD = Fetched(
    url=f"{URL}2568/o1/", status=200, kind="text/html", sha256="a", text=PAGE
)


@each(
    ("look", "fetched", "seen"),
    [
        (PAGE_LOOK, GOOD, Seen.PROVEN),
        (PAGE_LOOK, replace(GOOD, kind="text/html; charset=tis-620"), Seen.GARBLED),
        (PAGE_LOOK, replace(GOOD, kind="text/html; charset=utf-8"), Seen.PROVEN),
        (PAGE_LOOK, replace(GOOD, kind="application/octet-stream"), Seen.WRONG_KIND),
        (PAGE_LOOK, replace(GOOD, text=b"<p>"), Seen.NO_PHONE),
        (
            PAGE_LOOK,
            replace(GOOD, text=PAGE + b"<img src='http://x/y.png'>"),
            Seen.MIXED,
        ),
        (PAGE_LOOK, replace(GOOD, size=6_000_000), Seen.HEAVY),
        (PAGE_LOOK, replace(GOOD, sha256="b"), Seen.DIFFERS),
        (
            PAGE_LOOK,
            replace(GOOD, sha256="b", text=b"<title>Index of /ita/</title>"),
            Seen.NOT_YET,
        ),
        (PAGE_LOOK, replace(GOOD, status=503), Seen.UNREACHED),
        (PAGE_LOOK, replace(GOOD, status=404), Seen.NOT_YET),
        (replace(PAGE_LOOK, known=True), replace(GOOD, status=403), Seen.LOST),
        (
            replace(PAGE_LOOK, why=Why.SHEET),
            replace(GOOD, url="https://www.banrai.go.th/"),
            Seen.LOST_ELSEWHERE,
        ),
        (
            replace(PAGE_LOOK, known=True),
            replace(GOOD, sha256="b", text=b"<title>Index of /ita/</title>"),
            Seen.LOST_LISTED,
        ),
        (
            PAGE_LOOK,
            replace(GOOD, url="https://banrai.go.th/ita/2568/o1/"),
            Seen.ELSEWHERE,
        ),
        (
            replace(PAGE_LOOK, to="2568/o2/"),
            replace(GOOD, url=f"{URL}2568/o2/", sha256="c"),
            Seen.PROVEN,
        ),
        (
            Look(address="f.pdf", why=Why.SAMPLE, sha256="a"),
            replace(GOOD, url=f"{URL}f.pdf"),
            Seen.WRONG_KIND,
        ),
        (
            Look(address="x/", why=Why.MISSING),
            replace(GOOD, url=f"{URL}x/"),
            Seen.MISSING_OPENS,
        ),
        (
            Look(address="data/", why=Why.FOLDER),
            replace(GOOD, text=b"<title>Index of /data/</title>"),
            Seen.LISTED,
        ),
        (
            Look(address=".git/HEAD", why=Why.INSIDE, mark=b"ref: "),
            replace(GOOD, text=b"<h1>ref</h1>"),
            Seen.PROVEN,
        ),
    ],
)
def test_each_thing_that_can_be_wrong_has_its_name(
    look: Look, fetched: Fetched, seen: Seen
) -> None:
    assert judge(look, fetched, URL).seen is seen


def test_every_kind_of_failure_is_a_sentence_in_both_languages() -> None:
    for seen in Seen:
        if seen is Seen.PROVEN:
            continue
        for language in messages.LANGUAGES:
            said = messages.text(
                "proof", f"seen-{seen}", language, address=URL, detail="404"
            )
            assert len(said) > 20
            assert messages.has("proof", f"do-{seen}")


@each(
    ("path", "coding", "body", "came"),
    [
        ("o1/", "gzip", gzip.compress(PAGE, mtime=0), PAGE),
        ("o1/", "X-GZip", gzip.compress(PAGE, mtime=0), PAGE),
        ("o1/", "deflate", zlib.compress(PAGE), PAGE),
        ("o1/", "identity", PAGE, PAGE),
        (
            "files/a.tgz",
            "x-gzip",
            gzip.compress(PAGE, mtime=0),
            gzip.compress(PAGE, mtime=0),
        ),
        ("o1/", "gzip", gzip.compress(PAGE, mtime=0)[:-9], None),
        ("o1/", "gzip", PAGE, None),
        ("o1/", "br", PAGE, None),
    ],
)
def test_what_a_server_compressed_unasked_is_compared_as_it_was_before(
    path: str, coding: str, body: bytes, came: bytes | None
) -> None:
    with answers(body, coding) as url:
        fetched = Fetcher(url)(f"{url}{path}")
    if came is None:
        assert (fetched.reason, fetched.sha256) == (Reason.UNREADABLE, "")
    else:
        assert fetched.sha256 == hashlib.sha256(came).hexdigest()
        assert (fetched.text, fetched.size) == (came, len(came))


@pytest.mark.parametrize(
    "address",
    [
        "http://192.168.1.9/secret",
        "http://localhost/x",
        "ftp://a.go.th/",
        "http://u@a/",
    ],
)
def test_no_other_host_inside_an_office_is_asked(
    live: LiveSite, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Fetcher._read
    asked: list[str] = []

    def read(self: Fetcher, known: object, url: str) -> Fetched | Step:
        asked.append(url)
        if url.endswith("leads-inside"):
            return Step(status=302, to=address)
        return real(self, known, url)  # type: ignore[arg-type]  # as it is called

    monkeypatch.setattr(Fetcher, "_read", read)
    fetch: Callable[[str], Fetched] = Fetcher(live.url)
    there = fetch(f"{live.url}leads-inside")
    assert there.reason is Reason.UNREADABLE
    assert asked == [f"{live.url}leads-inside"]
