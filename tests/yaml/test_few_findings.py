"""However often a file is wrong, what is said of it stays short."""

import datetime
from collections import Counter
from pathlib import Path

import pytest

from large_yaml import LARGE_YAML
from prongsai.checking import check_sources
from prongsai.findings import MOST_OF_A_KIND, Finding
from prongsai.site.planned import plan_checked
from prongsai.storage.content_folder import read_sources
from small_site import AGENCY, YEAR, write

DAY = datetime.date(2025, 3, 31)
SIZE = 20_000
MOST_SIGNS = 1000
"""Of what a finding says: the names of all units would be as many as the file has."""

FILES = (
    *("content/site.yml", "content/published.yml", "content/catalogue/2568.yml"),
    *(f"{AGENCY}/agency.yml", f"{YEAR}/measures.yml", f"{YEAR}/disclosures.yml"),
)


def found_in(root: Path) -> tuple[Finding, ...]:
    sources = read_sources(root)
    checked, _ = plan_checked(check_sources(sources, DAY), sources)
    return checked.findings


@pytest.mark.parametrize("file", FILES)
def test_what_is_said_of_a_file_stays_short(file: str, quick_folder: Path) -> None:
    for what, made in LARGE_YAML.items():
        root = write(quick_folder, {file: made(SIZE)})
        found = found_in(root)
        kinds = Counter((one.code, one.place.path) for one in found)
        assert max(kinds.values(), default=0) <= MOST_OF_A_KIND, what
        longest = max((len(str(one.facts)) for one in found), default=0)
        assert longest <= MOST_SIGNS, f"{file}: {what}"
