"""The site that is to be at the target."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prongsai.publishing.failures import RefusedError
from prongsai.publishing.manifest import Entry
from prongsai.publishing.version import UNKNOWN, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """A site, ready to go.

    Attributes:
        folder: where its files are.
        by_hash: whether they are there under their hash instead of their path.
        site: whose it is: the public address, or the title where there is none.
        site_url: the public address.
        publish: the id of the publish to come.
        version: what it was made of.
        files: every file by its path.
        lasting: paths of addresses that were published, or are now.
    """

    folder: Path
    site: str
    site_url: str | None
    publish: str
    version: Version = UNKNOWN
    files: Mapping[str, Entry]
    lasting: frozenset[str]
    by_hash: bool = False

    def data(self, path: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            RefusedError: somebody removed it meanwhile.
        """
        name = self.files[path].sha256 if self.by_hash else path
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            raise RefusedError("gone-here", path=path) from None
