"""The key for an SSH login, from the file that a person named."""

from pathlib import Path
from typing import Any  # paramiko has no types

from paramiko import PasswordRequiredException, PKey

from prongsai.publishing.failures import RefusedError
from prongsai.publishing.secrets import Secret, key_file
from prongsai.publishing.targets import Target


class LockedError(Exception):
    """The key has a password of its own, and it is another one or none is known."""

    def __init__(self, file: str) -> None:
        """Keep which."""
        super().__init__()
        self.file = file


def login_key(target: Target, secret: Secret | None) -> Any:  # noqa: ANN401 - paramiko has no types
    """Return the key of a login; None where no file was named.

    Raises:
        LockedError: the key has a password, and `secret` is not it.
        RefusedError: there is no such file, or it holds no key.
    """
    file = key_file(target)
    if file is None:
        return None
    path = Path(file).expanduser()
    if not path.is_file():
        raise RefusedError("key-missing", file=file)
    failure: Exception
    for password in (None, secret.reveal().encode()) if secret else (None,):
        try:
            return PKey.from_path(str(path), password)
        except (TypeError, PasswordRequiredException):
            failure = LockedError(file)
        except Exception:  # noqa: BLE001 - every kind of key has exceptions of its own
            failure = (
                LockedError(file) if password else RefusedError("key-bad", file=file)
            )
    raise failure
