"""A branch of a repository, and ZIP files for a host's file manager."""

import os
import pwd
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from prongsai.model.site import PublishTarget
from prongsai.publishing.connect import lines_to
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.here import Here
from prongsai.publishing.manifest import MANIFEST
from prongsai.publishing.published import Published
from prongsai.publishing.run import Wishes, compare, publish
from prongsai.publishing.secrets import Passwords
from prongsai.publishing.targets import read_target
from site_in_memory import here_of
from target_servers import Ssh

OLD = {"index.html": "home", "a/index.html": "a", "assets/1.css": "1", "b/x.pdf": "x"}
NEW = {
    "index.html": "new home",
    "a/index.html": "a",
    "c/index.html": "c",
    "b/x.pdf": "x",
}


def bring(root: Path, url: str, here: Here) -> Published:
    target = read_target(PublishTarget(name="web", url=url))
    with lines_to(root, target, Passwords(target)) as lines:
        return publish(lines, here, target, Wishes(many=True))


def site(root: Path, files: Mapping[str, str]) -> Here:
    return here_of(root / "build/site", files)


def run_git(*words: str) -> str:
    return subprocess.run(
        ["git", *words], check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    path = tmp_path / "bare.git"
    run_git("init", "--quiet", "--bare", str(path))
    return path


def branch(bare: Path) -> dict[str, str]:
    """Return what is on the branch, without the manifest."""
    names = run_git("-C", str(bare), "ls-tree", "-r", "--name-only", "gh-pages")
    return {
        name: run_git("-C", str(bare), "show", f"gh-pages:{name}")
        for name in names.split()
        if name != MANIFEST
    }


@pytest.mark.slow
def test_a_branch_gets_one_commit_a_publish(tmp_path: Path, bare: Path) -> None:
    url = f"git+file://{bare}#gh-pages"
    bring(tmp_path, url, site(tmp_path, OLD))
    assert branch(bare) == {**OLD, ".nojekyll": ""}
    done = bring(tmp_path, url, site(tmp_path, NEW))
    assert branch(bare) == {**NEW, ".nojekyll": ""}
    assert done.sent == ("c/index.html", "index.html")
    assert done.removed == ("assets/1.css",)
    assert bring(tmp_path, url, site(tmp_path, NEW)).sent == ()
    assert run_git("-C", str(bare), "rev-list", "--count", "gh-pages").strip() == "2"


def test_what_others_committed_to_the_branch_stays(tmp_path: Path, bare: Path) -> None:
    url = f"git+file://{bare}#gh-pages"
    bring(tmp_path, url, site(tmp_path, OLD))
    work = tmp_path / "work"
    run_git("clone", "--quiet", "--branch", "gh-pages", str(bare), str(work))
    (work / "CNAME").write_text("ita.example.go.th\n")
    run_git("-C", str(work), "add", "CNAME")
    identity = ("-c", "user.name=a", "-c", "user.email=a@a.example")
    run_git("-C", str(work), *identity, "commit", "--quiet", "-m", "domain")
    run_git("-C", str(work), "push", "--quiet")
    bring(tmp_path, url, site(tmp_path, NEW))
    assert branch(bare) == {**NEW, ".nojekyll": "", "CNAME": "ita.example.go.th\n"}


def test_a_branch_with_another_site_is_refused(tmp_path: Path, bare: Path) -> None:
    work = tmp_path / "work"
    run_git("init", "--quiet", "--initial-branch=gh-pages", str(work))
    (work / "index.html").write_text("theirs")
    run_git("-C", str(work), "add", ".")
    identity = ("-c", "user.name=a", "-c", "user.email=a@a.example")
    run_git("-C", str(work), *identity, "commit", "--quiet", "-m", "theirs")
    run_git("-C", str(work), "push", "--quiet", str(bare), "gh-pages")
    with pytest.raises(RefusedError) as refused:
        bring(tmp_path, f"git+file://{bare}#gh-pages", site(tmp_path, OLD))
    assert refused.value.key == "foreign"
    assert branch(bare) == {"index.html": "theirs"}


@pytest.mark.slow
def test_two_publishes_at_once_lose_nothing(tmp_path: Path, bare: Path) -> None:
    url = f"git+file://{bare}#gh-pages"
    bring(tmp_path, url, site(tmp_path, OLD))
    target = read_target(PublishTarget(name="web", url=url))
    late = here_of(tmp_path / "other", {**OLD, "late.pdf": "late"})
    with lines_to(tmp_path, target, Passwords(target)) as lines:
        compare(lines, late, Wishes())
        bring(tmp_path, url, site(tmp_path, NEW))
        with pytest.raises(RefusedError) as refused:
            publish(lines, late, target, Wishes(many=True))
    assert refused.value.key == "git-refused"
    assert branch(bare) == {**NEW, ".nojekyll": ""}


def test_a_repository_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RefusedError) as refused:
        bring(tmp_path, f"git+file://{tmp_path}/no.git#gh-pages", site(tmp_path, OLD))
    assert refused.value.key == "git-unreached"


def packed(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        return {
            name: archive.read(name).decode()
            for name in archive.namelist()
            if name != MANIFEST
        }


def test_a_zip_holds_the_whole_site_and_then_what_changed(tmp_path: Path) -> None:
    made = tmp_path / "build/publish"
    bring(tmp_path, "zip:", site(tmp_path, OLD))
    assert packed(made / "web-whole.zip") == OLD
    assert not (made / "web-changed.zip").exists()
    bring(tmp_path, "zip:", site(tmp_path, NEW))
    assert packed(made / "web-whole.zip") == NEW
    changed = {"index.html": "new home", "c/index.html": "c"}
    assert packed(made / "web-changed.zip") == changed
    assert (made / "web-remove.txt").read_text() == "assets/1.css\n"


@pytest.mark.slow
def test_a_branch_is_published_over_ssh(
    tmp_path: Path, bare: Path, ssh: Ssh, monkeypatch: pytest.MonkeyPatch
) -> None:
    login = (
        f"ssh -i {ssh.key} -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"
    )
    monkeypatch.setenv("GIT_SSH_COMMAND", login)
    user = pwd.getpwuid(os.geteuid()).pw_name
    url = f"git+ssh://{user}@127.0.0.1:{ssh.port}{bare}#gh-pages"
    bring(tmp_path, url, site(tmp_path, OLD))
    bring(tmp_path, url, site(tmp_path, NEW))
    assert branch(bare) == {**NEW, ".nojekyll": ""}
    monkeypatch.setenv("GIT_SSH_COMMAND", "ssh -o BatchMode=yes -i /dev/null")
    with pytest.raises(RefusedError) as refused:
        bring(tmp_path, url, site(tmp_path, OLD))
    assert refused.value.key == "git-unreached"
