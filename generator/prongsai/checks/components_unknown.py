"""An item whose list of components is not known cannot be called complete.

What: items that the agency discloses whose list of components the year's catalogue does
not know whole. They are counted in one hint a year.

Why: an item may be complete and the program cannot tell; the official manual can.

Whose rule: project.

Passing example:

    # 2568/disclosures.yml
    items: [{code: O1}]

Failing example:

    # 2568/disclosures.yml
    items: [{code: O5, explanation: ข่าวอยู่ที่หน้าแรกของเว็บไซต์}]
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.states import year_states
from prongsai.findings import PROJECT, Finding

CODES = ("components-unknown",)


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield one hint that counts the shown items without a known list."""
    loaded = assessed.year.disclosures
    if loaded is None:
        return
    states = year_states(assessed).items
    codes = [
        state.item.code
        for state in states
        if state.shown and not (state.item.components_known or state.item.provisional)
    ]
    if codes:
        yield loaded.finding(
            "components-unknown",
            ("items",),
            "items",
            PROJECT,
            count=len(codes),
            all=len(states),
            items=", ".join(codes),
            year=loaded.year,
        )
