"""A publish that is cut or killed at any step leaves a whole site; the next ends it."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memory_target import (
    AT_ONCE,
    KilledError,
    MemoryServer,
    MemoryTransport,
    cut_once,
    killed,
)
from prongsai.publishing.failures import CutError, RefusedError
from prongsai.publishing.here import Here
from prongsai.publishing.lines import Lines
from prongsai.publishing.lock import Waiting
from prongsai.publishing.manifest import JOURNAL, MANIFEST, TargetManifest
from prongsai.publishing.published import Published
from prongsai.publishing.run import Wishes, compare, publish
from prongsai.publishing.targets import Target, Way
from prongsai.publishing.transport.folder import FolderTransport
from site_in_memory import here_of

TARGET = Target(name="web", address="memory:", way=Way.FOLDER)
SOON = Waiting(seconds=0.2, silent=-1, beats=60, looks=0)

OLD = {
    "index.html": "old home a/ b/ assets/1.css",
    "a/index.html": "old assets/1.css b/ a/files/plan.pdf",
    "a/files/plan.pdf": "pdf",
    "b/index.html": "stays",
    "assets/1.css": "css",
    "sitemap.xml": "a/ b/",
}
LESS = {"index.html": "home", "a/index.html": "a"}
NEW = {
    "index.html": "new home a/ b/ c/ assets/2.css",
    "a/index.html": "new assets/2.css b/ c/ a/files/plan.pdf",
    "a/files/plan.pdf": "pdf, newer",
    "b/index.html": "stays",
    "c/index.html": "a/ c/d/ assets/2.css",
    "c/d/index.html": "c/ assets/2.css",
    "assets/2.css": "css",
    "sitemap.xml": "a/ b/ c/",
}


def bring(
    server: MemoryServer, here: Here, *, adopt: bool = False, many: bool = True
) -> Published:
    with server.lines() as lines:
        wishes = Wishes(adopt=adopt, many=many, waiting=SOON)
        return publish(lines, here, TARGET, wishes)


def dead_links(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield the links to nothing on what a visitor of the home page can reach."""
    waiting = [path for path in ("index.html",) if path in files]
    seen = set(waiting)
    while waiting:
        page = waiting.pop()
        for link in re.findall(r"\S+(?:/|\.\w+)(?= |$)", files[page].decode()):
            path = f"{link}index.html" if link.endswith("/") else link
            if path not in files:
                yield page, link
            elif path not in seen:
                seen.add(path)
                waiting.append(path)


@pytest.fixture
def here(tmp_path: Path) -> Callable[[Mapping[str, str]], Here]:
    known: dict[str, Here] = {}

    def here(site: Mapping[str, str]) -> Here:
        text = str(sorted(site.items()))
        if text not in known:
            known[text] = here_of(tmp_path / str(len(known)), site)
        return replace(known[text], publish=next(publishes))

    publishes = (f"p{number}" for number in count())
    return here


def data(site: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in site.items()}


def steps_of(here: Callable[[Mapping[str, str]], Here]) -> tuple[int, int]:
    """Return how many steps a first publish takes, and the one after it."""
    server = MemoryServer()
    bring(server, here(OLD))
    first = server.steps
    bring(server, here(NEW))
    return first, server.steps - first


@pytest.mark.slow
@pytest.mark.parametrize("after", [False, True])
def test_a_publish_killed_at_any_step_is_whole_and_ended_by_the_next(
    here: Callable[[Mapping[str, str]], Here], *, after: bool
) -> None:
    first, second = steps_of(here)
    assert (first, second) > (20, 20)
    for at in range(1, second + 1):
        server = MemoryServer()
        bring(server, here(OLD))
        server.steps = 0
        server.fault = killed(at, after=after)
        moments: list[list[tuple[str, str]]] = []
        server.seen = lambda s=server, m=moments: m.append(list(dead_links(s.public())))  # type: ignore[misc]  # bound now
        with pytest.raises(KilledError):
            bring(server, here(NEW))
        server.fault = cut_once(0, after=False)
        bring(server, here(NEW))
        assert not any(moments), at
        assert server.public() == data(NEW), at
        bring(server, here({**NEW, "b/index.html": "last"}))
        assert server.folders == {"", "a", "a/files", "b", "c", "c/d", "assets"}, at


