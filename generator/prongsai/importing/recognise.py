"""Whether a document came before: by what it is and what it holds, not by its name."""

from collections.abc import Mapping, Sequence
from typing import Any  # trees of YAML

from prongsai.importing.brought import PLAN, REPORT, SCORES, Brought, Identity
from prongsai.importing.compose import GROUPS
from prongsai.importing.identity import align
from prongsai.importing.understand.draft import Tree

_MOSTLY = 0.5


def recognise(
    identity: Identity,
    trees: Mapping[str, Tree],
    known: Mapping[str, Sequence[Brought]],
) -> Brought | None:
    """Return what this document brought when it came before, None where it is new.

    `trees` are its files, `known` what all documents have brought for each of them.
    The same text is the same document; so is one of its kind, year and round that
    has half its entries in common, or any of them and the same name.
    """
    kind = PLAN if trees.get(PLAN) else SCORES
    for other in known.get(kind, ()):
        if identity.digest and other.identity.digest == identity.digest:
            return other
    fits = [
        (_common(identity.kind, trees[kind], other.tree), other.key, other)
        for other in known.get(kind, ())
        if _may_be(identity, other.identity)
    ]
    if not fits:
        return None
    fit, _, best = max(fits, key=lambda one: one[:2])
    same_name = best.identity.name == identity.name
    return best if fit >= _MOSTLY or (fit and same_name) else None


def earlier(identity: Identity, tree: Tree, known: Sequence[Brought]) -> Brought | None:
    """Return what was kept before documents had a record each, if this was it."""
    for one in known:
        own = one.identity
        may_be = not own.digest and (own.kind == SCORES or _may_be(identity, own))
        if may_be and _common(own.kind, tree, one.tree) >= _MOSTLY:
            return one
    return None


def _may_be(one: Identity, other: Identity) -> bool:
    same_round = one.round == other.round or not (one.round and other.round)
    return (one.kind, one.year) == (other.kind, other.year) and same_round


def _common(kind: str, one: Tree, other: Tree) -> float:
    """Return which part of the smaller one's entries the other has, too."""
    here, there = _entries(kind, one), _entries(kind, other)
    if not here or not there:
        return 0.0
    same = sum(index is not None for index in align(there, here, by_id=False))
    return same / min(len(here), len(there))


def _entries(kind: str, tree: Tree) -> list[Any]:
    """Return what distinguishes a document from others of its kind.

    Reports of one plan share its measures, so their results distinguish them.
    """
    measures = tree.get("measures", [])
    if kind == REPORT:
        results = [one for measure in measures for one in measure.get("results", [])]
        return results or measures
    if kind == PLAN:
        return [*measures, *([] if measures else tree.get("analysis", []))]
    return [line for group in GROUPS for line in tree.get(group, [])]


def new_key(identity: Identity, taken: Sequence[str]) -> str:
    """Return a name for the record of a new document."""
    key, number = identity.key, 2
    while key in taken:
        key, number = f"{identity.key}-{number}", number + 1
    return key
