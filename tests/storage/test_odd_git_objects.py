"""Odd objects in a `.git` are findings, and the others are read."""

import subprocess
import sys
from pathlib import Path

import pytest

from git_project import commit, run_git
from odd_git import FILES, blob, made
from prongsai.storage.git import GitError
from prongsai.storage.git_revision import read_revision


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / FILES).mkdir(parents=True)
    (folder / "content/site.yml").write_text("version: 1\ntitle: ก\n", "utf-8")
    (folder / FILES / "a.txt").write_text("ก\n", "utf-8")
    run_git(folder, "init", "-q", "-b", "main")
    commit(folder)
    return folder


def add_tree(project: Path, *rows: str | bytes) -> str:
    """Commit a tree with these entries in the folder of attachments; return its id."""
    data = b"".join(
        (row.encode() if isinstance(row, str) else row) + b"\0" for row in rows
    )
    name = made(project, "mktree", "-z", "--missing", data=data)
    for step in reversed(FILES.split("/")):
        name = made(
            project, "mktree", "-z", data=f"040000 tree {name}\t{step}\0".encode()
        )
    return run_git(project, "commit-tree", "-m", "x", name).strip()


def test_a_missing_object_is_not_fetched_from_anywhere(
    project: Path, tmp_path: Path
) -> None:
    ran = tmp_path / "ran"
    head = add_tree(project, f"100644 blob {'1' * 40}\ta.txt")
    for name, value in (
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", f"ext::touch {ran}"),
        ("protocol.ext.allow", "always"),
    ):
        run_git(project, "config", name, value)
    with pytest.raises(GitError, match=r"object 1{40} is missing or damaged"):
        read_revision(project, head)
    assert not ran.exists()


def test_a_damaged_object_is_said(project: Path) -> None:
    name = blob(project, b"x" * 100_000)
    head = add_tree(project, f"100644 blob {name}\ta.txt")
    place = project / ".git/objects" / name[:2] / name[2:]
    place.chmod(0o644)
    place.write_bytes(place.read_bytes()[:20] + b"\0" * 20)
    with pytest.raises(GitError, match="missing or damaged"):
        read_revision(project, head)


def test_odd_entries_are_findings_and_the_others_are_read(project: Path) -> None:
    text = blob(project, b"x")
    nothing, zero = blob(project, b""), blob(project, b"a\0b")
    outside = blob(project, b"../../../../../../../../etc/passwd")
    long = "ก" * 100
    head = add_tree(
        project,
        f"100644 blob {text}\tgood.txt",
        f"100755 blob {text}\trun.txt",
        f"160000 commit {'1' * 40}\tsub",
        f"120000 blob {nothing}\tempty-link",
        f"120000 blob {zero}\tzero-link",
        f"120000 blob {outside}\toutside-link",
        f"100644 blob {text}\t{long}",
        f"100644 blob {text}\tline\nbreak.txt",
        f"100644 blob {text}\t-c.txt",
        f"100644 blob {text}\t:(top)x.txt",
        b"100644 blob " + text.encode() + b"\t\xff.txt",
    )
    read = read_revision(project, head)
    found = {
        (one.code, one.place.path.removeprefix(f"{FILES}/")) for one in read.findings
    }
    assert found == {
        ("not-a-file", "sub"),
        ("not-a-file", "empty-link"),
        ("not-a-file", "zero-link"),
        ("file-outside", "outside-link"),
        ("bad-file-name", long),
        ("bad-file-name", "?.txt"),
    }
    assert {path.removeprefix(f"{FILES}/") for path in read.attachments} == {
        *("good.txt", "run.txt", "line\nbreak.txt", "-c.txt", ":(top)x.txt")
    }


def test_a_name_of_both_a_file_and_a_folder_is_a_finding(project: Path) -> None:
    text = blob(project, b"x")
    inner = made(project, "mktree", data=f"100644 blob {text}\tb.txt\n".encode())
    head = add_tree(
        project, f"100644 blob {text}\ta.txt", f"040000 tree {inner}\ta.txt"
    )
    read = read_revision(project, head)
    assert [one.code for one in read.findings] == ["not-a-file"]


def test_replaced_and_grafted_objects_do_not_count(project: Path) -> None:
    head = run_git(project, "rev-parse", "HEAD").strip()
    other = add_tree(project, f"100644 blob {blob(project, b'x')}\tb.txt")
    run_git(project, "replace", "-f", head, other)
    assert f"{FILES}/a.txt" in read_revision(project, "HEAD").attachments


@pytest.mark.slow
def test_a_history_of_large_files_needs_little_memory(project: Path) -> None:
    row = []
    for number in range(8):
        data = bytes([number]) * 20_000_000
        row.append(f"100644 blob {blob(project, data)}\t{number}.bin")
    head = add_tree(project, *row)
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from prongsai.storage.git_revision import lay_out\n"
        "from prongsai.storage.write import Scratch\n"
        "who = resource.RUSAGE_SELF\n"
        "before = resource.getrusage(who).ru_maxrss\n"
        "with Scratch.temporary() as scratch:\n"
        "    lay_out(scratch, Path(sys.argv[1]), sys.argv[2], ('content/',))\n"
        "own = resource.getrusage(who).ru_maxrss - before\n"
        "print(own + resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(project), head],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) < 100_000, "KB for 160 MB"
