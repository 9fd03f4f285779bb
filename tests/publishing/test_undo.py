"""`prongsai publish --undo` brings back the version before, and loses no address."""

import json
import shutil
from functools import partial
from pathlib import Path

import pytest

from git_project import run_git
from made_once import made_once
from memory_target import MemoryServer
from prongsai import messages
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.kept import Kept
from prongsai.publishing.live_check import Origin, file_receipt
from prongsai.publishing.manifest import MANIFEST, TargetManifest
from prongsai.publishing.proof import Proof
from prongsai.publishing.published import Published
from prongsai.publishing.receipt import RECEIPTS, from_json
from prongsai.publishing.run import Wishes, publish
from prongsai.publishing.targets import Target, Way
from prongsai.publishing.there import look
from prongsai.publishing.undo import version_before
from publishing_project import (
    PAGE,
    prongsai_publish,
    served,
    two_commits,
    write_something_else,
)
from site_in_memory import here_of

TARGET = Target(name="web", address="memory:", way=Way.FOLDER)
SITES = (
    {"index.html": "1", "a.html": "a", "assets/1.css": "x"},
    {"index.html": "2", "a.html": "a", "assets/2.css": "x"},
    {"index.html": "3", "a.html": "b", "assets/2.css": "x", "new/index.html": "new"},
    {"index.html": "4", "a.html": "b", "assets/2.css": "x", "new/index.html": "new"},
)


def bring(root: Path, server: MemoryServer, number: int) -> None:
    lasting = frozenset(path for path in SITES[number] if path.endswith("html"))
    here = here_of(root / str(number), SITES[number], lasting=lasting)
    with server.lines() as lines:
        publish(lines, here, TARGET, Wishes(many=True))
    Kept.of(root, "web").remember(here)


def undo(root: Path, server: MemoryServer) -> Published:
    with server.lines() as lines:
        now = here_of(root / "now", {"index.html": "being written"})
        online = look(lines, now).manifest
        with version_before(root, "web", online, now, lambda _: None) as back:
            done = publish(lines, back, TARGET, Wishes(many=True))
    Kept.of(root, "web").remember(back)
    return done


def texts(server: MemoryServer) -> dict[str, str]:
    return {path: data.decode() for path, data in server.public().items()}


def test_the_version_before_comes_back(tmp_path: Path) -> None:
    server = MemoryServer()
    bring(tmp_path, server, 0)
    bring(tmp_path, server, 1)
    done = undo(tmp_path, server)
    assert texts(server) == SITES[0]
    assert (done.sent, done.removed) == (
        ("assets/1.css", "index.html"),
        ("assets/2.css",),
    )


def test_an_address_that_came_since_then_stays(tmp_path: Path) -> None:
    server = MemoryServer()
    bring(tmp_path, server, 1)
    bring(tmp_path, server, 2)
    undo(tmp_path, server)
    assert texts(server) == {**SITES[1], "new/index.html": "new"}


def test_undoing_twice_is_as_before(tmp_path: Path) -> None:
    server = MemoryServer()
    bring(tmp_path, server, 0)
    bring(tmp_path, server, 1)
    undo(tmp_path, server)
    undo(tmp_path, server)
    assert texts(server) == SITES[1]


def test_the_first_publish_cannot_be_undone(tmp_path: Path) -> None:
    server = MemoryServer()
    bring(tmp_path, server, 0)
    with pytest.raises(RefusedError) as refused:
        undo(tmp_path, server)
    assert refused.value.key == "undo-nothing-before"
    assert texts(server) == SITES[0]


def test_what_another_computer_published_from_no_repository_is_not_undone_here(
    tmp_path: Path,
) -> None:
    server = MemoryServer()
    bring(tmp_path / "other", server, 0)
    bring(tmp_path / "other", server, 2)
    with pytest.raises(RefusedError) as refused:
        undo(tmp_path / "one", server)
    assert refused.value.key == "undo-not-kept"
    assert texts(server) == SITES[2]


def test_what_comes_back_is_what_was_online_before_whoever_published_it(
    tmp_path: Path,
) -> None:
    server = MemoryServer()
    bring(tmp_path / "one", server, 0)
    bring(tmp_path / "other", server, 1)
    bring(tmp_path / "one", server, 3)
    with pytest.raises(RefusedError) as refused:
        undo(tmp_path / "one", server)  # it has version 0, which is older
    assert refused.value.key == "undo-not-kept"
    assert texts(server) == SITES[3]


def test_a_kept_file_that_was_damaged_brings_nothing_back(tmp_path: Path) -> None:
    server = MemoryServer()
    bring(tmp_path, server, 0)
    bring(tmp_path, server, 1)
    for path in (tmp_path / ".prongsai/published/web/files").iterdir():
        path.write_text("damaged")
    with pytest.raises(RefusedError) as refused:
        undo(tmp_path, server)
    assert refused.value.key == "undo-not-kept"
    assert texts(server) == SITES[1]


def test_only_three_versions_are_kept(tmp_path: Path) -> None:
    server = MemoryServer()
    for number in (0, 1, 2, 3):
        bring(tmp_path, server, number)
    folder = tmp_path / ".prongsai/published/web"
    assert len(list(folder.glob("p*.json"))) == 3
    needed = {text for number in (1, 2, 3) for text in SITES[number].values()}
    assert {path.read_text() for path in (folder / "files").iterdir()} == needed


