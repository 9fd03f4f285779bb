"""An item that is to be public has something that its page can show.

What: each public item of `disclosures.yml` has an explanation, evidence, an answer to
one of its components, or data of the agency itself. Four or more without any are one
finding. Items of a list that is carried over from an earlier year are left out.

Why: an item with nothing on it gets no page and 0 points, though the entry looks done.

Whose rule: the authority and sources of the item in the year's catalogue.

Passing example:

    # 2568/disclosures.yml
    items: [{code: O5, explanation: ข่าวประชาสัมพันธ์อยู่ที่หน้าแรกของเว็บไซต์หน่วยงาน}]

Failing example:

    # 2568/disclosures.yml
    items: [{code: O5, owner: clerk-office}]
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear, rule_of
from prongsai.assessment.disclosed import disclosures, is_empty
from prongsai.checks.component_missing import MANY_ITEMS
from prongsai.findings import Finding

CODES = ("item-empty", "items-empty")


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield the public items with nothing to show, many of them together."""
    loaded, rules, year = assessed.year.disclosures, assessed.rules, assessed.year
    if loaded is None or rules is None:
        return
    empty = [
        item
        for item in rules.items
        if not item.provisional and is_empty(assessed.agency, year, item)
    ]
    known = disclosures(year)
    together = len(empty) >= MANY_ITEMS
    for item in empty[:1] if together else empty:
        yield loaded.finding(
            "items-empty" if together else "item-empty",
            ("items", known[item.code][0]),
            "items" if together else item.code,
            rule_of(rules, item),
            count=len(empty),
            items=", ".join(each.code for each in empty),
            item=item.code,
            title=item.title,
        )
