"""The inputs as they were in a git revision.

The blobs of `content/` are laid out in a temporary folder and read like any other
content; work tree, index and stash stay as they are, and a bare clone has enough. Not
`git archive`: attributes such as `export-ignore` would leave files out.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from prongsai.storage.content_folder import (
    CONTENT,
    Attachment,
    Sources,
    facts_cache,
    read_sources,
    with_facts,
)
from prongsai.storage.git import commit_id, git, prefix
from prongsai.storage.write import Scratch, make_folder

_LINK = "120000"
_SUBMODULE = "160000"
_LFS = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n"
    rb"(?:.*\n)*?oid sha256:(?P<oid>[0-9a-f]{64})\n"
    rb"size (?P<size>\d+)\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Blob:
    mode: str
    name: str
    path: PurePosixPath


def read_revision(folder: Path, revision: str) -> Sources:
    """Read `content/` in `folder` as it was in `revision`, with all facts.

    Raises:
        GitError: no git, no repository, no such revision.
    """
    commit = commit_id(folder, revision)
    with Scratch.temporary() as laid_out:
        make_folder(laid_out.folder / CONTENT)
        pointers = lay_out(laid_out, folder, commit, (f"{CONTENT}/",))
        own = facts_cache(folder) if (folder / CONTENT).is_dir() else None
        root = laid_out.folder
        sources = with_facts(root, read_sources(root), own)
    return dataclasses.replace(
        sources,
        attachments={
            path: _behind(attachment, pointers.get(path))
            for path, attachment in sources.attachments.items()
        },
    )


def _blobs(folder: Path, commit: str, below: Sequence[str]) -> Iterator[_Blob]:
    top = prefix(folder)
    wanted = [f"{top}{path}" for path in below]
    listing = git(folder, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *wanted)
    for entry in listing.decode("utf-8", "surrogateescape").split("\0"):
        facts, _, path = entry.partition("\t")
        if not path:
            continue
        mode, _, name = facts.split(" ")
        place = PurePosixPath(path.removeprefix(top))
        if mode != _SUBMODULE and ".." not in place.parts:
            yield _Blob(mode=mode, name=name, path=place)


def lay_out(
    root: Scratch, folder: Path, commit: str, below: Sequence[str]
) -> Mapping[str, bytes]:
    """Write files as they were in a commit; return those that are LFS pointers.

    Args:
        root: where to.
        folder: the project, in a repository.
        commit: its whole id.
        below: files and folders (with `/` at the end) of the project.

    Raises:
        GitError: no git, no repository, or an object is missing.
    """
    pointers: dict[str, bytes] = {}
    blobs = sorted(_blobs(folder, commit, below), key=lambda blob: blob.mode == _LINK)
    for blob, data in zip(blobs, _contents(folder, blobs), strict=True):
        if blob.mode == _LINK:
            root.link(str(blob.path), data.decode("utf-8", "surrogateescape"))
            continue
        root.put(str(blob.path), data)
        if _LFS.fullmatch(data):
            pointers[unicodedata.normalize("NFC", str(blob.path))] = data
    return pointers


_AT_ONCE = 64
"""Blobs asked for in one go: few processes, and not all bytes in memory."""


def _contents(folder: Path, blobs: list[_Blob]) -> Iterator[bytes]:
    for start in range(0, len(blobs), _AT_ONCE):
        names = "".join(f"{blob.name}\n" for blob in blobs[start : start + _AT_ONCE])
        answer = git(folder, "cat-file", "--batch", data=names.encode())
        at = 0
        while at < len(answer):
            begin = answer.index(b"\n", at) + 1
            size = int(answer[at:begin].split()[2])
            yield answer[begin : begin + size]
            at = begin + size + 1


def _behind(attachment: Attachment, pointer: bytes | None) -> Attachment:
    """Add what an LFS pointer says of its file."""
    found = _LFS.fullmatch(pointer) if pointer else None
    if found is None:
        return attachment
    oid, size = found["oid"].decode(), int(found["size"])
    return dataclasses.replace(attachment, sha256=oid, size=size, facts=None)
