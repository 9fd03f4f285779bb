"""Files that others have collected: a finding or a refusal each, no error of ours.

`tests/support/corpora.py` fetches them; without `PRONGSAI_CORPORA` nothing is tried.
"""

import datetime
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpora import CORPORA
from every_reader import Reading, checked, read_in_every_way
from prongsai import messages
from prongsai.checking import check_sources
from prongsai.importing.read.readers import READERS
from prongsai.storage.attachments.kinds import ENDINGS
from prongsai.storage.confined import worker
from small_site import AGENCY, SITE, YEAR, sources

FOLDER = os.environ.get("PRONGSAI_CORPORA", "")
MOST = 3_000_000
"""Bytes of a file that is read here, in the process of the test."""

DAY = datetime.date(2025, 3, 31)
YAML = ("content/site.yml", f"{AGENCY}/agency.yml", f"{YEAR}/measures.yml")
AT_ONCE = 100
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]


def files(name: str) -> Iterator[Path]:
    for path in sorted((Path(FOLDER) / name).rglob("*")):
        hidden = ".git" in path.parts
        if not hidden and path.is_file() and path.stat().st_size <= MOST:
            yield path


def texts_of_others_are_findings(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    tried, wrong = 0, list[str]()
    for path in files(name):
        for place in YAML:
            tried += 1
            try:
                given = sources({**SITE, place: path.read_bytes()})
                for found in check_sources(given, DAY).findings:
                    assert messages.message(found)
            except Exception as error:  # noqa: BLE001 - what the test looks for
                wrong.append(f"{path} as {place}: {error!r}")
    record_property("torture", f"{name}: {tried} tried, {len(wrong)} wrong")
    assert tried
    assert not wrong, "\n".join(wrong[:20])


def documents_of_others_end_no_command(
    name: str,
    quick_folder: Path,
    record_property: Callable[[str, object], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "_current", [Reading()])
    wanted = {*ENDINGS, *(one.lstrip(".") for one in READERS)}
    tried, wrong, evidence = 0, list[str](), dict[str, bytes]()
    for path in files(name):
        if path.suffix.lstrip(".").lower() not in wanted:
            continue
        tried += 1
        wrong += [f"{path}: {error!r}" for error in read_in_every_way(path)]
        evidence[f"f{tried}{path.suffix.lower()}"] = path.read_bytes()
        if len(evidence) == AT_ONCE:
            checked(quick_folder / f"site{tried}", evidence)
            evidence = {}
    checked(quick_folder / "site", evidence)
    record_property("torture", f"{name}: {tried} tried, {len(wrong)} wrong")
    assert tried
    assert not wrong, "\n".join(wrong[:20])


if FOLDER:
    test_texts_of_others_are_findings = pytest.mark.parametrize(
        "name", ["yaml", "json"]
    )(texts_of_others_are_findings)
    test_documents_of_others_end_no_command = pytest.mark.parametrize(
        "name", [one for one in CORPORA if one not in {"yaml", "json"}]
    )(documents_of_others_end_no_command)
