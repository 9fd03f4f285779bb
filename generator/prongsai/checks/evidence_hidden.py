"""The documents of a result can be opened by the public.

What: no evidence of a result in `measures.yml` belongs to an item that is
`visibility: internal` in `disclosures.yml`. The site shows no document of such an item,
so the result is shown without it.

Why: a result without its document is only a claim, and its author believes that the
document is shown.

Whose rule: project.

Passing example:

    # 2568/measures.yml
    measures:
      - id: teach
        title: สอนใช้ E-Service
        results: [{id: teach-6m, summary: สอนแล้ว 5 หมู่บ้าน}]

Failing example:

    # 2568/measures.yml names evidence of an item that is visibility: internal
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.disclosed import hidden_evidence
from prongsai.findings import PROJECT, Finding

CODES = ("evidence-hidden",)


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield each document of a result that the site leaves out."""
    measures = assessed.year.measures
    if measures is None:
        return
    hidden = hidden_evidence(assessed.year)
    for index, measure in enumerate(measures.value.measures):
        for at, result in enumerate(measure.results):
            for position, name in enumerate(result.evidence):
                if name in hidden:
                    yield measures.finding(
                        "evidence-hidden",
                        ("measures", index, "results", at, "evidence", position),
                        f"{result.id}/{name}",
                        PROJECT,
                        evidence=name,
                        item=hidden[name],
                        measure=measure.title or measure.id,
                    )
