"""A repository as a forge has it, made with git itself."""

import io
import os
import subprocess
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NAME = "abt/เว็บไซต์"


@dataclass(kw_only=True)
class Repository:
    """A bare repository, and what was asked of its forge."""

    path: Path
    kind: str
    port: int = 0
    pages: Path | None = None
    asked: list[str] = field(default_factory=list)

    def url(self, branch: str = "gh-pages") -> str:
        return f"git+https://127.0.0.1:{self.port}/{NAME}.git#{branch}"

    def git(self, *words: str, data: bytes = b"", index: str = "") -> bytes:
        who = {
            f"GIT_{kind}_{what}": "a@a.example"
            for kind in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        more = {**who, **({"GIT_INDEX_FILE": index} if index else {})}
        return subprocess.run(
            ("git", "-C", str(self.path), *words),
            check=True,
            input=data,
            capture_output=True,
            env={**os.environ, **more},
        ).stdout

    def head(self, branch: str) -> str:
        name = f"refs/heads/{branch}"
        found = self.git("for-each-ref", "--format=%(objectname)", name)
        return found.decode().strip()

    def tree(self, base: str, rows: list[tuple[str, str | None]]) -> str:
        """Return a tree: that of `base` with other files, or without some."""
        index = str(self.path / "index-of-test")
        self.git("read-tree", *([base] if base else ["--empty"]), index=index)
        told = "".join(
            f"100644 {sha}\t{path}\n" if sha else f"0 {'0' * 40}\t{path}\n"
            for path, sha in rows
        )
        self.git("update-index", "--index-info", data=told.encode(), index=index)
        return self.git("write-tree", index=index).decode().strip()

    def blob(self, data: bytes) -> str:
        return self.git("hash-object", "-w", "--stdin", data=data).decode().strip()

    def commit(self, tree: str, parents: list[str], words: str) -> str:
        own = [word for one in parents for word in ("-p", one)]
        made = self.git("commit-tree", tree, *own, data=words.encode())
        return made.decode().strip()

    def move(self, branch: str, commit: str) -> None:
        """Give a branch its new commit; show it in the folder of the pages."""
        self.git("update-ref", f"refs/heads/{branch}", commit)
        if self.pages:
            packed = io.BytesIO(self.git("archive", "--format=zip", branch))
            with zipfile.ZipFile(packed) as files:
                files.extractall(self.pages)

    def files(self, branch: str = "gh-pages") -> dict[str, bytes]:
        """Return what is on the branch."""
        rows = self.git("ls-tree", "-r", "-z", branch).decode().split("\0")
        named = (row.partition("\t") for row in rows if row)
        return {
            path: self.git("cat-file", "blob", row.split()[2]) for row, _, path in named
        }

    def listed(self, commit: str) -> list[dict[str, Any]]:
        rows = self.git("ls-tree", "-r", "-t", "-l", "-z", commit).decode().split("\0")
        found = []
        for row in filter(None, rows):
            facts, _, path = row.partition("\t")
            mode, kind, sha, size = facts.split()
            one: dict[str, Any] = {"path": path, "mode": mode, "type": kind, "sha": sha}
            found.append(one | ({"size": int(size)} if kind == "blob" else {}))
        return found