@pytest.mark.slow
def test_what_a_killed_publish_was_removing_is_put_back_before_pages_link_to_it(
    here: Callable[[Mapping[str, str]], Here],
) -> None:
    _, second = steps_of(here)
    for at in range(1, second + 1):
        server = MemoryServer()
        bring(server, here(OLD))
        server.steps = 0
        server.fault = killed(at, after=True)
        with suppress(KilledError):
            bring(server, here(LESS))
        server.fault = cut_once(0, after=False)
        moments: list[list[tuple[str, str]]] = []
        server.seen = lambda s=server, m=moments: m.append(list(dead_links(s.public())))  # type: ignore[misc]  # bound now
        bring(server, here(OLD))
        assert not any(moments), at
        assert server.public() == data(OLD), at


class UploadingTransport(MemoryTransport):
    """A line to a server where a file that is there is replaced by an upload."""

    def place_or_upload(
        self, staged: str, path: str, data: Callable[[str], bytes]
    ) -> None:
        if staged not in self.server.files or path not in self.server.files:
            self.place(staged, path)
            return
        self.write(path, data(path))
        self.remove(staged)


def test_a_version_comes_back_after_a_killed_publish_that_replaced_by_uploads(
    here: Callable[[Mapping[str, str]], Here], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memory_target.MemoryTransport", UploadingTransport)
    _, second = steps_of(here)
    for at in range(1, second + 1):
        server = MemoryServer()
        bring(server, here(OLD))
        server.steps = 0
        server.fault = killed(at, after=True)
        with pytest.raises(KilledError):
            bring(server, here(NEW))
        server.fault = cut_once(0, after=False)
        bring(server, here(OLD))
        assert server.public() == data(OLD), at


@pytest.mark.parametrize("after", [False, True])
def test_a_line_cut_at_any_step_is_repaired(
    here: Callable[[Mapping[str, str]], Here], *, after: bool
) -> None:
    _, second = steps_of(here)
    for at in range(1, second + 1):
        server = MemoryServer()
        bring(server, here(OLD))
        server.steps = 0
        server.fault = cut_once(at, after=after)
        bring(server, here(NEW))
        assert server.public() == data(NEW), at


@pytest.mark.slow
@settings(max_examples=50)
@given(
    texts=st.lists(
        st.dictionaries(
            st.sampled_from(["a/index.html", "b/index.html", "f.pdf", "assets/x.css"]),
            st.sampled_from(["1", "2"]),
        ),
        min_size=3,
        max_size=3,
    ),
    at=st.integers(1, 40),
    after=st.booleans(),
)
def test_after_a_killed_publish_another_site_comes_out_right(
    tmp_path_factory: pytest.TempPathFactory,
    texts: list[dict[str, str]],
    at: int,
    after: bool,  # noqa: FBT001 - hypothesis gives it by name
) -> None:
    server = MemoryServer()
    old, cut, last = ({"index.html": "home", **one} for one in texts)
    bring(server, here_of(tmp_path_factory.mktemp("old"), old))
    server.steps = 0
    server.fault = killed(at, after=after)
    with suppress(KilledError):
        bring(server, here_of(tmp_path_factory.mktemp("cut"), cut))
    server.fault = cut_once(0, after=False)
    bring(server, here_of(tmp_path_factory.mktemp("last"), last))
    assert server.public() == data(last)


def test_a_file_that_was_uploaded_before_the_cut_is_not_sent_again(
    here: Callable[[Mapping[str, str]], Here],
) -> None:
    server = MemoryServer()
    server.fault = killed(7, after=True)
    with pytest.raises(KilledError):
        bring(server, here(OLD))
    sent = {path for path in server.written if path.startswith(".prongsai-staging/")}
    assert len(sent) >= 2
    server.written.clear()
    server.fault = cut_once(0, after=False)
    bring(server, here(OLD))
    assert sent & set(server.written) == set()
    assert server.public() == data(OLD)


def test_one_changed_file_sends_four(
    here: Callable[[Mapping[str, str]], Here],
) -> None:
    server = MemoryServer()
    bring(server, here(OLD))
    server.written.clear()
    done = bring(server, here({**OLD, "b/index.html": "other"}))
    assert done.sent == ("b/index.html",)
    assert len(server.written) == 4  # the lock, the page, the journal, the manifest


def test_nothing_changed_writes_nothing(
    here: Callable[[Mapping[str, str]], Here],
) -> None:
    server = MemoryServer()
    bring(server, here(OLD))
    server.steps = 0
    assert bring(server, here(OLD)).sent == ()
    assert server.steps == 0


def test_what_others_put_there_stays(
    here: Callable[[Mapping[str, str]], Here],
) -> None:
    server = MemoryServer()
    bring(server, here(OLD))
    server.files["a/theirs.txt"] = b"theirs"
    bring(server, here({"index.html": "home", "b/index.html": "stays"}))
    assert server.public() == {
        "index.html": b"home",
        "b/index.html": b"stays",
        "a/theirs.txt": b"theirs",
    }


def test_a_folder_with_another_site_is_refused_and_stays_as_it_is(
    here: Callable[[Mapping[str, str]], Here],
) -> None:
    server = MemoryServer(files={"index.php": b"theirs", "cgi-bin": b""})
    with pytest.raises(RefusedError) as refused:
        bring(server, here(OLD))
    assert (refused.value.key, refused.value.facts) == (
        "foreign",
        {"names": "index.php", "count": 1},
    )
    assert server.steps == 0


def test_a_folder_with_other_files_is_taken_over_when_a_person_says_so(
    here: Callable[[Mapping[str, str]], Here],
) -> None:
    server = MemoryServer(files={"index.php": b"theirs"})
    bring(server, here(OLD), adopt=True)
    assert server.public() == {**data(OLD), "index.php": b"theirs"}


def test_the_site_of_another_agency_is_refused(
    here: Callable[[Mapping[str, str]], Here], tmp_path: Path
) -> None:
    server = MemoryServer()
    bring(server, here(OLD))
    other = here_of(tmp_path / "other", NEW, site_url="https://other.example/")
    with pytest.raises(RefusedError) as refused:
        bring(server, other)
    assert refused.value.key == "other-site"
    assert server.public() == data(OLD)


def test_a_lost_manifest_is_made_again_from_what_is_there(
    here: Callable[[Mapping[str, str]], Here],
) -> None:
    ours = {**OLD, "index.html": "https://a.example/ b/", "assets/search-index.js": "x"}
    server = MemoryServer()
    bring(server, here(ours))
    server.written.clear()
    del server.files[MANIFEST]
    with server.lines() as lines:
        plan = compare(lines, here({**ours, "b/index.html": "other"}), Wishes())
    assert (plan.new, plan.changed, plan.leaving) == ((), ("b/index.html",), ())


def test_an_address_that_was_published_is_not_removed(
    here: Callable[[Mapping[str, str]], Here], tmp_path: Path
) -> None:
    server = MemoryServer()
    bring(server, here_of(tmp_path / "1", OLD, lasting=frozenset({"b/index.html"})))
    with pytest.raises(RefusedError) as refused:
        bring(server, here({"index.html": "home"}))
    assert refused.value.key == "address-lost"
    assert server.public() == data(OLD)


def test_much_is_removed_only_when_a_person_says_so(
    here: Callable[[Mapping[str, str]], Here],
) -> None:
    server = MemoryServer()
    bring(server, here(OLD))
    with pytest.raises(RefusedError) as refused:
        bring(server, here({"index.html": "home"}), many=False)
    assert (refused.value.key, refused.value.facts) == (
        "too-many",
        {"count": 5, "of": 6},
    )
    bring(server, here({"index.html": "home"}))
    assert server.public() == {"index.html": b"home"}
    assert server.folders == {""}


def test_a_folder_that_somebody_removed_is_made_again(
    here: Callable[[Mapping[str, str]], Here],
) -> None:
    server = MemoryServer()
    bring(server, here(OLD))
    del server.files["b/index.html"]
    server.folders.discard("b")
    bring(server, here({**OLD, "b/index.html": "other"}))
    assert server.public()["b/index.html"] == b"other"


def test_an_upload_that_the_server_cuts_short_is_no_success(
    here: Callable[[Mapping[str, str]], Here],
) -> None:
    server = MemoryServer()

    def short() -> None:
        for path, sent in server.files.items():
            if path.startswith(".prongsai-staging/") and sent == b"pdf":
                server.files[path] = b"p"

    server.seen = short
    with pytest.raises(RefusedError) as refused:
        bring(server, here(OLD))
    assert (refused.value.key, refused.value.facts) == (
        "not-whole",
        {"path": "a/files/plan.pdf", "count": 1},
    )
    assert server.public() == {}


@pytest.mark.parametrize(("gaps", "key"), [(0, "cut"), (1, "cut-in-gap")])
def test_a_cut_is_said_to_leave_the_site_whole_only_if_no_file_may_be_away(
    here: Callable[[Mapping[str, str]], Here],
    monkeypatch: pytest.MonkeyPatch,
    gaps: int,
    key: str,
) -> None:
    server = MemoryServer()
    bring(server, here(OLD))
    cuts = iter(range(AT_ONCE.tries + 1))  # the line that was open does not count

    def fault(number: int, after: bool) -> None:  # noqa: FBT001 - the fault's form
        del number, after
        if JOURNAL in server.files and next(cuts, None) is not None:
            raise CutError

    server.fault = fault
    monkeypatch.setattr(MemoryTransport, "gaps", gaps)
    with pytest.raises(RefusedError) as refused:
        bring(server, here(NEW))
    assert (refused.value.key, refused.value.facts) == (key, {})


def test_another_publish_is_waited_for_and_then_named(
    here: Callable[[Mapping[str, str]], Here],
) -> None:
    from prongsai.publishing.holder import ourselves
    from prongsai.publishing.lock import held

    server = MemoryServer()
    told: list[str] = []
    patient = Waiting(seconds=0.05, silent=60, beats=60, looks=0.01)
    wishes = Wishes(waiting=patient, tell=lambda holder: told.append(holder.who))
    own = ourselves("2026-11-26T10:00:00+07:00")
    with server.lines() as lines, held(lines, own):
        with server.lines() as others, pytest.raises(RefusedError) as refused:
            publish(others, here(OLD), TARGET, wishes)
        assert refused.value.key == "locked"
        assert refused.value.facts == {"who": own.who, "since": own.since}
    assert told == [own.who]
    assert server.public() == {}
    assert ".prongsai-lock" not in server.folders


def test_the_manifest_names_the_publish_that_put_each_file(tmp_path: Path) -> None:
    server = MemoryServer()
    bring(server, here_of(tmp_path / "1", OLD, publish="first"))
    bring(server, here_of(tmp_path / "2", {**OLD, "b/index.html": "x"}, publish="then"))
    manifest = TargetManifest.from_bytes(server.files[MANIFEST])
    by = {path: entry.publish for path, entry in manifest.files.items()}
    assert by == {path: "then" if path == "b/index.html" else "first" for path in OLD}


@pytest.mark.slow
def test_a_thousand_files_go_up_in_one_publish_and_then_the_one_that_changed(
    quick_folder: Path,
) -> None:
    many = {f"a{at % 40}/o{at}/index.html": f"page {at}" for at in range(1000)}
    to = quick_folder / "public"
    first = here_of(quick_folder / "1", many)
    then = here_of(quick_folder / "2", {**many, "a1/o1/index.html": "changed"})
    with Lines(lambda: FolderTransport.to(to), at_once=4) as lines:
        done = [
            publish(lines, here, TARGET, Wishes(waiting=SOON)) for here in (first, then)
        ]
    assert [len(one.sent) for one in done] == [1000, 1]
    assert (to / "a1/o1/index.html").read_text() == "changed"
    assert len([path for path in to.rglob("*.html") if path.is_file()]) == 1000
