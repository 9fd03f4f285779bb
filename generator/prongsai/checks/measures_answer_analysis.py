"""What the analysis picks is answered by a measure, or it says why not.

What: every code in the `scope` of an analysis of kind urgent or develop stands in the
`addresses` of some measure. A question or item also answers for its indicator, and an
indicator for what is below it. `no_measure` in the analysis gives the reason why there
is none. If no measure addresses anything, that is said once. Issues that are only words
are compared as words, so that a hint says it.

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

from prongsai.content import Content
from prongsai.findings import Finding, Severity
from prongsai.model.catalogue import Catalogue
from prongsai.model.measures import AnalysisKind, Target
from prongsai.quoted import letters
from prongsai.scope import Scope

CODES = ("analysis-not-answered", "measures-address-nothing")


def check(scope: Scope) -> Iterator[Finding]:
    """Yield a finding for each analysis of which something is left unanswered."""
    loaded = scope.year.measures
    if loaded is None or not loaded.value.measures:
        return
    _, rule = scope.asked("measures-steps")
    answered = {
        key
        for measure in loaded.value.measures
        for target in measure.addresses
        for key in _keys(scope.content, target, loaded.year)
    }
    picked = [
        (index, analysis)
        for index, analysis in enumerate(loaded.value.analysis)
        if analysis.kind is not AnalysisKind.KEEP and not analysis.no_measure
    ]
    if picked and not answered:
        yield loaded.finding(
            "measures-address-nothing",
            Severity.WARNING,
            ("measures",),
            "measures",
            rule,
            count=len(loaded.value.measures),
            picked=len(picked),
        )
        return
    for index, analysis in picked:
        left = [
            target
            for target in analysis.scope
            if not _keys(scope.content, target, loaded.year) & answered
        ]
        if left:
            sure = any(target.code for target in left)
            yield loaded.finding(
                "analysis-not-answered",
                Severity.WARNING if sure else Severity.HINT,
                ("analysis", index, "scope"),
                analysis.id,
                rule,
                left=", ".join(map(_name, left)),
                first=f"{'code' if left[0].code else 'text'}: {_name(left[0])}",
            )


def _name(target: Target) -> str:
    return str(target.code or target.text or target.wording)


def _keys(content: Content, target: Target, year: int) -> set[str]:
    """Return what a target stands for: its code, all above it, or its words."""
    if target.code is None:
        words = target.text or target.wording
        return {letters(words)} if words else set()
    of = target.code.year or year
    rules = content.catalogues.get(of)
    above = _above(rules, target.code.code) if rules else ()
    return {f"{of}:{code}" for code in (target.code.code, *above)}


def _above(rules: Catalogue, code: str) -> Iterator[str]:
    """Yield the indicator, or sub-indicator and indicator, that a code belongs to."""
    subs = {sub.code: sub.indicator for sub in rules.sub_indicators}
    of = {question.code: question.indicator for question in rules.questions}
    of |= {item.code: item.sub_indicator for item in rules.items}
    found = of.get(code)
    if found:
        yield found
    above = subs.get(found or code)
    if above:
        yield above
