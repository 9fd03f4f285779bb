"""What a publish writes down: the addresses in `content/published.yml`, the content."""

import datetime
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from prongsai.cli.exit_codes import EXIT_CONTENT
from prongsai.cli.options import say

if TYPE_CHECKING:
    from prongsai import Plan


def record_addresses(root: Path, planned: "Plan", lang: str) -> int:
    """Write the addresses down; return the exit code."""
    from prongsai.site.published_addresses import provisional_addresses
    from prongsai.site.record import FILE, record
    from prongsai.yaml.edits import EditError

    if drafts := provisional_addresses(planned):
        say(lang, "recorded-provisional", count=len(drafts))
    try:
        new = record(root, planned)
    except EditError:
        say(lang, "record-not-written", file=FILE)
        return EXIT_CONTENT
    say(lang, "recorded" if new else "recorded-nothing")
    return 0


def remember_content(root: Path) -> None:
    """Keep the content that is online now: the next change sheet compares with it."""
    from prongsai.storage.snapshots import PUBLISHED, take

    now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    with suppress(OSError):  # it is published all the same
        take(root, PUBLISHED, now)
