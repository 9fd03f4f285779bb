"""What has been found in a file so far: its texts, what they are, and what is open.

A file is read from the outside inwards (`read`): a package holds documents, a document
holds others. All of them put what they find into one `Found`, which counts.
"""

import dataclasses
from dataclasses import dataclass, field

from prongsai.storage.attachments import Runs, Trace, Unread

MAX_TEXT = 2_000_000
MAX_UNPACKED = 200_000_000
MAX_PARTS = 10_000
MAX_DEPTH = 3


class SuspiciousError(Exception):
    """It unpacks to too much, has too many parts, or defines entities."""


class EntitiesError(SuspiciousError):
    """A part defines entities."""


@dataclass(slots=True, kw_only=True)
class Found:
    """Collects what is in a file in addition to its text, and counts the cost."""

    have: frozenset[str]
    depth: int = 0
    texts: list[str] = field(default_factory=list)
    unread: set[Unread] = field(default_factory=set)
    traces: set[Trace] = field(default_factory=set)
    length: int = 0
    unpacked: int = 0
    position: bool = False
    runs: Runs = Runs.NOTHING
    suspicious: bool = False

    def put(self, text: str) -> None:
        """Take a text that the page does not show."""
        left = MAX_TEXT - self.length
        if len(text) > left:
            self.unread.add(Unread.LIMIT)
            text = text[: max(0, left)]
        if text.strip():
            self.texts.append(text)
            self.length += len(text)

    def count(self, size: int) -> None:
        """Count bytes that were unpacked.

        Raises:
            SuspiciousError: they are too many.
        """
        self.unpacked += size
        if self.unpacked > MAX_UNPACKED:
            raise SuspiciousError

    def deeper(self) -> "Found":
        """Return where a document inside puts what it finds: the same place."""
        return dataclasses.replace(self, depth=self.depth + 1)

    def take(self, inner: "Found") -> None:
        """Take over what a document inside has cost and found; lists are shared."""
        self.length, self.unpacked = inner.length, inner.unpacked
        self.position = self.position or inner.position
        self.runs = self.runs or inner.runs
        self.suspicious = self.suspicious or inner.suspicious

    @property
    def text(self) -> str:
        """All texts, each on lines of its own."""
        return "\n".join(self.texts)
