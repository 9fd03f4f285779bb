"""Several connections to one target, each repaired when it is cut.

A server that takes fewer connections than we would like is served over those that it
takes. What was cut is repeated, so every step is one that may be done twice.
"""

import random
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from queue import LifoQueue
from threading import Lock
from typing import Self, TypeVar

from prongsai.publishing.failures import CrowdedError, CutError, RefusedError
from prongsai.publishing.transport import Transport
from prongsai.storage.capabilities import Capability, has

AT_ONCE = 4
_FIRST_TRIES = 3

_Item = TypeVar("_Item")
_Gives = TypeVar("_Gives")


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often a cut line is repaired for one step, and how long we wait before."""

    tries: int = 6
    first: float = 0.5
    longest: float = 15.0

    def wait(self, failed: int) -> None:
        """Wait before the next try, longer each time, and not all at one moment."""
        seconds = min(self.first * 2**failed, self.longest)
        time.sleep(seconds * random.uniform(0.5, 1))  # noqa: S311 - no secret


class Lines:
    """The connections of one publish.

    Attributes:
        between: is called after each of many steps where nothing runs next to them.
    """

    def __init__(
        self,
        connect: Callable[[], Transport],
        *,
        at_once: int = AT_ONCE,
        patience: Patience | None = None,
        unguarded: bool = False,
        host: str = "",
    ) -> None:
        """Connect when the first step is to be done, not now.

        Args:
            connect: opens a line.
            at_once: how many at most.
            patience: how often a cut line is repaired.
            unguarded: whether bytes can change on the way without being noticed.
            host: who is at the other end, for messages.
        """
        self.unguarded = unguarded
        self.between: Callable[[], None] = lambda: None
        self._host, self._answered, self._full = host, False, False
        self._connect = connect
        self._patience = patience or Patience()
        self.at_once = at_once if has(Capability.THREADS) else 1
        self._free: LifoQueue[Transport | None] = LifoQueue()
        self._open = self._failed = 0
        self._opened: list[Transport] = []
        self._counting = Lock()
        for _ in range(self.at_once):
            self._free.put(None)

    def __enter__(self) -> Self:
        """Return the lines."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close every line that is not at work."""
        while not self._free.empty():
            line = self._free.get_nowait()
            if line is not None:
                with suppress(CutError, RefusedError, OSError):
                    line.close()

    @property
    def gaps(self) -> int:
        """Return how many files were away for a moment while they were replaced."""
        return sum(line.gaps for line in self._opened)

    def do(self, step: Callable[[Transport], _Gives]) -> _Gives:
        """Do one step over a free line; connect again and repeat where it is cut.

        Only what was cut on a new line counts as a try: where a cut takes all lines,
        one step may meet every one of them.

        Raises:
            RefusedError: the server refuses, or the line is cut again and again. One
                that never answered is not waited for as long.
        """
        failed = old = 0
        while failed < self._tries:
            line, was_open = self._line()
            if line is not None:
                try:
                    given = step(line)
                except CutError:
                    self._drop(line)
                    if was_open and old < self.at_once:
                        old += 1  # it was cut with others, maybe before this step
                        continue
                except BaseException:
                    self._free.put(line)
                    raise
                else:
                    self._answered = True
                    self._free.put(line)
                    return given
            self._patience.wait(failed)
            failed += 1
        if self._answered:
            raise RefusedError("cut")
        key = "crowded" if self._full else "no-answer"
        raise RefusedError(key, host=self._host)

    @property
    def _tries(self) -> int:
        tries = self._patience.tries
        return tries if self._answered or self._full else min(tries, _FIRST_TRIES)

    def each(
        self,
        step: Callable[[Transport, _Item], None],
        items: Iterable[_Item],
        done: Callable[[_Item], None] = lambda _: None,
    ) -> None:
        """Do a step for each item, several at once, in any order.

        Raises:
            RefusedError: one of them could not be done; the others are not begun.
        """

        def work(item: _Item) -> None:
            self.do(lambda line: step(line, item))
            done(item)

        every = list(items)
        if min(self.at_once, len(every)) <= 1 or not has(Capability.THREADS):
            for item in every:
                work(item)
                self.between()
            return
        with ThreadPoolExecutor(self.at_once) as workers:
            begun = [workers.submit(work, item) for item in every]
            try:
                wait(begun, return_when=FIRST_EXCEPTION)
            finally:  # also when a person presses Ctrl+C
                workers.shutdown(cancel_futures=True)
        for one in begun:
            if not one.cancelled():
                one.result()

    def _line(self) -> tuple[Transport | None, bool]:
        """Return a line, and whether it was open; None where none can be opened now."""
        line = self._free.get()
        if line is not None:
            return line, True
        try:
            line = self._connect()
        except (CrowdedError, CutError) as error:
            self._full = isinstance(error, CrowdedError)
            if self._enough(error):
                return self._line()  # one line less from here on
            self._free.put(None)
            return None, False
        except BaseException:
            self._free.put(None)
            raise
        with self._counting:
            self._open += 1
            self._failed = 0
            self._opened.append(line)
        return line, False

    def _enough(self, error: Exception) -> bool:
        """Return whether the server takes no more lines than those that are open.

        Some servers say so; others hang up on every further connection.
        """
        with self._counting:
            self._failed += 1
            clear = isinstance(error, CrowdedError) or self._failed > 1
            return clear and self._open > 0

    def _drop(self, line: Transport) -> None:
        with suppress(CutError, RefusedError, OSError):
            line.close()
        with self._counting:
            self._open -= 1
        self._free.put(None)