@pytest.mark.site
def test_the_command_brings_back_what_was_online(project: Path) -> None:
    prongsai_publish(project)
    public = project.parent / "public"
    before = served(public)
    write_something_else(project)
    prongsai_publish(project)
    assert served(public)[PAGE] != before[PAGE]
    done = prongsai_publish(project, "--undo", lang="en")
    assert served(public) == before
    assert "the version before is back: " in done.output


@pytest.mark.site
def test_a_site_that_was_there_before_the_first_publish_comes_back(
    project: Path,
) -> None:
    """Somebody copied the site there by hand: nothing is sent, all is remembered."""
    public = project.parent / "public"
    shutil.copytree(project / "build/site", public)
    before = served(public)
    done = prongsai_publish(project)
    assert "เว็บไซต์ที่เผยแพร่เป็นปัจจุบันแล้ว ไม่มีอะไรต้องส่ง" in done.output
    assert (public / MANIFEST).is_file()
    write_something_else(project)
    prongsai_publish(project)
    assert served(public)[PAGE] != before[PAGE]
    prongsai_publish(project, "--undo")
    assert served(public) == before


@pytest.fixture(scope="session")
def published_twice(
    made: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, bytes]]:
    make = partial(two_commits, made=made)
    return made_once(tmp_path_factory, "published-twice", make)


@pytest.fixture
def twice(
    published_twice: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> tuple[Path, dict[str, bytes]]:
    """Copy all of it for one test."""
    folder, before = published_twice
    return Path(shutil.copytree(folder, tmp_path / "twice")), before


@pytest.mark.site
def test_on_another_computer_the_version_before_is_built_again_from_its_commit(
    twice: tuple[Path, dict[str, bytes]],
) -> None:
    folder, before = twice
    online = served(folder / "public")
    run_git(folder, "clone", "-q", str(folder / "office"), "other")
    first = run_git(folder / "office", "rev-parse", "HEAD^").strip()
    done = prongsai_publish(folder / "other", "--undo", "--by", "ปลัดเทศบาล")
    assert served(folder / "public") == before
    said = (
        "เครื่องนี้ไม่ได้เก็บรุ่นก่อนไว้ กำลังสร้างขึ้นใหม่จากประวัติ Git "
        f"(รุ่น {first[:8]} ของวันที่ 2025-03-31)\n"
    )
    assert said in done.output
    assert done.exit_code == 0, (done.output, done.exception)
    [path] = (folder / "other" / RECEIPTS).glob("*.json")
    receipt = from_json(path.read_bytes())
    assert receipt is not None
    assert (receipt.commit, receipt.by, str(receipt.day)) == (
        *(first, "ปลัดเทศบาล"),
        "2025-03-31",
    )
    assert run_git(folder / "other", "status", "--porcelain") == ""
    prongsai_publish(folder / "other", "--undo")
    assert served(folder / "public") == online


@pytest.mark.site
def test_a_version_that_cannot_be_built_again_changes_nothing_and_says_what_to_do(
    twice: tuple[Path, dict[str, bytes]],
) -> None:
    folder, _ = twice
    online = served(folder / "public")
    first = run_git(folder / "office", "rev-parse", "HEAD^").strip()[:8]
    office = f"file://{folder}/office"
    run_git(folder, "clone", "-q", "--depth=1", office, "shallow")
    shutil.copytree(
        folder / "shallow", folder / "copy", ignore=shutil.ignore_patterns(".git")
    )
    assert [
        (prongsai_publish(folder / name, "--undo").output.splitlines()[-1:])
        for name in ("shallow", "copy")
    ] == [
        [messages.text("publishing", key, "th", commit=first)]
        for key in ("undo-no-commit", "undo-no-repository")
    ]
    assert served(folder / "public") == online


@pytest.mark.site
@pytest.mark.parametrize("edited", [False, True])
def test_what_is_built_again_must_be_what_was_published(
    twice: tuple[Path, dict[str, bytes]], *, edited: bool
) -> None:
    folder, _ = twice
    manifest = folder / "public" / MANIFEST
    tree = json.loads(manifest.read_bytes())
    tree["earlier"][-1] |= {"edited": edited, "build": "f" * 64}
    manifest.write_text(json.dumps(tree), encoding="utf-8")
    online = served(folder / "public")
    done = prongsai_publish(folder / "office", "--undo")
    key = "undo-edited" if edited else "undo-differs"
    said = messages.text(
        "publishing", key, "th", commit=tree["earlier"][-1]["commit"][:8]
    )
    assert done.output.splitlines()[-1] == said
    assert done.exit_code == 2
    assert served(folder / "public") == online


def test_without_a_list_at_the_target_the_receipts_tell_what_was_before(
    tmp_path: Path,
) -> None:
    server = MemoryServer()
    for number in (0, 1):
        bring(tmp_path, server, number)
        kept = Kept.of(tmp_path, "web")
        version = kept.manifest(kept.ids[-1])
        assert version is not None
        file_receipt(
            tmp_path,
            Proof(
                site_url="https://a.example/", build=version.version.build, results=()
            ),
            Origin(version=version.version, target="web", by=""),
            "th",
        )
    online = TargetManifest(site="https://a.example/", files={})
    here = here_of(tmp_path / "now", {"index.html": "being written"})
    with version_before(tmp_path, "web", online, here, lambda _: None) as back:
        assert set(back.files) == set(SITES[0])
