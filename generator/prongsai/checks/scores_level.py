"""The printed level is that of the printed total.

What: `level` in `scores.yml` is the level that the total has in the year's catalogue.
Where a level also asks for a least score of every instrument and one is not known,
nothing is reported.

Why: a level that the total does not give is the first thing a reader notices.

Whose rule: the authority and sources of `ratings` in the year's catalogue.

Passing example:

    # 2565/scores.yml
    total: 79.43
    level: B

Failing example:

    # 2565/scores.yml
    total: 79.43
    level: A
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear, rule_of
from prongsai.assessment.score_sheet import TOTAL, score_sheet
from prongsai.checks._quotations import letters
from prongsai.findings import Finding

CODES = ("level-not-of-its-total",)


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield a finding if the printed level is not that of the total."""
    loaded, rules = assessed.year.scores, assessed.rules
    if loaded is None or rules is None or not loaded.value.level:
        return
    sheet = score_sheet(loaded.value, rules)
    if sheet.level and letters(sheet.level.title) != letters(loaded.value.level):
        yield loaded.finding(
            "level-not-of-its-total",
            ("level",),
            "level",
            rule_of(rules, rules.ratings),
            printed=loaded.value.level,
            total=sheet.value(TOTAL),
            level=sheet.level.title,
            year=loaded.year,
        )
