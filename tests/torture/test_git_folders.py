"""A folder with any `.git` in it: nothing of it runs, and what is broken is said.

Files of a repository are damaged, trees have entries that no folder can hold, and every
setting that names a program names a trap. The state, an earlier revision and a commit
are asked for each time. `make torture` tries hundreds; without it there are a few.
"""

import datetime
import os
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from git_project import commit, run_git
from git_settings import NAMES, ODD, SETTINGS
from prongsai.cli.environment import refusal
from prongsai.storage.git import GitError
from prongsai.storage.git_commit import commit as commit_as_a_post
from prongsai.storage.git_revision import read_revision
from prongsai.storage.git_state import state

MOST = int(os.environ.get("PRONGSAI_TORTURE", "0")) or 3
_TODAY = datetime.date.today()  # noqa: DTZ011 - one for all workers
SEED = int(os.environ.get("PRONGSAI_TORTURE_SEED", _TODAY.toordinal()))
FILES = "content/agencies/a/2568/files"
pytestmark = pytest.mark.slow

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda data: data[: len(data) // 2],
    "bits": lambda data: bytes(byte ^ 0x55 for byte in data),
    "twice": lambda data: data + data,
    "long": lambda data: data + b"x" * 100_000,
    "no text": lambda _: bytes(range(256)),
    "lines": lambda _: b"\n" * 1000,
}
MODES = (b"100644", b"100755", b"120000", b"160000", b"100664", b"040000", b"140000")
TARGETS = (b"", b"a\0b", b"/etc/passwd", b"../" * 40 + b"etc/passwd", b".", b"x" * 5000)


@pytest.fixture
def laid(quick_folder: Path) -> Path:
    folder = quick_folder / "laid"
    (folder / FILES).mkdir(parents=True)
    (folder / "content/site.yml").write_text("version: 1\ntitle: ก\n", "utf-8")
    (folder / FILES / "a.txt").write_text("ก\n", "utf-8")
    (folder / ".gitattributes").write_text("* filter=x diff=x merge=x\n", "utf-8")
    run_git(folder, "init", "-q", "-b", "main")
    commit(folder)
    (folder / FILES / "b.txt").write_text("ข\n", "utf-8")
    commit(folder)
    run_git(folder, "gc", "-q")
    (folder / FILES / "c.txt").write_text("ค\n", "utf-8")
    commit(folder)
    return folder


def asked(root: Path, revision: str) -> Iterator[str]:
    """Ask for everything that is asked of git; yield what is no refusal of ours."""
    (root / "content/site.yml").write_text("version: 1\ntitle: ค\n", "utf-8")
    for ask in (
        lambda: state(root),
        lambda: read_revision(root, revision),
        lambda: commit_as_a_post(root, "content", "ก", "ปลัด"),
        lambda: state(root),
    ):
        try:
            ask()
        except GitError as error:
            if not refusal(error):
                yield f"no words for {error!r}"
        except Exception as error:  # noqa: BLE001 - what the test looks for
            yield f"{error!r}"


class Trap:
    """A program that leaves a mark when it is run, and a folder that must stay."""

    def __init__(self, folder: Path) -> None:
        self.ran, self.program = folder / "ran", folder / "trap"
        self.outside = folder / "outside"
        self.outside.mkdir()
        self.program.write_text(f'#!/bin/sh\ntouch "{self.ran}"\ncat\n', "utf-8")
        self.program.chmod(0o755)

    def sprung(self) -> Iterator[str]:
        if self.ran.exists():
            self.ran.unlink()
            yield "a program of the folder ran"
        if any(self.outside.iterdir()):
            yield "something was written outside"


