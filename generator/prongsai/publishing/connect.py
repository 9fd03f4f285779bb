"""From a target to its connections: one line a way."""

from collections.abc import Callable
from pathlib import Path

from prongsai.publishing.failures import RefusedError
from prongsai.publishing.lines import AT_ONCE, Lines, Patience
from prongsai.publishing.secrets import Passwords
from prongsai.publishing.targets import Target, Way
from prongsai.publishing.transport import Transport


def lines_to(
    root: Path, target: Target, passwords: Passwords, patience: Patience | None = None
) -> Lines:
    """Return the lines to a target; they connect when they are first used.

    Raises:
        RefusedError: this way needs a library that is not installed.
    """
    try:
        connect, at_once = _ways(root, target, passwords)
    except ImportError:
        raise RefusedError("no-library", name=target.name) from None
    return Lines(connect, at_once=at_once, patience=patience)


def _ways(
    root: Path,
    target: Target,
    passwords: Passwords,  # noqa: ARG001 - for a login
) -> tuple[Callable[[], Transport], int]:
    """Return how to connect, and to how many lines; libraries load when needed."""
    if target.way is Way.FOLDER:
        from prongsai.publishing.transport.folder import FolderTransport  # noqa: PLC0415 - only this way

        return lambda: FolderTransport.to(root / target.path), AT_ONCE
    raise RefusedError("target-scheme", name=target.name, known=", ".join(Way))
