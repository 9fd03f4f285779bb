"""A folder that cannot be listed is an error: its files do not count as gone."""

import datetime
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from prongsai.checking.project import check_project
from prongsai.last_build import input_key
from prongsai.new.site import agencies_of, example_site
from prongsai.publishing.receipt import published_versions
from prongsai.site.kept_pages import agency_of
from prongsai.start import newest_workbook
from prongsai.storage.below import everything_below, files_below, found_in
from prongsai.storage.snapshots import snapshots
from prongsai.thai.dates import parse_date
from small_site import AGENCY, YEAR, write
from source_modules import MODULES, name_of, text_of
from typed_command import typed

NOBODY = 65534
LISTERS = re.compile(r"\.r?glob\(|\.iterdir\(|os\.(?:walk|scandir|listdir)\(")
OWN_WAY = {
    "storage.below": "this one",
    "storage.content_walk": "its findings name each folder",
    "storage.write.durable": "leftovers of a kill: what cannot be removed stays",
    "storage.write.journal": "the same",
    "desk.on_disk": "whether something changed; reading it names the folder",
    "publishing.transport.folder": "the folder published to, with its own refusals",
    "site.mkdocs": "raises what it cannot list; one walk for thousands of pages",
    "loading.catalogues": "files of the program itself",
    "messages": "files of the program itself",
    "rules.text_layer": "files of the program itself",
}
"""Modules that list folders in another way than `storage.below`, and why."""


def test_folders_are_listed_in_one_place() -> None:
    found = {name_of(one) for one in MODULES if LISTERS.search(text_of(one))}
    assert found == OWN_WAY.keys()


def test_files_come_in_one_order_and_from_no_folder_none(tmp_path: Path) -> None:
    for name in ("b/2", "b/1", "a", "b/c/3"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path in files_below(tmp_path)]
    assert found == ["a", "b/1", "b/2", "b/c/3"]
    assert list(files_below(tmp_path / "missing")) == []


def test_hidden_folders_are_not_entered_where_they_are_not_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The theme has thousands of icons in one."""
    for name in (".icons/deep/1.svg", "base.html", "partials/.icons/2.svg", ".file"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    scandir, listed = os.scandir, list[str]()

    def listing(folder: str) -> object:
        listed.append(os.path.relpath(folder, tmp_path))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", listing)
    found = [path.name for path in files_below(tmp_path, hidden=False)]
    assert found == [".file", "base.html"]
    assert listed == [".", "partials"]


@contextmanager
def closed(folder: Path, mode: int = 0) -> Iterator[None]:
    """Take a folder's rights, and work as another user than the administrator."""
    was, usual = os.geteuid(), folder.stat().st_mode
    folder.chmod(mode)
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)
        folder.chmod(usual)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that every user may look into."""
    with tempfile.TemporaryDirectory() as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.mark.parametrize("mode", [0, 0o444])
def test_a_folder_without_rights_is_an_error(open_folder: Path, mode: int) -> None:
    """Also where its names may be listed, but not looked at."""
    shut = open_folder / "a/shut"
    (shut / "agency.yml").mkdir(parents=True)
    lists: tuple[Callable[[], object], ...] = (
        lambda: list(files_below(open_folder)),
        lambda: list(everything_below(open_folder)),
        lambda: found_in(open_folder, "*/*/*/agency.yml"),
        lambda: found_in(shut, "*/b"),
    )
    for listed in lists:
        listed()
    with closed(shut, mode):
        for listed in lists:
            with pytest.raises(PermissionError):
                listed()


def test_what_is_missing_or_leads_to_itself_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to("round")
    (tmp_path / "file").write_text("x")
    for name in ("missing", "round", "file"):
        assert found_in(tmp_path / name, "*") == []
        assert list(files_below(tmp_path / name)) == []
    assert [one.name for one in everything_below(tmp_path)] == ["file", "round"]


WAYS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "check": (
        "content/agencies",
        ("check", "--agency", "ban-rai", "--today", "2568-03-31"),
    ),
    "import, of the agency": (
        "content/agencies/other",
        ("import", "a.csv", "--year", "2568", "--dry-run"),
    ),
    "import, of the year": (AGENCY, ("import", "a.csv", "--dry-run")),
    "export": ("content/agencies/other", ("export", "--xlsx", "--year", "2568")),
    "clean": (f"{YEAR}/files", ("clean", "ภาพ.png")),
}
"""A folder that is closed, and a command that would pass over it."""


@pytest.mark.slow
@pytest.mark.parametrize("name", WAYS)
def test_no_command_goes_on_without_a_folder_that_is_closed(
    name: str, open_folder: Path
) -> None:
    place, words = WAYS[name]
    root = write(open_folder / "site")
    (root / "content/agencies/other").mkdir()
    (root / "a.csv").write_text("ตัวชี้วัด,คะแนน\n1. การปฏิบัติหน้าที่,91.80\n")
    for path in everything_below(root):
        path.chmod(0o777)
    root.chmod(0o777)
    before = typed(root, *words)
    assert not isinstance(before.exception, OSError)
    with closed(root / place):
        assert isinstance(typed(root, *words).exception, PermissionError)


def test_an_agency_whose_folder_is_closed_is_said(open_folder: Path) -> None:
    root = write(open_folder / "site")
    day = datetime.date(2025, 3, 31)
    check_project(root, day)  # the other user may not load Python
    with closed(root / AGENCY):
        found = check_project(root, day).findings
    assert [(one.code, one.place.path, agency_of(one)) for one in found] == [
        ("folder-unreadable", AGENCY, "ban-rai")
    ]


READERS: Mapping[str, tuple[str, Callable[[Path], object]]] = {
    "the theme": (
        "theme",
        lambda root: input_key(root, "", parse_date("2568-03-31")),
    ),
    "agencies": ("content/agencies", agencies_of),
    "days that are kept": (".prongsai/snapshots", snapshots),
    "receipts": ("build/internal/receipts", lambda r: published_versions(r, "web")),
    "a folder for a new site": ("own/theme", lambda root: example_site(root / "own")),
    "the folder of the double click": (".", newest_workbook),
}


@pytest.mark.parametrize("name", READERS)
def test_nothing_counts_as_empty_that_cannot_be_listed(
    name: str, open_folder: Path
) -> None:
    place, read = READERS[name]
    root = write(open_folder / "site")
    (root / place).mkdir(parents=True, exist_ok=True)
    with closed(root / place), pytest.raises(PermissionError):
        read(root)
