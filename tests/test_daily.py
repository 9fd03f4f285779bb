"""What `make test` leaves to each day: few tests, and others take their place."""

import re

import yaml

from checkout import ROOT

TESTS = ROOT / "tests"
DOCUMENT = ROOT / "docs" / "development" / "slow-tests.md"
WORKFLOW = ROOT / ".github" / "workflows" / "daily.yml"
MARK = re.compile(r"mark\.daily\b(?:\(\s*((?:\"[^\"]+\",?\s*)+)\))?")


def marked() -> dict[str, list[str]]:
    """Return the files with such tests, and the files that their marks name."""
    found: dict[str, list[str]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for named in MARK.findall(path.read_text("utf-8")):
            where = path.relative_to(ROOT).as_posix()
            found.setdefault(where, []).extend(re.findall(r'"([^"]+)"', named) or [""])
    return found


def test_each_mark_names_files_whose_tests_prove_the_parts() -> None:
    missing = {
        where: [path for path in named if not (ROOT / path).is_file()]
        for where, named in marked().items()
    }
    assert {where: paths for where, paths in missing.items() if paths} == {}


def test_the_list_of_them_is_what_is_marked() -> None:
    text = DOCUMENT.read_text("utf-8").partition("\n## Each day\n")[2]
    rows = text.partition("\n## ")[0].splitlines()
    listed = {path for row in rows for path in re.findall(r"^\| `([^`:]+)", row)}
    assert listed == set(marked())


def test_the_workflow_of_each_day_runs_them() -> None:
    jobs = yaml.load(WORKFLOW.read_text("utf-8"), yaml.CBaseLoader)["jobs"]
    steps = [step.get("run", "") for job in jobs.values() for step in job["steps"]]
    assert any("make daily" in step or ".ci/run daily" in step for step in steps)
