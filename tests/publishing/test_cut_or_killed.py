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
from prongsai.publishing.lock import Waiting
from prongsai.publishing.manifest import JOURNAL
from prongsai.publishing.run import Wishes, publish
from site_in_memory import here_of
from two_versions import NEW, OLD, TARGET, bring, data

LESS = {"index.html": "home", "a/index.html": "a"}


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


@pytest.mark.slow
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
