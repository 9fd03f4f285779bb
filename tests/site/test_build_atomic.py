"""A build replaces the whole site or nothing: with errors, when killed, unchanged.

Nothing in the program helps these tests: processes are really killed, at the moment
that the audit events of Python show.
"""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from faults import KILL
from fresh_process import FreshProcess, Work, every_step
from made_once import made_once
from prongsai.cli import cli
from prongsai.site.swap import put_in_place
from prongsai.storage.write import recover
from small_site import YEAR, write

DAY = "2568-03-31"
SURVEY = f"{YEAR}/survey.yml"
BUILD = ("build", "--today", DAY)
SWAP = partial(put_in_place, stay=frozenset())


def prongsai(root: Path, *arguments: str) -> Result:
    command, *more = arguments
    return CliRunner().invoke(cli, [command, "-C", str(root), *more])


def tree(folder: Path) -> dict[str, str]:
    """Return every file below a folder with the hash of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def inodes(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
    }


def built_small(folder: Path) -> Path:
    root = write(folder)
    done = prongsai(root, *BUILD)
    assert done.exit_code == 0, done.stdout + done.stderr
    return root


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small site once; every test copies it."""
    return made_once(tmp_path_factory, "built-small", built_small)


@pytest.fixture
def site(first: Path, tmp_path: Path) -> Path:
    root = tmp_path / "site"
    shutil.copytree(first, root)
    return root


