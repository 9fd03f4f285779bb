"""A branch of a repository by the forge's own interface over HTTP, without git.

A browser's tab has no git, nor has many a computer of an office. GitHub and GitLab
take a commit as a request, with a token in the place of the password.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol  # trees of JSON

from prongsai.online.request import NoReplyError, Reply, send
from prongsai.publishing.failures import CutError, RefusedError
from prongsai.publishing.secrets import Passwords, not_taken
from prongsai.publishing.targets import Target
from prongsai.publishing.transport.branch import Branch
from prongsai.publishing.transport.unshown import Unshown

_REFUSED = frozenset({400, 403, 404, 409, 422})


class Forge(Protocol):
    """What a forge is asked; `commit` and `content` raise as `Branch` says."""

    def head(self) -> str:
        """Return the last commit of the branch, empty where there is no branch."""

    def tree(self, commit: str) -> dict[str, tuple[str, int]]:
        """Return every file of a commit: what names its content, and its size."""

    def content(self, blob: str) -> bytes:
        """Return the bytes of a file."""

    def commit(
        self, parent: str, words: str, files: Mapping[str, bytes], gone: Sequence[str]
    ) -> None:
        """Make one commit on top of `parent`."""


@dataclass(kw_only=True)
class Asking:
    """Requests to one forge with the token of one person.

    Attributes:
        base: the address of its interface.
        headers: of every request: the token is in them.
    """

    target: Target
    base: str
    headers: Mapping[str, str] = field(repr=False)
    _unshown: Unshown = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Know nothing of the host yet."""
        self._unshown = Unshown(self.target.host, self.target.name)

    def ask(self, method: str, path: str, body: bytes = b"") -> Reply:
        """Return what came; some status may mean that there is no such thing.

        Raises:
            RefusedError: it does not take the token, or is not there.
            CutError: it did not answer, or asks to come later.
        """
        kind = {"Content-Type": "application/json"} if body else {}
        try:
            came = send(method, f"{self.base}{path}", {**self.headers, **kind}, body)
        except NoReplyError as error:
            raise self._unshown.failure(method, error) from None
        self._unshown.answered(method)
        if came.status == 401:
            raise not_taken(self.target)
        if came.status == 429 or came.status >= 500 or "retry-after" in came.headers:
            raise CutError
        return came

    def tree(self, method: str, path: str, body: bytes = b"") -> Any:  # noqa: ANN401 - of JSON
        """Return what came as JSON.

        Raises:
            RefusedError: it does not let us.
            CutError: it did not answer.
        """
        came = self.ask(method, path, body)
        if came.status in _REFUSED:
            raise RefusedError("git-refused", name=self.target.name)
        try:
            return came.tree()
        except ValueError:
            raise RefusedError("git-unreached", name=self.target.name) from None


@dataclass(kw_only=True)
class ForgeBranch(Branch):
    """The branch as the forge shows it."""

    find: Callable[[], Forge]
    _forge: Forge | None = None

    @property
    def forge(self) -> Forge:
        """Return the forge, found at its first question."""
        self._forge = self._forge or self.find()
        return self._forge

    def fetch(self) -> None:
        """Read the branch."""
        self.parent = self.forge.head()
        self.known = self.forge.tree(self.parent) if self.parent else {}

    def content(self, blob: str) -> bytes:
        """Return the bytes of a file."""
        return self.forge.content(blob)

    def commit(
        self, words: str, files: Mapping[str, bytes], gone: Sequence[str]
    ) -> None:
        """Make one commit."""
        self.forge.commit(self.parent, words, files, gone)

    def close(self) -> None:
        """Do nothing: nothing was kept."""


def forge_branch(target: Target, passwords: Passwords) -> ForgeBranch:
    """Return the branch of a target by the interface of its forge."""
    return ForgeBranch(target=target, find=lambda: _found(target, passwords))


def _found(target: Target, passwords: Passwords) -> Forge:
    """Return the forge of a target.

    Raises:
        RefusedError: there is no token, or the host is no forge that we know.
    """
    from prongsai.publishing.transport.github import github  # noqa: PLC0415 - it is made of this
    from prongsai.publishing.transport.gitlab import gitlab  # noqa: PLC0415 - it is made of this

    secret = passwords.find()
    if secret is None:
        raise RefusedError("no-token", host=target.host)
    if target.host == "github.com":
        return github(target, secret)
    lab = gitlab(target, secret)
    return lab if lab.is_one() else github(target, secret)
