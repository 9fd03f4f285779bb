"""The calendar of a year as of a day: late steps first, those without a day last.

The steps are those of the year's catalogue and of the agency's own reading of the
manual. A day that is not known stays unknown; nothing is carried from another year.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai import messages
from prongsai.assessment.calendar import SOON, When, when
from prongsai.model.catalogue import CalendarStep, Catalogue
from prongsai.thai.dates import format_iso, format_short


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A step of the calendar with its time in words."""

    title: str
    when: When
    time: str

    @property
    def pressing(self) -> bool:
        """Return whether it ends or begins within a month, or has just ended."""
        return self.when in {When.PASSED, When.ENDS_TODAY, When.ENDS, When.SOON}


def reminders(
    rules: Catalogue | None, today: datetime.date, language: str
) -> tuple[Reminder, ...]:
    """Return the steps that still matter, by day; what ended a month ago does not."""
    steps = rules.calendar if rules else ()
    found = sorted(_timed(steps, today), key=lambda one: one[0])
    return tuple(
        Reminder(
            title=step.title,
            when=how,
            time=_words(how, day, today, language),
        )
        for day, how, step in found
    )


def _timed(
    steps: tuple[CalendarStep, ...], today: datetime.date
) -> Iterator[tuple[datetime.date, When, CalendarStep]]:
    for step in steps:
        day, how = when(step, today)
        if how is not When.PASSED or today - day <= SOON:
            yield day, how, step


def _words(how: When, day: datetime.date, today: datetime.date, language: str) -> str:
    facts = {
        "days": abs((day - today).days),
        "date": format_short(day) if language == "th" else format_iso(day),
    }
    key = f"calendar-{how}"
    known = {} if how is When.UNKNOWN else facts
    return messages.text("internal", key, language, **known)
