"""Proposals become analysis once a person takes them; all else in the file stays."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from prongsai.loading.content import Year
from prongsai.yaml.edits import Drop, Edit, Insert, Put, edit
from prongsai.years.moving import Entry, tree_of

EVERY = "all"
"""Stands for every proposal of the year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The file with what was taken, or None where nothing was.

    `there` are ids that the analysis has already, `unknown` those that no proposal has.
    """

    data: bytes | None
    taken: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def accept(data: bytes, wanted: AbstractSet[str]) -> Accepted:
    """Move proposals of `measures.yml` into its analysis, by their ids or `EVERY`.

    Raises:
        EditError: the file cannot be changed so that all else stays.
    """
    tree = tree_of(data, "measures.yml")
    proposed: list[Entry] = tree.get("proposals") or []
    analysed: list[Entry] = tree.get("analysis") or []
    have = {one["id"] for one in analysed}
    chosen = [one for one in proposed if EVERY in wanted or one["id"] in wanted]
    taken = [one for one in chosen if one["id"] not in have]
    ids = tuple(one["id"] for one in taken)
    return Accepted(
        data=edit(data, _edits(proposed, analysed, taken)) if taken else None,
        taken=ids,
        there=tuple(sorted((have & wanted) - set(ids))),
        unknown=tuple(
            sorted(wanted - {EVERY} - have - {one["id"] for one in proposed})
        ),
    )


def ids_of(year: Year) -> tuple[str, ...]:
    """Return the ids of a year's proposals."""
    measures = year.measures.value if year.measures else None
    return tuple(one.id for one in measures.proposals) if measures else ()


def _edits(
    proposed: list[Entry], analysed: list[Entry], taken: list[Entry]
) -> list[Edit]:
    if len(taken) == len(proposed):
        edits: list[Edit] = [Drop(path=("proposals",))]
    else:
        places = [at for at, one in enumerate(proposed) if one in taken]
        edits = [Drop(path=("proposals", at)) for at in places]
    if not analysed:
        return [*edits, Put(path=("analysis",), value=taken)]
    end = len(analysed)
    return [*edits, *(Insert(path=("analysis", end), value=one) for one in taken)]
