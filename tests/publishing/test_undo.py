"""`prongsai publish --undo` brings back the version before, and loses no address."""

from pathlib import Path

import pytest

from memory_target import MemoryServer
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.kept import Kept
from prongsai.publishing.published import Published
from prongsai.publishing.run import Wishes, publish
from prongsai.publishing.targets import Target, Way
from prongsai.publishing.there import look
from publishing_project import PAGE, prongsai_publish, served
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
    kept = Kept.of(root, "web")
    with server.lines() as lines:
        now = here_of(root / "now", {"index.html": "being written"})
        back = kept.before(look(lines, now).manifest, now)
        done = publish(lines, back, TARGET, Wishes(many=True))
    kept.remember(back)
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
    assert refused.value.key == "undo-not-kept"
    assert texts(server) == SITES[0]


def test_what_another_computer_published_is_not_undone_here(tmp_path: Path) -> None:
    server = MemoryServer()
    bring(tmp_path / "one", server, 0)
    bring(tmp_path / "one", server, 1)
    bring(tmp_path / "other", server, 2)
    with pytest.raises(RefusedError) as refused:
        undo(tmp_path / "one", server)
    assert refused.value.key == "undo-not-kept"
    assert texts(server) == SITES[2]


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
    path = project / "content/agencies/ban-rai/2568/measures.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("สื่อสารให้ทั่วถึง", "สื่อสารทุกเดือน"), encoding="utf-8")
    prongsai_publish(project)
    assert served(public)[PAGE] != before[PAGE]
    done = prongsai_publish(project, "--undo", lang="en")
    assert served(public) == before
    assert "published: " in done.output
