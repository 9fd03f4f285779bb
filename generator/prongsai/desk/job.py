"""One order while it is done: what it needs, and how it reports."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from prongsai import messages
from prongsai.desk.works import Order
from prongsai.publishing.carry_out import Progress
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.secrets import Secret

_BRACKETS = re.compile(r"\[([^\]:]+)\]")
"""As SSH writes a server with a port of its own: `[ftp.example.go.th]:2222`."""


class StoppedError(Exception):
    """It cannot be done; `key` is a text of `desk-acts.yml`, with its facts."""

    def __init__(self, key: str, **facts: object) -> None:
        """Keep why."""
        super().__init__(key)
        self.key, self.facts = key, facts


@dataclass(slots=True, kw_only=True)
class Job:
    """An order with what is around it.

    Attributes:
        typed: the password that a person typed; `keep` puts it into the keyring.
        typed_for: the login or host that it was asked for; no other one gets it.
        changed: is called with what changed of the state.
        below: where `root` is below the project that the desk shows, with `/`.
    """

    root: Path
    order: Order
    now: datetime.datetime
    language: str
    typed: Secret | None
    typed_for: str
    keep: bool
    changed: Callable[..., None]
    below: str = ""
    _lines: list[str] = field(default_factory=list)
    _files: list[tuple[str, str]] = field(default_factory=list)

    @property
    def today(self) -> datetime.date:
        """Return the agency's own day."""
        return self.now.date()

    def say(self, key: str, **facts: object) -> None:
        """Report something."""
        self.tell(messages.text("desk-acts", key, self.language, **facts))

    def tell(self, words: str) -> None:
        """Report something that is in words already."""
        self._lines.append(messages.visible(words))
        self.changed(lines=tuple(self._lines))

    def made(self, key: str, path: str, **facts: object) -> None:
        """Report a file that was made."""
        words = messages.text("desk-acts", key, self.language, **facts)
        self._files.append((words, f"{self.below}{path}"))
        self.changed(files=tuple(self._files))

    def watch(self, now: Progress) -> None:
        """Report how far an upload is."""
        self.changed(done=now.bytes, of=now.of_bytes)

    def new_key(self, host: str, key: str) -> None:
        """Keep the key of a server that was met for the first time, if so ordered.

        Raises:
            RefusedError: a person has to compare it first.
        """
        if "trust" not in self.order.allowed:
            shown = _BRACKETS.sub(r"\1", host)
            raise RefusedError("host-key-unknown", host=shown, key=key)
