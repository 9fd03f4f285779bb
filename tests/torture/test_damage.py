"""Damaged caches, records and leftovers stop no command, and nothing is called current.

Only `make torture` tries them: each case builds a site. `tests/test_environment.py` has
a few without a build.
"""

import datetime
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import deed_folders
from deed_folders import IN_SITE, TODAY, done
from faults import Outcome
from fresh_process import Case, FreshProcess

MOST = int(os.environ.get("PRONGSAI_TORTURE", "0"))
_TODAY = str(datetime.date.today().toordinal())  # noqa: DTZ011 - one for all workers
SEED = int(os.environ.get("PRONGSAI_TORTURE_SEED", _TODAY))
pytestmark = [pytest.mark.slow, pytest.mark.site]


def flipped(data: bytes) -> bytes:
    at = len(data) // 2
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] if data else b"\x00"


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut": lambda data: data[: len(data) // 2],
    "flipped": flipped,
    "a list": lambda _: b"[]",
    "other fields": lambda _: b'{"files": {"a": 1}, "kept": {}, "seal": ""}',
    "deep": lambda _: b"[" * 5000,
    "deep and whole": lambda _: (
        b'{"seal": "", "kept": ' + b"[" * 900 + b"]" * 900 + b"}"
    ),
    "no text": lambda _: bytes(range(256)),
}
PLACES = ("missing", "a folder")
STALE = "[paper-stale]"
"""A damaged paper is left out, and that is said: `prongsai pdf` makes it anew."""


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = tmp_path_factory.mktemp("laid")
    deed_folders.small(desk)
    done(desk, "pdf", *IN_SITE, *TODAY)
    done(desk, "build", *IN_SITE, *TODAY)
    return desk


def kept(desk: Path) -> list[str]:
    """Return one file of each sort that the program keeps, and pages of the site."""
    by_sort: dict[str, str] = {}
    for path in sorted((desk / "site/build").rglob("*")):
        name = path.relative_to(desk).as_posix()
        left_out = name.startswith(("site/build/docs", "site/build/theme"))
        if path.is_file() and not left_out:
            by_sort.setdefault(f"{path.parent.name[:6]}{path.suffix}", name)
    return [*by_sort.values(), "site/.prongsai/lock", "site/.prongsai/journal.json"]


def harm(path: Path, damage: str) -> None:
    data = path.read_bytes() if path.is_file() else b""
    path.parent.mkdir(parents=True, exist_ok=True)
    if damage in DAMAGES:
        path.write_bytes(DAMAGES[damage](data))
        return
    path.unlink(missing_ok=True)
    if damage == "a folder":
        path.mkdir()
        (path / "mine.txt").write_text("mine")


def attempt(process: FreshProcess, desk: Path, *words: str) -> Outcome:
    return process.attempt(Case(words=(*words, *IN_SITE, *TODAY), desk=desk))[0]


def pages(desk: Path) -> dict[str, bytes]:
    site = desk / "site/build/site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def damaged_files_stop_nothing(
    laid: Path, quick_folder: Path, record_property: Callable[[str, object], None]
) -> None:
    cases = [(name, how) for name in kept(laid) for how in (*DAMAGES, *PLACES)]
    random.Random(SEED).shuffle(cases)
    whole, wrong = pages(laid), []
    process = FreshProcess()
    tried = cases[: MOST * 4]
    for name, how in tried:
        desk = quick_folder / "desk"
        shutil.rmtree(desk, ignore_errors=True)
        shutil.copytree(laid, desk)
        harm(desk / name, how)
        checked = attempt(process, desk, "check")
        built = attempt(process, desk, "build")
        wrong += [
            f"{name} {how}: {one.printed[-900:]}"
            for one in (checked, built)
            if one.code not in {0, 1, 2} or "Traceback" in one.printed
        ]
        if built.code == 0 and pages(desk) != whole and STALE not in built.printed:
            wrong.append(f"{name} {how}: another site, {built.printed[-300:]}")
        if built.code == 2 and how != "a folder":
            wrong.append(f"{name} {how}: refused, {built.printed[-300:]}")
    process.end()
    record_property("torture", f"damage: {len(tried)} tried, {len(wrong)} wrong")
    assert not wrong, f"seed {SEED}\n" + "\n".join(wrong[:15])


if MOST:
    test_damaged_files_stop_nothing = damaged_files_stop_nothing
