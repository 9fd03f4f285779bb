"""A step of the year's calendar comes, ends or has ended while items are missing.

What: steps of the calendar, in the program's catalogue or `content/catalogue/<fy>.yml`
(typed, or read from the manual): those that begin or end within 30 days; those that
name OIT and end within 30 days, or have ended, while items of the year are not
complete. A step without days is left out, and so is a year that is over; while the list
of items is a draft, only this is said of the items.

Why: after the last day nothing can be added.

Whose rule: that of the calendar's step; that it is reported here: project.

Passing example:

    # content/catalogue/2568.yml, a month and a day before
    calendar: [{title: ตอบแบบวัด OIT, end: 2568-05-01, authority: local}]

Failing example:

    # content/catalogue/2568.yml, ten days before
    calendar: [{title: ตอบแบบวัด OIT, end: 2568-04-10, authority: local}]
"""

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from prongsai.assessment.assessed_year import AssessedYear, rule_of
from prongsai.assessment.calendar import When, when
from prongsai.assessment.states import Completeness, year_states
from prongsai.findings import Finding
from prongsai.model.catalogue import Catalogue
from prongsai.thai.dates import fiscal_year_end, format_iso

CODES = (
    "calendar-begins",
    "calendar-ends",
    "calendar-items-draft",
    "calendar-items-passed",
    "calendar-items-soon",
)

_Said: TypeAlias = tuple[str, Mapping[str, object]]
_OF_ITEMS = re.compile(r"OIT|เปิดเผยข้อมูล")
_PLAIN = {
    When.SOON: "calendar-begins",
    When.ENDS: "calendar-ends",
    When.ENDS_TODAY: "calendar-ends",
}
_OF_MISSING = {
    When.ENDS: "calendar-items-soon",
    When.ENDS_TODAY: "calendar-items-soon",
    When.PASSED: "calendar-items-passed",
}


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield the steps that press on the day of the check."""
    year, rules = assessed.year, assessed.rules
    loaded = year.disclosures or year.measures or year.survey or year.scores
    over = fiscal_year_end(year.fiscal_year) < assessed.today
    if loaded is None or rules is None or over:
        return
    for step in rules.calendar:
        day, how = when(step, assessed.today)
        plain: _Said = _PLAIN.get(how, ""), {}
        of_items = how in _OF_MISSING and _OF_ITEMS.search(step.title)
        code, facts = (of_items and _missing(assessed, rules, how)) or plain
        if code:
            yield loaded.finding(
                code,
                (),
                step.title,
                rule_of(rules, step),
                title=step.title,
                date=format_iso(day),
                days=abs((day - assessed.today).days),
                **facts,
            )


def _missing(assessed: AssessedYear, rules: Catalogue, how: When) -> _Said | None:
    """Return what is to be said of the items, None where all are complete."""
    if rules.provisional:
        return "calendar-items-draft", {"draft": rules.list_year}
    states = year_states(assessed)
    incomplete = states.count(Completeness.INCOMPLETE)
    unknown = states.count(Completeness.UNKNOWN)
    if not incomplete and not unknown:
        return None
    facts = {"incomplete": incomplete, "unknown": unknown, "items": len(states.items)}
    return _OF_MISSING[how], facts
