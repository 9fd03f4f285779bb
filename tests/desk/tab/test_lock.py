"""What the bundle is made of is pinned, and is what is tested on a computer."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from checkout import ROOT
from each import each
from prongsai.desk.tab.lock import Locked, as_text, locked
from prongsai.desk.tab.wanted import OF_PART, PLATFORM

LOCKED = locked()


def test_every_file_has_its_hash_and_all_that_is_wanted_is_there() -> None:
    assert all(re.fullmatch("[0-9a-f]{64}", one.sha256) for one in LOCKED)
    wanted = {(part, name) for part, names in OF_PART.items() for name in names}
    found = {(one.part, one.name) for one in LOCKED if one.source == "pypi"}
    assert found == wanted
    assert [one.name for one in LOCKED if one.source == "npm"] == ["pyodide"]


@pytest.mark.newest
def asked_for() -> dict[str, Requirement]:
    """Return what the project asks for, by the name of the library."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    used = (extras[name] for name in ("import", "check", "desk", "test"))
    lines = (line for lines in (project["dependencies"], *used) for line in lines)
    return {one.name: one for one in map(Requirement, lines)}


@each("one", LOCKED, ids=lambda one: one.name)
def test_a_library_is_of_a_version_that_the_project_asks_for(one: Locked) -> None:
    asked = asked_for().get(one.name)
    assert asked is None or one.version in asked.specifier


def test_what_is_compiled_is_for_the_interpreter() -> None:
    compiled = [one.file for one in LOCKED if not one.file.endswith("-any.whl")]
    theirs = [file for file in compiled if PLATFORM in file]
    others = [file.partition("-")[0] for file in compiled if PLATFORM not in file]
    assert len(theirs) == 2
    assert others == ["pyodide", "markupsafe", "pyyaml"]


def test_the_lock_is_written_as_it_is_read() -> None:
    assert as_text(LOCKED).count("\n") == len(LOCKED) + 2
