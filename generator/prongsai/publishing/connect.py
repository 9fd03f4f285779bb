"""From a target to its connections: one line a way."""

from collections.abc import Callable
from pathlib import Path

from prongsai.publishing.failures import RefusedError
from prongsai.publishing.lines import AT_ONCE, Lines, Patience
from prongsai.publishing.secrets import Passwords
from prongsai.publishing.targets import Target, Way
from prongsai.publishing.transport import Transport

Connect = Callable[[], Transport]


def lines_to(
    root: Path, target: Target, passwords: Passwords, patience: Patience | None = None
) -> Lines:
    """Return the lines to a target; they connect when they are first used.

    Raises:
        RefusedError: this way needs a library that is not installed.
    """
    try:
        connect = _WAYS[target.way](root, target, passwords)
    except ImportError:
        raise RefusedError("no-library", name=target.name) from None
    return Lines(connect, at_once=AT_ONCE, patience=patience)


def _folder(root: Path, target: Target, passwords: Passwords) -> Connect:
    from prongsai.publishing.transport.folder import FolderTransport  # noqa: PLC0415 - only this way

    del passwords
    return lambda: FolderTransport.to(root / target.path)


def _sftp(root: Path, target: Target, passwords: Passwords) -> Connect:
    from prongsai.publishing.host_keys import PinnedKeys  # noqa: PLC0415 - only this way
    from prongsai.publishing.transport.sftp import SftpLogin  # noqa: PLC0415 - only this way

    return SftpLogin(target, passwords, PinnedKeys(root, target))


def _ftp(root: Path, target: Target, passwords: Passwords) -> Connect:
    from prongsai.publishing.transport.ftp import FtpLogin  # noqa: PLC0415 - only this way

    del root
    return FtpLogin(target, passwords)


_WAYS: dict[Way, Callable[[Path, Target, Passwords], Connect]] = {
    Way.FOLDER: _folder,
    Way.SFTP: _sftp,
    Way.FTPS: _ftp,
    Way.FTP: _ftp,
}
