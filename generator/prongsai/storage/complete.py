"""Content that is read to be changed: all of it could be read, or nothing is changed.

A file or folder that cannot be read looks like one that is not there; whoever writes
from such a reading loses what is in it.
"""

from pathlib import Path

from prongsai.findings import Finding
from prongsai.storage.content_folder import Sources, read_sources
from prongsai.storage.content_walk import slug_of


class IncompleteError(Exception):
    """A part of the content could not be read; `findings` say which, and why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        """Keep what could not be read."""
        super().__init__("; ".join(one.place.path for one in findings))
        self.findings = findings


def read_complete(root: Path, agency: str = "") -> Sources:
    """Read `content/` below `root` to change it, or one agency of it.

    Raises:
        IncompleteError: something in it could not be read.
    """
    sources = read_sources(root)
    needs_whole(sources, agency)
    return sources


def needs_whole(sources: Sources, agency: str = "") -> None:
    """Refuse sources with a part that could not be read.

    Raises:
        IncompleteError: there is one, of this agency where one is named.
    """
    about = {"", agency}
    unread = tuple(
        one
        for one in sources.findings
        if not agency or slug_of(one.place.path) in about
    )
    if unread:
        raise IncompleteError(unread)
