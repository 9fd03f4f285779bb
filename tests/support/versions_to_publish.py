"""Versions of a small site, published here or in a process that can be killed.

As a program it takes a line of JSON a publish, answers with the id of a new process
that does it, and with its exit code when it has ended. All is loaded before the first
one, so a process is at work at once.
"""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from prongsai.model.site import PublishTarget
from prongsai.publishing import removing
from prongsai.publishing.connect import lines_to
from prongsai.publishing.lines import Patience
from prongsai.publishing.lock import Waiting
from prongsai.publishing.run import Wishes, publish
from prongsai.publishing.secrets import Passwords
from prongsai.publishing.targets import read_target
from prongsai.publishing.transport import ftp, sftp, webdav
from site_in_memory import here_of

LINGERS = 0.25
PAGES = 5
ANSWERS = 6.0
"""Seconds in which a server has to answer, while all else goes on as usual."""

SOON = Waiting(seconds=20, silent=0.3, beats=0.1, looks=0.05)


def version(number: int) -> dict[str, bytes]:
    """Return a site whose every page links to what only this version has."""
    links = [f"p{at}/" for at in range(PAGES)] + [f"v{number}/", f"v{number}/more/"]
    own = f"assets/v{number}.css"
    files = [f"v{number}/files/{at}.pdf" for at in range(3)]
    body = "".join(f'<a href="/{link}">x</a>' for link in (*links, *files))
    page = f'<link href="/{own}">{body}<p>{number}</p>'.encode()
    site = {f"{link}index.html": page for link in links}
    site |= {"index.html": page, own: b"x" * 500, "sitemap.xml": page}
    return site | {path: random.Random(path).randbytes(6000) for path in files}


def bring(root: Path, url: str, number: int) -> None:
    """Publish one version."""
    target = read_target(PublishTarget(name="web", url=url))
    here = here_of(root / str(number), version(number))
    ftp.SECONDS = sftp.SECONDS = webdav.SECONDS = ANSWERS
    patience = Patience(tries=3, first=0.01)
    with lines_to(root, target, Passwords(target), patience) as lines:
        publish(lines, here, target, Wishes(many=True, waiting=SOON))


class Publishers:
    """Starts publishes in processes of their own, one at a time."""

    def __init__(self, known: Mapping[str, str]) -> None:
        """Keep the environment of the publishes."""
        path = os.pathsep.join(one for one in sys.path if one)
        self._env = {**os.environ, **known, "PYTHONPATH": path}

    def __enter__(self) -> Self:
        self._starter = subprocess.Popen(
            [sys.executable, __file__],
            env=self._env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._starter.__exit__(None, None, None)

    def start(self, root: Path, url: str, number: int) -> int:
        """Start a publish; return the id of its process."""
        assert self._starter.stdin is not None
        asked = json.dumps([str(root), url, number])
        self._starter.stdin.write(f"{asked}\n".encode())
        self._starter.stdin.flush()
        return self._answer()

    def end(self) -> int:
        """Wait for its end; return its exit code, or minus the signal's number."""
        return self._answer()

    def _answer(self) -> int:
        assert self._starter.stdout is not None
        return int(self._starter.stdout.readline())


def main() -> None:
    """Start what is asked for."""
    import paramiko  # noqa: F401 - loaded for all
    import webdav4.fsspec  # noqa: F401 - loaded for all

    removing.LINGER = LINGERS
    for line in sys.stdin:
        root, url, number = json.loads(line)
        child = os.fork()
        if not child:
            os.dup2(2, 1)
            code = 1
            try:
                bring(Path(root), url, number)
                code = 0
            finally:
                os._exit(code)
        answer(child)
        _, status = os.waitpid(child, 0)
        answer(os.waitstatus_to_exitcode(status))


def answer(number: int) -> None:
    """Write a number to who asked."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def kill(process: int) -> None:
    """End a process without asking it; it may have ended before."""
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


if __name__ == "__main__":
    main()
