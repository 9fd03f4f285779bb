"""Which agencies have the same files in two states of the content.

Two commits are compared by the names of their objects. What is uncertain (links, what
cannot be opened) counts as different.
"""

import filecmp
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from prongsai.storage.content_folder import content_files
from prongsai.storage.content_walk import CONTENT, slug_of
from prongsai.storage.git import LINK, SUBMODULE, Entry, blobs, entries, every
from prongsai.storage.git_state import is_as_committed

State = str | Path
"""The whole id of a commit, or a folder with `content/` in it."""

_There = Entry | Path | None


def alike(project: Path, base: State, head: State) -> frozenset[str]:
    """Return the agencies whose files are the same in both states.

    There are none where a file that all share differs, or where an agency or a year
    came or went: the site's own pages list them.

    Raises:
        GitError: no git, or no such commit.
    """
    before, after = _files(project, base), _files(project, head)
    agencies = {slug_of(path) for path in before.keys() & after.keys()}
    changed = {
        slug_of(path)
        for path in before.keys() | after.keys()
        if not _same(before.get(path), after.get(path))
    }
    if "" in changed or _years(before) != _years(after):
        return frozenset()
    return frozenset(agencies - changed - {""})


def _years(files: Mapping[str, _There]) -> set[str]:
    """Return the folders that hold YAML."""
    return {path.rpartition("/")[0] for path in files if path.endswith(".yml")}


def texts(
    project: Path, state: State, wanted: Callable[[str], bool]
) -> Mapping[str, bytes]:
    """Return the bytes of the `wanted` files, but for links and what cannot be opened.

    Raises:
        GitError: no git, or an object is missing.
    """
    return dict(_texts(project, _files(project, state, wanted)))


def _texts(project: Path, files: Mapping[str, _There]) -> Iterator[tuple[str, bytes]]:
    with blobs(project) as reader:
        for path, there in files.items():
            if isinstance(there, Entry) and there.mode not in {LINK, SUBMODULE}:
                yield path, b"".join(reader.pieces(there.name))
            elif isinstance(there, Path) and there.is_file():
                yield path, there.read_bytes()


def _files(
    project: Path, state: State, wanted: Callable[[str], bool] = every
) -> Mapping[str, _There]:
    if isinstance(state, Path):
        found = content_files(state)
        return {path: one for path, one in found.items() if wanted(path)}
    listed = entries(project, state, (f"{CONTENT}/",), wanted)
    return {one.place: one for one in listed if not _is_passed_over(one)}


def _is_passed_over(entry: Entry) -> bool:
    *folders, name = entry.place.split("/")
    hidden = any(folder.startswith(".") for folder in folders)
    return hidden or name.startswith((".", "~$"))


def _same(one: _There, other: _There) -> bool:
    match one, other:
        case Entry(), Entry():
            certain = one.mode not in {LINK, SUBMODULE}
            return certain and (one.mode, one.name) == (other.mode, other.name)
        case Path(), Entry():
            return other.mode != LINK and is_as_committed(one, other)
        case Entry(), Path():
            return _same(other, one)
        case Path(), Path():
            return _same_bytes(one, other)
        case _:
            return False


def _same_bytes(one: Path, other: Path) -> bool:
    try:
        linked = one.is_symlink() or other.is_symlink()
        return not linked and filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False
