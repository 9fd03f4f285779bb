"""An item shows data of the year that it is about.

What: where the catalogue knows which year an item's data must be of (`data_year`), at
least one of its evidence has that `year`; without any `year` there is a hint to add it.

Why: last year's document under this year's item counts as missing: 0 of 100 points.

Whose rule: the item's own authority and sources, as the finding says.

Passing example:

    # 2568/disclosures.yml
    items:
      - code: O11
        evidence:
          - id: o11-statistics
            title: สถิติการให้บริการ ปี 2567
            url: https://banrai.example.go.th/stat/2567
            year: 2567

Failing example:

    # 2568/disclosures.yml
    items:
      - code: O11
        evidence:
          - id: o11-statistics
            title: สถิติการให้บริการ ปี 2566
            url: https://banrai.example.go.th/stat/2566
            year: 2566
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear, rule_of
from prongsai.checks._evidence import CheckedDocument, documents
from prongsai.findings import Finding

CODES = ("evidence-of-another-year", "evidence-without-year")


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Check all evidence of each item together."""
    groups: dict[str, list[CheckedDocument]] = {}
    for document in documents(assessed):
        groups.setdefault(document.disclosure.code, []).append(document)
    for group in groups.values():
        yield from _item(assessed, group)


def _item(assessed: AssessedYear, group: list[CheckedDocument]) -> Iterator[Finding]:
    first, item, rules = group[0], group[0].item, assessed.rules
    if item is None or rules is None or item.data_year is None:
        return
    wanted = assessed.year.fiscal_year + item.data_year
    dated = [document for document in group if document.evidence.year]
    if not dated:
        yield first.finding(
            "evidence-without-year",
            "",
            rule_of(rules, item),
            wanted=wanted,
        )
    elif all(document.evidence.year != wanted for document in dated):
        yield dated[0].finding(
            "evidence-of-another-year",
            "year",
            rule_of(rules, item),
            year=dated[0].evidence.year,
            wanted=wanted,
        )
