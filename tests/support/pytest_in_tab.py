"""pytest inside the tab's interpreter, without the parts of a computer."""

import importlib.util
import os
import types
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

TESTS = Path("/work/tests")
_CONFTESTS = ("loading", "opendata")
_TOLD = 1500


class Seen:
    """Collects what the tests give, and leaves out what is not to be run."""

    def __init__(self, left_out: Iterable[str], not_there: Iterable[str]) -> None:
        self.left_out = tuple(left_out)
        self.missing = tuple(f"No module named '{one}'" for one in not_there)
        self.passed = self.skipped = 0
        self.without: list[str] = []
        self.failed: dict[str, str] = {}

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        left_out = (TESTS / one for one in self.left_out)
        return True if collection_path in left_out else None

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [
            one
            for one in items
            if not any(name in one.nodeid for name in self.left_out)
        ]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and report.longreprtext.rstrip().endswith(self.missing):
            self.without.append(report.nodeid)
        elif report.failed:
            self.failed[report.nodeid] = report.longreprtext[-_TOLD:]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed[report.nodeid] = report.longreprtext[-_TOLD:]
        elif report.skipped:
            self.skipped += 1
        elif report.when == "call":
            self.passed += 1


def ran(
    paths: Iterable[str], left_out: Iterable[str], not_there: Iterable[str]
) -> dict[str, Any]:
    """Run the quick tests of some folders or files; return the parts of an outcome."""
    os.chdir("/work")
    os.environ["OPENPYXL_DEFUSEDXML"] = "False"
    settings.register_profile("tab", max_examples=5, deadline=None, derandomize=True)
    settings.load_profile("tab")
    seen = Seen(left_out, not_there)
    pytest.main(
        [
            *("-q", "--noconftest", "--rootdir=/work", "--import-mode=importlib"),
            *("-p", "no:cacheprovider", "-p", "no:faulthandler", "--basetemp=/tmp/t"),
            *("-W", "default"),  # pytest meets its own modules imported already
            *("--continue-on-collection-errors", "-p", "shared_fixtures"),
            *("-m", "not slow and not site and not browser and not seeds"),
            *(f"/work/tests/{one}" for one in paths),
        ],
        plugins=[seen, *map(_conftest, _CONFTESTS)],
    )
    names = ("passed", "skipped", "without", "failed")
    return {name: getattr(seen, name) for name in names}


def _conftest(folder: str) -> types.ModuleType:
    """Return the fixtures of a folder; those of all tests need a browser."""
    path = TESTS / folder / "conftest.py"
    spec = importlib.util.spec_from_file_location(f"conftest_of_{folder}", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
