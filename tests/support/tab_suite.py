"""The project's own tests inside the tab's interpreter: which, and what is left out.

`make tab-suite` runs all of them, a layer at a time; an ordinary run of the tests has
one small layer. This is the one list of what cannot run there, with the reason.
"""

import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from checkout import ROOT
from prongsai.desk.tab.fetch import download
from tab_interpreter import Script

LAYERS: Mapping[str, tuple[str, ...]] = {
    "words": ("thai", "messages", "fragments"),
    "load": ("yaml", "loading"),
    "check": ("checks", "checking", "assessment", "years"),
    "import": ("importing",),
    "workbook": ("workbook",),
    "render": ("content", "opendata", "reports", "comparing", "internal"),
}
"""Folders of tests by what they are about."""

SMALL = ("words", ("thai/test_dates.py", "thai/test_order.py", "thai/test_cell.py"))
"""What an ordinary run of the tests has: starting the interpreter takes longest."""


class Why(StrEnum):
    """Why something is not run there."""

    LIBRARY = "it compares with a library that a tab has not"
    PROCESS = "it starts Git"
    SOURCE = "it looks at the text of the program's modules; a tab has them compiled"
    LIMIT = "it tries the depth at which Python refuses, which ends this interpreter"
    SYSTEM = "it needs a pipe, another user, or a name that this file system has not"
    YAML = "the reader without a compiled part words this mistake of YAML in general"
    BUILT = "it begins with a whole site, which the fixtures of a computer build"


NOT_THERE = (
    *("PIL", "cmarkgfm", "docx", "jsonschema", "lxml", "pikepdf", "playwright"),
    *("pypdfium2", "typst", "zxingcpp"),
)
"""Libraries compiled for computers alone: a file that needs one is left out."""

_MISTAKES = "yaml/test_reader.py::test_a_mistake_is_told_with_its_place"
_EXAMPLES = "checks/test_checks.py::test_a_rule_finds_what_its_example_says"

LEFT_OUT: Mapping[str, Why] = {
    "messages/test_messages.py::test_python_holds_no_thai_prose": Why.SOURCE,
    f"{_EXAMPLES}[evidence-keeps/bad/traces]": Why.LIBRARY,
    f"{_EXAMPLES}[personal-data/bad/in-files]": Why.LIBRARY,
    f"{_EXAMPLES}[personal-data/bad/not-searched]": Why.LIBRARY,
    "checks/test_checks.py::test_no_rule_is_forgotten": Why.SOURCE,
    "assessment/test_confirm.py": Why.PROCESS,
    "fragments/test_pasted.py": Why.LIMIT,
    "years/test_rolling_into_a_begun_year.py::test_a_damaged_note": Why.LIMIT,
    "loading/test_unreadable.py": Why.SYSTEM,
    "loading/test_load.py::test_a_pipe_is_no_file": Why.SYSTEM,
    "loading/test_load.py::test_a_name_that_is_not_utf8_is_told": Why.SYSTEM,
    f"{_MISTAKES}[an unknown version of YAML]": Why.YAML,
    f"{_MISTAKES}[a closing bracket without an opening one]": Why.YAML,
    f"{_MISTAKES}[a comma begins a text]": Why.YAML,
    f"{_MISTAKES}[a question mark alone]": Why.YAML,
    "content/test_findings_of_the_agencies.py": Why.LIBRARY,
    "opendata/test_open_data.py::test_nothing_withheld_is_there": Why.BUILT,
    "opendata/test_open_data.py::test_the_verifier_looks_into_open": Why.BUILT,
    "reports/test_check_command.py::test_an_unknown_revision": Why.PROCESS,
    "comparing/test_left_out.py": Why.PROCESS,
    "importing/test_html_tree.py": Why.LIBRARY,
    "importing/test_words.py::test_no_code_is_left_over": Why.SOURCE,
    "importing/test_words.py::test_no_words_of_the_report_are": Why.SOURCE,
}
"""Files, and the beginning of a test's name after `::`; paths are below `tests`."""

LIBRARIES = (
    *("hypothesis", "iniconfig", "packaging", "pluggy", "pygments", "pytest"),
    "sortedcontainers",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many passed, and what failed with the end of what it said.

    `without` are files that need a library which is not there.
    """

    passed: int
    skipped: int
    without: Sequence[str]
    failed: Mapping[str, str]


def suite(folder: Path, paths: tuple[str, ...]) -> Script:
    """Return the script that runs tests in the interpreter of a bundle."""
    libraries = ROOT / "build" / "cache" / "tab-suite"
    if not libraries.is_dir():
        _fetched(libraries, folder)
    text = f"""
import json, sys
sys.path[:0] = ["/work/build/cache/tab-suite", "/work/tests/support"]
from pytest_in_tab import ran
answer = json.dumps(ran({paths!r}, {tuple(LEFT_OUT)!r}, {NOT_THERE!r}))
"""
    return Script(folder=ROOT, path=folder / "suite.py", text=text)


AT_LEAST = 10


def all_passed(layer: str, answer: Mapping[str, Any]) -> None:
    """Assert that nothing failed and enough was run."""
    outcome = Outcome(**answer)
    said = f"{layer}: {outcome.passed} passed, {outcome.skipped} skipped"
    said += f", {len(outcome.without)} files left out for a library\n"
    sys.stdout.write(said)  # `make tab-suite` shows it
    told = "\n\n".join(f"{name}\n{end}" for name, end in outcome.failed.items())
    assert not outcome.failed, told
    assert outcome.passed >= AT_LEAST


def _fetched(libraries: Path, folder: Path) -> None:
    """Let pip give what the tests need, for this interpreter."""
    download(folder, *LIBRARIES)
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as one:
            one.extractall(libraries)
