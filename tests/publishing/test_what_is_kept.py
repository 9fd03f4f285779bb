"""A publish leaves what others put on the target, and asks before it removes much."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from memory_target import (
    MemoryServer,
)
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.here import Here
from prongsai.publishing.manifest import MANIFEST
from prongsai.publishing.run import Wishes, compare
from site_in_memory import here_of
from two_versions import NEW, OLD, bring, data


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
