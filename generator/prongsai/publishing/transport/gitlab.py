"""GitLab, at gitlab.com or on a server of an office: a commit of actions."""

import base64
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any  # trees of JSON
from urllib.parse import quote

from prongsai.publishing.failures import RefusedError
from prongsai.publishing.manifest import MANIFEST
from prongsai.publishing.secrets import Secret
from prongsai.publishing.targets import Target
from prongsai.publishing.transport.forge import Asking

_A_PAGE = 100
"""Rows of a list in one answer."""


def gitlab(target: Target, secret: Secret) -> "GitLab":
    """Return the project of a target."""
    port = f":{target.port}" if target.port else ""
    name = quote(target.path.strip("/").removesuffix(".git"), safe="")
    base = f"https://{target.host}{port}/api/v4/projects/{name}"
    headers = {"PRIVATE-TOKEN": secret.reveal()}
    return GitLab(Asking(target=target, base=base, headers=headers))


class GitLab:
    """One project of GitLab."""

    def __init__(self, asking: Asking) -> None:
        """Ask nothing yet."""
        self._asking, self._branch = asking, asking.target.branch
        self._known: frozenset[str] = frozenset()

    def is_one(self) -> bool:
        """Return whether the host is a GitLab: it answers in JSON."""
        came = self._asking.ask("GET", "")
        return "json" in came.headers.get("content-type", "")

    def head(self) -> str:
        """Return the last commit of the branch, empty in an empty repository.

        Raises:
            RefusedError: there is no such branch. GitLab makes one only from another,
                with all that this has: the content must not go onto a site.
        """
        path = f"/repository/branches/{quote(self._branch, safe='')}"
        came = self._asking.ask("GET", path)
        if came.status == 200:
            return str(came.tree()["commit"]["id"])
        project = self._asking.ask("GET", "")
        if came.status != 404 or project.status != 200:
            raise RefusedError("git-unreached", name=self._asking.target.name)
        if not project.tree().get("empty_repo"):
            raise RefusedError("no-branch", branch=self._branch)
        return ""

    def tree(self, commit: str) -> dict[str, tuple[str, int]]:
        """Return every file of a commit; GitLab does not tell how large they are."""
        found = {
            row["path"]: (str(row["id"]), 0)
            for row in self._rows(commit)
            if row["type"] == "blob"
        }
        self._known = frozenset(found)
        return found

    def _rows(self, commit: str) -> Iterator[dict[str, Any]]:
        page = 1
        while True:
            asked = f"ref={commit}&recursive=true&per_page={_A_PAGE}&page={page}"
            rows = self._asking.tree("GET", f"/repository/tree?{asked}")
            yield from rows
            if len(rows) < _A_PAGE:
                return
            page += 1

    def content(self, blob: str) -> bytes:
        """Return the bytes of a file by its hash."""
        came = self._asking.ask("GET", f"/repository/blobs/{blob}/raw")
        if came.status != 200:
            raise RefusedError("git-unreached", name=self._asking.target.name)
        return came.body

    def commit(
        self, parent: str, words: str, files: Mapping[str, bytes], gone: Sequence[str]
    ) -> None:
        """Make one commit on top of `parent`.

        Raises:
            RefusedError: the branch moved meanwhile, or we may not.
        """
        if self.head() != parent:
            raise RefusedError("git-refused", name=self._asking.target.name)
        last = self._last_of(MANIFEST) if MANIFEST in self._known else ""
        actions = [self._action(path, data, last) for path, data in files.items()]
        actions += [{"action": "delete", "file_path": path} for path in gone]
        made = {"branch": self._branch, "commit_message": words, "actions": actions}
        self._asking.tree("POST", "/repository/commits", json.dumps(made).encode())

    def _last_of(self, path: str) -> str:
        """Return the commit that changed a file last.

        Every publish changes the manifest: GitLab takes ours only if no other publish
        came between.
        """
        where = f"{quote(path, safe='')}?ref={quote(self._branch, safe='')}"
        came = self._asking.tree("GET", f"/repository/files/{where}")
        return str(came["last_commit_id"])

    def _action(self, path: str, data: bytes, last: str) -> dict[str, str]:
        known = path in self._known
        made = {
            "action": "update" if known else "create",
            "file_path": path,
            "content": base64.b64encode(data).decode(),
            "encoding": "base64",
        }
        return made | ({"last_commit_id": last} if path == MANIFEST and last else {})
