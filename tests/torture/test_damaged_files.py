"""A damaged file of any kind ends no command: it is a finding, or a plain refusal.

Each is looked into as evidence, imported, read as a workbook and as a manual, and
cleaned; all of them together then lie in a site that is checked. `make torture` tries
thousands; without it there are a few, others each day.
"""

import datetime
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from damaged_files import DAMAGES
from every_reader import Reading, checked, read_in_every_way
from planted_files import PLACES
from prongsai.storage.attachments.kinds import ENDINGS
from prongsai.storage.confined import worker

TIMES = int(os.environ.get("PRONGSAI_TORTURE_DAMAGES", "0"))
"""How often each file is damaged in each way; 0: some of them once."""

_TODAY = datetime.date.today()  # noqa: DTZ011 - one for all workers
SEED = int(os.environ.get("PRONGSAI_TORTURE_SEED", _TODAY.toordinal()))
AT_ONCE, FEW = 200, 24
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


def ending_of(place: str) -> str:
    first = place.split(maxsplit=1)[0].lower()
    return first if first in ENDINGS else "docx"


def damaged() -> Iterator[tuple[str, str, bytes]]:
    """Yield what was done to which file, the ending of its name, and its bytes."""
    chance = random.Random(SEED)
    cases = [(place, way) for place in PLACES for way in DAMAGES] * max(1, TIMES)
    for place, way in cases if TIMES else chance.sample(cases, FEW):
        data = DAMAGES[way](PLACES[place]("1-2345-67890-12-1"), chance)
        yield f"{place}, {way}", ending_of(place), data


def test_a_damaged_file_ends_no_command(
    quick_folder: Path,
    record_property: Callable[[str, object], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "_current", [Reading()])
    wrong, tried, files = list[str](), 0, dict[str, bytes]()
    for name, ending, data in damaged():
        tried += 1
        path = quick_folder / f"f{tried}.{ending}"
        path.write_bytes(data)
        wrong += [f"{name}: {error!r}" for error in read_in_every_way(path)]
        path.unlink()
        files[path.name] = data
        if len(files) == AT_ONCE:
            checked(quick_folder / f"site{tried}", files)
            files = {}
    checked(quick_folder / "site", files)
    record_property("torture", f"damaged files: {tried} tried, {len(wrong)} wrong")
    assert not wrong, f"seed {SEED}\n" + "\n".join(wrong[:20])
