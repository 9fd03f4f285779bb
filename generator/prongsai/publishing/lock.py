"""One publish at a time: a folder at the target that only one can make.

Making a folder is the one step that every server does for one client only. A file in
it says who and since when, and is renewed all the while. A publish that was killed
renews it no more; one of this computer is known to have ended by its process. Times
are never compared between computers, so a wrong clock does not matter.

Who takes the place of one that ended makes a folder inside, named after it: of several
that wait only one can. A publish whose computer slept meanwhile finds another name in
the file, and goes no further.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from prongsai.publishing.failures import CutError, RefusedError
from prongsai.publishing.holder import Holder
from prongsai.publishing.lines import Lines
from prongsai.publishing.manifest import LOCK
from prongsai.storage.capabilities import Capability, has

_WHO = f"{LOCK}/who.json"

Tell = Callable[[Holder], None]


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


@contextmanager
def held(
    lines: Lines,
    own: Holder,
    *,
    waiting: Waiting | None = None,
    tell: Tell = lambda _: None,
) -> Iterator["Lock"]:
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
    _Queue(lines=lines, own=own, times=times, tell=tell).take()
    lock = Lock(lines, own)
    lock.begin()
    try:
        with _beating(lock, times.beats):
            yield lock
    finally:
        with suppress(RefusedError):
            lock.give_back()


@contextmanager
def _beating(lock: "Lock", seconds: float) -> Iterator[None]:
    """Renew the lock all the while; without a thread, between the steps of the work."""
    if not has(Capability.THREADS):
        with lock.between(seconds):
            yield
        return
    ended = threading.Event()
    beats = threading.Thread(target=lock.beat, args=(seconds, ended), daemon=True)
    beats.start()
    try:
        yield
    finally:
        ended.set()
        beats.join()


class Lock:
    """The lock that we hold, as long as no other one took our place."""

    def __init__(self, lines: Lines, own: Holder) -> None:
        """Keep the way there, and who we are."""
        self._lines, self._own, self._beats = lines, own, 0
        self._writing = threading.Lock()

    def begin(self) -> None:
        """Write down who we are."""
        self._write(0)

    def check(self) -> None:
        """Check that it is still ours.

        Raises:
            RefusedError: another publish took our place while we did not answer.
        """
        with self._writing:
            if not self._is_ours():
                raise RefusedError("lock-lost")

    def beat(self, seconds: float, ended: threading.Event) -> None:
        """Renew the file, which keeps the line open, too."""
        while not ended.wait(seconds):
            self._renew()

    @contextmanager
    def between(self, seconds: float) -> Iterator[None]:
        """Renew the file after a step when so many seconds have gone by."""
        last = time.monotonic()

        def renew() -> None:
            nonlocal last
            if time.monotonic() - last >= seconds:
                last = time.monotonic()
                self._renew()

        self._lines.between = renew
        try:
            yield
        finally:
            self._lines.between = lambda: None

    def _renew(self) -> None:
        self._beats += 1
        # Without its folder it is not ours any more: `check` says so.
        with suppress(RefusedError, CutError, FileNotFoundError), self._writing:
            if self._is_ours():
                self._write(self._beats)

    def give_back(self) -> None:
        """Remove the lock if it is still ours."""
        if self._is_ours():
            self._lines.do(lambda line: line.remove(_WHO))
            inner = self._lines.do(lambda line: line.names(LOCK))
            for path in (*(f"{LOCK}/{name}" for name in inner), LOCK):
                self._lines.each(lambda line, one: line.remove_folder(one), [path])

    def _write(self, beat: int) -> None:
        self._lines.do(lambda line: line.write(_WHO, self._own.to_bytes(beat)))

    def _is_ours(self) -> bool:
        data = self._lines.do(lambda line: line.read(_WHO))
        holder = Holder.from_bytes(data or b"")
        if holder is None and data is not None and not self._followed():
            self._write(0)  # our line was cut while it was renewed
            return True
        return holder is not None and holder.mark == self._own.mark

    def _followed(self) -> bool:
        """Return whether another one may have taken our place."""
        names = self._lines.do(lambda line: line.names(LOCK))
        after = (f"after-{self._own.mark}", "after-unknown")
        return any(name.startswith(after) for name in names)


@dataclass(kw_only=True)
class _Queue:
    """We, waiting for the lock."""

    lines: Lines
    own: Holder
    times: Waiting
    tell: Tell
    tried: set[str] = field(default_factory=set)

    def take(self) -> None:
        """Make the folder, or wait until another one removed it or ended."""
        begin = moved = time.monotonic()
        seen: tuple[str, int] | None = None
        told = False
        while not self.lines.do(lambda line: line.make_folder(LOCK)):
            holder, now = _holder(self.lines), time.monotonic()
            sign = _sign(holder)
            if sign != seen:
                seen, moved = sign, now
            silent = now - moved > self.times.silent
            if self._may_follow(holder, silent=silent) and self._follow(sign):
                return
            moved = now if silent else moved
            if holder and now - begin > self.times.seconds:
                raise RefusedError("locked", who=holder.who, since=holder.since)
            if holder and not told:
                self.tell(holder)
                told = True
            time.sleep(self.times.looks)

    def _may_follow(self, holder: Holder | None, *, silent: bool) -> bool:
        """Return whether it is silent, or has ended and we did not try it before."""
        if silent or holder is None:
            return silent
        ended = holder.mark == self.own.mark or holder.has_ended
        return ended and self._name(_sign(holder)) not in self.tried

    def _follow(self, sign: tuple[str, int] | None) -> bool:
        """Take the place of one that ended; False where another one did."""
        name = self._name(sign)
        while name in self.tried:  # who took its place ended, too
            name += "-again"
        self.tried.add(name)
        inner = f"{LOCK}/{name}"
        if not self.lines.do(lambda line: line.make_folder(inner)):
            return False
        if _sign(_holder(self.lines)) == sign:
            return True
        self.lines.do(lambda line: line.remove_folder(inner))  # it was given back
        return False

    def _name(self, sign: tuple[str, int] | None) -> str:
        mark, beat = sign or ("unknown", 0)
        plain = "".join(one for one in mark if one.isalnum())
        return f"after-{plain[:40]}-{beat}"


def _sign(holder: Holder | None) -> tuple[str, int] | None:
    return (holder.mark, holder.beat) if holder else None


def _holder(lines: Lines) -> Holder | None:
    data = lines.do(lambda line: line.read(_WHO))
    return Holder.from_bytes(data or b"")
