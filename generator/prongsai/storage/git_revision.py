"""The inputs as they were in a git revision.

The blobs of `content/` are laid out in a temporary folder and read like any other
content; work tree, index and stash stay as they are, and a bare clone has enough. Not
`git archive`: attributes such as `export-ignore` would leave files out.
"""

import dataclasses
import itertools
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from prongsai.findings import Finding
from prongsai.storage.content_folder import (
    Attachment,
    Sources,
    facts_cache,
    read_sources,
    unreadable,
    with_facts,
)
from prongsai.storage.content_walk import CONTENT
from prongsai.storage.git import (
    LINK,
    SUBMODULE,
    Entry,
    blobs,
    commit_id,
    entries,
    every,
)
from prongsai.storage.write import Scratch, make_folder

_LONGEST = 255
"""Bytes of a name on the disks that are common."""

_LFS = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n"
    rb"(?:.*\n)*?oid sha256:(?P<oid>[0-9a-f]{64})\n"
    rb"size (?P<size>[0-9]{1,15})\n"
)


def file_in(folder: Path, commit: str, path: str) -> bytes:
    """Return the bytes of a file of `content/` as it was, none where it is no file.

    Raises:
        GitError: no git, no repository, or the object is missing.
    """
    with blobs(folder) as reader:
        return b"".join(
            piece
            for entry in entries(folder, commit, (path,))
            if entry.mode not in {LINK, SUBMODULE}
            for piece in reader.pieces(entry.name)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """What was written of a commit.

    Attributes:
        pointers: files that are LFS pointers.
        findings: entries that no folder can hold.
    """

    pointers: Mapping[str, bytes]
    findings: tuple[Finding, ...]


def read_revision(
    folder: Path, revision: str, wanted: Callable[[str], bool] = every
) -> Sources:
    """Read `content/` in `folder` as it was in `revision`, with all facts.

    Only files whose paths are `wanted` are looked at.

    Raises:
        GitError: no git, no repository, no such revision.
    """
    commit = commit_id(folder, revision)
    with Scratch.temporary() as laid_out:
        make_folder(laid_out.folder / CONTENT)
        made = lay_out(laid_out, folder, commit, (f"{CONTENT}/",), wanted)
        own = facts_cache(folder) if (folder / CONTENT).is_dir() else None
        root = laid_out.folder
        sources = with_facts(root, read_sources(root), own)
    return dataclasses.replace(
        sources,
        findings=(*sources.findings, *made.findings),
        attachments={
            path: _behind(attachment, made.pointers.get(path))
            for path, attachment in sources.attachments.items()
        },
    )


def lay_out(
    root: Scratch,
    folder: Path,
    commit: str,
    below: Sequence[str],
    wanted: Callable[[str], bool] = every,
) -> LaidOut:
    """Write files as they were in a commit.

    Args:
        root: where to.
        folder: the project, in a repository.
        commit: its whole id.
        below: files and folders (with `/` at the end) of the project.
        wanted: which of their paths are written.

    Raises:
        GitError: no git, no repository, or an object is missing.
    """
    pointers: dict[str, bytes] = {}
    findings: list[Finding] = []
    chosen = entries(folder, commit, below, wanted)
    links_last = sorted(chosen, key=lambda entry: entry.mode == LINK)
    with blobs(folder) as reader:
        for entry in links_last:
            path = str(entry.path)
            code = _refused(root, entry)
            if code:
                findings.append(unreadable(code, path))
            elif entry.mode == LINK:
                findings += _link(root, path, b"".join(reader.pieces(entry.name)))
            else:
                pointer = _pour(root, path, reader.pieces(entry.name))
                if pointer:
                    pointers[unicodedata.normalize("NFC", path)] = pointer
    return LaidOut(pointers=pointers, findings=tuple(findings))


def _refused(root: Scratch, entry: Entry) -> str:
    """Return the code of why an entry cannot be laid out, or nothing."""
    if entry.mode == SUBMODULE:
        return "not-a-file"
    if ".." in entry.path.parts or entry.path.is_absolute():
        return "file-outside"
    try:
        place = root.folder / entry.path
        # Two names that are one on this disk, or a name of both a file and a folder.
        clash = os.path.lexists(place) or any(
            above.is_file() for above in place.parents if above != root.folder
        )
    except (OSError, ValueError):
        return "bad-file-name"
    too_long = any(len(os.fsencode(part)) > _LONGEST for part in entry.path.parts)
    return "bad-file-name" if too_long else "not-a-file" if clash else ""


def _link(root: Scratch, path: str, target: bytes) -> Iterator[Finding]:
    try:
        root.link(path, target.decode("utf-8", "surrogateescape"))
    except (OSError, ValueError):
        yield unreadable("not-a-file", path)


def _pour(root: Scratch, path: str, pieces: Iterator[bytes]) -> bytes:
    """Write a file; return its bytes if it is an LFS pointer."""
    first = next(pieces, b"")
    root.pour(path, itertools.chain((first,), pieces))
    return first if _LFS.fullmatch(first) else b""


def _behind(attachment: Attachment, pointer: bytes | None) -> Attachment:
    """Add what an LFS pointer says of its file."""
    found = _LFS.fullmatch(pointer) if pointer else None
    if found is None:
        return attachment
    oid, size = found["oid"].decode(), int(found["size"])
    return dataclasses.replace(attachment, sha256=oid, size=size, facts=None)
