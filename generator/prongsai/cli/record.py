"""The addresses of the site, written down in `content/published.yml`."""

from pathlib import Path
from typing import TYPE_CHECKING

from prongsai.cli import EXIT_CONTENT
from prongsai.cli.options import say

if TYPE_CHECKING:
    from prongsai import Plan


def record_addresses(root: Path, planned: "Plan", lang: str) -> int:
    """Write the addresses down; return the exit code."""
    from prongsai.site.published import provisional_addresses
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
