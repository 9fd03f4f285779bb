"""Printed figures agree with their parts.

What: a printed question, sub-indicator, indicator, instrument or total is at most 0.01
from what its parts give, where all of them are there. Questions with the two EIT parts
are left alone: how the parts weigh is not known. What is computed from a reported
figure is not reported as well.

Why: figures that contradict each other make every other figure doubtful; usually one
was mistyped.

Whose rule: official; report of 2564, table 4.26, for items up to OIT and for totals;
agency for statements and questions (ITA report 2565 of อบจ.อุบลราชธานี); the OIT
arithmetic of other years is assumed by the project, which gives a hint.

Passing example:

    # 2568/scores.yml
    questions:
      - code: e6
        score: 90.09
        statements: [{text: ก, score: 91.32}, {text: ข, score: 88.87}]

Failing example:

    # 2568/scores.yml
    questions:
      - code: e6
        score: 90.90
        statements: [{text: ก, score: 91.32}, {text: ข, score: 88.87}]
"""

from collections.abc import Iterator

from prongsai.assessment import scoring
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.score_sheet import TOTAL, score_sheet, sums
from prongsai.findings import Finding, Rule
from prongsai.loading.content import Loaded
from prongsai.model.catalogue import Authority, Catalogue
from prongsai.model.scores import Scores
from prongsai.thai.codes import kind_of
from prongsai.yaml.reader import YamlPath

CODES = ("score-not-its-parts", "total-not-its-parts")

_OFFICIAL = Rule(
    authority=Authority.OFFICIAL, source="รายงานผลการประเมิน ITA 2564 (ป.ป.ช.)"
)
_AGENCY = Rule(authority=Authority.AGENCY, source="รายงาน ITA 2565 อบจ.อุบลราชธานี")


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield every printed figure that its parts contradict."""
    loaded, rules = assessed.year.scores, assessed.rules
    if loaded is None or rules is None:
        return
    places = _places(loaded)
    figures = score_sheet(loaded.value, rules).figures
    wrong = {code for code, figure in figures.items() if figure.contradicts}
    parts = {code: below for code, below, _ in sums(rules)}
    parts[TOTAL] = [instrument.code for instrument in rules.instruments]
    for code, figure in figures.items():
        doubtful = wrong.intersection(parts.get(code, ()))
        if code not in wrong or doubtful or figure.computed is None:
            continue
        rule = _whose(code, rules)
        sure = rule.authority != Authority.PROJECT
        found = loaded.finding(
            f"{'total' if code == TOTAL else 'score'}-not-its-parts",
            places[code],
            code,
            rule,
            code=code,
            printed=figure.printed,
            computed=scoring.rounded(figure.computed),
        )
        yield found if sure else found.as_hint()


def _places(loaded: Loaded[Scores]) -> dict[str, YamlPath]:
    places: dict[str, YamlPath] = {TOTAL: ("total",)}
    for group in ("instruments", "indicators", "sub_indicators", "questions"):
        for index, line in enumerate(getattr(loaded.value, group)):
            places[line.code] = (group, index, "score")
    return places


def _whose(code: str, rules: Catalogue) -> Rule:
    if code == TOTAL or kind_of(code) == "instrument":
        return _OFFICIAL
    of_oit = {i.code for i in rules.indicators if i.instrument == "OIT"}
    if code.partition(".")[0] in of_oit:
        authority = scoring.oit_authority(rules.fiscal_year)
        known = {_OFFICIAL.authority: _OFFICIAL, _AGENCY.authority: _AGENCY}
        return known.get(authority, Rule(authority=authority, source="scoring.py"))
    return _AGENCY
