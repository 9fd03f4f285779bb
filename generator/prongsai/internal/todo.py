"""What is open in a year's items, by the responsible unit.

An item is here if something of it is missing, waits for a confirmation, is marked down
by a rule, or has an assessor's comment that is still to be answered.
"""

import datetime
from dataclasses import dataclass

from prongsai import messages
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.coverage import Basis, basis
from prongsai.assessment.disclosed import disclosure_of
from prongsai.assessment.readings import readings
from prongsai.assessment.states import year_states
from prongsai.findings import Finding
from prongsai.internal.live_proof import LiveProof, of_site
from prongsai.internal.open_ends import OpenEnds, Task, TodoWords
from prongsai.internal.reminders import Reminder, reminders
from prongsai.internal.todo_findings import by_item
from prongsai.thai.dates import format_iso, format_long

NOBODY = "none"
"""The unit of items that have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTodo:
    """The open items of a unit: overdue first, then by day, then in official order."""

    id: str
    name: str
    tasks: tuple[Task, ...]

    @property
    def overdue(self) -> int:
        """How many items are overdue."""
        return sum(task.overdue for task in self.tasks)

    @property
    def begun(self) -> tuple[Task, ...]:
        """Return the items to finish."""
        return tuple(task for task in self.tasks if task.begun)

    @property
    def not_begun(self) -> tuple[Task, ...]:
        """Return the items that have nothing yet."""
        return tuple(task for task in self.tasks if not task.begun)

    @property
    def waiting(self) -> bool:
        """Return whether anything is to be confirmed."""
        return any(task.waiting for task in self.tasks)

    def count(self, language: str) -> str:
        """Return the counts in words."""
        key = "todo-overdue-count" if self.overdue else "todo-count"
        facts = {"count": len(self.tasks), "overdue": self.overdue}
        return messages.text("internal", key, language, **facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """An agency's year as of a day: units by name, items without a unit last.

    `unknown` counts items with a page that cannot be called complete, since their list
    of components is not known. `basis` is what the items are counted from. `draft` is
    the year whose list of items is used where this year has none of its own yet, else
    0.
    """

    agency: str
    slug: str
    year: int
    today: str
    language: str
    units: tuple[UnitTodo, ...]
    unknown: int
    basis: Basis
    covered: tuple[int, int, int]
    readings: tuple[str, ...]
    """How many items of the year are complete, incomplete, unknown."""
    draft: int = 0
    reminders: tuple[Reminder, ...] = ()
    live: str = ""
    """What is proven of the live site, in words."""

    @property
    def waiting(self) -> bool:
        """Return whether anything is to be confirmed."""
        return any(unit.waiting for unit in self.units)


def todo(
    assessed: AssessedYear,
    findings: tuple[Finding, ...],
    language: str,
    live: LiveProof | None = None,
) -> Todo:
    """Gather what is open in the assessed year; `findings` are those of `check`."""
    say = TodoWords(language=language, today=assessed.today)
    warnings = by_item(assessed, findings)
    counted = year_states(assessed)
    states = counted.items
    owed: dict[str, list[tuple[datetime.date, Task]]] = {}
    for state in states:
        disclosure = disclosure_of(assessed.year, state.item.code)
        if state.item.provisional and disclosure is None:
            continue
        open_ends = OpenEnds(
            say=say,
            state=state,
            disclosure=disclosure,
            warnings=warnings.get(state.item.code, ()),
        )
        if (found := open_ends.task()) is not None:
            owner = disclosure.owner if disclosure else None
            owed.setdefault(owner or NOBODY, []).append(found)
    names = _unit_names(assessed, say)
    order = [name for name in names if name in owed]
    return Todo(
        agency=assessed.agency.agency.value.name,
        slug=assessed.agency.slug,
        year=assessed.year.fiscal_year,
        today=format_long(assessed.today)
        if language == "th"
        else format_iso(assessed.today),
        language=language,
        units=tuple(
            UnitTodo(id=name, name=names[name], tasks=_sorted(owed[name]))
            for name in order
        ),
        unknown=sum(
            one.shown and not (one.item.components_known or one.item.provisional)
            for one in states
        ),
        basis=basis(assessed),
        covered=counted.counts,
        readings=tuple(one.words(language) for one in readings(counted)),
        draft=_draft(assessed),
        reminders=reminders(assessed.rules, assessed.today, language),
        live=of_site(live, language),
    )


def _draft(assessed: AssessedYear) -> int:
    rules = assessed.rules
    return rules.list_year if rules and rules.provisional else 0


def _sorted(tasks: list[tuple[datetime.date, Task]]) -> tuple[Task, ...]:
    return tuple(task for _, task in sorted(tasks, key=lambda pair: pair[0]))


def _unit_names(assessed: AssessedYear, say: TodoWords) -> dict[str, str]:
    """Return the names of all units by id in the agency's order, "no unit" last."""
    units = {unit.id: unit for unit in assessed.agency.agency.value.units}
    names = {
        unit.id: say("unit-of", name=unit.name, parent=units[unit.parent].name)
        if unit.parent in units
        else unit.name
        for unit in units.values()
    }
    return {**names, NOBODY: say("nobody")}


def below(assessed: AssessedYear, unit: str) -> frozenset[str]:
    """Return the ids of a unit and of all its sections."""
    found = {unit}
    for one in assessed.agency.agency.value.units:
        if one.parent in found:
            found.add(one.id)
    return frozenset(found)
