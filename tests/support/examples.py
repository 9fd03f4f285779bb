"""How many of many alike are tried: a few each time, all under `make torture`."""

import os
from collections.abc import Iterable, Sequence
from itertools import cycle, product
from typing import TypeVar

from hypothesis import settings

One = TypeVar("One")
Other = TypeVar("Other")

WHOLE = bool(os.environ.get("PRONGSAI_TORTURE"))
"""Whether all are tried."""


def one_in(number: int) -> int:
    """Return a part of the profile's examples, for a property that is slow to try."""
    return max(3, settings().max_examples // number)


def some(every: Sequence[One], number: int) -> list[One]:
    """Return so many, spread evenly from the first to the last, or all."""
    if WHOLE or len(every) <= number:
        return list(every)
    step = (len(every) - 1) / (number - 1)
    return [every[round(at * step)] for at in range(number)]


def in_turn(ways: Sequence[One], every: Iterable[Other]) -> list[tuple[One, Other]]:
    """Return everything with one way each, the ways in turn, or with all ways."""
    if WHOLE:
        return list(product(ways, every))
    return list(zip(cycle(ways), every, strict=False))


def tries(number: int) -> int:
    """Return so many examples of a property, or twenty times as many."""
    return number * 20 if WHOLE else number
