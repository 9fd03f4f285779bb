"""Whatever is in a record that the program keeps, reading it is no bug in the program.

A damaged record counts as none, or is refused with words of ours.
"""

import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from prongsai.desk.approval import read_entries
from prongsai.desk.editing import edited_by_others, read_editing
from prongsai.desk.steps import read_steps
from prongsai.fragments import pasted
from prongsai.online import cache
from prongsai.publishing.built import Build
from prongsai.publishing.holder import Holder
from prongsai.publishing.kept import Kept
from prongsai.publishing.receipt import from_json
from prongsai.storage.papers import read_printed
from prongsai.storage.sealed import unsealed

NOW = datetime.datetime(2025, 1, 15, 9, 30)  # noqa: DTZ001 - the agency's own clock
HOLDER = {"who": "a", "since": "b", "computer": "c", "mark": "d", "beat": 1}
TIMES = {"path": "a", "by": "b", "computer": "c", "since": "d"}


def at(name: str, read: Callable[[Path], object]) -> Callable[[Path, bytes], object]:
    """Return a reader of bytes for one of a file in a project."""

    def reading(root: Path, data: bytes) -> object:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return read(root)

    return reading


def links(root: Path) -> object:
    return cache.load(cache.cache_file(root))


def versions(root: Path) -> object:
    return Kept(folder=root).ids


READERS: dict[str, Callable[[Path, bytes], object]] = {
    "sealed": at("a.json", lambda root: unsealed(root / "a.json")),
    "papers": at("build/paper/papers.json", read_printed),
    "build": at("build/manifest.json", Build.of),
    "pasted": at(pasted.FILE, pasted.read),
    "answers of links": at("build/cache/online.json", links),
    "versions": at("versions.json", versions),
    "receipt": lambda _, data: from_json(data),
    "holder": lambda _, data: (held := Holder.from_bytes(data)) and held.has_ended,
    "steps": lambda _, data: read_steps(data),
    "approval": lambda _, data: read_entries(data),
    "editing": lambda _, data: edited_by_others(read_editing(data), "", "", NOW),
}  # fmt: skip
DEEP = "[" * 900 + "]" * 900
DAMAGES = (
    *("", "\0", "[]", "{}", "null", "1", '"a"', "[1]", "[[]]", '[{"a": 1}]', "NaN"),
    *("[" * 5000, DEEP, f'{{"kept": {DEEP}, "seal": ""}}', f'{{"receipt": {DEEP}}}'),
    *("1" * 5000, "[1e999]", '{"files": [], "answers": [], "pasted": [], "kept": 1}'),
    '{"files": 1, "answers": 1, "pasted": 1}',
    '{"answers": {"a": 1}, "pasted": {"a": 1}}',
    json.dumps([{**TIMES, "last": "2025-01-15T09:00:00+07:00"}]),
    json.dumps([{"word": "sent"}]),
    json.dumps({**HOLDER, "process": 10**30}),
    "\ufeff[]",
)  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
def test_a_damaged_record_counts_as_none(reader: str, tmp_path: Path) -> None:
    for damage in DAMAGES:
        READERS[reader](tmp_path, damage.encode())
    READERS[reader](tmp_path, b"\xff\xfe\x00")
