"""The recipes that `prongsai new` writes, and how their steps are run."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

GITHUB, GITLAB = ".github/workflows/prongsai.yml", ".gitlab-ci.yml"


def recipe(site: Path, path: str) -> dict[str, Any]:
    # Without types: `on` stays a word.
    tree: dict[str, Any] = yaml.load((site / path).read_text("utf-8"), yaml.CBaseLoader)
    return tree


def steps(site: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, job in recipe(site, GITHUB)["jobs"].items():
        for step in job["steps"]:
            yield name, step


def scripts(site: Path) -> list[str]:
    found = [step["run"] for _, step in steps(site) if "run" in step]
    tree = recipe(site, GITLAB)
    for job in (tree, *(one for one in tree.values() if isinstance(one, dict))):
        found += job.get("before_script", []) + job.get("script", [])
    return found


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
