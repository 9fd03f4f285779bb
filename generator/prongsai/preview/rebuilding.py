"""The whole site, built in a process of its own; the preview answers meanwhile."""

import datetime
import multiprocessing
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import cast

from prongsai.building import build
from prongsai.findings import Finding
from prongsai.last_build import input_key, read_content_hash
from prongsai.site.kept_pages import Kept
from prongsai.storage.side_by_side import LostProcessError
from prongsai.storage.write import project_lock

Explain = Callable[[Exception], str | None]
"""What the computer refused, as a sentence; None where it is a mistake of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What a build came to; see `Built`.

    Attributes:
        pages: 0 where the old site stayed.
        refused: what the computer refused, as a sentence; then it says nothing else.
    """

    findings: tuple[Finding, ...] = ()
    kept: tuple[Kept, ...] = ()
    pages: int = 0
    refused: str = ""


class Rebuilding:
    """Builds of one project, one after the other, each only if something changed."""

    def __init__(self, root: Path, explain: Explain) -> None:
        """Begin with no build."""
        self._root, self._explain, self._key = root, explain, ""

    def attempt(self, today: datetime.date) -> Rebuilt | None:
        """Build, or say what the computer refused; the next change tries again."""
        try:
            return self.build(today)
        except Exception as error:
            self._key = ""
            refused = self._explain(error)
            if refused is None:
                raise
            return Rebuilt(refused=refused)

    def build(self, today: datetime.date) -> Rebuilt | None:
        """Build if any input changed since the last time, whatever came of it."""
        root = self._root
        if self._now(today) == self._key:
            return None
        with project_lock(root, "serve"):
            self._key = self._now(today)
            built = build(root, today)
        findings = (*built.findings, *built.site_errors)
        return Rebuilt(findings=findings, kept=built.kept, pages=built.pages)

    def _now(self, today: datetime.date) -> str:
        return input_key(self._root, read_content_hash(self._root), today)


def _work(line: Connection, root: Path, explain: Explain) -> None:
    """Build whenever the other process asks for it, until it is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other process ends this one
    if hasattr(os, "nice"):
        os.nice(10)  # who looks at a page comes first
    builds = Rebuilding(root, explain)
    with suppress(EOFError, OSError):  # the other process is gone
        while True:
            line.send(builds.attempt(line.recv()))


class Builder:
    """The process that builds; it ends with this one."""

    def __init__(self, root: Path, explain: Explain) -> None:
        """Start the process; it has nothing of this one but the program."""
        self._root, self._explain = root, explain
        self._start()

    def _start(self) -> None:
        fresh = multiprocessing.get_context("spawn")
        self._line, theirs = fresh.Pipe()
        work = fresh.Process(
            target=_work, args=(theirs, self._root, self._explain), daemon=True
        )
        work.start()
        theirs.close()
        self._process = work

    def begin(self, today: datetime.date) -> None:
        """Begin a build of what the files are now."""
        self._line.send(today)

    def is_done(self) -> bool:
        """Return whether the build is over."""
        return self._line.poll()

    def result(self) -> Rebuilt | None:
        """Return what the build came to, None where nothing had changed.

        A process that was ended by somebody else, for its memory for one, is started
        again; its build came to nothing, which is said.
        """
        try:
            return cast("Rebuilt | None", self._line.recv())
        except (EOFError, OSError):
            self._start()
            return Rebuilt(refused=self._explain(LostProcessError()) or "")

    def end(self) -> None:
        """End the process; what it was building is as if it had not begun."""
        self._process.terminate()
        self._process.join()
