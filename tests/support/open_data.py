"""The files of open data of a site, and how programs read them."""

import csv
import datetime
import io

from checkout import content_sources
from prongsai.building import plan_site
from prongsai.site.page_types import Plan

TODAY = datetime.date(2025, 3, 31)
Cells = dict[str, str]


def fields(text: str) -> frozenset[str]:
    """Return the fields that a text names."""
    return frozenset(text.split())


def plan_of(given: object = None) -> Plan:
    """Plan the repository's content, or a small site."""
    sources_ = content_sources(TODAY) if given is None else given
    _, plan = plan_site(sources_, TODAY)  # type: ignore[arg-type]  # JSON
    assert plan is not None
    return plan


def files_of(plan: Plan, folder: str = "data/") -> dict[str, bytes]:
    """Return the files of open data below a folder, by their names from there."""
    return {
        made.address.removeprefix(folder): made.data
        for made in plan.made
        if made.address.startswith(folder)
    }


def read_csv(data: bytes) -> list[Cells]:
    text = data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
