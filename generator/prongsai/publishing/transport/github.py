"""GitHub, and servers of it in an office: a commit of blobs and a tree.

Text goes into the tree itself, many files a request, since GitHub counts requests.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any  # trees of JSON
from urllib.parse import quote

from prongsai.publishing.failures import RefusedError
from prongsai.publishing.secrets import Secret
from prongsai.publishing.targets import Target
from prongsai.publishing.transport.forge import Asking

_AT_ONCE = 4_000_000
"""Bytes of text in one request."""

_FIRST = ".nojekyll"
"""The file that an empty repository gets first: it takes nothing else."""


def github(target: Target, secret: Secret) -> "GitHub":
    """Return the repository of a target."""
    own = target.host == "github.com"
    port = f":{target.port}" if target.port else ""
    base = "https://api.github.com" if own else f"https://{target.host}{port}/api/v3"
    name = quote(target.path.strip("/").removesuffix(".git"))
    headers = {
        "Authorization": f"Bearer {secret.reveal()}",
        "Accept": "application/vnd.github+json",
    }
    return GitHub(Asking(target=target, base=f"{base}/repos/{name}", headers=headers))


class GitHub:
    """One repository of GitHub."""

    def __init__(self, asking: Asking) -> None:
        """Ask nothing yet."""
        self._asking, self._branch = asking, quote(asking.target.branch)
        self._there: set[str] = set()

    def head(self) -> str:
        """Return the last commit of the branch, empty where there is no branch."""
        came = self._asking.ask("GET", f"/git/ref/heads/{self._branch}")
        if came.status == 200:
            return str(came.tree()["object"]["sha"])
        if came.status in {404, 409} and self._asking.ask("GET", "").status == 200:
            return ""
        raise RefusedError("git-unreached", name=self._asking.target.name)

    def tree(self, commit: str) -> dict[str, tuple[str, int]]:
        """Return every file of a commit."""
        found = dict(self._rows(commit, ""))
        self._there |= {blob for blob, _ in found.values()}
        return found

    def _rows(self, sha: str, below: str) -> Iterator[tuple[str, tuple[str, int]]]:
        """Yield the files of a tree; a very large one is read folder by folder."""
        path = f"/git/trees/{sha}"
        came = self._asking.tree("GET", f"{path}?recursive=1")
        whole = not came.get("truncated")
        for row in (came if whole else self._asking.tree("GET", path))["tree"]:
            if row["type"] == "blob":
                yield f"{below}{row['path']}", (row["sha"], int(row.get("size", 0)))
            elif row["type"] == "tree" and not whole:
                yield from self._rows(row["sha"], f"{below}{row['path']}/")

    def content(self, blob: str) -> bytes:
        """Return the bytes of a file by its hash."""
        came = self._asking.tree("GET", f"/git/blobs/{blob}")
        return base64.b64decode(came["content"])

    def commit(
        self, parent: str, words: str, files: Mapping[str, bytes], gone: Sequence[str]
    ) -> None:
        """Make one commit on top of `parent`, which the branch must still have.

        Raises:
            RefusedError: the branch moved meanwhile, or we may not.
        """
        begun = "" if parent else self._begun(words)
        rows = [self._row(path, data) for path, data in files.items()]
        rows += [{**_row(path), "sha": None} for path in gone]
        tree = parent or begun
        for some in _portions(rows):
            base = {"base_tree": tree} if tree else {}
            tree = self._made("/git/trees", {**base, "tree": some})
        parents = [one for one in (parent, begun) if one]
        made = self._made(
            "/git/commits", {"message": words, "tree": tree, "parents": parents}
        )
        self._move(parent or begun, made)

    def _begun(self, words: str) -> str:
        """Give an empty repository its first commit; none where it is not empty."""
        came = self._asking.ask("GET", "/git/matching-refs/heads/")
        if came.status == 200 and came.tree():
            return ""
        first = {"message": words, "content": "", "branch": self._asking.target.branch}
        path = f"/contents/{_FIRST}"
        return str(self._asking.tree("PUT", path, _json(first))["commit"]["sha"])

    def _row(self, path: str, data: bytes) -> dict[str, Any]:
        """Return a file of the tree: its text, or the hash of what is there."""
        sha = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()  # noqa: S324 - git's own name for it
        if sha not in self._there:
            try:
                return {**_row(path), "content": data.decode()}
            except UnicodeDecodeError:
                packed = base64.b64encode(data).decode()
                blob = {"content": packed, "encoding": "base64"}
                self._there.add(self._made("/git/blobs", blob))
        return {**_row(path), "sha": sha}

    def _move(self, parent: str, made: str) -> None:
        if parent:
            moved = {"sha": made, "force": False}
            self._asking.tree("PATCH", f"/git/refs/heads/{self._branch}", _json(moved))
        else:
            name = f"refs/heads/{self._asking.target.branch}"
            self._made("/git/refs", {"ref": name, "sha": made}, "object")

    def _made(self, path: str, given: Mapping[str, Any], below: str = "") -> str:
        """Make something; return its hash."""
        came = self._asking.tree("POST", path, _json(given))
        return str((came[below] if below else came)["sha"])


def _row(path: str) -> dict[str, Any]:
    return {"path": path, "mode": "100644", "type": "blob"}


def _portions(rows: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield rows that fit into one request."""
    some: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        own = len(row.get("content", ""))
        if some and size + own > _AT_ONCE:
            yield some
            some, size = [], 0
        some.append(row)
        size += own
    yield some


def _json(given: Mapping[str, Any]) -> bytes:
    return json.dumps(given, ensure_ascii=False).encode()
