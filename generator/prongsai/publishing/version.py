"""What a published site was made of, so that it can be made again."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any  # JSON, not yet read

EARLIER = 3
"""How many versions before the one that is online are known at the target."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a site.

    Attributes:
        commit: of the content; empty outside a repository.
        edited: whether the content differed from that commit.
        day: of the build; None where it is not known.
        build: the hash of all files that the build made; empty where it is not known.
    """

    commit: str = ""
    edited: bool = False
    day: datetime.date | None = None
    build: str = ""

    def as_tree(self) -> dict[str, str | bool]:
        """Return it as it is kept in files."""
        return {
            "commit": self.commit,
            "edited": self.edited,
            "day": self.day.isoformat() if self.day else "",
            "build": self.build,
        }

    @classmethod
    def of_tree(cls, tree: Mapping[str, Any]) -> "Version":  # JSON, not read yet
        """Read it back; what is not there is not known."""
        return cls(
            commit=str(tree.get("commit", "")),
            edited=tree.get("edited") is True,
            day=read_day(str(tree.get("day", ""))),
            build=str(tree.get("build", "")),
        )


UNKNOWN = Version()


def read_day(text: str) -> datetime.date | None:
    """Read the day of a build; None where the text is no day."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def build_hash(files: Mapping[str, str]) -> str:
    """Return the hash of a build, from the hash of each of its files by path."""
    lines = (f"{path} {digest}\n" for path, digest in sorted(files.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def with_latest(
    earlier: tuple[Version, ...], latest: Version, now: Version
) -> tuple[Version, ...]:
    """Return the versions before `now`, the oldest first, each another than it."""
    known = (one for one in (*earlier, latest) if one.build not in {"", now.build})
    return tuple(known)[-EARLIER:]
