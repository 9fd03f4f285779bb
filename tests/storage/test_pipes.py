"""A pipe where a file belongs, a stream that is closed: nothing waits for ever."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from examples import some
from prongsai.building.kept import is_intact, read_kept
from prongsai.last_build import input_key
from prongsai.site.manifest import kept_since
from prongsai.storage.papers import read_printed
from prongsai.storage.sealed import unsealed
from prongsai.storage.write import Scratch, recover
from prongsai.thai.dates import parse_date
from small_site import write

DAY = "2568-03-31"
READ_AS_NOTHING: Mapping[str, tuple[str, Callable[[Path], object]]] = {
    "the last build": (
        "build/cache/last.json",
        lambda root: unsealed(root / "build/cache/last.json"),
    ),
    "the manifest": ("build/manifest.json", kept_since),
    "papers": ("build/paper/papers.json", read_printed),
    "the journal": (".prongsai/journal.json", recover),
    "facts": (
        "build/chapters/a.facts",
        lambda root: read_kept(root, "a", "facts", object),
    ),
    "a page": (
        "build/site/a.html",
        lambda root: is_intact(root, "build/site", "a", {"a.html": ""}),
    ),
}


@pytest.mark.parametrize("name", READ_AS_NOTHING)
def test_a_pipe_is_no_record(name: str, tmp_path: Path) -> None:
    place, read = READ_AS_NOTHING[name]
    (tmp_path / place).parent.mkdir(parents=True)
    os.mkfifo(tmp_path / place)
    assert not read(tmp_path)


def test_a_pipe_in_the_theme_is_an_error(tmp_path: Path) -> None:
    root = write(tmp_path / "site")
    (root / "theme/assets").mkdir(parents=True)
    os.mkfifo(root / "theme/assets/a.css")
    for use in (
        lambda: input_key(root, "", parse_date(DAY)),
        lambda: Scratch(tmp_path / "next").copy_tree(root / "theme/assets", "assets"),
    ):
        with pytest.raises(IsADirectoryError, match=r"theme/assets/a\.css"):
            use()


@pytest.mark.slow
@pytest.mark.parametrize("closed", some([">&-", ">&- 2>&-", "<&- >&- 2>&-"], 2))
def test_a_command_whose_streams_are_closed_works(closed: str, tmp_path: Path) -> None:
    """Nor does it give a file of the site the number of a stream."""
    root = write(tmp_path / "site")
    words = f'exec "{sys.executable}" -m prongsai check --today {DAY} {closed}'
    done = subprocess.run(
        ["sh", "-c", words], cwd=root, stderr=subprocess.PIPE, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
