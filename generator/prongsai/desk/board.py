"""The board: this year's items as cards, by sub-indicator."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from prongsai import messages
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.disclosed import disclosure_of
from prongsai.assessment.readings import readings
from prongsai.assessment.states import (
    Completeness,
    ItemState,
    State,
    YearStates,
    year_states,
)
from prongsai.findings import Finding
from prongsai.internal.open_ends import OpenEnds, TodoWords
from prongsai.internal.todo_findings import by_item
from prongsai.model.disclosures import Disclosure
from prongsai.thai.dates import with_days


class Stage(StrEnum):
    """How far the work on an item is, as the board says it."""

    NOT_BEGUN = "not-begun"
    BEGUN = "begun"
    WAITING = "waiting"
    COMPLETE = "complete"
    UNKNOWN = "unknown"


SIGNS = {
    Stage.NOT_BEGUN: "○",
    Stage.BEGUN: "◔",
    Stage.WAITING: "◑",
    Stage.COMPLETE: "●",
    Stage.UNKNOWN: "?",
}
"""A sign for each stage, so that colour is never alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One item on the board.

    `missing` is what is open, the first thing first; `deadline` in words.
    """

    code: str
    title: str
    stage: Stage
    unit: str
    deadline: str
    overdue: bool
    missing: tuple[str, ...]

    @property
    def sign(self) -> str:
        """Return the sign of its stage."""
        return SIGNS[self.stage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The cards of one sub-indicator."""

    code: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A year's items, and what to do next.

    `draft` is the year whose list of items is used where this year has none yet, else
    0; `all_items` counts those that a filter hides as well.
    """

    groups: tuple[Group, ...]
    next: tuple[Card, ...]
    counts: tuple[tuple[Stage, int], ...]
    units: tuple[tuple[str, str], ...]
    readings: tuple[str, ...]
    draft: int
    all_items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the board is narrowed to; empty is everything."""

    unit: str = ""
    stage: str = ""
    late: bool = False

    def has(self, card: Card, unit: str) -> bool:
        """Return whether a card stays."""
        return (
            self.unit in {"", unit}
            and self.stage in {"", card.stage}
            and (card.overdue or not self.late)
        )


NEXT = 3
"""Cards under “what to do next”."""


def board(
    assessed: AssessedYear,
    findings: tuple[Finding, ...],
    language: str,
    wanted: Wanted | None = None,
) -> Board:
    """Return the board of the assessed year."""
    states = year_states(assessed)
    every = list(_cards(assessed, states, findings, language))
    shown = [card for unit, _, card in every if (wanted or Wanted()).has(card, unit)]
    counts = [card.stage for _, _, card in every]
    rules = assessed.rules
    return Board(
        groups=tuple(_groups(assessed, shown)),
        next=tuple(card for _, card in sorted(_open(every), key=_first)[:NEXT]),
        counts=tuple((stage, counts.count(stage)) for stage in Stage),
        units=_units(assessed),
        readings=tuple(one.words(language) for one in readings(states)),
        draft=rules.list_year if rules and rules.provisional else 0,
        all_items=len(every),
    )


def _cards(
    assessed: AssessedYear,
    states: YearStates,
    findings: tuple[Finding, ...],
    language: str,
) -> Iterator[tuple[str, datetime.date, Card]]:
    """Yield each card with its unit's id and the day to sort it by."""
    say = TodoWords(language=language, today=assessed.today)
    warnings = by_item(assessed, findings)
    names = dict(_units(assessed))
    shown = with_days if language == "th" else str
    for state in states.items:
        disclosure = disclosure_of(assessed.year, state.item.code)
        ends = OpenEnds(
            say=say,
            state=state,
            disclosure=disclosure,
            warnings=warnings.get(state.item.code, ()),
        )
        day, task = ends.task() or (datetime.date.max, None)
        unit = (disclosure.owner if disclosure else None) or ""
        yield (
            unit,
            day,
            Card(
                code=state.item.code,
                title=state.item.title,
                stage=Stage.UNKNOWN
                if "disclosures" in assessed.year.broken
                else stage_of(state, disclosure),
                unit=names.get(unit, ""),
                deadline=task.deadline if task else "",
                overdue=bool(task and task.overdue),
                missing=tuple(map(shown, task.lines)) if task else (),
            ),
        )


def stage_of(state: ItemState, disclosure: Disclosure | None) -> Stage:
    """Return how far an item is; what cannot be known is never called complete."""
    if state.completeness is Completeness.COMPLETE:
        return Stage.COMPLETE
    if not state.shown and not _has_something(disclosure):
        return Stage.NOT_BEGUN
    found = {one.state for one in state.components}
    if not state.shown or State.MISSING in found:
        return Stage.BEGUN
    return Stage.WAITING if State.DECLARED in found else Stage.UNKNOWN


def _has_something(disclosure: Disclosure | None) -> bool:
    return bool(
        disclosure
        and (disclosure.explanation or disclosure.evidence or disclosure.components)
    )


def _open(
    every: list[tuple[str, datetime.date, Card]],
) -> Iterator[tuple[datetime.date, Card]]:
    for _, day, card in every:
        if card.missing and card.stage is not Stage.COMPLETE:
            yield day, card


def _first(pair: tuple[datetime.date, Card]) -> tuple[bool, datetime.date, bool]:
    """Order what is open: overdue first, then by day, what is begun before the rest."""
    day, card = pair
    return not card.overdue, day, card.stage is Stage.NOT_BEGUN


def _groups(assessed: AssessedYear, shown: list[Card]) -> Iterator[Group]:
    rules = assessed.rules
    subs = {item.code: item.sub_indicator for item in rules.items} if rules else {}
    for sub in rules.sub_indicators if rules else ():
        cards = tuple(card for card in shown if subs[card.code] == sub.code)
        if cards:
            yield Group(code=sub.code, title=sub.title, cards=cards)


def _units(assessed: AssessedYear) -> tuple[tuple[str, str], ...]:
    """Return the agency's units by id, each with its name."""
    return tuple((one.id, one.name) for one in assessed.agency.agency.value.units)


def stage_words(stage: Stage, language: str) -> str:
    """Return what the board calls a stage."""
    return messages.text("desk", f"stage-{stage}", language)
