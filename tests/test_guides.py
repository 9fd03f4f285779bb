"""The officers' guides name what there is: pictures, pages, commands, options."""

import re
import shlex
from importlib import import_module
from pathlib import Path

from checkout import ROOT
from each import each
from prongsai.cli import COMMANDS
from prongsai.desk.approval import NAME
from prongsai.fragments.pasted import FILE
from prongsai.site.never_published import _INTERNAL
from prongsai.storage.internal_folder import FOLDER as INTERNAL
from prongsai.storage.last_good import FOLDER as GOOD
from prongsai.storage.write import OWN_FOLDER

DOCS = ROOT / "docs"
GUIDES = (
    "desk",
    "desk-pages",
    "desk-tab",
    "new-year",
    "officer-start",
    "results-in-april",
    "tables",
    "handover",
    "windows",
    "manual",
    "publish-host",
    "publish-zip",
    "publish-pages",
    "keep-private",
)


@each("name", GUIDES)
def test_what_a_guide_links_to_is_there(name: str) -> None:
    text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert [link for link in links if not (DOCS / link).is_file()] == []


@each("name", GUIDES)
def test_what_a_guide_says_to_type_exists(name: str) -> None:
    text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
    typed = re.findall(r"^prongsai .*$", text, re.MULTILINE)
    for line in (*typed, *re.findall(r"`(prongsai [^`]*)`", text)):
        check(line)


def test_the_ignored_files_that_a_guide_names_are_those_of_a_new_site() -> None:
    guide = (DOCS / "keep-private.md").read_text(encoding="utf-8")
    [listed] = re.findall(r"```gitignore\n(.*?)```", guide, re.DOTALL)
    new = (ROOT / "generator/prongsai/new_site/gitignore").read_text(encoding="utf-8")
    assert listed.splitlines() == [
        line for line in new.splitlines() if not line.startswith("#")
    ]


def test_the_guide_on_privacy_names_what_is_internal() -> None:
    guide = (DOCS / "keep-private.md").read_text(encoding="utf-8")
    files = {NAME, FILE, f"{OWN_FOLDER}/", ".import/", f"{INTERNAL}/", f"{GOOD}/"}
    fields = {*_INTERNAL, "to_renew", "unsettled", "personal_data", "proposals"}
    for one in files | fields | {"unplaced", "note", "visibility: internal"}:
        assert f"`{one}`" in guide, one


def check(line: str) -> None:
    words = shlex.split(line, comments=True)
    assert words[1] in COMMANDS, line
    end = "_" if words[1] == "import" else ""
    name = words[1].replace("-", "_")
    command = import_module(f"prongsai.cli.{name}{end}").command
    inner = getattr(command, "commands", {})
    if inner:
        command = inner[words[2] if words[2] in inner else "read"]
    known = {name for one in command.params for name in one.opts}
    for word in words[2:]:
        assert not word.startswith("--") or word in known, line


def test_pictures_are_small_and_used() -> None:
    used = "".join((DOCS / f"{name}.md").read_text() for name in GUIDES)
    for path in Path(DOCS / "pictures").glob("*.png"):
        assert path.stat().st_size <= 60_000, path.name
        assert f"pictures/{path.name}" in used
