"""A folder may bring any `.git`: nothing of it runs."""

import os
import subprocess
from pathlib import Path

import pytest

from git_project import commit, run_git
from odd_git import FILES, made
from prongsai.storage.git import GitError, git
from prongsai.storage.git_commit import commit as commit_as_a_post
from prongsai.storage.git_revision import read_revision
from prongsai.storage.git_state import state


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    (folder / FILES).mkdir(parents=True)
    (folder / "content/site.yml").write_text("version: 1\ntitle: ก\n", "utf-8")
    (folder / FILES / "a.txt").write_text("ก\n", "utf-8")
    run_git(folder, "init", "-q", "-b", "main")
    commit(folder)
    return folder


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


def test_git_in_the_current_folder_is_not_the_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = project / "git"
    own.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    own.chmod(0o755)
    monkeypatch.chdir(project)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", os.environ["PATH"]]))
    assert git(project, "rev-parse", "HEAD")
