"""From a target to its connections: one line a way."""

from collections.abc import Callable
from pathlib import Path

from prongsai.publishing.failures import RefusedError
from prongsai.publishing.lines import AT_ONCE, Lines, Patience
from prongsai.publishing.secrets import Passwords
from prongsai.publishing.targets import GIT, LOCAL, OPEN, REQUESTS, Target, Way
from prongsai.publishing.transport import Transport
from prongsai.storage.capabilities import Capability, has
from prongsai.storage.git import installed

_OWN = frozenset({"content", "theme", "build", "wheels", ".prongsai", ".git"})
"""Folders of a project that are no place for a site."""

Connect = Callable[[], Transport]
NewKey = Callable[[str, str], None]


def _unsaid(host: str, key: str) -> None:
    """Report no new key."""


def lines_to(
    root: Path,
    target: Target,
    passwords: Passwords,
    patience: Patience | None = None,
    new_key: NewKey | None = None,
) -> Lines:
    """Return the lines to a target; they connect when they are first used.

    Args:
        root: the project.
        target: where to.
        passwords: where its password is looked for.
        patience: how often a cut line is repaired.
        new_key: is called with a server and its key when it is met for the first time.

    Raises:
        RefusedError: this way needs a library that is not installed, or a connection
            where the program has none.
    """
    if target.way not in LOCAL | REQUESTS and not has(Capability.CONNECTIONS):
        raise RefusedError("no-connections", name=target.name, host=target.host)
    try:
        connect = _WAYS[target.way](root, target, passwords, new_key or _unsaid)
    except ImportError:
        raise RefusedError("no-library", name=target.name) from None
    at_once = 1 if target.way in {*GIT, Way.ZIP} else AT_ONCE
    return Lines(
        connect,
        at_once=at_once,
        patience=patience,
        unguarded=target.way in OPEN,
        host=target.host,
    )


def _folder(
    root: Path, target: Target, passwords: Passwords, new_key: NewKey
) -> Connect:
    from prongsai.publishing.own_site import content_root  # noqa: PLC0415 - only this way
    from prongsai.publishing.transport.folder import FolderTransport  # noqa: PLC0415 - only this way

    del passwords, new_key
    folder = root / target.path
    inside = folder.resolve().is_relative_to(content_root(root).resolve())
    if not inside and not has(Capability.CONNECTIONS):  # a tab has only the project's
        raise RefusedError("folder-elsewhere", name=target.name)
    for project in {root, content_root(root)}:
        _keep_apart(project.resolve(), folder.resolve(), target)
    return lambda: FolderTransport.to(folder)


def _keep_apart(project: Path, folder: Path, target: Target) -> None:
    """Refuse a folder that visitors would see the project in, or that is its own."""
    holds = folder == project or folder in project.parents
    own = folder.is_relative_to(project) and {*folder.relative_to(project).parts} & _OWN
    if holds or own:
        raise RefusedError("target-in-project", name=target.name, path=str(folder))


def _sftp(root: Path, target: Target, passwords: Passwords, new_key: NewKey) -> Connect:
    from prongsai.publishing import ssh_library  # noqa: F401, PLC0415 - before all others
    from prongsai.publishing.host_keys import PinnedKeys  # noqa: PLC0415 - only this way
    from prongsai.publishing.transport.sftp import SftpLogin  # noqa: PLC0415 - only this way

    return SftpLogin(target, passwords, PinnedKeys(root, target, new_key))


def _ftp(root: Path, target: Target, passwords: Passwords, new_key: NewKey) -> Connect:
    from prongsai.publishing.transport.ftp import FtpLogin  # noqa: PLC0415 - only this way

    del root, new_key
    return FtpLogin(target, passwords)


def _webdav(
    root: Path, target: Target, passwords: Passwords, new_key: NewKey
) -> Connect:
    from prongsai.publishing.transport.webdav import WebdavLogin  # noqa: PLC0415 - only this way

    del root, new_key
    return WebdavLogin(target, passwords)


def _git(root: Path, target: Target, passwords: Passwords, new_key: NewKey) -> Connect:
    from prongsai.publishing.transport.branch import BranchLogin  # noqa: PLC0415 - only this way
    from prongsai.publishing.transport.git_branch import GitBranch  # noqa: PLC0415 - only this way

    del root, passwords, new_key  # git itself logs in
    return BranchLogin(GitBranch(target=target))


def _forge(
    root: Path, target: Target, passwords: Passwords, new_key: NewKey
) -> Connect:
    """Ask git, or the forge itself where there is no git."""
    from prongsai.publishing.transport.branch import BranchLogin  # noqa: PLC0415 - only this way
    from prongsai.publishing.transport.forge import forge_branch  # noqa: PLC0415 - only this way

    if installed():
        return _git(root, target, passwords, new_key)
    return BranchLogin(forge_branch(target, passwords))


def _zip(root: Path, target: Target, passwords: Passwords, new_key: NewKey) -> Connect:
    from prongsai.publishing.transport.zip_file import ZipTransport  # noqa: PLC0415 - only this way

    del passwords, new_key
    made = ZipTransport(root, target.name)
    return lambda: made


_WAYS: dict[Way, Callable[[Path, Target, Passwords, NewKey], Connect]] = {
    Way.FOLDER: _folder,
    Way.SFTP: _sftp,
    Way.FTPS: _ftp,
    Way.FTP: _ftp,
    Way.DAVS: _webdav,
    Way.DAV: _webdav,
    Way.GIT_SSH: _git,
    Way.GIT_HTTPS: _forge,
    Way.GIT_FILE: _git,
    Way.ZIP: _zip,
}
