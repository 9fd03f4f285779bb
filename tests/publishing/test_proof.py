"""The proof: what the public sees is what was built, and nothing else."""

from dataclasses import replace
from pathlib import Path

from live_site import LiveSite
from prongsai.online.answer import Reason
from prongsai.online.fetch import Fetched, Fetcher
from prongsai.publishing.expected import INSIDE, SAMPLE, Expected, looks
from prongsai.publishing.judging import Seen, Why
from prongsai.publishing.live_check import see
from prongsai.publishing.proof import prove
from web_servers import free_port, nginx, wait_for

URL = "https://www.banrai.go.th/ita/"


def wrong(live: LiveSite) -> dict[str, Seen]:
    return {one.address: one.seen for one in see(live.expected()).wrong}


def test_a_site_as_it_was_built_is_proven_whole(live: LiveSite) -> None:
    proof = see(live.expected())
    assert {one.address: (one.seen, one.detail) for one in proof.wrong} == {}
    assert {one.why for one in proof.results} == set(Why) - {Why.CHANGED}
    sheet = {one.address for one in proof.results if one.why is Why.SHEET}
    assert sheet == {"", "ban-rai/2568/o1/", "ban-rai/2568/o5/"}
    moved = [one.address for one in proof.results if one.why is Why.MOVED]
    assert moved == ["ban-rai/2568/o7/"]
    assert proof.certificate is None


def test_what_is_missing_or_other_on_the_web_is_named(live: LiveSite) -> None:
    year = live.web / "ban-rai/2568"
    (year / "o1/index.html").unlink()
    (year / "o7/index.html").unlink()
    (year / "files/o1-picture.txt").write_text("ของเดิม", encoding="utf-8")
    (live.web / "404.html").unlink()
    assert wrong(live) == {
        "ban-rai/2568/o1/": Seen.LOST_LISTED,
        "ban-rai/2568/o7/": Seen.LOST_LISTED,
        "ban-rai/2568/files/o1-picture.txt": Seen.DIFFERS,
        next(one.address for one in looks(live.expected()) if one.why is Why.MISSING): (
            Seen.MISSING_OTHER
        ),
    }


def test_what_was_never_published_is_not_called_lost(live: LiveSite) -> None:
    (live.web / "search/index.html").unlink()
    assert wrong(live) == {"search/": Seen.NOT_YET}


def test_a_page_of_the_sheet_that_was_never_published_is_not_called_lost(
    live: LiveSite,
) -> None:
    new = "ban-rai/2568/o9/"
    expected = live.expected()
    ahead = replace(expected, sheet=(*expected.sheet, new))
    assert {one.address: one.seen for one in see(ahead).wrong} == {new: Seen.NOT_YET}


def test_a_host_that_shows_one_page_for_every_address_has_lost_the_site(
    live: LiveSite, tmp_path: Path
) -> None:
    """As where an account is suspended: status 200, whatever is asked for."""
    port = free_port()
    page = f"listen 127.0.0.1:{port};\ndefault_type text/html;\nreturn 200 '<p>x';\n"
    url = f"http://127.0.0.1:{port}/"
    with nginx(tmp_path / "nginx", page):
        wait_for(url)
        proof = see(replace(live.expected(), site_url=url))
    known = {"", "ban-rai/2568/o1/", "ban-rai/2568/o5/", "ban-rai/2568/o7/"}
    assert {one.address for one in proof.lost} == known
    assert {one.seen for one in proof.lost} == {Seen.LOST_COVERED}
    assert not [one for one in proof.wrong if one.seen is Seen.DIFFERS]


def test_internal_files_on_the_web_are_found(live: LiveSite) -> None:
    for path, text in {
        ".git/HEAD": "ref: refs/heads/main\n",
        ".git/config": "[core]\n",
        "content/site.yml": "version: 1\n",
        "build/manifest.json": '{"files": {}}',
        "build/internal/receipts/x.json": "{}",
        ".prongsai-lock/who.json": '{"who": "นายทดสอบ"}',
        ".prongsai-manifest.json": '{"files": {"content/site.yml": []}}',
        "mkdocs.yml": "INHERIT: build/nav.yml\n",
    }.items():
        target = live.web / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    found = {address for address, seen in wrong(live).items() if seen is Seen.EXPOSED}
    assert found == set(INSIDE) - {".prongsai/"}


def test_a_server_that_does_not_answer_is_asked_once_a_round(live: LiveSite) -> None:
    asked: list[str] = []

    def fetch(url: str) -> Fetched:
        asked.append(url)
        return Fetched(url=url, reason=Reason.REFUSED)

    pauses: list[float] = []
    proof = prove(live.expected(), fetch, pauses=(1, 4), wait=pauses.append)
    assert proof.unreached
    assert proof.lost == ()
    assert asked == [live.url] * 3
    assert pauses == [1, 4]


def test_a_page_that_times_out_hides_nothing_of_the_others(live: LiveSite) -> None:
    real = Fetcher(live.url)
    slow, other = "ban-rai/2568/o1/", "ban-rai/2568/o5/"
    (live.web / other / "index.html").write_text("ของเดิม", encoding="utf-8")

    def fetch(url: str) -> Fetched:
        late = url.endswith(slow)
        return Fetched(url=url, reason=Reason.TIMEOUT) if late else real(url)

    changed = live.expected(f"{slow}index.html")
    proof = prove(changed, fetch, pauses=(0, 0), wait=lambda _: None)
    assert {one.address: one.seen for one in proof.wrong} == {
        slow: Seen.UNREACHED,
        other: Seen.DIFFERS,
    }


def test_an_old_copy_is_asked_again_after_a_publish(live: LiveSite) -> None:
    real = Fetcher(live.url)
    answers: dict[str, int] = {}

    def fetch(url: str) -> Fetched:
        answers[url] = answers.get(url, 0) + 1
        there = real(url)
        old = url.endswith("/o1/") and answers[url] == 1
        return replace(there, sha256="0" * 64) if old else there

    page = "ban-rai/2568/o1/index.html"
    for changed, seen in (((), [Seen.DIFFERS]), ((page,), [])):
        answers.clear()
        proof = prove(live.expected(*changed), fetch, pauses=(0,), wait=lambda _: None)
        assert [one.seen for one in proof.wrong] == seen


def test_the_addresses_are_drawn_by_the_build_and_not_by_chance() -> None:
    files = {f"a/{n}/index.html": str(n) for n in range(400)}
    one = Expected(site_url=URL, files=files, moved={})
    drawn = [look.address for look in looks(one) if look.why is Why.SAMPLE]
    assert len(drawn) == SAMPLE
    assert drawn == [look.address for look in looks(one) if look.why is Why.SAMPLE]
    other = replace(one, files={**files, "a/0/index.html": "new"})
    assert drawn != [look.address for look in looks(other) if look.why is Why.SAMPLE]
    changed = replace(one, changed=tuple(files))
    assert sum(look.why is Why.CHANGED for look in looks(changed)) == 400


def test_files_for_the_server_alone_are_not_asked_for() -> None:
    files = {".htaccess": "1", "_redirects": "2", "404.html": "3", "index.html": "4"}
    asked = {
        look.address for look in looks(Expected(site_url=URL, files=files, moved={}))
    }
    assert not asked & {".htaccess", "_redirects", "404.html"}
