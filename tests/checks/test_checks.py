"""Every rule by its own examples: `tests/checks/<name>/{ok,bad}/<case>.yml`.

A case holds `today`, `files` (path below `content/`: its text) laid over the small
agency in `tests/checks/_base`, and last `expect`, all findings of the rule. Files that
are not text lie in a folder of the case's name; `sizes` makes files of so many zero
bytes; `without` is a library that is then missing. `pytest --update-golden` writes
`expect` anew; read it before you commit it.
"""

import datetime
import importlib
import itertools
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from ruamel.yaml import YAML

from each import each
from file_words import of_the_file
from prongsai import messages
from prongsai.assessment.agency_facts import agency_facts
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.checks import AGENCY_CHECKS, RULES, SITE_CHECKS, YEAR_CHECKS
from prongsai.checks import _documentation as check_docs
from prongsai.desk.beside import remark
from prongsai.findings import Finding, Severity, worst_first
from prongsai.loading.content import Content
from prongsai.loading.load import load
from prongsai.loading.references import check_references
from prongsai.storage.content_folder import read_sources, with_facts
from prongsai.thai.dates import parse_date

FOLDER = Path(__file__).parent
BASE = FOLDER / "_base"
AGENCY = "agencies/ban-rai"
TODAY = "2568-03-31"
CHECKS = list(RULES)
NOT_BY_EXAMPLE = {"evidence-stopped"}
"""Its example would take nine seconds; tests/checks/test_evidence.py has it."""

CASES = sorted(FOLDER.glob("[!_]*/*/*.yml"))


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"prongsai.checks.{name.replace('-', '_')}")


def _findings(name: str, content: Content, today: datetime.date) -> Iterator[Finding]:
    for agency in content.agencies:
        if name in AGENCY_CHECKS:
            yield from AGENCY_CHECKS[name](agency)
        for year in agency.years if name in YEAR_CHECKS else ():
            yield from YEAR_CHECKS[name](
                AssessedYear(content=content, agency=agency, year=year, today=today)
            )
    if name in SITE_CHECKS:
        facts = [agency_facts(one, one.years) for one in content.agencies]
        yield from SITE_CHECKS[name](content.site, facts)


def _run(
    name: str, root: Path, files: dict[str, str], today: str, more: Path | None = None
) -> tuple[Finding, ...]:
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    if more is not None and more.is_dir():
        shutil.copytree(more, root / "content", dirs_exist_ok=True)
    for path, text in files.items():
        target = root / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    content, wrong = load(with_facts(root, read_sources(root)))
    assert content is not None, wrong
    assert (*wrong, *check_references(content)) == (), "the example itself is broken"
    return worst_first(_findings(name, content, parse_date(today)))


def _line(finding: Finding) -> str:
    path = finding.place.path.removeprefix("content/").removeprefix(f"{AGENCY}/")
    said = messages.message(finding)
    place = f"{path}:{finding.place.line}"
    return f"{place}: {finding.severity}[{finding.code}] {finding.subject} | {said}"


@pytest.mark.parametrize(
    "case", CASES, ids=[str(c.relative_to(FOLDER).with_suffix("")) for c in CASES]
)
def test_a_rule_finds_what_its_example_says(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, update_golden: bool
) -> None:
    kind, name = case.parent.name, case.parent.parent.name
    text = case.read_text(encoding="utf-8")
    data = YAML(typ="safe").load(text)
    today = str(data.get("today", TODAY))
    more = case.with_suffix("")
    for path, size in data.get("sizes", {}).items():
        target = tmp_path / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            stream.truncate(size)
    if "without" in data:
        monkeypatch.setitem(sys.modules, data["without"], None)
    findings = _run(name, tmp_path, data["files"], today, more)
    for finding, language in itertools.product(findings, messages.LANGUAGES):
        said = messages.message(finding, language), messages.hint(finding, language)
        assert all(said), "both languages have all facts they name"
        assert finding.severity is not Severity.WARNING or finding.rule is not None
        if language == "th":
            shown = remark(finding, language)
            assert not of_the_file(shown.text), "the desk names no part of a file"
            assert not of_the_file(shown.hint), "the desk names no part of a file"
    found = [_line(f) for f in findings]
    if update_golden:
        head = text.partition("\nexpect:")[0].rstrip("\n") + "\n"
        tail = "".join(f"  - >-\n    {line}\n" for line in found)
        case.write_text(f"{head}expect:\n{tail}" if found else head, encoding="utf-8")
        return
    assert (data.get("expect") or []) == found
    assert bool(found) == (kind == "bad"), "ok examples find nothing, bad ones do"


@pytest.mark.parametrize("name", CHECKS)
def test_the_examples_in_the_documentation_are_true(name: str, tmp_path: Path) -> None:
    document = check_docs.read(name)
    for example, good in ((document.passing, True), (document.failing, False)):
        path, _, text = example.partition("\n")
        assert path.startswith("#"), "an example begins with the path of its file"
        if not path.endswith(".yml"):
            continue
        path = f"{AGENCY}/{path.removeprefix('#').strip()}"
        codes = {f.code for f in _run(name, tmp_path / str(good), {path: text}, TODAY)}
        assert bool(codes) is not good
        assert codes <= set(_module(name).CODES)


@each("name", CHECKS)
def test_the_bad_examples_show_every_code_of_a_rule(name: str) -> None:
    bad = "\n".join(
        case.read_text(encoding="utf-8")
        for case in (FOLDER / name / "bad").iterdir()
        if case.suffix == ".yml"
    )
    codes = set(_module(name).CODES) - NOT_BY_EXAMPLE
    assert {code for code in codes if f"[{code}]" not in bad} == set()
    assert list((FOLDER / name / "ok").glob("*.yml"))


def test_no_rule_is_forgotten() -> None:
    modules = Path(importlib.import_module("prongsai.checks").__file__ or "").parent
    files = {p.stem.replace("_", "-") for p in modules.glob("[!_]*.py")}
    folders = {p.name for p in FOLDER.iterdir() if (p / "bad").is_dir()}
    assert set(CHECKS) == files
    assert set(CHECKS) == folders
    for registry in (YEAR_CHECKS, AGENCY_CHECKS, SITE_CHECKS):
        assert list(registry) == sorted(registry)


def test_every_code_has_one_rule_and_its_words() -> None:
    codes = [code for name in CHECKS for code in _module(name).CODES]
    assert len(codes) == len(set(codes))
    tables = messages.finding_codes()
    used = {tables[code] for code in codes}
    words = {code for code, table in tables.items() if table in used}
    assert set(codes) == words


def test_the_page_of_the_rules_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "checks.md"
    assert page.read_text(encoding="utf-8") == check_docs.page(), (
        "run: prongsai checks --write"
    )
