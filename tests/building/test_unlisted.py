"""A folder cannot be listed for a moment: no agency is left out of the site."""

import dataclasses
from pathlib import Path

import pytest

from checkout import share_facts
from deed_folders import published
from deeds import DEEDS
from examples import some
from faults import READS
from torture import Bench, Fault

pytestmark = [pytest.mark.site, pytest.mark.slow]


def laid(desk: Path) -> None:
    """Lay a site that compiles no templates: that is a third of such a build."""
    published(desk)
    share_facts(desk / "site", ["templates", "theme"])


def test_a_listing_that_fails_once_leaves_no_agency_out(quick_folder: Path) -> None:
    deed = dataclasses.replace(DEEDS["build"], lay=laid)
    bench = Bench("build", deed, quick_folder)
    bench.fresh()
    none = Fault(step=0, name="EIO", steps=READS)
    _, lines = bench.process.attempt(bench._case(none, listed=True))
    listings = [
        at
        for at, line in enumerate(lines, 1)
        if line.startswith(("os.listdir", "os.scandir")) and "content_walk.py" in line
    ]
    assert listings
    for at, step in enumerate(some(listings, 4)):
        fault = Fault(step=step, name=("EACCES", "EIO")[at % 2], steps=READS)
        assert bench.wrong(fault, again=False) == []
    bench.end()
