"""What a year that is over may still be blamed for."""

import datetime
import shutil
from pathlib import Path

import pytest

from checkout import ROOT, copy_agency
from prongsai.checking import check_sources
from prongsai.findings import Severity
from prongsai.storage.content_folder import read_sources

AGENCY = "content/agencies/tambon-tuayang"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    copy_agency(tmp_path, "tambon-tuayang", DURING)
    shutil.copyfile(ROOT / "content/site.yml", tmp_path / "content/site.yml")
    return tmp_path


def change(project: Path, name: str, old: str, new: str) -> None:
    file = project / AGENCY / "2568" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def severities(project: Path, code: str, today: datetime.date) -> set[Severity]:
    findings = check_sources(read_sources(project), today).findings
    return {finding.severity for finding in findings if finding.code == code}


DURING, AFTER = datetime.date(2025, 3, 31), datetime.date(2026, 11, 20)


def test_points_of_a_year_that_is_over_are_a_hint(project: Path) -> None:
    change(project, "survey.yml", "link:", "# link:")

    assert severities(project, "survey-missing", DURING) == {Severity.WARNING}
    assert severities(project, "survey-missing", AFTER) == {Severity.HINT}


def test_personal_data_of_a_year_that_is_over_stays_a_warning(project: Path) -> None:
    change(project, "survey.yml", "note: รหัส", "note: โทร 081-234-5678 รหัส")

    assert severities(project, "personal-phone-in-data", DURING) == {Severity.WARNING}
    assert severities(project, "personal-phone-in-data", AFTER) == {Severity.WARNING}
