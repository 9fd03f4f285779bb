"""Long tasks that run outside the desk: what is ordered, and how far it is."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Work(StrEnum):
    """What can be ordered; each is what the command of that name does."""

    PUBLISH = "publish"
    PROVE = "prove"
    SUBMISSION = "submission"
    PAPERS = "papers"
    ROLL_OVER = "roll-over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One order.

    Attributes:
        by: the post that orders it.
        sure: do it; else only report what would be done.
        target: where to publish; empty where there is only one place.
        own: whether it is about the agency's own site, not about that of a hub.
        allowed: what was refused without being asked about: `adopt` a folder that
            holds other files, remove `many` files, `trust` the server's key.
    """

    work: Work
    slug: str
    year: int
    by: str = ""
    sure: bool = False
    target: str = ""
    own: bool = False
    allowed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkState:
    """How far an order is.

    Attributes:
        done, of: bytes that were sent, of how many; 0 where nothing is sent.
        lines: what is to be reported, in words.
        files: what was made: a label, and the path from the project's root.
        asks: what has to be answered before it goes on: `password`, `adopt`, `many`
            or `trust`; empty where nothing has.
        refused: why it stopped, in words.
    """

    order: Order
    running: bool = True
    done: int = 0
    of: int = 0
    lines: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    asks: str = ""
    refused: str = ""


class Works(Protocol):
    """Carries out one order after the other, outside the desk."""

    def begin(self, order: Order) -> bool:
        """Begin an order; return False where another one is not done yet."""

    def state(self) -> WorkState | None:
        """Return how far the last order is, None where there was none."""

    def password(self, typed: str, *, keep: bool) -> None:
        """Take the password that was asked for: for this session, or to be kept."""

    def made(self, path: str) -> bytes | None:
        """Return a file that an order made, None where it did not make it."""
