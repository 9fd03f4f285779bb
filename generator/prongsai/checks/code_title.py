"""A title quoted with a code is that code's title.

What: a `wording` given with a code, in scores or measures, is not exactly the title,
question or alias of another code, or of another year. A wording of another year that
the crosswalk does not lead to an item of this year gives a hint.

Why: the same number is another item in another year; the page then shows a score for
the wrong item.

Whose rule: the authority and sources of the item in its year's catalogue.

Passing example:

    # 2568/measures.yml
    measures:
      - id: ethics
        title: จริยธรรม
        outcomes:
          - scores: [{code: O16, wording: ประมวลจริยธรรมและการขับเคลื่อนจริยธรรม}]

Failing example:

    # 2568/measures.yml
    measures:
      - id: ethics
        title: จริยธรรม
        outcomes:
          - scores: [{code: "2567:O16", wording: ประมวลจริยธรรมและการขับเคลื่อนจริยธรรม}]
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear, rule_of
from prongsai.checks._quotations import Quoted, bearers, letters, names, quoted
from prongsai.findings import PROJECT, Finding, Rule
from prongsai.loading.content import Content
from prongsai.model.catalogue import Attributed
from prongsai.thai.codes import Reference

CODES = ("code-of-another-item", "code-of-another-year", "wording-of-another-year")


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield each wording that is exactly what another code or year is called."""
    for one in quoted(assessed.year):
        own = names(assessed.content, one.reference)
        if own and letters(one.wording) not in map(letters, own):
            others = bearers(assessed.content, one.wording)
            if others:
                yield _finding(assessed.content, one, own[0], others)


def _finding(
    content: Content, one: Quoted, own: str, others: tuple[Reference, ...]
) -> Finding:
    year, code = one.reference.year or 0, one.reference.code
    same_year = [other for other in others if other.year == year]
    nearest = min(others, key=lambda o: (o.code != code, abs((o.year or 0) - year)))
    became = same_year or _in_year(content, nearest, year)
    name = "code-of-another-year"
    if same_year:
        name = "code-of-another-item"
    elif not became:
        name = "wording-of-another-year"
    return one.loaded.finding(
        name,
        one.path,
        f"{one.subject}/{one.reference}",
        _whose(content, one.reference),
        code=code,
        year=year,
        title=own,
        wording=one.wording,
        other=nearest,
        others=", ".join(other.code for other in became),
        other_code=nearest.code,
        other_year=nearest.year,
    )


def _in_year(content: Content, other: Reference, year: int) -> list[Reference]:
    """Return what an item of the year after was in `year`, by the crosswalk."""
    rules = content.catalogues.get(other.year or 0)
    for item in rules.items if rules else ():
        if item.code == other.code:
            return [follows for follows in item.follows if follows.year == year]
    return []


def _whose(content: Content, reference: Reference) -> Rule:
    rules = content.catalogues.get(reference.year or 0)
    if rules is None:
        return PROJECT
    known: tuple[tuple[str, Attributed], ...] = (
        *((item.code, item) for item in rules.items),
        *((question.code, question) for question in rules.questions),
    )
    found = next((one for code, one in known if code == reference.code), None)
    return rule_of(rules, found) if found else PROJECT
