"""What a publish came to, for the person, the proof and the receipt."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from prongsai.publishing.manifest import Entry
from prongsai.publishing.version import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A publish that came to its end.

    Attributes:
        target: the name of the target in `site.yml`.
        address: its address; it holds no secret.
        site_url: where the public sees it, None where `site.yml` does not say.
        publish: the id of this publish.
        at: when it ended, with its zone.
        version: what the site was made of.
        files: every file of ours that is there now, by path.
        sent, removed: the paths that came or changed, and that went away.
        gaps: how many files were away for a moment while they were replaced.
    """

    target: str
    address: str
    site_url: str | None
    publish: str
    at: datetime.datetime
    version: Version
    files: Mapping[str, Entry]
    sent: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    gaps: int = 0
