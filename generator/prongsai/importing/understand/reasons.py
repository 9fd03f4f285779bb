"""The reasons of guesses, in the words of `messages/importing.yml`."""

from prongsai import messages
from prongsai.importing.notes import Reason


def why(reason: Reason, /, **facts: object) -> str:
    """Return the reason of a guess, as it is written after the value in YAML."""
    return messages.text("importing", f"why-{reason}", "th", **facts)
