"""Which server it is: its key is kept at the first login and compared ever after."""

import base64
import hashlib
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from paramiko import HostKeys, MissingHostKeyPolicy, PKey, SSHClient

from prongsai.publishing.failures import RefusedError
from prongsai.publishing.targets import Target
from prongsai.storage.write import OWN_FOLDER, write_file

_FILE = "known_hosts"


class PinnedKeys(MissingHostKeyPolicy):  # type: ignore[misc]  # paramiko has no types
    """The keys that a server may show.

    `host_key` of the target counts alone where it is given. Otherwise what was kept at
    the first login, below `.prongsai/`, and what the person's own `ssh` knows.
    `tell` is called with host and fingerprint before a key is kept for the first time;
    where no person can compare them, it refuses.

    fsspec's file system knows no keys itself, so this is asked at every login.
    """

    def __init__(
        self,
        root: Path,
        target: Target,
        tell: Callable[[str, str], None],
    ) -> None:
        """Keep where to look."""
        self._file = root / OWN_FOLDER / _FILE
        self._target, self._looking, self._tell = target, Lock(), tell

    def missing_host_key(self, client: SSHClient, hostname: str, key: PKey) -> None:
        """Compare the key that the server shows.

        Raises:
            RefusedError: it is another one than before.
        """
        del client
        with self._looking:
            if not self._known(hostname, key):
                self._keep(hostname, key)

    def _known(self, name: str, key: PKey) -> bool:
        """Return whether it is the right one; False where no key is known yet."""
        if self._target.host_key:
            return self._same(name, key, same=fingerprint(key) == self._target.host_key)
        if (kept := _read(self._file).lookup(name)) is not None:
            return self._same(name, key, same=key.asbytes() in _keys(kept))
        person = _read(Path("~/.ssh/known_hosts").expanduser()).lookup(name) or {}
        if (shown := person.get(key.get_name())) is not None:
            return self._same(name, key, same=shown.asbytes() == key.asbytes())
        return False

    def _same(self, name: str, key: PKey, *, same: bool) -> bool:
        if not same:
            raise RefusedError(
                "host-key-changed",
                host=name,
                key=fingerprint(key),
                file=f"{OWN_FOLDER}/{_FILE}",
            )
        return True

    def _keep(self, name: str, key: PKey) -> None:
        self._tell(name, fingerprint(key))  # it may refuse
        before = self._file.read_bytes() if self._file.is_file() else b""
        line = f"{name} {key.get_name()} {key.get_base64()}\n"
        write_file(self._file, before + line.encode())


def fingerprint(key: PKey) -> str:
    """Return the fingerprint as `ssh-keygen -l` and hosts print it."""
    digest = hashlib.sha256(key.asbytes()).digest()
    return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}"


def _read(file: Path) -> HostKeys:
    keys = HostKeys()
    if file.is_file():
        keys.load(str(file))
    return keys


def _keys(kept: object) -> set[bytes]:
    values = kept.values() if hasattr(kept, "values") else ()
    return {one.asbytes() for one in values}
