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
from planted_files import PLACES
from prongsai import messages
from prongsai.checking import check_sources
from prongsai.importing.read.readers import READERS, read_document
from prongsai.rules.readers import read_manual
from prongsai.storage.attachments.kinds import ENDINGS
from prongsai.storage.attachments.read import readers
from prongsai.storage.cleaning import cleaned
from prongsai.storage.confined import worker
from prongsai.storage.confined.reading import _read
from prongsai.storage.content_folder import read_sources, with_facts, with_small
from prongsai.storage.limits import BadFileError
from prongsai.workbook.read import is_workbook, read_book
from small_site import YEAR, write

TIMES = int(os.environ.get("PRONGSAI_TORTURE_DAMAGES", "0"))
"""How often each file is damaged in each way; 0: some of them once."""

_TODAY = datetime.date.today()  # noqa: DTZ011 - one for all workers
SEED = int(os.environ.get("PRONGSAI_TORTURE_SEED", _TODAY.toordinal()))
AT_ONCE, FEW = 200, 24
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


class Reading:
    """Reads as the worker does, in this very process."""

    ready = True
    seconds = 0.0

    @staticmethod
    def ask(
        read: Callable[..., object], given: tuple[object, ...], _: object
    ) -> object:
        return _read(read, given)

    @staticmethod
    def end() -> int:
        return 0


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


def read_in_every_way(path: Path) -> Iterator[BaseException]:
    """Yield every error that is not a refusal with words of its own."""
    data = path.read_bytes()
    ways: list[Callable[[], object]] = [
        lambda: worker.confined(cleaned, data, readers()),
        lambda: is_workbook(path),
        lambda: read_manual(path.name, data),
    ]
    if path.suffix in READERS:
        ways.append(lambda: read_document(path))
    if path.suffix == ".xlsx":
        ways.append(lambda: read_book(data))
    for way in ways:
        try:
            way()
        except BadFileError as error:
            messages.refusal(error, "th", file=path.name)
        except Exception as error:  # noqa: BLE001 - what the test looks for
            yield error


def checked(root: Path, files: dict[str, bytes]) -> None:
    """Check a site with all of them as evidence, and say every finding."""
    evidence = "".join(
        f"  - {{id: e{at}, title: เอกสาร {at}, file: {name}}}\n"
        for at, name in enumerate(files)
    )
    write(
        root,
        {
            f"{YEAR}/disclosures.yml": f"items:\n- code: O1\n  evidence:\n{evidence}",
            f"{YEAR}/measures.yml": None,
            **{f"{YEAR}/files/{name}": data for name, data in files.items()},
        },
    )
    sources = with_small(root, with_facts(root, read_sources(root)))
    for found in check_sources(sources, datetime.date(2025, 3, 31)).findings:
        assert messages.message(found)


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
