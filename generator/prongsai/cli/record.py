"""What `prongsai publish` says about the addresses that it wrote down."""

from typing import TYPE_CHECKING

from prongsai.cli.options import say

if TYPE_CHECKING:
    from prongsai.publishing.records import Recorded


def print_recorded(recorded: "Recorded", lang: str, file: str) -> None:
    """Print what was written into the record of addresses."""
    if recorded.drafts:
        say(lang, "recorded-provisional", count=recorded.drafts)
    if not recorded.written:
        say(lang, "record-not-written", file=file)
        return
    say(lang, "recorded" if recorded.new else "recorded-nothing", file=file)
    if recorded.carried:
        say(lang, "recorded-carried", count=recorded.carried)
