"""What the desk asks about the content as it was: earlier days, and what is online."""

from typing import Protocol

from prongsai.storage.content_folder import Sources
from prongsai.storage.snapshots import Copy, Snapshot


class Past(Protocol):
    """Keeps the content of earlier days, and what was published last."""

    def keep_day(self, day: str) -> None:
        """Keep the content as it is, if that was not done on this day (ISO) yet."""

    def days(self) -> tuple[Snapshot, ...]:
        """Return the days that are kept, the newest first."""

    def data(self, copy: Copy) -> bytes | None:
        """Return the bytes of a file that is kept, None where they are gone."""

    def published(self) -> tuple[str, Sources] | None:
        """Return when it was published (ISO), and what; None if not known."""

    def read_only(self) -> bool:
        """Return whether the folder cannot be written now."""

    def first_page(self, path: str, sha256: str) -> bytes | None:
        """Return a picture of the first page of a file, now or as published.

        None where it cannot be shown.
        """

    def first_words(self, path: str, sha256: str) -> str:
        """Return how the first page of a file begins; empty where it has no text."""

    def commit(self, what: str, by: str) -> None:
        """Write the content into the history of the folder, where it has one."""