def change(root: Path, path: str, old: str, new: str) -> None:
    """Edit a file without changing its size or its date."""
    file = root / path
    when, text = file.stat(), file.read_text(encoding="utf-8")
    assert old in text
    assert len(old.encode()) == len(new.encode())
    file.write_text(text.replace(old, new), encoding="utf-8")
    os.utime(file, ns=(when.st_atime_ns, when.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (
        when.st_size,
        when.st_mtime_ns,
    )


@pytest.mark.site
@pytest.mark.parametrize(
    ("path", "text"),
    [
        (SURVEY, "opens: 2025-01-01\n"),
        (SURVEY, "link: [\n"),
        (f"{YEAR}/disclosures.yml", "items:\n  - code: O99\n"),
        ("content/site.yml", "version: 1\n"),
    ],
)
def test_a_build_with_errors_writes_nothing(site: Path, path: str, text: str) -> None:
    before = tree(site / "build")
    (site / path).write_text(text, encoding="utf-8")
    done = prongsai(site, *BUILD)
    assert done.exit_code == 1, done.stderr
    assert "Traceback" not in done.stderr
    after = tree(site / "build")
    assert before == {
        name: digest for name, digest in after.items() if "cache/" not in name
    } | {name: digest for name, digest in before.items() if "cache/" in name}


@pytest.mark.site
def test_the_first_build_with_errors_makes_no_site(tmp_path: Path) -> None:
    root = write(tmp_path, {SURVEY: "a: 1\n"})
    assert prongsai(root, *BUILD).exit_code == 1
    assert not (root / "build" / "site").exists()
    assert not (root / "build" / "next").exists()


@pytest.mark.site
def test_nothing_changed_touches_nothing(site: Path) -> None:
    before = inodes(site / "build")
    done = prongsai(site, *BUILD)
    assert done.exit_code == 0
    assert before == inodes(site / "build")


@pytest.mark.site
@pytest.mark.parametrize(
    ("path", "old", "new"),
    [(SURVEY, "eit/abc", "eit/abd"), ("content/site.yml", "บ้านไร่", "บ้านไผ่")],
)
def test_an_edit_of_the_same_size_and_date_rebuilds(
    site: Path, path: str, old: str, new: str
) -> None:
    change(site, path, old, new)
    assert prongsai(site, *BUILD).exit_code == 0
    pages = (site / "build" / "site").rglob("*.html")
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    assert new in text


@pytest.mark.site
def test_an_attachment_of_the_same_size_and_date_rebuilds(site: Path) -> None:
    file = site / f"{YEAR}/files/ภาพ.png"
    when, data = file.stat(), file.read_bytes()[:-1] + b"X"
    file.write_bytes(data)
    os.utime(file, ns=(when.st_atime_ns, when.st_mtime_ns))
    assert prongsai(site, *BUILD).exit_code == 0
    built = site / "build/site/ban-rai/2568/files/photo.png"
    assert data == built.read_bytes()


STATES = [
    "build/next/build/docs/index.md",
    "build/next/build/site/index.html",
]
"""Files that show how far a build is."""


@pytest.mark.site
def test_a_killed_build_leaves_the_old_site(site: Path) -> None:
    before = tree(site / "build" / "site")
    change(site, SURVEY, "eit/abc", "eit/abd")
    for state in STATES:
        kill(site, state)
        assert prongsai(site, "check", "--today", DAY).exit_code == 0
        assert before == tree(site / "build" / "site")
    done = prongsai(site, *BUILD)
    assert done.exit_code == 0, done.stderr
    assert "eit/abd" in (site / "build/site/ban-rai/2568/eit/index.html").read_text(
        encoding="utf-8"
    )
    assert not (site / "build" / "next").exists()


def kill(site: Path, state: str) -> None:
    """Begin a build, and kill it when a file is there."""
    building = subprocess.Popen(
        [sys.executable, "-m", "prongsai", BUILD[0], "-C", str(site), *BUILD[1:]],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while building.poll() is None and not (site / state).exists():
            time.sleep(0.001)
    finally:
        building.kill()
    assert building.wait() == -signal.SIGKILL, "the build was over before it was killed"


def stage(root: Path) -> None:
    """Lay an old and a new site as they are just before the swap."""
    for base, name in (("build", "old"), ("build/next/build", "new")):
        for folder in ("chapters", "docs", "good", "theme", "site/a"):
            (root / base / folder).mkdir(parents=True)
            (root / base / folder / "index.html").write_text(name)
        for file in ("nav.yml", "nginx.conf", "manifest.json"):
            (root / base / file).write_text(name)


@pytest.mark.slow
def test_a_swap_killed_anywhere_leaves_one_whole_site(quick_folder: Path) -> None:
    def prepare(number: int) -> Path:
        stage(quick_folder / str(number))
        return quick_folder / str(number)

    states: list[str] = []
    for root, _ in every_step(SWAP, prepare, KILL):
        recover(root)
        assert list(tree(root / "build" / "site")) == ["a/index.html"]
        names = ("docs/index.html", "theme/index.html", "nav.yml", "site/a/index.html")
        found = {(root / "build" / name).read_text() for name in names}
        assert len(found) == 1, "docs, theme, nav and site change as one"
        states.append(found.pop())
    turn = states.index("new")
    assert states == ["old"] * turn + ["new"] * (len(states) - turn)
    assert turn > 3
    assert len(states) > turn + 1, "also killed after the new site was there"
    left = {path.name for path in (root / "build").iterdir()}
    files = {"manifest.json", "nav.yml", "nginx.conf"}
    assert left == {"chapters", "docs", "good", "site", "theme"} | files


RENAMES = frozenset({"os.rename"})
"""Only between two of these is there no site."""


def interrupt(root: Path) -> dict[str, str]:
    """Kill a swap of the site while there is none; return what it was before."""
    before = tree(root / "build" / "site")
    for number in range(1, 200):
        shutil.copytree(root / "build" / "site", root / "build/next/build/site")
        for name in ("chapters", "docs", "good", "theme"):
            (root / "build/next/build" / name).mkdir()
        for name in ("nav.yml", "nginx.conf", "manifest.json"):
            (root / "build/next/build" / name).write_text("new")
        with FreshProcess() as process:
            process.work(Work(do=SWAP, root=root, step=number, steps=RENAMES))
        if not (root / "build" / "site").exists():
            return before
        recover(root)
        shutil.rmtree(root / "build" / "next")
    raise AssertionError


@pytest.mark.site
@pytest.mark.parametrize("command", ["check", "build"])
def test_the_next_command_puts_the_last_site_back(site: Path, command: str) -> None:
    before = interrupt(site)
    assert prongsai(site, command, "--today", DAY).exit_code == 0
    assert before == tree(site / "build" / "site")
    assert not (site / "build" / "site.old").exists()


@pytest.mark.site
def test_the_last_site_comes_back_also_with_errors(site: Path) -> None:
    before = interrupt(site)
    (site / SURVEY).write_text("a: 1\n")
    assert prongsai(site, *BUILD).exit_code == 1
    assert before == tree(site / "build" / "site")


@pytest.mark.site
def test_a_build_killed_between_swap_and_stamp_is_not_taken_for_done(
    site: Path,
) -> None:
    """The new site is there, but the stamp is that of the old; the edit is undone."""
    last = site / "build" / "cache" / "last.json"
    stamp, old = last.read_bytes(), tree(site / "build" / "site")
    change(site, SURVEY, "eit/abc", "eit/abd")
    done = subprocess.run([sys.executable, "-c", AFTER_SWAP, str(site)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not last.exists() or stamp != last.read_bytes()
    change(site, SURVEY, "eit/abd", "eit/abc")
    assert prongsai(site, *BUILD).exit_code == 0
    assert old == tree(site / "build" / "site")


AFTER_SWAP = """
import os, signal, sys
def late(event, arguments):
    if event == "os.rename" and str(arguments[1]).endswith("last.json"):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(late)
sys.argv = ["prongsai", "build", "-C", sys.argv[1], "--today", "2568-03-31"]
from prongsai.cli import main
main()
"""


@pytest.mark.site
def test_the_manifest_lists_what_is_published(site: Path) -> None:
    manifest = json.loads((site / "build/manifest.json").read_text(encoding="utf-8"))
    assert manifest["files"] == tree(site / "build" / "site")