def settings(root: Path, trap: Trap) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield a change of the settings for each that names a program or is odd."""
    named = trap.outside.parent / "named"
    named.write_text(f"[core]\nfsmonitor = {trap.program}\n", "utf-8")
    for name in SETTINGS:
        value = str(named if name.startswith("include") else trap.program)
        yield name, partial(_set, root, name, value)
    for name, value in ODD.items():
        yield name, partial(_set, root, name, value)


def _set(root: Path, name: str, value: str) -> None:
    section, _, key = name.partition(".")
    middle, _, last = key.rpartition(".")
    head = f'[{section} "{middle}"]' if middle else f"[{section}]"
    with (root / ".git/config").open("a", encoding="utf-8") as stream:
        stream.write(f'{head}\n\t{last} = "{value}"\n')


def hooks(root: Path, trap: Trap) -> Iterator[tuple[str, Callable[[], object]]]:
    names = "applypatch-msg commit-msg fsmonitor-watchman post-checkout post-commit"
    names += " post-index-change pre-auto-gc pre-commit prepare-commit-msg"
    for name in f"{names} post-rewrite pre-push reference-transaction".split():
        place = root / ".git/hooks" / name
        yield name, partial(_copied, trap.program, place)


def _copied(source: Path, place: Path) -> None:
    place.parent.mkdir(exist_ok=True)
    shutil.copy2(source, place)


def damaged(root: Path, _: Trap) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield a damage to each file of the repository, and odd files next to them."""
    for path in sorted((root / ".git").rglob("*")):
        name = path.relative_to(root / ".git").as_posix()
        if not path.is_file() or name.startswith(("hooks/", "logs/", "info/exc")):
            continue
        for how, damage in DAMAGES.items():
            yield f"{name} {how}", partial(_rewritten, path, damage)
        yield f"{name} missing", path.unlink
    for name, text in (
        ("info/grafts", b"1" * 40 + b"\n"),
        ("shallow", b"1" * 40 + b"\n"),
        ("info/attributes", b"* filter=x\n"),
        ("info/sparse-checkout", b"/nothing\n"),
        ("objects/info/alternates", b"/nowhere\n../objects\n"),
        ("index.lock", b""),
        ("HEAD.lock", b""),
        ("commondir", b"../../elsewhere\n"),
        ("config.worktree", b"[core]\n\tfsmonitor = true\n"),
        ("refs/heads/-x", b"0" * 40),
        ("refs/replace/" + "1" * 40, b"2" * 40),
        ("MERGE_HEAD", b"1" * 40),
    ):
        yield name, partial(_written, root / ".git" / name, text)


def _rewritten(path: Path, damage: Callable[[bytes], bytes]) -> None:
    path.chmod(0o644)
    path.write_bytes(damage(path.read_bytes()))


def _written(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def trees(root: Path, trap: Trap) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield commits of trees with entries of random modes and names."""
    chance = random.Random(SEED)
    targets = (*TARGETS, os.fsencode(trap.outside))
    for number in range(120):
        rows = [
            (chance.choice(MODES), chance.choice(NAMES), chance.choice(targets))
            for _ in range(chance.randint(1, 6))
        ]
        yield f"tree {number} {rows}", partial(_tree, root, rows)


def _made(root: Path, *words: str, data: bytes) -> bytes:
    done = subprocess.run(
        ["git", "-C", str(root), *words], input=data, capture_output=True, check=True
    )
    return done.stdout.strip()


def _tree(root: Path, rows: list[tuple[bytes, bytes, bytes]]) -> None:
    """Commit the entries as they are, which `git mktree` would refuse in part."""
    data, seen = b"", set[bytes]()
    for mode, name, target in sorted(rows, key=lambda row: row[1]):
        if name in seen and mode != b"040000":
            continue
        seen.add(name)
        blob = _made(root, "hash-object", "-w", "--stdin", data=target)
        data += mode + b" " + name + b"\0" + bytes.fromhex(blob.decode())
    order = ("hash-object", "-w", "--literally", "-t", "tree", "--stdin")
    tree = _made(root, *order, data=data)
    for step in reversed(FILES.split("/")):
        row = b"040000 tree " + tree + b"\t" + step.encode() + b"\0"
        tree = _made(root, "mktree", "-z", data=row)
    head = run_git(root, "commit-tree", "-m", "x", tree.decode()).strip()
    run_git(root, "update-ref", "refs/heads/odd", head)


KINDS = {"settings": settings, "hooks": hooks, "damaged": damaged, "trees": trees}


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_of_others_runs_nothing_and_ends_no_command(
    kind: str,
    laid: Path,
    quick_folder: Path,
    record_property: Callable[[str, object], None],
) -> None:
    trap, root, wrong = Trap(quick_folder), quick_folder / "project", list[str]()
    shutil.copytree(laid, root)
    cases = [name for name, _ in KINDS[kind](root, trap)]
    chosen = set(random.Random(SEED).sample(range(len(cases)), min(MOST, len(cases))))
    for number in sorted(chosen):
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(laid, root)
        change = [one for _, one in KINDS[kind](root, trap)][number]
        change()
        revision = "odd" if kind == "trees" else "HEAD~1"
        found = [*asked(root, revision), *trap.sprung()]
        wrong += [f"{cases[number]}: {one}" for one in found]
    record_property("torture", f"git {kind}: {len(chosen)} tried, {len(wrong)} wrong")
    assert not wrong, f"seed {SEED}\n" + "\n".join(wrong[:15])
