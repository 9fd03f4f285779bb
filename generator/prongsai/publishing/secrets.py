"""Passwords: from the environment, the computer's keyring, or asked for once.

They are in no file of the project, no message and no exception; a `Secret` shows
nothing when it is printed.
"""

import os
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from threading import Lock

from prongsai.publishing.failures import RefusedError
from prongsai.publishing.targets import Target, Way

SERVICE = "prongsai"


class Secret:
    """A text that is shown nowhere; only who logs in reveals it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        """Keep the text."""
        self._text = text

    def reveal(self) -> str:
        """Return the text, for the login."""
        return self._text

    @property
    def sendable(self) -> bool:
        """Return whether a login can hold it; a library would show it in its error."""
        return {"Cc", "Cs"}.isdisjoint(map(unicodedata.category, self._text))

    def __repr__(self) -> str:
        """Show that there is one, and no more."""
        return "Secret(…)"

    __str__ = __repr__


def not_taken(target: Target) -> RefusedError:
    """Return the refusal of a password, or of a token where a forge takes one."""
    if target.way is Way.GIT_HTTPS:
        return RefusedError("wrong-token", host=target.host)
    return RefusedError("wrong-login", login=target.login)


def variable(kind: str, name: str) -> str:
    """Return the name of an environment variable: `PRONGSAI_PASSWORD_MAIN`."""
    return f"PRONGSAI_{kind}_{name.upper().replace('-', '_')}"


def key_file(target: Target) -> str | None:
    """Return the file of the key for a login, where one was named."""
    return os.environ.get(variable("KEY_FILE", target.name)) or None


class Passwords:
    """The password of one target, found once and used by all its connections.

    Args:
        target: who logs in where.
        ask: asks a person who is at a terminal; None where there is no person.
        typed: what a person typed elsewhere; it counts before all others.
    """

    def __init__(
        self,
        target: Target,
        ask: Callable[[Target], Secret | None] | None = None,
        typed: Secret | None = None,
    ) -> None:
        """Look for nothing yet."""
        self._target, self._ask = target, ask
        self._known = typed
        self._looked = self._asked = typed is not None
        self._looking = Lock()

    @property
    def was_asked(self) -> bool:
        """Return whether a person typed it, so that it can be kept."""
        return self._asked and self._known is not None

    def find(self) -> Secret | None:
        """Return the password; a person is asked once at most.

        Raises:
            RefusedError: it has signs that no login can have.
        """
        with self._looking:
            if not self._looked:
                self._looked = True
                self._known = self._environment() or self._keyring() or self._person()
            if self._known is not None and not self._known.sendable:
                raise not_taken(self._target)
            return self._known

    def keep(self) -> bool:
        """Put the password into the computer's keyring; return whether it has it.

        A computer without a keyring may take it and keep nothing, without an error.
        """
        if self._known is None:
            return False
        with suppress(Exception):  # every backend has exceptions of its own
            import keyring  # noqa: PLC0415 - it looks for backends when it is imported

            keyring.set_password(SERVICE, self._target.login, self._known.reveal())
        found = self._keyring()
        return found is not None and found.reveal() == self._known.reveal()

    def _environment(self) -> Secret | None:
        text = os.environ.get(variable("PASSWORD", self._target.name))
        # The secrets of forges often end with the line that they were copied with.
        return Secret(text.rstrip("\r\n")) if text else None

    def _keyring(self) -> Secret | None:
        text = None
        with suppress(Exception):  # every backend has exceptions of its own
            import keyring  # noqa: PLC0415 - it looks for backends when it is imported

            text = keyring.get_password(SERVICE, self._target.login)
        return Secret(text) if text else None

    def _person(self) -> Secret | None:
        if self._ask is None:
            return None
        self._asked = True
        return self._ask(self._target)
