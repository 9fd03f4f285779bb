"""A score from before the work is not shown as what came of it.

What: a measure whose `outcomes` quote scores quotes at least one of the measure's own
year or later. Measures that quote only earlier scores are reported together.

Why: a score of the year before is where the work began. Shown as its effect it proves
nothing, and a reader who looks at the years sees it.

Whose rule: project; the report of 2568 of เทศบาลตำบลปลาไหล quotes scores of 2567 for
work of October 2567 to September 2568.

Passing example:

    # 2568/measures.yml
    measures:
      - id: teach
        title: สอนใช้ E-Service
        outcomes:
          - text: คนใช้มากขึ้น
            scores: [{code: "2567:e9", score: 45.20}, {code: e9, score: 80.75}]

Failing example:

    # 2568/measures.yml
    measures:
      - id: teach
        title: สอนใช้ E-Service
        outcomes: [{text: คนใช้มากขึ้น, scores: [{code: "2567:e9", score: 45.20}]}]
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.findings import PROJECT, Finding
from prongsai.model.measures import Measure

CODES = ("baseline-as-effect",)


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield one finding for all measures that show only where they began."""
    loaded = assessed.year.measures
    if loaded is None:
        return
    measures = loaded.value.measures
    years = {i: _years(measure, loaded.year) for i, measure in enumerate(measures)}
    early = [i for i, seen in years.items() if seen and max(seen) < loaded.year]
    if early:
        measure = measures[early[0]]
        yield loaded.finding(
            "baseline-as-effect",
            ("measures", early[0], "outcomes"),
            "outcomes",
            PROJECT,
            count=len(early),
            all=len(measures),
            scores=max(years[early[0]]),
            year=loaded.year,
            measure=measure.title or measure.id,
            code=next(s.code.code for o in measure.outcomes for s in o.scores),
        )


def _years(measure: Measure, year: int) -> set[int]:
    """Return the years of the scores that the measure's outcomes quote."""
    return {
        score.code.year or year
        for outcome in measure.outcomes
        for score in outcome.scores
    }
