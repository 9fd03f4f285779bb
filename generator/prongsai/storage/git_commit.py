"""Write the content into the history of its repository, as a post.

With git's own tools for single objects, not with `git add` and `git commit`: those run
the filters that the settings of a folder name for its files, also in repositories
within it. What is committed are the bytes of the files as they are.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from prongsai.storage.git import (
    LINK,
    SUBMODULE,
    Entry,
    GitError,
    commit_id,
    entries,
    git,
    prefix,
)
from prongsai.storage.git_state import is_as_committed
from prongsai.storage.write import Scratch

_ADDRESS = "desk@localhost"
_AT_ONCE = 200
"""Files of one call; Windows takes 32,000 letters."""


def commit(folder: Path, below: str, message: str, author: str) -> None:
    """Commit what changed below a folder, and nothing else; no change, no commit.

    Args:
        folder: the project.
        below: the folder in it.
        message: what was done, in words.
        author: the post that did it.

    Raises:
        GitError: no git, no repository, or something is being merged in it.
    """
    if _commit_at(folder, "MERGE_HEAD"):
        merging = "something is being merged"
        raise GitError(merging)
    head = _commit_at(folder, "HEAD")
    lines = b"".join(_lines(folder, head, below))
    if not lines:
        return
    name = "".join(sign for sign in author if sign not in "<>\n") or "-"
    who = ("-c", f"user.name={name}", "-c", f"user.email={_ADDRESS}")
    tree = _tree(folder, head, lines)
    parent = ("-p", head) if head else ()
    made = git(folder, *who, "commit-tree", *parent, tree, data=f"{message}\n".encode())
    git(folder, *who, "update-ref", "-m", "commit", "HEAD", made.decode().strip(), head)
    git(folder, *_PUT, data=lines, more=_without_filters(folder))


def _without_filters(folder: Path) -> Mapping[str, str]:
    """Return an environment in which no filter of the settings runs.

    Git compares files that are as new as its index once more when it writes that.
    """
    order = ("config", "-z", "--name-only", "--get-regexp", r"^filter\.")
    try:
        listed = os.fsdecode(git(folder, *order)).split("\0")
    except GitError:  # there is none
        return {}
    drivers = {name.rpartition(".")[0] for name in listed if name}
    pairs = [(f"{one}.{key}", value) for one in drivers for key, value in _NO_FILTER]
    made = {"GIT_CONFIG_COUNT": str(len(pairs))}
    for at, (name, value) in enumerate(pairs):
        made |= {f"GIT_CONFIG_KEY_{at}": name, f"GIT_CONFIG_VALUE_{at}": value}
    return made


_NO_FILTER = (("clean", ""), ("process", ""), ("smudge", ""), ("required", "false"))
_PUT = ("update-index", "-z", "--index-info")


def _commit_at(folder: Path, name: str) -> str:
    """Return the commit that a name stands for; empty where there is none yet."""
    prefix(folder)
    try:
        return commit_id(folder, name)
    except GitError:
        return ""


def _tree(folder: Path, head: str, lines: bytes) -> str:
    """Return the tree of a commit with these lines changed."""
    with Scratch.temporary() as scratch:
        own = {"GIT_INDEX_FILE": str(scratch.folder / "index")}
        if head:
            git(folder, "read-tree", head, more=own)
        git(folder, *_PUT, data=lines, more=own)
        tree = git(folder, "write-tree", "--missing-ok", more=own)
    return tree.decode().strip()


def _lines(folder: Path, head: str, below: str) -> Iterator[bytes]:
    """Yield what git writes into its index for each file that changed."""
    top = prefix(folder)
    known = _known(folder, head, below)
    words = ("ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listed = os.fsdecode(git(folder, *words, "--", below)).split("\0")
    own = [one for one in (*known, *listed) if one and not one.endswith("/")]
    changed = [path for path in dict.fromkeys(own) if _changed(folder, path, known)]
    there = [path for path in changed if _is_file(folder / path)]
    here = set(there)
    gone = (path for path in changed if path in known and path not in here)
    for path in gone:
        yield _line("0", "0" * len(head), f"{top}{path}")
    for path, name in _written(folder, there):
        mode = _mode(folder / path, known.get(path))
        yield _line(mode, name, f"{top}{path}")


def _known(folder: Path, head: str, below: str) -> Mapping[str, Entry]:
    if not head:
        return {}
    return {str(one.path): one for one in entries(folder, head, (f"{below}/",))}


def _changed(folder: Path, path: str, known: Mapping[str, Entry]) -> bool:
    """Return whether a file differs from the commit; repositories within stay."""
    entry = known.get(path)
    if entry is None:
        return True
    return entry.mode != SUBMODULE and not is_as_committed(folder / path, entry)


def _is_file(path: Path) -> bool:
    return path.is_symlink() or path.is_file()


def _mode(path: Path, entry: Entry | None) -> str:
    if path.is_symlink():
        return LINK
    return entry.mode if entry is not None and entry.mode != LINK else "100644"


def _line(mode: str, name: str, path: str) -> bytes:
    return os.fsencode(f"{mode} {name}\t{path}\0")


def _written(folder: Path, paths: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Keep the bytes of files as objects; yield each path with the id of its object."""
    order = ("hash-object", "-w", "--no-filters")
    for path in paths:
        if (folder / path).is_symlink():
            target = os.fsencode((folder / path).readlink())
            yield path, git(folder, *order, "--stdin", data=target).decode().strip()
    files = [path for path in paths if not (folder / path).is_symlink()]
    for some in _batched(files):
        yield from zip(
            some, git(folder, *order, "--", *some).decode().split(), strict=True
        )


def _batched(paths: Sequence[str]) -> Iterable[Sequence[str]]:
    return (paths[at : at + _AT_ONCE] for at in range(0, len(paths), _AT_ONCE))
