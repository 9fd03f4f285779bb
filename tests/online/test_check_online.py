"""`check --online`: asks once, is no gate, and is the only one that asks."""

import ast
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from ruamel.yaml import YAML

import prongsai.online.cache as cached_answers
from git_project import run_git
from links_server import Seen, through
from prongsai import messages
from prongsai.checks import _documentation as check_docs
from prongsai.cli import cli

SITE = "http://www.banrai.go.th"
"""A host that is asked for through the proxy; the proxy decides by the path."""


DISCLOSURES = f"""\
items:
  - code: O5
    evidence:
      - id: o5-plan
        title: แผนพัฒนาท้องถิ่น
        url: {SITE}/gone
      - id: o5-report
        title: รายงานแผน
        url: {SITE}/moved
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(
        Path(__file__).parents[1] / "checks/_base", tmp_path, dirs_exist_ok=True
    )
    agency = tmp_path / "content/agencies/ban-rai"
    (agency / "2568").mkdir()
    (agency / "2568/disclosures.yml").write_text(DISCLOSURES, encoding="utf-8")
    (agency / "2568/survey.yml").write_text(f"link: {SITE}/plan\n", encoding="utf-8")
    text = (agency / "agency.yml").read_text(encoding="utf-8")
    website = "https://banrai.example.go.th"
    assert website in text
    (agency / "agency.yml").write_text(text.replace(website, SITE), encoding="utf-8")
    return tmp_path


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(
        cli, ["check", "-C", str(root), "--today", "2568-03-31", *arguments]
    )


def hints(result: Result) -> list[tuple[str, int, str | None]]:
    found = json.loads(result.stdout)["findings"]
    return [
        (one["code"], one["line"], one["subject"])
        for one in found
        if one["code"].startswith(("link-dead", "link-moved", "links-"))
        and one["severity"] == "hint"
    ]


def test_the_command_asks_once_and_is_never_a_gate(root: Path, seen: Seen) -> None:
    plain = run(root, "--strict", "--format", "json")
    assert (hints(plain), seen.asked) == ([], []), "never by default"
    assert not (root / "build").exists() or not cached_answers.cache_file(root).exists()
    first = run(root, "--strict", "--format", "json", "--online")
    assert first.exit_code == plain.exit_code
    assert hints(first) == [("link-dead", 6, "o5-plan"), ("link-moved", 9, "o5-report")]
    assert "ดูลิงก์ภายนอก 4 ลิงก์ ถามใหม่ 4 " in first.stderr
    before = len(seen.asked)
    second = run(root, "--strict", "--format", "json", "--online")
    assert (second.stdout, len(seen.asked)) == (first.stdout, before)
    assert "ถามใหม่ 0 " in second.stderr


def test_without_internet_the_command_says_so_once(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    through(monkeypatch, "")
    agency = root / "content/agencies/ban-rai"
    for file in agency.rglob("*.yml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(SITE, "http://a.invalid"), encoding="utf-8")
    (agency / "2568/survey.yml").write_text("link: http://b.invalid/x\n")
    told = run(root, "--strict", "--format", "json", "--online")
    assert told.exit_code == run(root, "--strict").exit_code
    assert hints(told) == [("links-offline", 1, None)]
    assert "ดูลิงก์ภายนอก" not in told.stderr
    assert not cached_answers.cache_file(root).exists()


def test_links_of_an_older_revision_are_compared_without_asking(
    root: Path, seen: Seen
) -> None:
    file = root / "content/agencies/ban-rai/2568/disclosures.yml"
    more = f"{DISCLOSURES}      - {{id: o5-%s, title: แผน, url: '{SITE}/%s'}}\n"
    file.write_text(more % ("old", "older"), encoding="utf-8")
    run_git(root, "init", "-q")
    run_git(root, "add", "-A")
    run_git(root, "commit", "-q", "-m", "before")
    file.write_text(more % ("new", "gone-for-good"), encoding="utf-8")
    told = run(root, "--online", "--since", "HEAD", "--format", "json")
    states = {
        one["subject"]: one["state"]
        for one in json.loads(told.stdout)["findings"]
        if one["code"] == "link-dead"
    }
    assert states == {"o5-plan": "old", "o5-new": "new"}
    assert f"{SITE}/gone-for-good" in seen.urls
    assert f"{SITE}/older" not in seen.urls


def test_the_rule_is_documented_and_has_its_words() -> None:
    document = check_docs.read("online")
    tables = messages.finding_codes().items()
    assert set(document.codes) == {c for c, t in tables if t == "findings-online"}
    yaml = YAML(typ="safe", pure=True)
    for example in (document.passing, document.failing):
        assert set(yaml.load(example)) == {"items"}


@pytest.mark.slow
def test_only_check_online_and_publish_ask_the_network() -> None:
    from source_modules import MODULES, imports, name_of, text_of

    words = ("urllib", "http", "socket", "ssl", "online")

    users = {
        name_of(path)
        for path in MODULES
        if any(word in text_of(path) for word in words)  # to parse all takes seconds
        if {"urllib.request", "http.client", "socket", "ssl"} & set(imports(path))
        or "prongsai.online.client" in imports(path)
        or any(
            isinstance(node, ast.ImportFrom)
            and node.module == "urllib"
            and any(alias.name == "request" for alias in node.names)
            for node in ast.walk(ast.parse(text_of(path)))
        )
    }
    parts = ("client", "fetch", "request", "wire")
    own = {"online", *(f"online.{one}" for one in parts)}
    transports = {one for one in users if one.startswith("publishing.transport.")}
    listening = {"preview.server", "cli.desk"}  # to this computer only
    assert users - listening - transports == {
        *own,
        "cli.check",
        "publishing.proof",
    }
