"""The recipes for GitHub Actions and GitLab CI that `prongsai new` writes.

actionlint 1.7 finds nothing in the first and GitLab's CI schema nothing in the second;
neither can be had here without a download, so their shape is tested by hand, and the
commands are run in a real repository.
"""

import importlib
import itertools
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from git_project import commit, edit, run_git
from prongsai import __version__
from prongsai.cli import COMMANDS
from prongsai.comparing.markdown import MARKER
from prongsai.new import example_site

GITHUB, GITLAB = ".github/workflows/prongsai.yml", ".gitlab-ci.yml"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "site"
    example_site(folder)
    return folder


def recipe(site: Path, path: str) -> dict[str, Any]:
    # BaseLoader: `on` stays a word.
    tree: dict[str, Any] = yaml.load((site / path).read_text("utf-8"), yaml.BaseLoader)
    return tree


def steps(site: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, job in recipe(site, GITHUB)["jobs"].items():
        for step in job["steps"]:
            yield name, step


def scripts(site: Path) -> list[str]:
    found = [step["run"] for _, step in steps(site) if "run" in step]
    tree = recipe(site, GITLAB)
    for job in (tree, tree["check"], tree["diff"]):
        found += job.get("before_script", []) + job.get("script", [])
    return found


def test_the_commands_of_the_recipes_exist(site: Path) -> None:
    lines = [line.strip() for text in scripts(site) for line in text.splitlines()]
    calls = [line for line in lines if line.startswith("prongsai ")]
    assert {shlex.split(line)[1] for line in calls} == {"build", "check", "diff"}
    for line in calls:
        words = shlex.split(line.removesuffix(" || true"))
        assert words[1] in COMMANDS
        command = importlib.import_module(f"prongsai.cli.{words[1]}").command
        # Raises where an option or its value is not known.
        command.make_parser(context := command.context_class(command)).parse_args(
            words[2:]
        )
        for name, value in itertools.pairwise(words):
            if name == "--format":
                form = next(one for one in command.params if one.name == "form")
                assert form.type.convert(value, form, context) == value


def test_the_version_is_pinned(site: Path) -> None:
    for path in (GITHUB, GITLAB):
        text = (site / path).read_text("utf-8")
        assert "@VERSION@" not in text
        assert f'"prongsai[check]=={__version__}"' in text


@pytest.mark.parametrize("path", [GITHUB, GITLAB])
@pytest.mark.parametrize(
    ("wheels", "wanted"),
    [
        ((), f"prongsai[check]=={__version__}"),
        (("other-1-py3-none-any.whl",), f"prongsai[check]=={__version__}"),
        (
            ("prongsai-9.1-py3-none-any.whl", "prongsai-10.2-py3-none-any.whl"),
            "./wheels/prongsai-10.2-py3-none-any.whl[check]",
        ),
    ],
)
def test_a_wheel_beside_the_content_is_installed_first(
    path: str, wheels: tuple[str, ...], wanted: str, site: Path, tmp_path: Path
) -> None:
    tree = recipe(site, path)
    found = tree.get("before_script") or [
        step["run"]
        for name, step in steps(site)
        if "pip install" in step.get("run", "")
    ]
    (tmp_path / "bin").mkdir()
    pip = tmp_path / "bin/pip"
    pip.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    pip.chmod(0o755)
    for name in wheels:
        (tmp_path / "wheels").mkdir(exist_ok=True)
        (tmp_path / "wheels" / name).touch()
    path_of_programs = f"{pip.parent}{os.pathsep}{os.environ['PATH']}"
    for shell in ("bash -eo pipefail", "sh -e"):
        done = subprocess.run(
            [*shell.split(), "-c", "\n".join(found)],
            cwd=tmp_path,
            env={**os.environ, "PATH": path_of_programs},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stdout.split()[-1] == wanted, done.stderr


def test_forks_need_no_secret_and_get_no_right_to_write(site: Path) -> None:
    text = (site / GITHUB).read_text("utf-8")
    tree = recipe(site, GITHUB)
    assert set(tree["on"]) == {"push", "pull_request"}
    assert "secrets." not in text
    assert tree["permissions"] == {"contents": "read"}
    assert "permissions" not in tree["jobs"]["check"]
    comment = tree["jobs"]["comment"]
    assert comment["permissions"] == {"pull-requests": "write"}
    assert "head.repo.full_name == github.repository" in comment["if"]
    assert not [step for step in comment["steps"] if "checkout" in step.get("uses", "")]


def test_no_expression_reaches_a_shell_and_every_action_has_a_version(
    site: Path,
) -> None:
    for _, step in steps(site):
        assert "${{" not in step.get("run", "")
        assert re.fullmatch(r"actions/[a-z-]+@v\d+", step.get("uses", "actions/x@v1"))


def test_every_script_is_a_script(site: Path) -> None:
    for text in scripts(site):
        done = subprocess.run(["bash", "-n"], input=text, text=True, check=False)
        assert done.returncode == 0, text


def test_one_comment_is_found_again_by_its_marker(site: Path) -> None:
    for path in (GITHUB, GITLAB):
        assert MARKER in (site / path).read_text("utf-8")


def run(
    script: str, folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        text=True,
        capture_output=True,
        check=False,
        env={**os.environ, "PATH": path, **environment},
    )


@pytest.fixture
def changed(site: Path, tmp_path: Path) -> Path:
    root = tmp_path / "site"
    shutil.copytree(site, root)
    run_git(root, "init", "-q", "-b", "main")
    commit(root)
    agency = "content/agencies/tambon-tuayang/2568"
    edit(root, f"{agency}/scores.yml", ("score: 95.05", "score: 95.50"))
    commit(root)
    return root


@pytest.mark.site
def test_the_github_job_does_what_it_says(changed: Path, tmp_path: Path) -> None:
    kept, summary = tmp_path / "env", tmp_path / "summary"
    environment = {"GITHUB_ENV": str(kept), "GITHUB_STEP_SUMMARY": str(summary)}
    printed = ""
    for job, step in steps(changed):
        if job != "check" or "run" not in step or "pip install" in step["run"]:
            continue
        done = run(step["run"], changed, **environment)
        assert done.returncode == 0, done.stderr
        printed += done.stdout
        environment |= dict(
            line.split("=", 1) for line in kept.read_text("utf-8").splitlines()
        )
    assert environment["BASE"] == "HEAD^1"
    assert "::warning file=content/agencies/" in printed or "::notice" in printed
    assert "95.50" in summary.read_text("utf-8")
    assert (changed / "build" / "site" / "index.html").is_file()
    names = {path.name for path in (changed / "build" / "reports").iterdir()}
    assert names == {"diff.md", "change-sheet.html", "check.md"}


@pytest.mark.parametrize("known", ["", "77"])
def test_the_comment_is_written_once_and_then_replaced(
    site: Path, tmp_path: Path, known: str
) -> None:
    script = next(step["run"] for job, step in steps(site) if "gh api" in str(step))
    program, log = tmp_path / "gh", tmp_path / "log"
    program.write_text(
        f'#!/bin/sh\necho "$*" >>{log}\n'
        f'case "$*" in *--paginate*) printf "{known}";; esac\n'
    )
    program.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = run(script, tmp_path, REPO="o/r", NUMBER="5", PATH=path)
    assert done.returncode == 0, done.stderr
    last = log.read_text().splitlines()[-1]
    wanted = f"PATCH repos/o/r/issues/comments/{known}" if known else "POST repos/o/r"
    assert wanted in last
    assert last.endswith("-F body=@reports/diff.md")


@pytest.mark.site
def test_the_gitlab_jobs_do_what_they_say(changed: Path) -> None:
    tree = recipe(changed, GITLAB)
    base = run_git(changed, "rev-parse", "HEAD^1").strip()
    for line in (*tree["check"]["script"], *tree["diff"]["script"]):
        done = run(line, changed, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
        assert done.returncode == 0, done.stderr
    for path in tree["check"]["artifacts"]["reports"].values():
        assert (changed / path).is_file()
    assert "95.50" in (changed / "build/reports/diff.md").read_text("utf-8")
