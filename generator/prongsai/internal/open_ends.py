"""What is open in one item, and until when, in words."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai import messages
from prongsai.assessment.states import ItemState, State
from prongsai.findings import Finding
from prongsai.model.disclosures import Assessor, Disclosure
from prongsai.thai.dates import format_iso, format_short

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
class TodoWords:
    """Texts of `messages/internal.yml`, and days as time that is left."""

    language: str
    today: datetime.date

    def __call__(self, key: str, /, **facts: object) -> str:
        """Return a text."""
        return messages.text("internal", key, self.language, **facts)

    def until(self, what: str, day: datetime.date) -> str:
        """Return the time left in words; `what` is `due` or `reply`."""
        date = format_short(day) if self.language == "th" else format_iso(day)
        left = (day - self.today).days
        late = "reply-overdue" if what == "reply" else "overdue"
        key = late if left < 0 else f"{what}-in" if left else f"{what}-today"
        return self(key, days=abs(left), date=date)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEnds:
    """What is open in one item, and until when."""

    say: TodoWords
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
