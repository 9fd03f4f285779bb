"""One publish at a time: a folder at the target that only one can make.

Making a folder is the one step that every server does for one client only. A file in
it says who and since when, and is renewed all the while. A publish that was killed
renews it no more; one of this computer is known to have ended by its process.
"""

import getpass
import json
import os
import platform
import secrets
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from prongsai.publishing.failures import CutError, RefusedError
from prongsai.publishing.lines import Lines
from prongsai.publishing.manifest import LOCK

_WHO = f"{LOCK}/who.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who publishes right now; `beat` changes as long as they are at work."""

    who: str
    since: str
    computer: str
    process: int
    mark: str
    beat: int = 0

    def to_bytes(self, beat: int) -> bytes:
        """Return it as it is kept at the target."""
        return json.dumps(
            {
                "who": self.who,
                "since": self.since,
                "computer": self.computer,
                "process": self.process,
                "mark": self.mark,
                "beat": beat,
            }
        ).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Holder | None":
        """Read it back; None where it is damaged or half written."""
        try:
            tree = json.loads(data)
            return cls(
                who=str(tree["who"]),
                since=str(tree["since"]),
                computer=str(tree["computer"]),
                process=int(tree["process"]),
                mark=str(tree["mark"]),
                beat=int(tree["beat"]),
            )
        except (ValueError, KeyError, TypeError, RecursionError):
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """How long we wait for another publish; all in seconds.

    Attributes:
        seconds: until we give up.
        silent: without a beat, after which it was killed and we take its place.
        beats: between two beats of our own.
        looks: between two looks at the other one.
    """

    seconds: float = 90.0
    silent: float = 70.0
    beats: float = 20.0
    looks: float = 2.0


def ourselves(since: str) -> Holder:
    """Return who we are, for others that wait."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a process without an account
        user = "?"
    computer = platform.node()
    return Holder(
        who=f"{user}@{computer}",
        since=since,
        computer=computer,
        process=os.getpid(),
        mark=secrets.token_hex(8),
    )


@contextmanager
def held(
    lines: Lines,
    own: Holder,
    *,
    waiting: Waiting | None = None,
    tell: Callable[[Holder], None] = lambda _: None,
) -> Iterator[None]:
    """Hold the target alone.

    Args:
        lines: the way there.
        own: who we are.
        waiting: how long to wait for another one.
        tell: called once with who has it, before waiting.

    Raises:
        RefusedError: another publish is at work and does not end.
    """
    times = waiting or Waiting()
    _take(lines, own, times, tell)
    lines.do(lambda line: line.write(_WHO, own.to_bytes(0)))
    ended = threading.Event()
    beats = threading.Thread(target=_beat, args=(lines, own, times, ended), daemon=True)
    beats.start()
    try:
        yield
    finally:
        ended.set()
        beats.join()
        with suppress(RefusedError):
            _give_back(lines)


def _take(
    lines: Lines, own: Holder, times: Waiting, tell: Callable[[Holder], None]
) -> None:
    """Make the folder, or wait until another one removed it or died."""
    begin = moved = time.monotonic()
    sign: tuple[str, int] | None = None
    told = False
    while not lines.do(lambda line: line.make_folder(LOCK)):
        holder, now = _holder(lines), time.monotonic()
        shown = (holder.mark, holder.beat) if holder else None
        if shown != sign:
            sign, moved = shown, now
        if (holder and _ended(holder, own)) or now - moved > times.silent:
            _give_back(lines)
            continue
        if holder and now - begin > times.seconds:
            raise RefusedError("locked", who=holder.who, since=holder.since)
        if holder and not told:
            tell(holder)
            told = True
        time.sleep(times.looks)


def _holder(lines: Lines) -> Holder | None:
    data = lines.do(lambda line: line.read(_WHO))
    return Holder.from_bytes(data or b"")


def _ended(holder: Holder, own: Holder) -> bool:
    """Return whether it is us, or was a process of this computer that has ended."""
    if holder.mark == own.mark:
        return True
    if holder.computer != platform.node() or sys.platform == "win32":
        return False
    try:
        os.kill(holder.process, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return False


def _give_back(lines: Lines) -> None:
    lines.do(lambda line: line.remove(_WHO))
    lines.do(lambda line: line.remove_folder(LOCK))


def _beat(lines: Lines, own: Holder, times: Waiting, ended: threading.Event) -> None:
    """Renew the file, which keeps the line open, too."""
    beat = 0
    while not ended.wait(times.beats):
        beat += 1
        with suppress(RefusedError, CutError):
            _renew(lines, own, beat)


def _renew(lines: Lines, own: Holder, beat: int) -> None:
    lines.do(lambda line: line.write(_WHO, own.to_bytes(beat)))
