"""A file is read again when anything may have changed it, and else it is not."""

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from each import each
from prongsai.storage import capabilities, seen
from prongsai.storage.hashed import hash_file
from prongsai.storage.seen import FOLDER, Seen

LATER = 10_000_000_000
OLD = b"one word"
NEW = b"another!"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return which files are read; it is ten seconds after all of them changed."""
    names: list[str] = []
    now = time.time_ns

    def noted(path: Path) -> str:
        names.append(path.name)
        return hash_file(path)

    monkeypatch.setattr(seen, "hash_file", noted)
    monkeypatch.setattr(time, "time_ns", lambda: now() + LATER)
    return names


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "site/page"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def of(path: Path, part: str = "") -> str:
    """Ask for the hash of a file of a project, in a new run of the program."""
    with Seen.below(path.parents[1], "site") as known:
        return known.hash(path.name, part)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_what_nothing_touched_is_read_once(page: Path, read: list[str]) -> None:
    assert [of(page), of(page), of(page)] == [sha256(OLD)] * 3
    assert read == ["page"]


def overwrite(page: Path) -> None:
    page.write_bytes(NEW)


def overwrite_with_the_old_times(page: Path) -> None:
    times = page.stat()
    page.write_bytes(NEW)
    os.utime(page, ns=(times.st_atime_ns, times.st_mtime_ns))


def replace_with_the_old_times(page: Path) -> None:
    times = page.stat()
    other = page.with_name("other")
    other.write_bytes(NEW)
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(page)


def write_through_another_name(page: Path) -> None:
    other = page.with_name("other")
    os.link(page, other)
    other.write_bytes(NEW)


CHANGES: tuple[Callable[[Path], None], ...] = (
    overwrite,
    overwrite_with_the_old_times,
    replace_with_the_old_times,
    write_through_another_name,
)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_same_size_is_seen(
    page: Path, read: list[str], change: Callable[[Path], None]
) -> None:
    assert of(page) == sha256(OLD)
    change(page)
    assert of(page) == sha256(NEW)
    assert read == ["page", "page"]


def test_what_has_only_just_changed_is_read_again(page: Path) -> None:
    assert of(page) == sha256(OLD)
    assert not (page.parents[1] / FOLDER).exists()


def test_what_is_gone_or_no_file_is_an_error(page: Path, read: list[str]) -> None:
    assert of(page) == sha256(OLD)
    page.unlink()
    with pytest.raises(FileNotFoundError):
        of(page)
    page.mkdir()
    with pytest.raises(OSError, match="directory"):
        of(page)
    assert read == ["page", "page"]


DAMAGES: tuple[bytes, ...] = (
    b"",
    b"{}",
    b"[]",
    b"\xff" * 40,
    b'{"page": [1]}',
    b'{"page": ["' + b"0" * 64 + b'", 1, 2, 3, 4]}',
)


@each("damage", DAMAGES)
def test_a_damaged_record_is_none(damage: bytes, tmp_path: Path) -> None:
    page = tmp_path / sha256(damage) / "site/page"
    page.parent.mkdir(parents=True)
    page.write_bytes(OLD)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(time, "time_ns", lambda: page.stat().st_ctime_ns + LATER)
        of(page)
        (kept,) = (path for path in (page.parents[1] / FOLDER).rglob("*.json"))
        kept.write_bytes(damage)
        assert of(page) == sha256(OLD)


def test_parts_know_nothing_of_each_other(page: Path, read: list[str]) -> None:
    for part in ("a", "b", "a", "b"):
        assert of(page, part) == sha256(OLD)
    assert read == ["page", "page"]


def test_a_part_has_only_what_was_asked_for_last(page: Path, read: list[str]) -> None:
    other = page.with_name("other")
    other.write_bytes(NEW)
    assert of(page) == sha256(OLD)
    assert of(other) == sha256(NEW)
    assert of(other) == sha256(NEW)
    assert read == ["page", "other"]


def test_where_the_system_does_not_say_so_all_is_read(
    page: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = frozenset({capabilities.Capability.CHANGE_TIMES})
    monkeypatch.setattr(capabilities, "_LACKING", lacking)
    assert [of(page), of(page)] == [sha256(OLD)] * 2
    assert read == ["page", "page"]
