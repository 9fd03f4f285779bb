"""What the documents for developers name exists, and what they promise is set up."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from checkout import ROOT
from each import each
from prongsai.thai.spelled import spelled
from source_modules import MODULES, PACKAGE, name_of

DEVELOPMENT = ROOT / "docs" / "development"
DOCUMENTS = (
    *sorted(DEVELOPMENT.rglob("*.md")),
    ROOT / "CHANGELOG.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    ROOT / "generator" / "README.md",
    ROOT / "theme" / "README.md",
)
HOUSE = (DEVELOPMENT / "house.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^\| (\d+) \| [^|]+ \| ([^|]+) \|$", HOUSE, re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
WORKFLOW = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")

paths = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix()
)


def read(document: Path) -> str:
    return document.read_text(encoding="utf-8")


@paths
def test_what_a_document_links_to_is_there(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", read(document))
    local = [link for link in links if not link.startswith("http")]
    assert [link for link in local if not (document.parent / link).exists()] == []


@paths
def test_every_make_target_that_a_document_names_exists(document: Path) -> None:
    targets = re.findall(r"^([a-z-]+):", read(ROOT / "Makefile"), re.MULTILINE)
    named = re.findall(r"(?:`|^)make ([a-z-]+)", read(document), re.MULTILINE)
    assert set(named) - set(targets) == set()


@each("document", sorted(DEVELOPMENT.rglob("*.md")), ids=lambda path: path.stem)
def test_every_file_that_a_document_names_exists(document: Path) -> None:
    named = re.findall(r"`([\w.][\w./-]*(?:\.\w+|/))`", read(document))
    theirs = ("build/", "content/", "dist/", "wheels/")
    gone = [
        name
        for name in named
        if ("/" in name or name.endswith(".py")) and not name.startswith(theirs)
        if not (ROOT / name).exists() and not (PACKAGE / name).exists()
    ]
    assert gone == []


def test_the_house_answers_all_questions_of_the_stranger() -> None:
    assert [int(number) for number, _ in QUESTIONS] == list(range(1, 33))


@each(("number", "places"), QUESTIONS)
def test_the_house_names_places_that_answer(number: str, places: str) -> None:
    named = re.findall(r"`([^`]+)` · `([^`]+)`", places)
    assert named, number
    for path, word in named:
        assert re.search(rf"\b{word}\b", read(PACKAGE / path)), (path, word)


def test_every_slow_test_that_is_explained_exists() -> None:
    text = read(DEVELOPMENT / "slow-tests.md")
    rows = re.findall(
        r"^\| `(tests/[^`]+)::(\w+)` \| (.+?) \| (.+?) \|$", text, re.MULTILINE
    )
    assert len(rows) == 10
    for path, name, seconds, reason in rows:
        assert f"def {name}(" in read(ROOT / path), name
        assert seconds[0].isdigit(), name
        assert len(reason.split()) > 5, name


def test_the_map_names_every_part_of_the_program() -> None:
    rows = re.findall(
        r"^\| (`.+`) \|", read(ROOT / "generator/README.md"), re.MULTILINE
    )
    named = {name.split("/")[0] for row in rows for name in re.findall("`(.+?)`", row)}
    parts = {
        path.name
        for path in PACKAGE.iterdir()
        if path.suffix == ".py" or (path.is_dir() and path.name[0] != "_")
    }
    assert parts - named == {"__main__.py"}


def test_at_most_15_entries_are_next_to_the_packages() -> None:
    loose = sorted(
        path.name
        for path in PACKAGE.iterdir()
        if path.is_file() and path.name != "__init__.py"
    )
    assert len(loose) <= 15, loose


def test_no_module_normalises_thai_with_nfkc() -> None:
    users = [name_of(path) for path in MODULES if '"NFKC"' in read(path)]
    thai = "".join(map(chr, range(0x0E01, 0x0E50)))
    # The other two only compare: the text that they were given stays as it is.
    assert users == ["spreadsheet", "thai.spelled", "web_links"]
    assert spelled(thai) == thai


def test_every_decision_is_in_the_list() -> None:
    folder = DEVELOPMENT / "decisions"
    listed = re.findall(r"\]\((\d{4}-[^)]+)\)", read(folder / "README.md"))
    assert listed == sorted(path.name for path in folder.glob("0*.md"))


def test_the_hooks_run_the_versions_of_the_project() -> None:
    hooks = yaml.load(read(ROOT / ".pre-commit-config.yaml"), yaml.CSafeLoader)[
        "repos"
    ][0]["hooks"]
    pinned = {
        name for hook in hooks for name in hook.get("additional_dependencies", ())
    }

    assert {hook["id"] for hook in hooks} == {
        *("ruff-check", "ruff-format", "mypy", "typos", "actionlint")
    }
    assert {name for name in pinned if "==" in name} <= set(EXTRAS["test"])
    assert [name for name in pinned if not re.search(r"(?:==|.@)\d", name)] == []


def test_the_workflow_pins_every_action_by_its_commit() -> None:
    folder = ROOT / ".github" / "workflows"
    every = "".join(read(path) for path in sorted(folder.glob("*.yml")))
    uses = re.findall(r"uses: (\S+)(.*)", every)
    assert uses
    for action, version in uses:
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", version), action


def test_the_workflow_may_do_nothing_but_read() -> None:
    tree = yaml.load(WORKFLOW, yaml.CBaseLoader)
    assert tree["permissions"] == {}
    assert {str(job["permissions"]) for job in tree["jobs"].values()} == {
        "{'contents': 'read'}"
    }
    assert tree["concurrency"]["group"] == "${{ github.workflow }}-${{ github.ref }}"


def test_workflow_and_check_all_run_every_supported_python() -> None:
    tree = yaml.load(WORKFLOW, yaml.CBaseLoader)
    matrix = tree["jobs"]["tests"]["strategy"]["matrix"]
    [found] = re.findall(
        r"^PYTHONS=\((.+)\)$", read(ROOT / ".ci/check-all"), re.MULTILINE
    )

    assert matrix["python"] == found.split()
    assert PROJECT["project"]["requires-python"] == f">={found.split()[0]}"
    assert {name.partition("-")[0] for name in matrix["system"]} == {
        *("ubuntu", "macos", "windows")
    }


def test_make_torture_runs_every_test_that_looks_at_more_there() -> None:
    makefile = read(ROOT / "Makefile")
    asks = re.compile(r"PRONGSAI_(?:TORTURE|MANY|WHOLE)|^from axe import", re.MULTILINE)
    more = {
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if path != Path(__file__) and asks.search(read(path))
    }
    assert "tests/reader/test_accessibility.py" in more
    run = set(re.findall(r"tests/[a-z_/]+(?:\.py)?", makefile))
    [pages] = re.findall(
        r'^PAGES = .* grep -rlE "([^"]+)" tests', makefile, re.MULTILINE
    )
    run |= {path for path in more if re.search(pages, read(ROOT / path), re.MULTILINE)}
    left = {path for path in more if path not in run and "tests/torture/" not in path}
    assert left == set()
    assert "tests/torture" in run
