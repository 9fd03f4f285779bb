"""What a build keeps of an agency is damaged: nothing is left out in silence."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kept_builds import TODAY, built_hub
from prongsai.building import build, export_fragments
from prongsai.building.finish import _frames
from prongsai.building.kept import keep, read_made
from prongsai.last_build import unchanged
from prongsai.storage.write import Scratch

pytestmark = pytest.mark.site


def swap_two(one: Path, other: Path) -> None:
    data = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(data)


def make_a_folder(one: Path, _: Path) -> None:
    one.unlink()
    one.mkdir()


def make_a_pipe(one: Path, _: Path) -> None:
    one.unlink()
    os.mkfifo(one)


DAMAGES: dict[str, Callable[[Path, Path], object]] = {
    "missing": lambda one, _: one.unlink(),
    "empty": lambda one, _: one.write_bytes(b""),
    "cut": lambda one, _: one.write_bytes(one.read_bytes()[:500]),
    "swapped": swap_two,
    "twice": lambda one, other: other.write_bytes(one.read_bytes()),
    "of no agency": lambda one, _: shutil.copy(one, one.with_name("ghost.facts")),
    "a folder": make_a_folder,
    "a pipe": make_a_pipe,
    "all gone": lambda one, _: shutil.rmtree(one.parent),
}
READ_ALL_THE_SAME = {"missing", "all gone"}
"""Where only the build sees that something is not there."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_hub(tmp_path_factory, tmp_path_factory.mktemp("hub") / "project")


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_site_whose_records_are_damaged_is_not_current(
    damage: str, built: Path, quick_folder: Path
) -> None:
    root = quick_folder / "project"
    shutil.copytree(built, root, symlinks=True)
    assert unchanged(root, TODAY) is not None
    chapters = root / "build/chapters"
    DAMAGES[damage](chapters / "ban-rai.facts", chapters / "ban-nok.facts")
    assert unchanged(root, TODAY) is None
    if damage not in READ_ALL_THE_SAME:
        with pytest.raises(OSError, match="facts"):
            export_fragments(root)


def test_a_record_of_this_build_is_never_taken_from_the_last(tmp_path: Path) -> None:
    keep(Scratch(tmp_path), "a", "facts", "of the last")
    assert read_made(tmp_path, "a", "facts", str) == "of the last"
    staged = tmp_path / "build/next"
    keep(Scratch(staged), "a", "facts", "of this")
    assert read_made(tmp_path, "a", "facts", str) == "of this"
    (staged / "build/chapters/a.facts").write_bytes(b"")
    with pytest.raises(OSError, match=r"a\.facts"):
        read_made(tmp_path, "a", "facts", str)


def test_frames_that_cannot_be_read_are_no_bug(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"frames\.json"):
        _frames(tmp_path / "frames.json", "key", "")


def test_the_next_build_makes_the_records_anew(built: Path, quick_folder: Path) -> None:
    root = quick_folder / "project"
    shutil.copytree(built, root, symlinks=True)
    whole = export_fragments(root)
    chapters = root / "build/chapters"
    swap_two(chapters / "ban-rai.facts", chapters / "ban-nok.facts")
    make_a_pipe(chapters / "ban-klang.facts", chapters)
    page = root / "build/site/ban-rai/2568/index.html"
    make_a_pipe(page, page)
    build(root, TODAY)
    assert unchanged(root, TODAY) is not None
    assert export_fragments(root) == whole
