"""A publish sends what changed, no more."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from memory_target import (
    KilledError,
    MemoryServer,
    cut_once,
    killed,
)
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.here import Here
from prongsai.publishing.lines import Lines
from prongsai.publishing.manifest import MANIFEST, TargetManifest
from prongsai.publishing.run import Wishes, publish
from prongsai.publishing.transport.folder import FolderTransport
from site_in_memory import here_of
from two_versions import OLD, SOON, TARGET, bring, data


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
