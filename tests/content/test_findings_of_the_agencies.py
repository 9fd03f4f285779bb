"""What the rules find in the agencies: golden reports, read line by line.

Updated with `pytest --update-golden`; read the difference before you commit it.
"""

import datetime
from pathlib import Path

import pytest

from checkout import ROOT
from golden import same_as_golden
from prongsai.checking import check_sources
from prongsai.reports.report import Heading, about, report
from prongsai.reports.text import as_plain_text
from prongsai.storage.content_folder import Sources, read_sources, with_facts
from prongsai.storage.starter import EXAMPLE_SLUG

TODAY = datetime.date(2025, 9, 30)
RUNNING = datetime.date(2026, 11, 26)
"""A day of the year that has just begun, in which the example is looked at."""
AGENCIES = sorted(p.name for p in (ROOT / "content" / "agencies").iterdir())


def only(sources: Sources, slug: str) -> Sources:
    """Leave out all other agencies."""

    def wanted(path: str) -> bool:
        return not path.startswith("content/agencies/") or f"/{slug}/" in path

    return Sources(
        texts={path: text for path, text in sources.texts.items() if wanted(path)},
        attachments={
            path: fact for path, fact in sources.attachments.items() if wanted(path)
        },
    )


@pytest.fixture(scope="module")
def sources() -> Sources:
    return with_facts(ROOT, read_sources(ROOT))


@pytest.mark.parametrize("slug", AGENCIES)
def test_the_findings_of_an_agency(
    slug: str, sources: Sources, *, update_golden: bool
) -> None:
    today = RUNNING if slug == EXAMPLE_SLUG else TODAY
    checked = check_sources(only(sources, slug), today)
    heading = Heading(program="", catalogue=datetime.date(2026, 11, 20), date=today)
    made = report(heading, about(checked.content, today), checked.findings, "th")
    path = Path(__file__).parents[1] / "golden" / f"findings-{slug}.txt"
    same_as_golden(path, as_plain_text(made), update=update_golden)
