"""What all tests share, and the rule that nothing is skipped unnoticed in CI."""

import gc
import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import settings
from pluggy import Result

from built_project import Project, build_project
from made_once import made_once

pytest_plugins = [
    "shared_fixtures",
    "chromium",
    "lent_windows",
    "desk_tab",
    "reader_site",
    "own_authority",
    "target_servers",
    "ftp_servers",
    "dav_servers",
]

settings.register_profile("quick", max_examples=25, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=400, deadline=None)
settings.load_profile("quick")

os.environ["OPENPYXL_DEFUSEDXML"] = "False"
"""As without it, which only tests install: it reads XML in Python, more slowly."""

_MEMORY = Path("/dev/shm")
_PLENTY = 4_000_000_000
"""Bytes that must be free there: all tests together take fewer."""


def pytest_collection() -> None:
    """Keep the garbage collector from walking over tests that stay anyway."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Leave the tests that were found to the end, and collect the rest seldom."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()


def pytest_configure(config: pytest.Config) -> None:
    """Put the folders of the tests into memory: flushing a file costs nothing there."""
    if hasattr(config, "workerinput") or not os.access(_MEMORY, os.W_OK):
        return
    runs = not os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC
    if runs and shutil.disk_usage(_MEMORY).free > _PLENTY:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


MAY_SKIP: dict[str, str] = {
    "test_a_pdf_of_libreoffice_is_read_whole": "LibreOffice is too big for CI",
    "test_a_workbook_saved_by_libreoffice": "LibreOffice is too big for CI",
}
"""Tests that may be skipped even in CI: part of the id, and the reason."""


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, Result[pytest.TestReport], None]:
    """Turn a skip into a failure where `PRONGSAI_NO_SKIPS` is set."""
    del call
    outcome = yield
    report = outcome.get_result()
    allowed = any(name in item.nodeid for name in MAY_SKIP)
    if report.skipped and os.environ.get("PRONGSAI_NO_SKIPS") and not allowed:
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {report.longrepr}"


MARKED_BY = {
    "browser": "browser",
    "tab_bundle": "site",
    "built_project": "site",
    "site": "site",
    "served": "site",
}
"""Fixtures that are a reason for a mark: whoever asks for one needs not say it."""

FIRST = ("quick_folder", "tab_bundle")
"""Fixtures whose tests come first, in this order."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `make test` leave out what `make daily` runs."""
    parser.addoption("--without-daily", action="store_true")


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Mark what opens a browser or builds a whole site; begin with what forks.

    To fork is quick only as long as the process is small. Then comes what takes a
    minute: as the last it would leave the other cores with nothing to do.
    """
    for item in items:
        for name in MARKED_BY.keys() & _asked(item):
            item.add_marker(MARKED_BY[name])
    if config.getoption("--without-daily"):
        left = [item for item in items if item.get_closest_marker("daily")]
        items[:] = [item for item in items if not item.get_closest_marker("daily")]
        config.hook.pytest_deselected(items=left)
    items.sort(key=lambda item: [name not in _asked(item) for name in FIRST])


def _asked(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a whole file by its argument: its bytes may hold the time it was made at.

    All workers have to find tests of the same names.
    """
    return argname if isinstance(val, bytes) and len(val) > 100 else None


@pytest.fixture(scope="session")
def built_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build a small project once; whoever breaks it, copies it first."""
    return made_once(tmp_path_factory, "built", build_project)
