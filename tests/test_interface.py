"""What `import prongsai` offers: documented, loaded late, and all the command uses."""

import ast
import datetime
import inspect
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import prongsai
from built_project import copy_content
from checkout import ROOT
from each import each
from source_modules import MODULES, PACKAGE, imports, name_of

PAGE = (ROOT / "docs/development/api.md").read_text(encoding="utf-8")
HEADINGS = re.findall(r"^### `(\w+)(?:\(([^)]*)\))?`$", PAGE, re.MULTILINE)
SPINE = {"prongsai.building", "prongsai.checking"}


def typed() -> Mapping[str, str]:
    """Return what type checkers read: the place of each name."""
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    return {
        str(alias.asname): f"{str(node.module).removeprefix('prongsai.')}:{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pro")
        for alias in node.names
    }


def loaded_after(code: str) -> set[str]:
    """Return the modules that a fresh Python has loaded after `code`."""
    text = f"{code}\nimport json, sys\nprint(json.dumps(list(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", text], check=True, capture_output=True, text=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_every_name_is_there_under_the_place_that_type_checkers_see() -> None:
    assert typed() == dict(prongsai._PLACES)
    assert sorted(typed()) == prongsai.__all__ == sorted(prongsai.__all__)
    assert all(getattr(prongsai, name) for name in prongsai.__all__)


def test_every_name_is_documented_with_its_parameters() -> None:
    assert sorted(name for name, _ in HEADINGS) == sorted(prongsai.__all__)
    for name, parameters in HEADINGS:
        value = getattr(prongsai, name)
        if not isinstance(value, type):
            expected = ", ".join(inspect.signature(value).parameters)
            assert parameters == expected, name


@pytest.mark.slow
def test_the_example_of_the_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy_content(tmp_path)
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)

    exec(compile(example, "api.md", "exec"), {})

    lines = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"\d\d pages, 0 mistakes of the program itself", lines[-1])
    assert (tmp_path / "build/fragments/index.html").is_file()


def test_a_function_is_not_hidden_by_a_module_of_its_name() -> None:
    assert callable(prongsai.check)
    assert callable(prongsai.build)
    modules = {name_of(path).partition(".")[0] for path in MODULES}
    assert modules & set(prongsai.__all__) == set()


def test_a_name_that_is_not_there_is_told_as_by_any_module() -> None:
    with pytest.raises(
        AttributeError, match=re.escape("module 'prongsai' has no attribute 'cheque'")
    ):
        prongsai.cheque  # noqa: B018 - asking is the test


def test_the_names_are_listed_by_dir() -> None:
    assert set(prongsai.__all__) <= set(dir(prongsai))


def test_importing_the_package_loads_nothing_else_of_it() -> None:
    assert {
        name for name in loaded_after("import prongsai") if name.startswith("prongsai.")
    } == set()


def test_the_help_of_the_command_loads_nothing_slow() -> None:
    code = "from prongsai.cli import cli\ncli.main(['--help'], standalone_mode=False)"
    slow = {"pydantic", "jinja2", "mkdocs", "segno", "openpyxl", "ruamel.yaml"}
    assert loaded_after(code) & slow == set()


@each("path", [p for p in MODULES if name_of(p).startswith("cli")], ids=name_of)
def test_the_command_checks_and_builds_through_the_interface(path: Path) -> None:
    assert SPINE & set(imports(path)) == set()


def test_a_day_is_a_day_of_python() -> None:
    parameters = inspect.signature(prongsai.check).parameters
    assert parameters["today"].annotation is datetime.date
