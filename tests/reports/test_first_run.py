"""The first thing an officer sees: `prongsai check` on each agency."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checkout import ROOT
from examples import in_turn
from prongsai.cli import cli

AGENCIES = sorted(path.name for path in (ROOT / "content" / "agencies").iterdir())
PAGE = 60
"""Lines that one reads without losing the thread: a printed page."""


def check(*arguments: str) -> Result:
    line = ["check", "-C", str(ROOT), "--today", "2569-11-21", *arguments]
    return CliRunner().invoke(cli, line, catch_exceptions=False)


@pytest.mark.parametrize(("language", "agency"), in_turn(["th", "en"], AGENCIES))
@pytest.mark.slow
def test_the_report_of_an_agency_can_be_read(language: str, agency: str) -> None:
    result = check("--agency", agency, "--lang", language)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].startswith("Prongsai ")
    assert len(lines) <= PAGE
    assert lines[-1].startswith(("ต่อไป: ", "next: "))
    for line in lines:
        assert line == line.rstrip()
        assert "\x1b" not in line
        assert "None" not in line
    findings = [line for line in lines if line.startswith("      • ")]
    advice = [line for line in lines if line.startswith("        → ")]
    assert len(advice) <= len(findings)
    if len(findings) > 3:
        first = [line for line in lines if line[:5] in {"  1. ", "  2. ", "  3. "}]
        assert len(first) == 3


@pytest.mark.slow
def test_every_agency_is_told_in_the_whole_report() -> None:
    whole = check().stdout
    for agency in AGENCIES:
        own = check("--agency", agency).stdout
        for line in own.splitlines():
            if line.startswith("      • "):
                assert line in whole


def test_an_agency_that_is_not_there_is_a_usage_error() -> None:
    result = check("--agency", "plala")
    assert result.exit_code == 2
    assert f"มีแต่: {', '.join(AGENCIES)}\n" in result.output


def test_another_agency_does_not_fail_the_check_of_this(tmp_path: Path) -> None:
    content = tmp_path / "content"
    for slug, province in (("good", "province: ก"), ("bad", "provinse: ก")):
        agency = content / "agencies" / slug / "agency.yml"
        agency.parent.mkdir(parents=True)
        text = f"name: อบต. {slug}\nkind: other\n{province}\n"
        agency.write_text(text, encoding="utf-8")
    (content / "site.yml").write_text("version: 1\ntitle: ก\n", encoding="utf-8")
    for slug, code in (("good", 0), ("bad", 1)):
        line = ["check", "-C", str(tmp_path), "--agency", slug]
        assert CliRunner().invoke(cli, line).exit_code == code
