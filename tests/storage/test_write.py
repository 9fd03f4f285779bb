"""All files or none, whatever the disk does and whenever the process dies."""

import stat
import sys
from pathlib import Path
from subprocess import run

import pytest

from examples import WHOLE
from faults import FAULTS, KILL
from fresh_process import FreshProcess, Work, every_step
from half_written import NEW, put, put_file, put_folder
from prongsai.storage.write import (
    OWN_FOLDER,
    Scratch,
    project_lock,
    recover,
    write_all,
    write_cache,
    write_file,
)
from prongsai.storage.write.journal import unfinished

OLD = {"content/a.yml": b"old a", "content/b.yml": b"old b", "build/gone.txt": b"old"}
BROKEN = [("ENOSPC", False), ("EACCES", True), ("kill", False)]
"""A fault of one step, or of all steps from it on."""


def steps(fault: str) -> int:
    """Return at each how manieth step there is a fault: a kill is at every one.

    `tests/torture` has every fault of the same writer.
    """
    return 1 if WHOLE or fault == "kill" else 3


AFTER = {path: data for path, data in NEW.items() if data is not None}


def files(root: Path) -> dict[str, bytes]:
    """Return every file of a project but the writer's own."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and OWN_FOLDER not in path.parts
    }


def lay_out(root: Path, given: dict[str, bytes]) -> Path:
    for path, data in given.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


SITES = [
    {"build/site/a/index.html": b"old", "build/nav.yml": b"old"},
    {"build/site/a/index.html": b"new", "build/site/b.html": b"new"},
]


def test_files_are_written_and_removed_together(tmp_path: Path) -> None:
    lay_out(tmp_path, OLD)
    write_all(tmp_path, NEW)
    assert files(tmp_path) == AFTER
    assert sorted(path.name for path in (tmp_path / OWN_FOLDER).iterdir()) == [
        ".gitignore",
        "lock",
    ]


@pytest.mark.parametrize(("fault", "stays"), BROKEN)
@pytest.mark.slow
def test_a_fault_at_any_step_leaves_all_old_or_all_new(
    quick_folder: Path,
    fault: str,
    stays: bool,  # noqa: FBT001 - one of a table
) -> None:
    seen = []
    for root, outcome in every_step(
        put,
        lambda number: lay_out(quick_folder / str(number), OLD),
        FAULTS[fault],
        stays=stays,
        each_time=steps(fault),
    ):
        if outcome.code == 99 and not stays:
            assert files(root) == OLD, "an error puts everything back at once"
        recover(root)
        assert files(root) in (OLD, AFTER), outcome
        assert outcome.code or files(root) == AFTER
        assert not unfinished(root)
        seen.append(files(root) == AFTER)
        write_all(root, NEW)
        assert files(root) == AFTER, "the same again succeeds"
    assert len(seen) * steps(fault) > 30
    assert seen[-1]
    assert not seen[0]


@pytest.mark.parametrize(("fault", "stays"), BROKEN)
@pytest.mark.slow
def test_a_fault_at_any_step_leaves_the_old_folder_or_the_new(
    quick_folder: Path,
    fault: str,
    stays: bool,  # noqa: FBT001 - one of a table
) -> None:
    seen = []
    for root, outcome in every_step(
        put_folder,
        lambda number: lay_out(quick_folder / str(number), SITES[0]),
        FAULTS[fault],
        stays=stays,
        each_time=steps(fault),
    ):
        recover(root)
        found = {
            path: data
            for path, data in files(root).items()
            if not path.startswith(("build/next", "build/site.old"))
        }
        assert found in SITES, outcome
        assert outcome.code or found == SITES[1]
        seen.append(found == SITES[1])
        put_folder(root)
        assert files(root) == SITES[1], "the same again succeeds"
    assert len(seen) * steps(fault) > 25
    assert seen[-1]
    assert not seen[0]


@pytest.mark.parametrize("fault", ["ENOSPC", "kill"])
@pytest.mark.slow
def test_a_single_file_is_old_or_new(quick_folder: Path, fault: str) -> None:
    states = []
    for root, outcome in every_step(
        put_file,
        lambda number: lay_out(quick_folder / str(number), {"page.html": b"old"}),
        FAULTS[fault],
    ):
        states.append((root / "page.html").read_bytes())
        if fault != "kill":
            assert [path.name for path in root.iterdir()] == ["page.html"]
        assert outcome.code or states[-1] == b"new"
    assert states[0] == b"old"
    assert states[-1] == b"new"
    assert set(states) == {b"old", b"new"}


@pytest.mark.slow
def test_an_undo_that_is_killed_is_gone_on_with(quick_folder: Path) -> None:
    def killed(number: int) -> Path:
        root = lay_out(quick_folder / str(number), OLD)
        with FreshProcess() as process:
            assert process.work(Work(do=put, root=root, step=24)).code == -9
        assert unfinished(root)
        return root

    roots = []
    for root, _ in every_step(recover, killed, KILL):
        recover(root)
        assert files(root) == OLD
        assert not unfinished(root)
        roots.append(root)
    assert len(roots) > 5


def test_a_cache_never_fails(tmp_path: Path) -> None:
    lay_out(tmp_path, {"build": b"a file where a folder should be"})
    write_cache(tmp_path / "build" / "cache" / "facts.json", b"{}")
    assert files(tmp_path) == {"build": b"a file where a folder should be"}
    write_cache(tmp_path / "cache" / "facts.json", b"{}")
    assert (tmp_path / "cache" / "facts.json").read_bytes() == b"{}"


def test_what_is_unfinished_is_ignored_by_git(tmp_path: Path) -> None:
    write_all(tmp_path, NEW)
    assert (tmp_path / OWN_FOLDER / ".gitignore").read_bytes() == b"*\n"


def test_a_file_with_the_same_bytes_is_not_touched(tmp_path: Path) -> None:
    lay_out(tmp_path, OLD)
    before = (tmp_path / "content/a.yml").stat()
    write_all(tmp_path, {"content/a.yml": b"old a"})
    after = (tmp_path / "content/a.yml").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_rights_stay_and_scripts_may_run(tmp_path: Path) -> None:
    lay_out(tmp_path, OLD)
    (tmp_path / "content/a.yml").chmod(0o640)
    write_all(tmp_path, {**NEW, "start.sh": b"#!/bin/sh\n"})
    assert stat.S_IMODE((tmp_path / "content/a.yml").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "start.sh").stat().st_mode) & 0o111
    assert not stat.S_IMODE((tmp_path / "content/b.yml").stat().st_mode) & 0o111


def test_a_folder_where_a_file_goes_stays(tmp_path: Path) -> None:
    lay_out(tmp_path, {**OLD, "content/deep/c.yml/mine.txt": b"mine"})
    before = files(tmp_path)
    with pytest.raises(IsADirectoryError):
        write_all(tmp_path, NEW)
    assert files(tmp_path) == before


def test_a_device_is_written_and_not_replaced() -> None:
    write_file(Path("/dev/null"), b"gone")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@pytest.mark.parametrize(
    "journal",
    [
        '[{"target": "../mine.txt", "kept": ""}]',
        '[{"target": "link/mine.txt", "kept": ""}]',
        '[{"target": "/tmp/mine.txt", "kept": ""}]',
        "[[]]",
        "{",
        "",
    ],
)
def test_a_journal_that_we_did_not_write_changes_nothing(
    tmp_path: Path, journal: str
) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    root = lay_out(tmp_path / "site", OLD)
    (root / "link").symlink_to(tmp_path)
    lay_out(root, {f"{OWN_FOLDER}/journal.json": journal.encode()})
    recover(root)
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert not unfinished(root)
    assert {path: files(root)[path] for path in OLD} == OLD


def test_links_in_the_place_of_our_own_files_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "lock").write_text("mine")
    root = lay_out(tmp_path / "site", OLD)
    (root / OWN_FOLDER).symlink_to(tmp_path / "mine")
    write_all(root, NEW)
    assert files(root) == AFTER
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["lock"]
    assert (tmp_path / "mine" / "lock").read_text() == "mine"


def test_a_reader_leaves_a_project_at_work_alone(tmp_path: Path) -> None:
    lay_out(tmp_path, OLD)
    lay_out(tmp_path, {f"{OWN_FOLDER}/new/0": b"half"})
    with project_lock(tmp_path, "import"):
        lay_out(tmp_path, {f"{OWN_FOLDER}/new/0": b"half"})
        code = "from pathlib import Path; from prongsai.storage.write import recover;"
        run(
            [sys.executable, "-c", f"{code} recover(Path({str(tmp_path)!r}))"],
            check=True,
        )
        assert (tmp_path / OWN_FOLDER / "new" / "0").exists()
    recover(tmp_path)
    assert not (tmp_path / OWN_FOLDER / "new").exists()


def test_an_archive_that_cannot_be_read_is_a_fault_of_the_disk(tmp_path: Path) -> None:
    archive = tmp_path / "site.zip"
    archive.write_bytes(b"PK\3\4 cut")
    with Scratch.temporary() as scratch, pytest.raises(OSError, match=r"site\.zip"):
        scratch.unpack(archive)
