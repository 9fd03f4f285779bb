"""What is open in a year's items, by the responsible unit.

An item is here if something of it is missing, waits for a confirmation, is marked down
by a rule, or has an assessor's comment that is still to be answered.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai import messages
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.coverage import Basis, basis
from prongsai.assessment.disclosed import disclosure_of
from prongsai.assessment.states import ItemState, State, year_states
from prongsai.findings import Finding
from prongsai.internal.live_proof import LiveProof, of_site
from prongsai.internal.reminders import Reminder, reminders
from prongsai.internal.todo_findings import by_item
from prongsai.model.disclosures import Assessor, Disclosure
from prongsai.thai.dates import format_iso, format_long, format_short

NOBODY = "none"
"""The unit of items that have none."""

_NAMED = 2
"""Unconfirmed components named on the sheet; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One item with what is open; `deadline` is the last day, in words.

    `waiting` says that something of it is to be confirmed; `begun` is false where there
    is nothing of the item yet.
    """

    code: str
    title: str
    deadline: str
    overdue: bool
    lines: tuple[str, ...]
    waiting: bool
    begun: bool


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
    say = _Words(language=language, today=assessed.today)
    warnings = by_item(assessed, findings)
    counted = year_states(assessed)
    states = counted.items
    owed: dict[str, list[tuple[datetime.date, Task]]] = {}
    for state in states:
        disclosure = disclosure_of(assessed.year, state.item.code)
        if state.item.provisional and disclosure is None:
            continue
        open_ends = _OpenEnds(
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
        draft=_draft(assessed),
        reminders=reminders(assessed, language),
        live=of_site(live, language),
    )


def _draft(assessed: AssessedYear) -> int:
    rules = assessed.rules
    return rules.list_year if rules and rules.provisional else 0


def _sorted(tasks: list[tuple[datetime.date, Task]]) -> tuple[Task, ...]:
    return tuple(task for _, task in sorted(tasks, key=lambda pair: pair[0]))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    language: str
    today: datetime.date

    def __call__(self, key: str, /, **facts: object) -> str:
        return messages.text("internal", key, self.language, **facts)

    def until(self, what: str, day: datetime.date) -> str:
        """Return the time left in words; `what` is `due` or `reply`."""
        date = format_short(day) if self.language == "th" else format_iso(day)
        left = (day - self.today).days
        late = "reply-overdue" if what == "reply" else "overdue"
        key = late if left < 0 else f"{what}-in" if left else f"{what}-today"
        return self(key, days=abs(left), date=date)


def _unit_names(assessed: AssessedYear, say: _Words) -> dict[str, str]:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _OpenEnds:
    """What is open in one item, and until when."""

    say: _Words
    state: ItemState
    disclosure: Disclosure | None
    warnings: tuple[Finding, ...]

    def task(self) -> tuple[datetime.date, Task] | None:
        """Return the item with the day to sort it by; None where nothing is open."""
        missing, waiting = tuple(self._missing()), tuple(self._unconfirmed())
        lines = (*missing, *self._rules(), *waiting, *self._assessor())
        if not lines:
            return None
        days = tuple(self._days(missing=bool(missing)))
        late = [day for _, day in days if day < self.say.today]
        task = Task(
            code=self.state.item.code,
            title=self.state.item.title,
            deadline=" · ".join(self.say.until(what, day) for what, day in days),
            overdue=bool(late),
            lines=lines,
            waiting=bool(waiting),
            begun=self.disclosure is not None or self.state.shown,
        )
        return min((day for _, day in days), default=datetime.date.max), task

    def _missing(self) -> Iterator[str]:
        disclosure = self.disclosure
        if not self.state.shown and not (disclosure and disclosure.public):
            yield self.say("not-public" if disclosure else "no-disclosure")
            return
        if not self._answered():
            yield self.say("no-evidence")
        for title in disclosure.to_renew if disclosure else ():
            yield self.say("to-renew", title=title)
        # For the measures and their report the rules say more than a component's name.
        if not (self.state.item.of_measures and self.warnings):
            for text in self._components(State.MISSING):
                yield self.say("missing", text=text)

    def _answered(self) -> bool:
        """Return whether a document, an answer or data of the agency are there."""
        entry = self.disclosure
        own = self.state.item.of_measures or self.state.own_data
        return own or bool(entry and (entry.evidence or entry.components))

    def _components(self, wanted: State) -> list[str]:
        return [
            one.component.text for one in self.state.components if one.state is wanted
        ]

    def _rules(self) -> Iterator[str]:
        """Yield each kind of warning once, with how often it is repeated."""
        texts: dict[str, list[str]] = {}
        for finding in self.warnings:
            text = messages.message(finding, self.say.language)
            if text not in texts.setdefault(finding.code, []):
                texts[finding.code].append(text)
        for first, *more in texts.values():
            yield self.say("again", text=first, count=len(more)) if more else first

    def _unconfirmed(self) -> Iterator[str]:
        texts = self._components(State.DECLARED)
        if texts:
            more = len(texts) - _NAMED
            key = "unconfirmed-more" if more > 0 else "unconfirmed"
            yield self.say(key, text=", ".join(texts[:_NAMED]), count=more)

    def _open_round(self) -> Assessor | None:
        """Return the assessor's comment while it can be answered or is overdue."""
        assessor = self.disclosure.assessor if self.disclosure else None
        if assessor is None or (assessor.comment or assessor.deadline) is None:
            return None
        return None if assessor.reply and self._closed(assessor) else assessor

    def _closed(self, assessor: Assessor) -> bool:
        return assessor.deadline is None or assessor.deadline < self.say.today

    def _assessor(self) -> Iterator[str]:
        assessor = self._open_round()
        if assessor is None:
            return
        if assessor.comment:
            key = "assessor" if assessor.score is None else "assessor-scored"
            yield self.say(key, comment=assessor.comment, score=assessor.score)
        if assessor.reply:
            yield self.say("reply-written")
        elif assessor.deadline and self._closed(assessor):
            yield self.say("reply-not-known")
        else:
            yield self.say("reply-missing")

    def _days(self, *, missing: bool) -> Iterator[tuple[str, datetime.date]]:
        """Yield the days that count; a complete item is not overdue any more."""
        if missing and self.disclosure and self.disclosure.due:
            yield "due", self.disclosure.due
        assessor = self._open_round()
        if assessor is not None and assessor.deadline:
            yield "reply", assessor.deadline
