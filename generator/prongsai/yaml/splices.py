"""What an edit asks for, and the new text that it becomes."""

import bisect
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from prongsai.yaml.reader import YamlPath
from prongsai.yaml.writer import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """Set a field or an element; a new field comes last in its mapping."""

    path: YamlPath
    value: Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert:
    """Put `value` before the element of that index, or after the last."""

    path: YamlPath
    value: Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """Remove a field or an element; others stay in its mapping or list."""

    path: YamlPath


Edit: TypeAlias = Put | Insert | Drop


@dataclass(frozen=True, slots=True, kw_only=True)
class Splice:
    """New text for `begin` to `end`; at the same place the deeper one comes first."""

    begin: int
    end: int
    new: str
    depth: int = 0


class TouchError(Exception):
    """Two edits want the same lines."""


def sewn(text: str, splices: Iterable[Splice]) -> str:
    """Put all new texts in; those at the same place in order, the deeper first.

    Raises:
        TouchError: two of them want the same text.
    """
    every = list(splices)
    removed = sorted((s for s in every if s.end > s.begin), key=lambda s: s.begin)
    added = [s for s in every if s.end == s.begin]
    for one, following in itertools.pairwise(removed):
        if following.begin < one.end:
            raise TouchError
    begins = [gone.begin for gone in removed]
    for one in added:
        near = bisect.bisect_right(begins, one.begin) - 1
        gone = removed[near] if near >= 0 else None
        if gone and gone.begin < one.begin < gone.end:
            raise TouchError
        if gone and gone.begin == one.begin and not gone.new:
            raise TouchError
    out, at = [], 0
    order = sorted([*removed, *added], key=lambda s: (s.begin, s.end, s.depth))
    for one in order:
        out += [text[at : one.begin], one.new]
        at = max(at, one.end)
    return "".join((*out, text[at:]))
