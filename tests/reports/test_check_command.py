"""`prongsai check` in real folders and repositories."""

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from git_project import AGENCY, commit, edit, example, repository, run_git
from prongsai.checking import check_sources
from prongsai.cli import cli
from prongsai.storage.content_folder import read_sources
from prongsai.thai.dates import parse_date

TODAY = "2568-03-31"
SCORES, ITEMS = f"{AGENCY}/2568/scores.yml", f"{AGENCY}/2568/disclosures.yml"
BREAK = (
    (SCORES, ("score: 95.05", "score: 195")),
    (ITEMS, ("owner: legal", "owner: x")),
)


def check(root: Path, *arguments: str) -> Result:
    line = ["check", "-C", str(root), "--today", TODAY, *arguments]
    return CliRunner().invoke(cli, line)


def fingerprints(root: Path) -> Counter[str]:
    found = check_sources(read_sources(root), parse_date(TODAY)).findings
    return Counter(finding.fingerprint for finding in found)


def broken(root: Path) -> Path:
    for path, change in BREAK:
        edit(root, path, change)
    return root


@pytest.mark.slow
def test_since_a_revision_findings_are_new_old_or_mended(tmp_path: Path) -> None:
    root = repository(tmp_path)
    edit(root, *BREAK[0])
    commit(root)
    edit(root, SCORES, ("score: 195", "score: 95.05"))
    edit(root, SCORES, ("score: 91.48", "score: 11.48"))
    result = check(root, "--since", "HEAD", "--format", "json")
    report = json.loads(result.stdout)
    states = {one["code"]: one["state"] for one in report["findings"]}
    assert "new" in states.values()
    assert [one["code"] for one in report["fixed"]] == ["bad-score"]
    assert report["commit"] == run_git(root, "rev-parse", "HEAD").strip()
    assert report["changed"] is True


@pytest.mark.slow
def test_since_leaves_work_tree_index_and_stash_alone(tmp_path: Path) -> None:
    root = broken(repository(tmp_path))
    (root / "content" / "new.txt").write_text("x")
    index = (root / ".git" / "index").read_bytes()
    status = run_git(root, "status", "--porcelain")
    check(root, "--since", "HEAD")
    assert index == (root / ".git" / "index").read_bytes()
    assert status == run_git(root, "status", "--porcelain")
    assert run_git(root, "stash", "list") == ""


@pytest.mark.parametrize("revision", ["nonsense", "--help", ""])
def test_an_unknown_revision_is_a_usage_error(tmp_path: Path, revision: str) -> None:
    result = check(repository(tmp_path), f"--since={revision}")
    assert result.exit_code == (2 if revision else 0)


@pytest.mark.slow
def test_outside_a_repository_there_is_no_commit_and_no_since(tmp_path: Path) -> None:
    root = example(tmp_path)
    report = json.loads(check(root, "--format", "json").stdout)
    assert report["commit"] is None
    assert check(root, "--since", "main").exit_code == 2


@pytest.mark.slow
def test_a_project_below_the_top_names_files_from_the_top(tmp_path: Path) -> None:
    root = broken(repository(tmp_path / "เว็บ ไซต์"))
    top = tmp_path / "top"
    top.mkdir()
    (root / ".git").rename(tmp_path / "old")
    root.rename(top / root.name)
    run_git(top, "init", "-q")
    commit(top)
    text = check(top / root.name, "--format", "github").stdout
    assert text.startswith(f"::error file=เว็บ ไซต์/{AGENCY}/2568/")
    sarif = check(top / root.name, "--format", "sarif").stdout
    assert '"uri": "%E0%B9%80%E0%B8%A7%E0%B9%87%E0%B8%9A%20' in sarif


def test_the_report_goes_to_a_file(tmp_path: Path) -> None:
    root, path = broken(example(tmp_path / "site")), tmp_path / "out" / "report.xml"
    result = check(root, "--format", "junit", "--output", str(path))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert path.read_text(encoding="utf-8").startswith("<?xml")


def test_fingerprints_stay_when_lines_move(tmp_path: Path) -> None:
    root = broken(example(tmp_path))
    before = fingerprints(root)
    assert before
    for path in (SCORES, ITEMS):
        file = root / path
        text = file.read_text(encoding="utf-8")
        file.write_text(f"# หมายเหตุ\n\n{text}", encoding="utf-8")
    assert before == fingerprints(root)


@pytest.mark.slow
def test_fingerprints_stay_when_entries_change_places(tmp_path: Path) -> None:
    root = broken(example(tmp_path))
    before = fingerprints(root)
    for path in (SCORES, ITEMS):
        tree = yaml.load((root / path).read_text("utf-8"), yaml.CBaseLoader)
        turned = yaml.dump(backwards(tree), allow_unicode=True, default_style="'")
        (root / path).write_text(turned, encoding="utf-8")
    assert before == fingerprints(root)


def backwards(tree: object) -> object:
    """Turn every list and every order of keys round."""
    if isinstance(tree, dict):
        return {key: backwards(tree[key]) for key in reversed(tree)}
    return (
        [backwards(one) for one in reversed(tree)] if isinstance(tree, list) else tree
    )


@pytest.mark.slow
def test_without_git_there_is_no_commit_and_no_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = repository(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert json.loads(check(root, "--format", "json").stdout)["commit"] is None
    result = check(root, "--since", "HEAD")
    assert result.exit_code == 2
    assert "git is not installed" in result.output
