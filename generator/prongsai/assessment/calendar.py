"""How a step of the assessment's calendar is to a day.

A day that is not known stays unknown; nothing is carried from another year.
"""

import datetime
from enum import StrEnum

from prongsai.model.catalogue import CalendarStep

SOON = datetime.timedelta(days=30)
"""What comes within this time, or ended within it, is pressing."""


class When(StrEnum):
    """How a step of the calendar is to a day."""

    PASSED = "passed"
    ENDS_TODAY = "ends-today"
    ENDS = "ends"
    RUNNING = "running"
    OPEN = "open"
    SOON = "soon"
    LATER = "later"
    UNKNOWN = "unknown"


def when(step: CalendarStep, today: datetime.date) -> tuple[datetime.date, When]:
    """Return how a step is to `today`, and the day on which that rests."""
    start, end = step.start, step.end
    if start is None and end is None:
        return datetime.date.max, When.UNKNOWN
    if start is not None and start > today:
        return start, When.SOON if start - today <= SOON else When.LATER
    if end is None:
        return start or today, When.OPEN
    if end == today:
        return end, When.ENDS_TODAY
    if end < today:
        return end, When.PASSED
    return end, When.ENDS if end - today <= SOON else When.RUNNING
