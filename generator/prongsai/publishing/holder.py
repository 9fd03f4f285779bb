"""Who holds a target, as it is kept in the lock there."""

import getpass
import json
import os
import platform
import secrets
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who publishes right now; `beat` changes as long as they are at work."""

    who: str
    since: str
    computer: str
    process: int
    mark: str
    beat: int = 0

    def to_bytes(self, beat: int) -> bytes:
        """Return it as it is kept at the target."""
        return json.dumps(
            {
                "who": self.who,
                "since": self.since,
                "computer": self.computer,
                "process": self.process,
                "mark": self.mark,
                "beat": beat,
            }
        ).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Holder | None":
        """Read it back; None where it is damaged or half written."""
        try:
            tree = json.loads(data)
            return cls(
                who=str(tree["who"]),
                since=str(tree["since"]),
                computer=str(tree["computer"]),
                process=int(tree["process"]),
                mark=str(tree["mark"]),
                beat=int(tree["beat"]),
            )
        except (ValueError, KeyError, TypeError, RecursionError):
            return None

    @property
    def has_ended(self) -> bool:
        """Return whether it was a process of this computer that has ended."""
        if self.computer != platform.node() or sys.platform == "win32":
            return False
        try:
            os.kill(self.process, 0)
        except ProcessLookupError:
            return True
        except (PermissionError, OverflowError):
            pass
        return False


def ourselves(since: str) -> Holder:
    """Return who we are, for others that wait."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a process without an account
        user = "?"
    computer = platform.node()
    return Holder(
        who=f"{user}@{computer}",
        since=since,
        computer=computer,
        process=os.getpid(),
        mark=secrets.token_hex(8),
    )
