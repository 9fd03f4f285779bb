"""Whose comparison with the manual the lists of a year rest on."""

from dataclasses import dataclass

from prongsai import messages
from prongsai.assessment.states import Completeness, YearStates
from prongsai.model.catalogue import LocalItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The items whose lists one person compared with the manual.

    Attributes:
        by: the post, with its agency where it is another one.
        codes: those items.
        complete: how many of them are complete.
        items: how many items the year has.
    """

    by: str
    codes: tuple[str, ...]
    complete: int
    items: int

    def words(self, language: str) -> str:
        """Return it as one line: how many items are complete by whose comparison."""
        return messages.text(
            "report",
            "reading-by",
            language,
            by=self.by,
            complete=self.complete,
            items=self.items,
            count=len(self.codes),
            codes=" ".join(self.codes),
        )


def readings(states: YearStates) -> tuple[Reading, ...]:
    """Return what every person compared, in the order of the items."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for state in states.items:
        if state.item.ticked:
            complete = state.completeness is Completeness.COMPLETE
            name = state.item.ticked.name
            found.setdefault(name, []).append((state.item.code, complete))
    return tuple(
        Reading(
            by=by,
            codes=tuple(code for code, _ in those),
            complete=sum(complete for _, complete in those),
            items=len(states.items),
        )
        for by, those in found.items()
    )


def ids_of_sources(item: LocalItem) -> tuple[str, ...]:
    """Return the ids of the sources of an item and its components, each once."""
    below = (source for one in item.components for source in one.sources)
    return tuple(dict.fromkeys((*item.sources, *below)))
