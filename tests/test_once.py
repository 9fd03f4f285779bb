"""Nothing is loaded, checked or planned twice in one command."""

import functools
import importlib
import shutil
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from built_project import Project, copied
from git_project import run_git
from prongsai.checking import check_sources
from prongsai.checking.chapter import look_into
from prongsai.cli import cli
from prongsai.loading.load import load
from prongsai.site.page_types import lay_out, lay_out_agency, lay_out_site
from small_site import AGENCY, write
from source_modules import MODULES, name_of

STEPS = (
    load,
    check_sources,
    look_into,
    lay_out,
    lay_out_agency,
    lay_out_site,
)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the calls of each step, in whatever module it is used."""
    counted: Counter[str] = Counter()
    for path in MODULES:
        if name_of(path) not in {"", "__main__"}:
            importlib.import_module(f"prongsai.{name_of(path)}")
    for step in STEPS:
        counting = _counting(step, counted)
        for name, module in list(sys.modules.items()):
            if name == "prongsai" or name.startswith("prongsai."):
                for own, value in list(vars(module).items()):
                    if value is step:
                        monkeypatch.setattr(module, own, counting)
    return counted


def _counting(
    step: Callable[..., object], counted: Counter[str]
) -> Callable[..., object]:
    @functools.wraps(step)
    def call(*args: object, **more: object) -> object:
        counted[step.__name__] += 1
        return step(*args, **more)

    return call


def run(*line: str) -> int:
    return CliRunner().invoke(cli, [*line, "--today", "2568-03-31"]).exit_code


ONCE = {"load": 1, "check_sources": 1, "lay_out": 1}
UNPLANNED = {"load": 1, "check_sources": 1}
OF_SITE_AND_TWO_AGENCIES = {"load": 3, "look_into": 2}
BUILT = OF_SITE_AND_TWO_AGENCIES | {"lay_out_agency": 2, "lay_out_site": 1}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (("build", "--force", "--zip", "--fragments"), BUILT),
        (("build", "--zip"), BUILT),
        (("check",), OF_SITE_AND_TWO_AGENCIES),
        (("start", "--no-open"), BUILT),
        (("publish", "--record"), ONCE),
        (("submission",), UNPLANNED),
        (("todo",), UNPLANNED),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_command_does_every_step_once(
    tmp_path: Path,
    calls: Counter[str],
    line: tuple[str, ...],
    expected: dict[str, int],
) -> None:
    own = write(tmp_path)
    shutil.copytree(own / AGENCY, own / "content/agencies/ban-suan")
    run(*line, "-C", str(own))
    assert calls == expected


def test_a_build_that_changes_nothing_loads_nothing(
    built_project: Project, tmp_path: Path, calls: Counter[str]
) -> None:
    shutil.copytree(built_project.root, tmp_path / "own")
    run("build", "-C", str(tmp_path / "own"))
    assert calls == {}


def test_a_comparison_does_every_step_once_for_each_side(
    built_project: Project, tmp_path: Path, calls: Counter[str]
) -> None:
    own = copied(built_project, tmp_path / "own")
    run_git(own.root, "init", "-q")
    run_git(own.root, "add", "content")
    run_git(own.root, "commit", "-qm", "content")
    assert run("diff", "HEAD", "-C", str(own.root)) == 0
    of_the_site_alone = 1  # to know which agencies can be left out
    assert calls == {
        "load": 2 + of_the_site_alone,
        "check_sources": 2,
        "lay_out": 2,
    }
