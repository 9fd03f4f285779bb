"""A quoted question or title reads like the catalogue's.

What: a `wording` given with a code is at least 85 % similar to the title or question of
the catalogue or to an alias of it, or contains it. Wordings that belong to another code
or year are reported by `code-title`.

Why: a reader compares; a question in other words may be another question. 85 % lets
misprints and left-out endings pass.

Whose rule: project.

Passing example:

    # 2568/scores.yml
    indicators: [{code: 8, score: 90.50, wording: การปรับปรุงการทำงาน}]

Failing example:

    # 2568/scores.yml
    indicators: [{code: 8, score: 90.50, wording: การทำงานยุคใหม่ที่ดีขึ้น}]
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.checks._quotations import bearers, letters, names, quoted
from prongsai.findings import PROJECT, Finding

CODES = ("wording-unlike-catalogue",)

ALIKE = 0.85


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield each wording that is unlike every name of its code."""
    for one in quoted(assessed.year):
        own = names(assessed.content, one.reference)
        if not own or any(_alike(one.wording, name) for name in own):
            continue
        if not bearers(assessed.content, one.wording):
            yield one.loaded.finding(
                "wording-unlike-catalogue",
                one.path,
                f"{one.subject}/{one.reference}",
                PROJECT,
                code=one.reference.code,
                year=one.reference.year,
                wording=one.wording,
                title=own[0],
            )


def _alike(wording: str, name: str) -> bool:
    ours, theirs = letters(wording), letters(name)
    if theirs in ours:
        return True
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
