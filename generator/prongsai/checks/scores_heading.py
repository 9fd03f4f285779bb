"""Figures under a heading are what the heading says.

What: where `selection` has a `value`, every code picked under it that has a score in
that year's `scores.yml` is below (rule below, lowest) or not below (above, highest) it.

Why: “below 85” over 93.78 shows the assessor that the figures were not looked at.

Whose rule: project; เทศบาลเมืองพนัสนิคม prints “below 85” over scores above 93, and
อบจ.อุบลราชธานี 84.49 under “above 85”.

Passing example:

    # 2568/measures.yml
    selection: [{id: below, rule: below, value: 85, heading: ต่ำกว่า 85 คะแนน}]

Failing example:

    # 2568/measures.yml picks 2567:e4 under “below 85”; 2567/scores.yml has e4: 93.78
"""

from collections.abc import Iterator
from decimal import Decimal

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.findings import PROJECT, Finding
from prongsai.loading.content import AgencyContent
from prongsai.model.measures import Selection, SelectionRule, Target

CODES = ("heading-against-score",)

_BELOW = {SelectionRule.BELOW, SelectionRule.LOWEST}
_ABOVE = {SelectionRule.ABOVE, SelectionRule.HIGHEST}


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield each analysis with scores that contradict its heading."""
    loaded = assessed.year.measures
    if loaded is None:
        return
    selections = {s.id: s for s in loaded.value.selection if s.id}
    for index, analysis in enumerate(loaded.value.analysis):
        selection = selections.get(analysis.selection or "")
        if selection is None or selection.value is None:
            continue
        wrong = [
            f"{target.code.code} = {score}"
            for target in analysis.scope
            if target.code
            for score in _scores(assessed.agency, target, loaded.year)
            if _contradicts(selection, score)
        ]
        if wrong:
            yield loaded.finding(
                "heading-against-score",
                ("analysis", index, "selection"),
                analysis.id,
                PROJECT,
                heading=selection.heading,
                value=selection.value,
                scores=", ".join(wrong),
            )


def _contradicts(selection: Selection, score: Decimal) -> bool:
    if selection.value is None:
        return False
    if selection.rule in _BELOW:
        return score >= selection.value
    return selection.rule in _ABOVE and score < selection.value


def _scores(agency: AgencyContent, target: Target, year: int) -> Iterator[Decimal]:
    """Yield the printed score of a target; without a part, only if there is but one."""
    if target.code is None:
        return
    of = agency.year(target.code.year or year)
    if of is None or of.scores is None:
        return
    value = of.scores.value
    lines = (
        *value.instruments,
        *value.indicators,
        *value.sub_indicators,
        *value.items,
    )
    found = [line.score for line in lines if line.code == target.code.code]
    found += [
        question.score
        for question in value.questions
        if question.code == target.code.code
        and question.score is not None
        and target.part in {None, question.part}
    ]
    if len(found) == 1:
        yield found[0]
