"""How far each item of a year is, component by component.

*found* (the fact was read), *confirmed* (a named post looked), *declared* (something
was mapped to it), *missing*, *unknown* (it cannot be checked). An item is complete only
where its list is known and all of it is found or confirmed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from prongsai.assessment import scoring
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.confirmation import is_current
from prongsai.assessment.disclosed import components_asked, disclosures, is_shown
from prongsai.assessment.finders import FINDERS, fact_of
from prongsai.assessment.own_facts import answered_by_role
from prongsai.findings import Place
from prongsai.model.catalogue import Catalogue, Component, Item
from prongsai.model.disclosures import ComponentDisclosure, Disclosure


class State(StrEnum):
    """How far a component is, best first."""

    FOUND = "found"
    CONFIRMED = "confirmed"
    DECLARED = "declared"
    MISSING = "missing"
    UNKNOWN = "unknown"


class Completeness(StrEnum):
    """How far an item is."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentState:
    """A component with its state; `place` is that of its fact or mapping."""

    component: Component
    state: State
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemState:
    """An item with its components; `shown` if it has a page that shows something.

    `own_data` if the agency's own data, by the item's role, are enough for the page.
    """

    item: Item
    shown: bool
    components: tuple[ComponentState, ...]
    own_data: bool = False

    @property
    def completeness(self) -> Completeness:
        """Complete only if the list is known and all of it was looked at.

        A list that asks nothing of this agency was not looked at: that is unknown; so
        is everything that is carried over from an earlier year, until a person has
        compared it with the manual of the year.
        """
        if self.item.provisional and self.item.ticked is None:
            return Completeness.UNKNOWN
        states = {component.state for component in self.components}
        seen = bool(states) and states <= {State.FOUND, State.CONFIRMED}
        if not self.shown or State.MISSING in states:
            return Completeness.INCOMPLETE
        if self.item.components_known and seen:
            return Completeness.COMPLETE
        return Completeness.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class YearStates:
    """All items of a year in official order, and the OIT score they would give.

    `worst` counts only complete items, `best` unknown ones as well; 0 to
    100, None where the catalogue has no items.
    """

    items: tuple[ItemState, ...]
    worst: Decimal | None
    best: Decimal | None

    def count(self, completeness: Completeness) -> int:
        """Return how many items are complete, incomplete or unknown."""
        return sum(item.completeness is completeness for item in self.items)

    @property
    def counts(self) -> tuple[int, int, int]:
        """Return how many items are complete, incomplete and unknown."""
        return (
            self.count(Completeness.COMPLETE),
            self.count(Completeness.INCOMPLETE),
            self.count(Completeness.UNKNOWN),
        )


def year_states(assessed: AssessedYear) -> YearStates:
    """Return the state of every item of the assessed year."""
    rules = assessed.rules
    if rules is None:
        return YearStates(items=(), worst=None, best=None)
    disclosed = disclosures(assessed.year)
    items = tuple(
        _item(assessed, item, *disclosed.get(item.code, (None, None)))
        for item in rules.items
    )
    worst = oit_score(rules, _codes(items, Completeness.COMPLETE))
    open_too = _codes(items, Completeness.COMPLETE, Completeness.UNKNOWN)
    return YearStates(items=items, worst=worst, best=oit_score(rules, open_too))


def _codes(items: Iterable[ItemState], *wanted: Completeness) -> set[str]:
    return {item.item.code for item in items if item.completeness in wanted}


def oit_score(rules: Catalogue, met: set[str]) -> Decimal | None:
    """Return the OIT score (0 to 100) if the items `met` count fully, others not.

    By `scoring.py`; `scoring.oit_authority` has the authority of a year.
    """
    items: dict[str, list[Decimal]] = {}
    for item in rules.items:
        score = scoring.MET if item.code in met else scoring.NOT_MET
        items.setdefault(item.sub_indicator, []).append(score)
    indicators: dict[str, list[list[Decimal]]] = {}
    for sub in rules.sub_indicators:
        if sub.code in items:
            indicators.setdefault(sub.indicator, []).append(items[sub.code])
    if not indicators:
        return None
    return scoring.instrument_score(
        scoring.oit_indicator_score(subs) for subs in indicators.values()
    )


def _item(
    assessed: AssessedYear, item: Item, index: int | None, disclosure: Disclosure | None
) -> ItemState:
    asked = components_asked(item, assessed.agency.agency.value)
    shown = is_shown(assessed.agency, assessed.year, item)
    if not shown and not (disclosure and disclosure.public):
        hidden = tuple(ComponentState(component=c, state=State.MISSING) for c in asked)
        return ItemState(item=item, shown=False, components=hidden)
    states = tuple(_component(assessed, item, c, index, disclosure) for c in asked)
    own = answered_by_role(assessed.agency, assessed.year, item)
    return ItemState(item=item, shown=shown, components=states, own_data=own)


def _component(
    assessed: AssessedYear,
    item: Item,
    component: Component,
    index: int | None,
    disclosure: Disclosure | None,
) -> ComponentState:
    fact = fact_of(assessed.agency, assessed.year, item, component)
    if fact is not None and fact.whole:
        return ComponentState(component=component, state=State.FOUND, place=fact.place)
    for at, answer in enumerate(disclosure.components if disclosure else ()):
        if answer.id == component.id and disclosure and assessed.year.disclosures:
            place = assessed.year.disclosures.at("items", index or 0, "components", at)
            return ComponentState(
                component=component,
                state=_answered(assessed, disclosure, answer),
                place=place,
            )
    unknown = component.looks_for and component.looks_for not in FINDERS
    state = State.UNKNOWN if unknown else State.MISSING
    return ComponentState(component=component, state=state)


def _answered(
    assessed: AssessedYear, disclosure: Disclosure, answer: ComponentDisclosure
) -> State:
    if not answer.text and not answer.evidence:
        return State.MISSING
    files = assessed.year.attachments
    current = is_current(disclosure, answer, files) or is_current(
        disclosure, None, files
    )
    return State.CONFIRMED if current else State.DECLARED


def declared(states: YearStates) -> Iterator[tuple[Item, ComponentState]]:
    """Yield every component that is not confirmed yet."""
    for item in states.items:
        for component in item.components:
            if component.state is State.DECLARED:
                yield item.item, component
