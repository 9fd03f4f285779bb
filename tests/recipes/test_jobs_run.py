"""The jobs of the recipes do what they say, run as they are written.

Each is run in a real repository.
"""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

import small_site
from checkout import share_facts
from forge_recipes import GITHUB, GITLAB, recipe, run, steps
from git_project import commit, edit, run_git
from prongsai.comparing.tools import changed_tools


@pytest.fixture
def changed(site: Path, tmp_path: Path) -> Path:
    root = tmp_path / "site"
    shutil.copytree(site, root)
    share_facts(root)
    shutil.rmtree(root / "content")  # a smaller one is enough
    small_site.write(root)
    run_git(root, "init", "-q", "-b", "main")
    commit(root)
    edit(root, f"{small_site.YEAR}/scores.yml", ("total: 93.78", "total: 95.50"))
    commit(root)
    return root


@pytest.mark.site
def test_the_github_job_does_what_it_says(changed: Path, tmp_path: Path) -> None:
    kept, summary = tmp_path / "env", tmp_path / "summary"
    kept.touch()
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
    built = hashes_of_the_build(changed)
    shown = {path: one for path, one in built.items() if not path.startswith(".")}
    assert uploaded_to_pages(changed, tmp_path / "pages") == shown
    assert {"index.html", "404.html"} <= shown.keys()


def hashes_of_the_build(root: Path) -> dict[str, str]:
    """Return the files that the build lists."""
    listed: dict[str, str] = json.loads((root / "build/manifest.json").read_bytes())[
        "files"
    ]
    return listed


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def uploaded_to_pages(root: Path, there: Path) -> dict[str, str]:
    """Pack what the job uploads as the action does, and return what is unpacked."""
    [(job, step)] = [
        (job, step)
        for job, step in steps(root)
        if "upload-pages-artifact@" in step.get("uses", "")
    ]
    assert (job, step["with"]) == ("check", {"path": "build/site"})
    deploy = recipe(root, GITHUB)["jobs"]["pages"]
    assert deploy["needs"] == job
    assert [list(step) for step in deploy["steps"]] == [["id", "uses"]]
    there.mkdir()
    packing = ("--dereference", "--hard-dereference", "--directory")
    hidden = ("--exclude=.git", "--exclude=.github", "--exclude=.[^/]*")
    packed = there.with_suffix(".tar")
    pack = ["tar", *packing, f"{root}/build/site", "-cf", f"{packed}", *hidden, "."]
    subprocess.run(pack, check=True)
    subprocess.run(["tar", "-xf", packed, "-C", there], check=True)
    return hashes(there)


def test_a_request_to_change_is_checked_with_the_tools_of_before(
    site: Path, tmp_path: Path
) -> None:
    scripts = [
        *(
            one["run"]
            for _, one in steps(site)
            if "rm -rf wheels" in one.get("run", "")
        ),
        recipe(site, GITLAB)["before_script"][0],
    ]
    assert len(scripts) == 2
    for number, script in enumerate(scripts):
        root = tmp_path / str(number)
        for name in ("wheels/a.whl", "theme/main.html", "content/site.yml"):
            (root / name).parent.mkdir(parents=True)
            (root / name).write_text("before", encoding="utf-8")
        run_git(root, "init", "-q", "-b", "main")
        base = commit(root)
        (root / "mkdocs.yml").write_text("hooks: [evil.py]", encoding="utf-8")
        (root / "wheels/b.whl").write_text("evil", encoding="utf-8")
        for name in ("wheels/a.whl", "theme/main.html", "content/site.yml"):
            (root / name).write_text("after", encoding="utf-8")
        commit(root)
        done = run(script, root, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
        assert done.returncode == 0, done.stderr
        found = {
            path.relative_to(root).as_posix(): path.read_text("utf-8")
            for path in root.rglob("*")
            if path.is_file() and ".git" not in path.parts
        }
        assert found == {
            "wheels/a.whl": "before",
            "theme/main.html": "before",
            "content/site.yml": "after",
        }
        told = changed_tools(root, base, "")
        assert told == ("mkdocs.yml", "theme/main.html", "wheels/a.whl", "wheels/b.whl")


def deployed_to_pages(root: Path, folder: Path) -> dict[str, str]:
    """Run the job in a fresh checkout with the artifacts of the job before it.

    Returns:
        What it leaves in the folder that GitLab puts online.
    """
    tree = recipe(root, GITLAB)
    job = tree["pages"]
    assert (job["needs"], job["before_script"]) == (["check"], [])
    fresh = folder / "fresh"
    run_git(folder, "clone", "-q", str(root), "fresh")
    for path in tree["check"]["artifacts"]["paths"]:
        shutil.copytree(root / path, fresh / path)
    done = run("\n".join(job["script"]), fresh)
    assert (done.returncode, done.stderr) == (0, "")
    assert job["artifacts"]["paths"] == ["public"]
    return hashes(fresh / "public")


@pytest.mark.site
@pytest.mark.daily(
    "tests/recipes/test_jobs_run.py", "tests/recipes/test_what_is_written.py"
)
def test_the_gitlab_jobs_do_what_they_say(changed: Path) -> None:
    tree = recipe(changed, GITLAB)
    base = run_git(changed, "rev-parse", "HEAD^1").strip()
    for line in (*tree["check"]["script"], *tree["diff"]["script"]):
        done = run(line, changed, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
        assert done.returncode == 0, done.stderr
    assert deployed_to_pages(changed, changed.parent) == hashes_of_the_build(changed)
    for path in tree["check"]["artifacts"]["reports"].values():
        assert (changed / path).is_file()
    assert "95.50" in (changed / "build/reports/diff.md").read_text("utf-8")
