"""What is sent to a worker and what is taken from it, without any network."""

import hashlib
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from prongsai.storage.cluster import at_worker
from prongsai.storage.cluster.at_worker import OtherProgramError, Store, computer, do
from prongsai.storage.cluster.parent import (
    AtHomeError,
    clear_unfinished,
    parcels,
    put_files,
    small_files,
)
from prongsai.storage.cluster.tasks import (
    Done,
    Missing,
    Project,
    Task,
    packed,
    unpacked,
)
from prongsai.storage.side_by_side import Needs
from prongsai.storage.write import Scratch


@dataclass(frozen=True, kw_only=True)
class Where:
    root: Path
    other: Path


def louder(where: Where, name: str) -> str:
    """Read a file of the project and write another, as a task does."""
    text = (where.root / name).read_text(encoding="utf-8")
    Scratch(where.root / "build/next").put("loud.txt", text.upper().encode())
    Scratch(where.root / "build/next").put("same.txt", text.encode())
    return f"{len(text)} letters"


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    Scratch(root).put("content/a.txt", b"abc")
    return root


def task(root: Path, token: str, needs: Needs | None = None) -> Task:
    make = packed(partial(louder, Where(root=root, other=Path("/elsewhere"))), root)
    return Task(
        computer=computer(),
        project=Project(root=str(root), marker="marker", token=token),
        make=digest_of(make),
        thing=packed("content/a.txt", root),
        needs=needs,
        given={digest_of(make): make},
    )


NEEDS = Needs(files={"content/a.txt": digest_of(b"abc")}, writes=("build/next",))


def test_paths_below_the_project_are_below_that_of_the_other_computer() -> None:
    value = (Path("/a/b/content"), Path("/c"), "/a/b")
    assert unpacked(packed(value, Path("/a/b")), Path("/d")) == (
        Path("/d/content"),
        Path("/c"),
        "/a/b",
    )


def test_a_worker_believes_the_marker_and_not_the_path(
    project: Path, tmp_path: Path
) -> None:
    Scratch(project).put("marker", b"one")
    said = do(task(project, "two"), tmp_path / "own", "w")
    assert said == Missing(worker="w", sees=False)
    done = do(task(project, "one"), tmp_path / "own", "w")
    assert isinstance(done, Done)
    assert unpacked(done.made, project) == "3 letters"
    assert (project / "build/next/loud.txt").read_bytes() == b"ABC"


def test_what_is_missing_is_asked_for_and_what_is_new_comes_back(
    project: Path, tmp_path: Path
) -> None:
    sent = task(project, "no", NEEDS)
    said = do(sent, tmp_path / "own", "w")
    assert said == Missing(worker="w", files=(digest_of(b"abc"),))
    (given,) = parcels(project, NEEDS, said.files, {})
    done = do(replace(sent, given=given), tmp_path / "own", "w")
    assert isinstance(done, Done)
    assert done.given == {digest_of(b"ABC"): b"ABC"}
    put_files(project, done, NEEDS)
    assert (project / "build/next/loud.txt").read_bytes() == b"ABC"
    same = project / "build/next/same.txt"
    assert same.read_bytes() == b"abc"
    assert not same.samefile(project / "content/a.txt")  # people write in that


def test_a_worker_of_another_program_does_nothing(
    project: Path, tmp_path: Path
) -> None:
    other = replace(computer(), program="other")
    with pytest.raises(OtherProgramError):
        do(replace(task(project, "no", NEEDS), computer=other), tmp_path / "own", "w")


def test_a_file_that_changed_meanwhile_is_left_to_this_computer(
    project: Path,
) -> None:
    (project / "content/a.txt").write_bytes(b"abcd")
    with pytest.raises(AtHomeError):
        small_files(project, NEEDS)
    with pytest.raises(AtHomeError):
        list(parcels(project, NEEDS, [digest_of(b"abc")], {}))
    done = Done(worker="w", made=b"", files={"build/next/x": digest_of(b"abc")})
    with pytest.raises(AtHomeError):
        put_files(project, done, NEEDS)


@pytest.mark.parametrize("path", ["content/a.txt", "build/next/../../x", "/x"])
def test_a_result_writes_only_where_builds_write(project: Path, path: str) -> None:
    data = {digest_of(b"x"): b"x"}
    done = Done(worker="w", made=b"", files={path: digest_of(b"x")}, given=data)
    with pytest.raises(OSError, match=path):
        put_files(project, done, NEEDS)


def test_big_files_are_sent_in_parcels(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prongsai.storage.cluster.parent._PARCEL", 10)
    files = {f"content/{at}": bytes([at]) * 6 for at in range(3)}
    for path, data in files.items():
        Scratch(project).put(path, data)
    needs = Needs(files={path: digest_of(data) for path, data in files.items()})
    sent = list(parcels(project, needs, needs.files.values(), {}))
    assert [len(one) for one in sent] == [1, 1, 1]


def test_a_worker_forgets_its_oldest_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_worker, "_MOST", 5)
    store = Store(tmp_path / "files")
    store.add({digest_of(b"abc"): b"abc"})
    store.add({digest_of(b"def"): b"def"})
    assert store.without([digest_of(b"abc"), digest_of(b"def")]) == (digest_of(b"abc"),)
    assert [path.name for path in store.folder.iterdir()] == [digest_of(b"def")]
    with pytest.raises(OSError, match=digest_of(b"ghi")):
        store.add({digest_of(b"ghi"): b"damaged"})


def test_what_was_half_written_is_removed(project: Path) -> None:
    Scratch(project).put("build/next/a/.00.prongsai-new", b"")
    Scratch(project).put("build/next/a/whole.html", b"")
    clear_unfinished(project)
    left = [path.name for path in (project / "build/next").rglob("*") if path.is_file()]
    assert left == ["whole.html"]
