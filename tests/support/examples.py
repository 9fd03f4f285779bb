"""How many examples a property tries; `--hypothesis-profile=thorough` is for many."""

from hypothesis import settings


def one_in(number: int) -> int:
    """Return a part of the profile's examples, for a property that is slow to try."""
    return max(3, settings().max_examples // number)
