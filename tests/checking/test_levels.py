"""Levels of checking: rules wait for what they rest on; past years only get hints."""

import dataclasses
import datetime
from pathlib import Path

import pytest

from prongsai.checking import check, check_sources
from prongsai.findings import Severity
from prongsai.loading.load import load
from prongsai.storage.content_folder import Sources, read_sources
from prongsai.thai.dates import fiscal_year_end

BASE = Path(__file__).parents[1] / "checks" / "_base"
FOLDER = "content/agencies/ban-rai"
LAST_DAY = fiscal_year_end(2568)
NO_STEPS = "measures: [{id: m1, title: ก, topic: 1, units: [{text: ก}], follow_up: [{id: f, text: ก}]}]"  # fmt: skip  # noqa: E501 - a line


def sources(**files: str) -> Sources:
    """Return the small agency with more files, named `y2568_measures` and so on."""
    base = read_sources(BASE)
    more = {
        f"{FOLDER}/{name[1:].replace('_', '/')}.yml": text.encode()
        for name, text in files.items()
    }
    return dataclasses.replace(base, texts={**base.texts, **more})


def severities(given: Sources, today: datetime.date) -> dict[str, Severity]:
    found = check_sources(given, today).findings
    return {finding.code: finding.severity for finding in found}


@pytest.mark.parametrize(
    ("days", "expected"), [(0, Severity.WARNING), (1, Severity.HINT)]
)
def test_a_warning_about_a_year_that_is_over_is_a_hint(
    days: int, expected: Severity
) -> None:
    today = LAST_DAY + datetime.timedelta(days)
    found = severities(sources(y2568_measures=NO_STEPS), today)
    assert found["measure-without-steps"] is expected


def test_an_error_about_a_year_that_is_over_stays_an_error() -> None:
    wrong = "items: [{code: O5, owner: nobody}]"
    found = severities(
        sources(y2568_disclosures=wrong), LAST_DAY + datetime.timedelta(400)
    )
    assert found == {"unknown-unit": Severity.ERROR}


def test_the_rules_keep_silent_about_a_year_that_does_not_fit_together() -> None:
    wrong = NO_STEPS.replace("topic: 1", "topic: 9")
    found = check_sources(
        sources(y2568_measures=wrong, y2567_measures=NO_STEPS), LAST_DAY
    ).findings
    of_file = {(f.place.path.split("/")[3], f.code) for f in found}
    assert {code for year, code in of_file if year == "2568"} == {"unknown-topic"}
    assert ("2567", "measure-without-steps") in of_file


def test_the_rules_keep_silent_about_a_file_that_cannot_be_read() -> None:
    found = severities(sources(y2568_disclosures="items: ["), LAST_DAY)
    assert set(found.values()) == {Severity.ERROR}


def test_the_same_content_gives_the_same_findings() -> None:
    content, _ = load(sources(y2568_measures=NO_STEPS))
    assert content is not None
    assert check(content, LAST_DAY) == check(content, LAST_DAY)
