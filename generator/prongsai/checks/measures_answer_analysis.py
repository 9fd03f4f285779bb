"""What the analysis picks is answered by a measure, or it says why not.

What: every code in the `scope` of an analysis of kind urgent or develop is in the
`addresses` of some measure. A question or item also answers for the indicator and the
instrument above it, and those for what is below them. `no_measure` in the analysis
gives the reason why there is none. If no measure addresses anything, that is reported
once. Issues that are only words are compared as words, which gives a hint.

Why: an analysis that leads to nothing shows the assessor a weakness that is left as it
is.

Whose rule: agency; O42 as quoted in the ITA report 2565 of อบจ.อุบลราชธานี: for each
issue, how the analysis is put into practice.

Passing example:

    # 2568/measures.yml
    analysis:
      - {id: few-use, kind: urgent, scope: [{code: "2567:e9"}], text: คนใช้น้อย}
    measures:
      - {id: teach, title: สอนใช้ E-Service, addresses: [{code: "2567:e9"}]}

Failing example:

    # 2568/measures.yml
    analysis:
      - {id: few-use, kind: urgent, scope: [{code: "2567:e9"}], text: คนใช้น้อย}
    measures:
      - {id: news, title: ทำข่าวให้อ่านง่าย, addresses: [{code: "2567:e4"}]}
"""

from collections.abc import Iterator

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.checks._quotations import letters
from prongsai.findings import Finding
from prongsai.loading.content import Content
from prongsai.model.catalogue import Catalogue
from prongsai.model.measures import Analysis, AnalysisKind, Target
from prongsai.thai.codes import kind_of

CODES = ("analysis-not-answered", "measures-address-nothing")


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield a finding for each analysis of which something is left unanswered."""
    loaded = assessed.year.measures
    if loaded is None or not loaded.value.measures:
        return
    _, rule = assessed.asked("measures-steps")
    targets = [
        _keys(assessed.content, target, loaded.year)
        for measure in loaded.value.measures
        for target in measure.addresses
    ]
    answered = {own for own, _ in targets}
    in_part = answered.union(*(above for _, above in targets))
    picked = [
        (index, analysis)
        for index, analysis in enumerate(loaded.value.analysis)
        if analysis.kind is not AnalysisKind.KEEP and not analysis.no_measure
    ]
    if picked and not answered:
        yield loaded.finding(
            "measures-address-nothing",
            ("measures",),
            "measures",
            rule,
            count=len(loaded.value.measures),
            picked=len(picked),
            first=_first(picked[0][1], loaded.year - 1),
        )
        return
    for index, analysis in picked:
        left = [
            target
            for target in analysis.scope
            for own, above in (_keys(assessed.content, target, loaded.year),)
            if own and own not in in_part and not above & answered
        ]
        if left:
            sure = any(target.code for target in left)
            found = loaded.finding(
                "analysis-not-answered",
                ("analysis", index, "scope"),
                analysis.id,
                rule,
                left=", ".join(map(_name, left)),
                first=_entry(left[0]),
            )
            yield found if sure else found.as_hint()


def _first(analysis: Analysis, year: int) -> str:
    """Return what a conclusion is about as an entry of `addresses`."""
    coded = [target for target in analysis.scope if target.code]
    chosen = next(iter((*coded, *analysis.scope)), None)
    return _entry(chosen) if chosen else f"code: {year}:…"


def _entry(target: Target) -> str:
    name = _name(target)
    return f"{'code' if target.code else 'text'}: {name}"


def _name(target: Target) -> str:
    return str(target.code or target.text or target.wording)


def _keys(content: Content, target: Target, year: int) -> tuple[str, set[str]]:
    """Return the code of a target, or its words, and the codes that contain it."""
    if target.code is None:
        return letters(target.text or target.wording or ""), set()
    of = target.code.year or year
    rules = content.catalogues.get(of)
    above = _above(rules, target.code.code) if rules else ()
    return f"{of}:{target.code.code}", {f"{of}:{code}" for code in above}


def _above(rules: Catalogue, code: str) -> Iterator[str]:
    """Yield what a code belongs to, step by step: up to IIT, EIT or OIT."""
    while code := _parent(rules, code):
        yield code


def _parent(rules: Catalogue, code: str) -> str:
    match kind_of(code):
        case "item":
            above = (i.sub_indicator for i in rules.items if i.code == code)
        case "question":
            above = (q.indicator for q in rules.questions if q.code == code)
        case "sub_indicator":
            above = (s.indicator for s in rules.sub_indicators if s.code == code)
        case "indicator":
            above = (i.instrument for i in rules.indicators if i.code == code)
        case _:
            return ""
    return next(above, "")
