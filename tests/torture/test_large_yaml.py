"""YAML made to hurt costs little, whichever file it is: a finding after little work.

Only `make torture` tries them. What a check costs with the small site is the program
itself; of what comes on top, seconds and memory are counted.
"""

import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cost import Cost, cost_of
from deed_folders import TODAY
from large_yaml import LARGE_YAML
from prongsai.yaml.reader import MAX_BYTES, read_yaml
from small_site import AGENCY, YEAR, write

MOST = int(os.environ.get("PRONGSAI_TORTURE", "0"))
ONLY = os.environ.get("PRONGSAI_TORTURE_ONLY", "")
SEED = int(os.environ.get("PRONGSAI_TORTURE_SEED", "1"))
SECONDS, MEMORY = 2, 300
"""What a file may cost: of the processor, and in megabytes."""

FILES = (
    *("content/site.yml", "content/published.yml", "content/catalogue/2568.yml"),
    *(f"{AGENCY}/agency.yml", f"{YEAR}/scores.yml", f"{YEAR}/survey.yml"),
    *(f"{YEAR}/measures.yml", f"{YEAR}/disclosures.yml"),
)
pytestmark = pytest.mark.slow


def wrong_with(
    root: Path, file: str, what: str, size: int, usual: Cost
) -> tuple[str, list[str]]:
    """Return what a file cost, as a line, and what is wrong with that."""
    shutil.rmtree(root, ignore_errors=True)
    write(root, {file: LARGE_YAML[what](size)})
    cost = cost_of(root, "check", *TODAY)
    seconds, memory = cost.seconds - usual.seconds, cost.memory - usual.memory
    line = f"{file} {what} {size / 1_000_000:.1f} MB: {seconds:.1f} s, {memory:.0f} MB"
    wrong = [
        *([f"{line}: too long"] if seconds > SECONDS else []),
        *([f"{line}: too much"] if memory > MEMORY else []),
        *([f"{line}: {cost.printed[-800:]}"] if cost.code not in {0, 1} else []),
    ]
    return line, wrong


def as_much_as_is_read(what: str) -> int:
    """Return a size near the most of which every node is read."""
    size = MAX_BYTES
    while size > 1000:
        found = read_yaml(LARGE_YAML[what](size), "a.yml").findings
        if "yaml-too-much" not in {one.code for one in found}:
            break
        size = size * 9 // 10
    return size


def large_yaml_costs_little(
    size: int | None, quick_folder: Path, record_property: Callable[[str, object], None]
) -> None:
    usual_root, wrong = write(quick_folder / "usual"), list[str]()
    cost_of(usual_root, "check", *TODAY)
    usual = cost_of(usual_root, "check", *TODAY)
    cases = [(file, what) for file in FILES for what in LARGE_YAML]
    cases = [one for one in cases if re.search(ONLY, " ".join(one))]
    cases = random.Random(SEED).sample(cases, min(len(cases), MOST * 8))
    for file, what in cases:
        many = size or as_much_as_is_read(what)
        line, found = wrong_with(quick_folder / "site", file, what, many, usual)
        record_property("torture", line)
        wrong += found
    record_property("torture", f"YAML: {len(cases)} tried, {len(wrong)} wrong")
    assert not wrong, "\n".join(wrong)


if MOST:
    test_large_yaml_costs_little = pytest.mark.parametrize(
        "size", [5_000_000, MAX_BYTES, None], ids=["5 MB", "2 MB", "as much as is read"]
    )(large_yaml_costs_little)
