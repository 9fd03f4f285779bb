"""What the desk asks about the content as it was: earlier days, and what is online."""

from typing import Protocol

from prongsai.comparing.first_pages import FirstPages
from prongsai.storage.content_folder import Sources
from prongsai.storage.snapshots import Copy, Snapshot


class Past(FirstPages, Protocol):
    """Keeps the content of earlier days, and what was published last.

    First pages are those of files as they are now, or as published.
    """

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

    def commit(self, what: str, by: str) -> None:
        """Write the content into the history of the folder, where it has one."""
