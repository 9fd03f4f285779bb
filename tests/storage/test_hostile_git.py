"""A folder may bring any `.git`: nothing of it runs, and odd things are findings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from git_project import commit, run_git
from prongsai.storage.git import GitError, git
from prongsai.storage.git_commit import commit as commit_as_a_post
from prongsai.storage.git_revision import read_revision
from prongsai.storage.git_state import state

FILES = "content/agencies/a/2568/files"


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


def made(project: Path, *words: str, data: bytes = b"") -> str:
    """Run git with data and return the id that it prints."""
    done = subprocess.run(
        ["git", "-C", str(project), *words],
        input=data,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()


def blob(project: Path, data: bytes) -> str:
    return made(project, "hash-object", "-w", "--stdin", data=data)


SETTINGS = (
    "core.fsmonitor",
    "core.hooksPath",
    "core.pager",
    "core.sshCommand",
    "core.askPass",
    "core.alternateRefsCommand",
    "diff.external",
    "filter.x.clean",
    "filter.x.smudge",
    "filter.x.process",
    "diff.x.textconv",
    "diff.x.command",
    "credential.helper",
    "core.editor",
    "pager.ls-tree",
    "pager.cat-file",
    "pager.rev-parse",
    "alias.ls-tree",
    "alias.cat-file",
    "alias.hash-object",
    "gpg.program",
    "commit.template",
    "trailer.x.command",
    "uploadpack.packObjectsHook",
    "core.gitProxy",
    "interactive.diffFilter",
    "merge.x.driver",
)
HOOKS = (
    *("post-index-change", "fsmonitor-watchman", "reference-transaction"),
    *("pre-commit", "commit-msg", "prepare-commit-msg", "post-commit", "pre-auto-gc"),
)


def a_repository_within(project: Path, trap: Path) -> None:
    """Put a repository with settings of its own below the attachments."""
    inner = project / FILES / "inner"
    inner.mkdir()
    run_git(inner, "init", "-q", "-b", "main")
    (inner / "b.txt").write_text("ก\n", "utf-8")
    (inner / ".gitattributes").write_text("* filter=x\n", encoding="utf-8")
    commit(inner)
    run_git(inner, "config", "filter.x.clean", str(trap))
    run_git(inner, "config", "core.fsmonitor", str(trap))
    os.utime(inner / "b.txt", (1, 1))


@pytest.mark.slow
def test_nothing_that_the_settings_or_the_environment_name_is_run(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = tmp_path / "ran"
    trap = tmp_path / "trap"
    trap.write_text(f'#!/bin/sh\ntouch "{ran}"\n', encoding="utf-8")
    trap.chmod(0o755)
    (project / ".gitattributes").write_text("* filter=x diff=x\n", encoding="utf-8")
    a_repository_within(project, trap)
    commit(project)
    for name in SETTINGS:
        run_git(project, "config", name, str(trap))
    run_git(project, "config", "filter.x.required", "true")
    run_git(project, "config", "commit.gpgSign", "true")
    for hook in HOOKS:
        (project / ".git/hooks").mkdir(exist_ok=True)
        (project / ".git/hooks" / hook).write_bytes(trap.read_bytes())
        (project / ".git/hooks" / hook).chmod(0o755)
    for name in ("GIT_PAGER", "GIT_EXTERNAL_DIFF", "GIT_SSH_COMMAND", "GIT_ASKPASS"):
        monkeypatch.setenv(name, str(trap))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_TRACE", str(ran))
    os.utime(project / FILES / "a.txt", (1, 1))
    (project / "content/site.yml").write_text("version: 1\ntitle: ข\n", "utf-8")

    assert state(project)[1]
    read_revision(project, "HEAD")
    commit_as_a_post(project, "content", "ส่งตรวจ", "ปลัด")
    assert not state(project)[1]
    assert not ran.exists()

    monkeypatch.undo()
    os.utime(project / FILES / "a.txt", (1, 1))
    words = ["git", "-C", str(project), "status"]
    subprocess.run(words, check=False, capture_output=True)
    assert ran.exists(), "git itself runs it: the trap works"


def test_a_commit_of_a_post_has_the_files_of_content_as_they_are(
    project: Path,
) -> None:
    site, picture = project / "content/site.yml", project / FILES / "a.txt"
    (project / "other.txt").write_text("ก", "utf-8")
    run_git(project, "add", "other.txt")
    site.write_bytes(b"version: 1\r\ntitle: a\r\n")
    picture.unlink()
    (project / FILES / "a.txt").mkdir()
    (project / FILES / "a.txt/หน้า 1\n.txt").write_text("ข", "utf-8")
    (project / "content/link").symlink_to("/etc/passwd")
    (project / "content/.gitignore").write_text("*.tmp\n", "utf-8")
    (project / "content/x.tmp").touch()
    commit_as_a_post(project, "content", "ส่งตรวจ\nบรรทัดสอง", "ปลัด <x>\n")

    shown = run_git(project, "log", "-1", "--format=%an|%ae|%B").strip()
    assert shown == "ปลัด x|desk@localhost|ส่งตรวจ\nบรรทัดสอง"
    assert run_git(project, "cat-file", "blob", "HEAD:content/link") == "/etc/passwd"
    listed = run_git(project, "-c", "core.quotePath=no", "ls-tree", "-rz", "HEAD")
    assert {row.partition("\t")[2] for row in listed.split("\0")} == {
        *("", "content/.gitignore", "content/link", "content/site.yml"),
        f"{FILES}/a.txt/หน้า 1\n.txt",
    }
    assert made(project, "cat-file", "-s", "HEAD:content/site.yml") == "22"
    assert run_git(project, "status", "--porcelain") == "A  other.txt\n"

    head = run_git(project, "rev-parse", "HEAD")
    commit_as_a_post(project, "content", "อีกครั้ง", "ปลัด")
    assert run_git(project, "rev-parse", "HEAD") == head, "nothing changed"


def test_nothing_is_committed_while_something_is_merged(project: Path) -> None:
    head = run_git(project, "rev-parse", "HEAD")
    (project / ".git/MERGE_HEAD").write_text(head, encoding="ascii")
    (project / "content/new.yml").touch()
    with pytest.raises(GitError, match="something is being merged"):
        commit_as_a_post(project, "content", "x", "ปลัด")
    assert run_git(project, "rev-parse", "HEAD") == head


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


@pytest.mark.parametrize("revision", ["--help", "-x", "x" * 5000, "HEAD^^^", "", "a b"])
def test_a_revision_is_never_an_option(project: Path, revision: str) -> None:
    with pytest.raises(GitError):
        read_revision(project, revision)


def test_the_state_tells_what_status_would(project: Path) -> None:
    assert state(project) == (run_git(project, "rev-parse", "HEAD").strip(), False)
    site = project / "content/site.yml"
    text = site.read_bytes()
    site.write_bytes(text.replace(b"\n", b"\r\n"))
    assert not state(project)[1], "only the ends of lines"
    site.write_bytes(text + b"# x\n")
    assert state(project)[1]
    site.write_bytes(text)
    (project / ".gitignore").write_text("*.tmp\n", encoding="utf-8")
    (project / "content/x.tmp").touch()
    assert not state(project)[1], "ignored, or outside content"
    (project / "content/new.yml").touch()
    assert state(project)[1]
    (project / "content/new.yml").unlink()
    site.unlink()
    assert state(project)[1]


@pytest.mark.slow
def test_a_history_of_large_files_needs_little_memory(project: Path) -> None:
    row = []
    for number in range(8):
        data = bytes([number]) * 40_000_000
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
    assert int(done.stdout) < 100_000, "KB for 320 MB"


def test_git_in_the_current_folder_is_not_the_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = project / "git"
    own.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    own.chmod(0o755)
    monkeypatch.chdir(project)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", os.environ["PATH"]]))
    assert git(project, "rev-parse", "HEAD")
