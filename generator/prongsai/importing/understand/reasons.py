"""The reasons of guesses, in the words of `messages/importing.yml`."""

from prongsai import messages


def why(code: str, /, **facts: object) -> str:
    """Return the reason of a guess, as it is written after the value in YAML."""
    return messages.text("importing", f"why-{code}", "th", **facts)
