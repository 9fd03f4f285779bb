"""What a tab cannot do is in one list, and each entry says what there is instead."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from checkout import ROOT
from each import each
from prongsai import messages
from prongsai.desk.tab.lacking import LACKING, SAME, Lacking, rows
from prongsai.desk.tab.shell import shell_files
from prongsai.desk.tab.wanted import OF_PART
from source_modules import MODULES, imports, name_of, text_of
from tab_interpreter import here

NOT_IN_A_TAB = {"multiprocessing", "socket", "subprocess", "threading", "ftplib"}
ONLY_LOCKS = {"publishing.carry_out", "publishing.transport.webdav_probe"}
"""Modules that import `threading` for a lock, which a tab has."""


def test_every_entry_has_its_words_and_each_word_an_entry() -> None:
    keys = {key for one in LACKING for key in (one.key, f"{one.key}-instead")}
    text = (ROOT / "generator/prongsai/messages/lacking.yml").read_text("utf-8")
    assert set(re.findall(r"^([a-z-]+):", text, re.MULTILINE)) == keys
    for language in messages.LANGUAGES:
        assert all(title and instead for title, instead in rows(language))


def libraries() -> Iterator[str]:
    """Yield what the program asks for, with all that the desk could use."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    used = ("import", "pdf", "check", "rules", "publish", "desk")
    for line in (*project["dependencies"], *(one for x in used for one in extras[x])):
        yield re.split(r"[>=<;\[ ]", line)[0]


@each("library", sorted(set(libraries())))
def test_a_library_is_in_the_tab_or_in_the_list(library: str) -> None:
    named = {"pillow": "PIL"}.get(library, library)
    listed = {one for entry in LACKING for one in entry.libraries}
    assert named in {*OF_PART["program"], *listed, *SAME}


def test_what_needs_processes_threads_or_connections_is_in_the_list() -> None:
    listed = {one for entry in LACKING for one in entry.modules}
    needing = {
        name_of(path)
        for path in MODULES
        if any(name in text_of(path) for name in NOT_IN_A_TAB)
        if NOT_IN_A_TAB & set(imports(path))
    }
    alone = {
        name
        for name in needing - ONLY_LOCKS
        if not any(name == one or name.startswith(f"{one}.") for one in listed)
    }
    assert alone == set()


def test_the_desk_loads_without_the_libraries_that_a_tab_lacks(tmp_path: Path) -> None:
    loads = "import prongsai.desk.application, prongsai.desk.tab.entry"
    assert here(tmp_path, f"{loads}\nanswer = '{{}}'") == {}


@each("entry", LACKING, ids=lambda entry: entry.key)
def test_what_the_list_names_exists(entry: Lacking) -> None:
    names = {name_of(path) for path in MODULES}
    for one in entry.modules:
        assert any(name == one or name.startswith(f"{one}.") for name in names), one


def test_the_page_has_the_whole_list() -> None:
    listed = json.loads(shell_files()["lacking.json"])
    assert [tuple(one) for one in listed] == rows("th")
