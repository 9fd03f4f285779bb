"""A code is under one topic only.

What: a code in `addresses` or `outcomes` of measures of one topic does not come again
under another topic. Wordings that belong to another code are reported by `code-title`.

Why: the same figure under two topics reads as two results; often the second was copied
from the first by mistake.

Whose rule: project; the report of 2568 of เทศบาลตำบลปลาไหล has O15 under topics 5
and 6.

Passing example:

    # 2568/measures.yml
    measures:
      - {id: buy, title: จัดซื้อ, topic: 5, outcomes: [{scores: [{code: "2567:O15"}]}]}
      - {id: plan, title: แผนจัดซื้อ, topic: 5, outcomes: [{scores: [{code: "2567:O15"}]}]}

Failing example:

    # 2568/measures.yml
    measures:
      - {id: buy, title: จัดซื้อ, topic: 5, outcomes: [{scores: [{code: "2567:O15"}]}]}
      - {id: staff, title: บุคคล, topic: 6, outcomes: [{scores: [{code: "2567:O15"}]}]}
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.checks._quotations import bearers, letters, names
from prongsai.findings import PROJECT, Finding
from prongsai.model.measures import Measure
from prongsai.thai.codes import Reference, kind_of
from prongsai.yaml.reader import YamlPath

CODES = ("code-repeated",)


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield a code where it comes again under another topic."""
    loaded = assessed.year.measures
    if loaded is None:
        return
    first: dict[Reference, tuple[int, str]] = {}
    for index, measure in enumerate(loaded.value.measures):
        if measure.topic is None:
            continue
        for path, code, wording in _codes(measure, index):
            reference = Reference(code=code.code, year=code.year or loaded.year)
            if kind_of(code.code) not in {"item", "question"}:
                continue
            if wording and _is_another(assessed, reference, wording):
                continue
            title = measure.title or measure.id
            topic, where = first.setdefault(reference, (measure.topic, title))
            if topic != measure.topic:
                yield loaded.finding(
                    "code-repeated",
                    path,
                    f"{measure.id}/{reference}",
                    PROJECT,
                    code=reference,
                    topic=measure.topic,
                    first=topic,
                    measure=where,
                )


def _codes(
    measure: Measure, index: int
) -> Iterator[tuple[YamlPath, Reference, str | None]]:
    here: YamlPath = ("measures", index)
    for at, target in enumerate(measure.addresses):
        if target.code:
            yield (*here, "addresses", at, "code"), target.code, target.wording
    for number, outcome in enumerate(measure.outcomes):
        for at, score in enumerate(outcome.scores):
            path = (*here, "outcomes", number, "scores", at, "code")
            yield path, score.code, score.wording


def _is_another(assessed: AssessedYear, reference: Reference, wording: str) -> bool:
    """Return whether a wording is exactly the title of some other code."""
    own = map(letters, names(assessed.content, reference))
    return letters(wording) not in own and bool(bearers(assessed.content, wording))
