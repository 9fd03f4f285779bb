"""Whatever is in a file of 50 MB, a command reads it or refuses it within its bounds.

Only `make torture` tries them all; each is checked as evidence, imported, read as a
manual and cleaned, by the command itself. What the command costs with a file that does
no harm is the program itself; of what comes on top, the processor's seconds and the
memory of the largest of its processes are counted.
"""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cost import Cost, cost_of
from deed_folders import TODAY
from large_files import LARGE
from larger_files import LARGER
from small_site import YEAR, write

MOST = int(os.environ.get("PRONGSAI_TORTURE", "0"))
ONLY = os.environ.get("PRONGSAI_TORTURE_ONLY", "")
SIZE = 50_000_000
SECONDS, MEMORY = 10, 400
"""What a file may cost: of the processor, and in megabytes."""

WAYS: dict[str, tuple[tuple[str, ...], int]] = {
    "check": (("check", *TODAY), SIZE),
    "import": (("import", "{file}", "--year", "2568", "--dry-run"), 29_990_000),
    "rules": (("rules", "{file}", "--year", "2569"), 29_990_000),
    "clean": (("clean", "{file}"), SIZE),
}
_READ_BY = {
    "import": ("docx", "xlsx", "csv", "txt", "html"),
    "rules": ("docx", "xlsx", "csv", "txt", "html"),
    "clean": ("docx", "xlsx", "pptx", "odt", "ods", "pdf", "png", "jpg", "gif", "tiff"),
}
FILES = {**LARGE, **LARGER}
CASES = [
    (way, name)
    for name in FILES
    for way in WAYS
    if way == "check" or name.rpartition(".")[2] in _READ_BY[way]
]
pytestmark = pytest.mark.slow


def laid(root: Path, way: str, name: str, data: bytes) -> tuple[str, ...]:
    """Put a file where the command looks for it; return what is typed."""
    file = name.replace(" ", "-")
    if way == "check":
        disclosures = (
            f"items:\n- code: O1\n  evidence:\n  - {{id: a, title: ก, file: {file}}}\n"
        )
        write(
            root,
            {
                f"{YEAR}/disclosures.yml": disclosures,
                f"{YEAR}/measures.yml": None,
                f"{YEAR}/files/{file}": data,
            },
        )
    else:
        write(root, {f"{YEAR}/measures.yml": None})
        (root / file).write_bytes(data)
    return tuple(word.format(file=file) for word in WAYS[way][0])


def wrong_with(way: str, name: str, folder: Path, usual: Cost) -> tuple[str, list[str]]:
    """Return what a file cost, as a line, and what is wrong with that."""
    root = folder / "site"
    shutil.rmtree(root, ignore_errors=True)
    words = laid(root, way, name, FILES[name](WAYS[way][1]))
    cost = cost_of(root, *words)
    seconds, memory = cost.seconds - usual.seconds, cost.memory - usual.memory
    line = f"{way} {name}: {seconds:.1f} s, {memory:.0f} MB, exit {cost.code}"
    wrong = [
        *([f"{line}: too long"] if seconds > SECONDS else []),
        *([f"{line}: too much"] if memory > MEMORY else []),
        *([f"{line}: {cost.printed[-800:]}"] if cost.code not in {0, 1, 2} else []),
    ]
    return line, wrong


def usual_cost(way: str, folder: Path) -> Cost:
    """Return what the command costs with a file of that kind that does no harm."""
    root = folder / "usual"
    file = {"check": "a.txt", "clean": "a.docx"}.get(way, "a.csv")
    return cost_of(root, *laid(root, way, file, b"1,2\n"))


def a_large_file_is_read_or_refused_within_its_bounds(
    way: str, quick_folder: Path, record_property: Callable[[str, object], None]
) -> None:
    usual, wrong = usual_cost(way, quick_folder), list[str]()
    names = [name for its, name in CASES if its == way and re.search(ONLY, name)]
    for name in names:
        line, found = wrong_with(way, name, quick_folder, usual)
        record_property("torture", line)
        wrong += found
    record_property("torture", f"{way}: {len(names)} large files, {len(wrong)} wrong")
    assert not wrong, "\n".join(wrong)


if MOST:
    test_a_large_file_is_read_or_refused_within_its_bounds = pytest.mark.parametrize(
        "way", WAYS
    )(a_large_file_is_read_or_refused_within_its_bounds)
