"""The measures begin with an analysis of last year's result.

What: `analysis` in `measures.yml` has at least one conclusion of `kind: urgent` (to be
corrected now) and one of `kind: develop` (to be made better). No analysis at all is
reported once.

Why: the measures item is worth 100 or 0 points, and the analysis is the first half of
what was asked of it; without it there is only a list of activities.

Whose rule: agency; the requirement of O42 as quoted in the ITA report 2565 of
อบจ.อุบลราชธานี; carried over to the other years by the project.

Passing example:

    # 2568/measures.yml
    analysis:
      - {id: few-use, kind: urgent, scope: [{code: "2567:e9"}], text: คนใช้น้อย}
      - {id: quicker, kind: develop, scope: [{code: "2567:e1"}], text: ทำให้เร็วขึ้น}

Failing example:

    # 2568/measures.yml
    analysis:
      - {id: quicker, kind: develop, scope: [{code: "2567:e1"}], text: ทำให้เร็วขึ้น}
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.findings import Finding
from prongsai.model.catalogue import Role
from prongsai.model.measures import AnalysisKind

CODES = ("analysis-develop-missing", "analysis-missing", "analysis-urgent-missing")


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield a finding for each of the two kinds that no conclusion has."""
    loaded, item = assessed.year.measures, assessed.item_of(Role.MEASURES)
    if loaded is None or item is None:
        return
    kinds = {analysis.kind for analysis in loaded.value.analysis}
    wanted = (AnalysisKind.DEVELOP, AnalysisKind.URGENT)
    missing = [f"analysis-{kind}" for kind in wanted if kind not in kinds]
    if len(missing) == len(wanted):
        missing = ["analysis"]
    for name in missing:
        part = "analysis-urgent" if name == "analysis" else name
        component, rule = assessed.asked(f"measures-{part}")
        yield loaded.finding(
            f"{name}-missing",
            ("analysis",),
            item.code if name == "analysis" else component,
            rule,
            item=item.code,
            last=loaded.year - 1,
            **_lowest(assessed),
        )


def _lowest(assessed: AssessedYear) -> dict[str, str]:
    """Return the two codes with the lowest scores of last year, for examples."""
    last = assessed.other_year(-1)
    scores = last.scores.value if last and last.scores else None
    questions = scores.questions if scores else ()
    known = sorted((q.score, q.code) for q in questions if q.score is not None)
    first, second, *_ = (*dict.fromkeys(code for _, code in known), "…", "…")
    return {"lowest": first, "next": second}
