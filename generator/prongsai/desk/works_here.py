"""Long work on this computer: one at a time, next to the desk."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock, Thread

from prongsai import messages
from prongsai.desk.job import Job, StoppedError
from prongsai.desk.works import Order, WorkState
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.secrets import Secret
from prongsai.storage.write import BusyError, project_lock

_ASKS = {
    "no-login": "password",
    "no-token": "token",
    "wrong-login": "password",
    "wrong-token": "token",
    "foreign": "adopt",
    "other-site": "adopt",
    "too-many": "many",
    "host-key-unknown": "trust",
}
"""What a person can answer, by the key of the refusal."""


def in_a_thread(work: Callable[[], None]) -> None:
    """Do some work next to what asked for it."""
    Thread(target=work, daemon=True).start()


@dataclass(slots=True, kw_only=True)
class WorksHere:
    """Works in the project below `root`; `clock` returns the time now.

    `start` begins some work and returns before it is done.
    """

    root: Path
    clock: Callable[[], datetime.datetime]
    language: str = "th"
    start: Callable[[Callable[[], None]], None] = in_a_thread
    _state: WorkState | None = None
    _typed: Secret | None = None
    _typed_for: str = ""
    _keep: bool = False
    _changing: Lock = field(default_factory=Lock)

    def begin(self, order: Order) -> bool:
        """Begin an order; return False where another one is not done yet."""
        with self._changing:
            if self._state is not None and self._state.running:
                return False
            self._state = WorkState(order=order)
        self.start(lambda: self._run(order))
        return True

    def state(self) -> WorkState | None:
        """Return how far the last order is."""
        return self._state

    def password(self, typed: str, *, keep: bool) -> None:
        """Take the password that was asked for; it is in no file and no message."""
        self._typed, self._keep = Secret(typed), keep

    def made(self, path: str) -> bytes | None:
        """Return a file that an order made."""
        state = self._state
        if state is None or path not in {place for _, place in state.files}:
            return None
        found = self.root / path
        return found.read_bytes() if found.is_file() else None

    def _run(self, order: Order) -> None:
        """Do an order; whatever happens, it ends."""
        job = Job(
            root=self.root,
            order=order,
            now=self.clock(),
            language=self.language,
            typed=self._typed,
            typed_for=self._typed_for,
            keep=self._keep,
            changed=self._changed,
        )
        try:
            from prongsai.desk.tasks import TASKS  # noqa: PLC0415 - much: the desk opens sooner

            with project_lock(self.root, "desk", post=order.by):
                TASKS[order.work](job)
        except RefusedError as error:
            self._stop(_key(error.key), _ASKS.get(error.key, ""), **error.facts)
        except StoppedError as error:
            self._stop(error.key, **error.facts)
        except BusyError as error:
            self._stop("work-busy", since=error.busy.since[11:16])
        except OSError:
            self._stop("work-not-written")
        except BaseException:
            self._stop("work-broken")
            raise
        else:
            self._changed(running=False)

    def _stop(self, key: str, asks: str = "", /, **facts: object) -> None:
        if asks in {"password", "token"}:
            self._typed, self._typed_for = (
                None,
                str(facts.get("login") or facts["host"]),
            )
        shown = {name: messages.visible(str(one)) for name, one in facts.items()}
        words = messages.text("desk-acts", key, self.language, **shown)
        self._changed(running=False, refused=words, asks=asks)

    def _changed(self, **changes: object) -> None:
        with self._changing:
            if self._state is not None:
                self._state = replace(self._state, **changes)  # type: ignore[arg-type]  # names of fields


def _key(key: str) -> str:
    """Return the words of the desk about a refusal."""
    own = f"refused-{key}"
    return own if messages.has("desk-acts", own) else "refused-other"
