"""What reads the first pages of documents to compare."""

from typing import Protocol


class FirstPages(Protocol):
    """Reads files of both sides; a file is known by its path and its hash."""

    def first_page(self, path: str, sha256: str) -> bytes | None:
        """Return a picture (PNG) of the first page, None where it cannot be shown."""

    def first_words(self, path: str, sha256: str) -> str:
        """Return how the first page begins; empty where it has no text."""
