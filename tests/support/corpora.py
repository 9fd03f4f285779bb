"""Fetch files that others have collected to break readers, into a folder of your own.

    python tests/support/corpora.py ~/corpora
    PRONGSAI_CORPORA=~/corpora pytest tests/torture/test_corpora.py

They are never part of this repository. A second argument is where the repositories are,
in place of GitHub: a folder with mirrors, or another server.
"""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """A repository at a commit, and the folders of it that hold files to read."""

    repository: str
    commit: str
    folders: tuple[str, ...]


CORPORA: Mapping[str, Corpus] = {
    "yaml": Corpus(
        repository="yaml/yaml-test-suite",
        commit="6ad3d2c62885d82fc349026c136ef560838fdf3d",
        folders=("**/in.yaml",),
    ),
    "json": Corpus(
        repository="nst/JSONTestSuite",
        commit="1ef36fa01286573e846ac449e8683f8833c5b26a",
        folders=("test_parsing",),
    ),
    "python-docx": Corpus(
        repository="python-openxml/python-docx",
        commit="e45454602b53e8e572b179ccf1c91093ec9f4ed7",
        folders=("features", "tests"),
    ),
    "poi": Corpus(
        repository="apache/poi",
        commit="a528d43590b3f71aa94310de881a35af887fdd0f",
        folders=("test-data",),
    ),
    "pandoc": Corpus(
        repository="jgm/pandoc",
        commit="0a9a2f261510322ee5a33a2a7facce54b8a718ec",
        folders=("test",),
    ),
}


def fetch(folder: Path, server: str) -> None:
    """Fetch what is not there yet, each into a folder of its name."""
    for name, corpus in CORPORA.items():
        place = folder / name
        if place.is_dir():
            continue
        place.mkdir(parents=True)
        _git(place, "init", "--quiet")
        address = server.format(repository=corpus.repository)
        _git(place, "fetch", "--quiet", "--depth=1", address, corpus.commit)
        paths = [f":(glob){one}" if "*" in one else one for one in corpus.folders]
        _git(place, "checkout", "--quiet", "FETCH_HEAD", "--", *paths)


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", folder, *words], check=True)


if __name__ == "__main__":
    if len(sys.argv) not in {2, 3}:
        sys.exit(__doc__)
    given = sys.argv[2] if len(sys.argv) > 2 else "https://github.com/{repository}"
    fetch(Path(sys.argv[1]).expanduser(), given)
