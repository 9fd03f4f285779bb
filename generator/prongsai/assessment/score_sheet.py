"""A year's figures, printed and computed side by side.

A figure is computed only where everything that the year's catalogue puts below it is
there; a part that is not printed itself may be computed first. The two EIT parts are
never combined: how they weigh is not known.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from prongsai.assessment import scoring
from prongsai.model.catalogue import Catalogue, Level
from prongsai.model.scores import Scores
from prongsai.thai.codes import INSTRUMENTS

TOTAL = "total"
TOLERANCE = Decimal("0.01")
"""A printed figure may be this far from one computed of rounded parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: as printed, and as its parts give it; at least one is there."""

    printed: Decimal | None
    computed: Decimal | None

    @property
    def value(self) -> Decimal | None:
        """The printed figure, else the computed one, with two decimals."""
        if self.printed is not None:
            return self.printed
        return None if self.computed is None else scoring.rounded(self.computed)

    @property
    def contradicts(self) -> bool:
        """Return whether the printed figure is more than 0.01 from its parts."""
        if self.printed is None or self.computed is None:
            return False
        places = max(2, -int(self.printed.as_tuple().exponent))
        computed = self.computed.quantize(Decimal(1).scaleb(-places))
        return abs(self.printed - computed) > TOLERANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSheet:
    """Every figure by code (`O27`, `9.1`, `9`, `OIT`) and the total as `total`."""

    figures: Mapping[str, Figure]
    level: Level | None

    def value(self, code: str) -> Decimal | None:
        """Return what counts for a code, or None where it is not known."""
        figure = self.figures.get(code)
        return figure.value if figure else None


def score_sheet(scores: Scores, rules: Catalogue) -> ScoreSheet:
    """Put printed and computed figures side by side, from the statements up."""
    figures: dict[str, Figure] = {}
    _questions(figures, scores)
    for item in scores.items:
        figures[item.code] = Figure(printed=item.score, computed=None)
    printed = {
        line.code: line.score
        for line in (*scores.sub_indicators, *scores.indicators, *scores.instruments)
    }
    for code, parts, rule in sums(rules):
        computed = _from_parts(figures, parts, rule)
        if code in printed or computed is not None:
            figures[code] = Figure(printed=printed.get(code), computed=computed)
    instruments = {
        code: value for code in INSTRUMENTS if (value := _value(figures, code))
    }
    total = None
    if len(instruments) == len(rules.instruments):
        total = scoring.total_score(instruments, rules.instruments)
    if scores.total is not None or total is not None:
        figures[TOTAL] = Figure(printed=scores.total, computed=total)
    value = _value(figures, TOTAL)
    level = None
    if value is not None:
        level = scoring.level_of(rules.ratings, value, instruments)
    return ScoreSheet(figures=figures, level=level)


def _value(figures: Mapping[str, Figure], code: str) -> Decimal | None:
    figure = figures.get(code)
    return figure.value if figure else None


def _questions(figures: dict[str, Figure], scores: Scores) -> None:
    for question in scores.questions:
        if question.part is not None:
            continue
        parts = [statement.score for statement in question.statements]
        known = [part for part in parts if part is not None]
        computed = None
        if parts and len(known) == len(parts):
            computed = scoring.question_score(known)
        if question.score is not None or computed is not None:
            figures[question.code] = Figure(printed=question.score, computed=computed)


Rule = Callable[[Iterable[Decimal]], Decimal]


def sums(rules: Catalogue) -> Iterable[tuple[str, list[str], Rule]]:
    """Yield every sum of the year, parts first: its code, its parts, its rule."""
    for sub in rules.sub_indicators:
        items = [i.code for i in rules.items if i.sub_indicator == sub.code]
        yield sub.code, items, scoring.sub_indicator_score
    for indicator in rules.indicators:
        subs = [s.code for s in rules.sub_indicators if s.indicator == indicator.code]
        asked = [q.code for q in rules.questions if q.indicator == indicator.code]
        rule = scoring.mean if subs else scoring.survey_indicator_score
        yield indicator.code, subs or asked, rule
    for instrument in rules.instruments:
        below = [i.code for i in rules.indicators if i.instrument == instrument.code]
        yield instrument.code, below, scoring.instrument_score


def _from_parts(
    figures: Mapping[str, Figure], parts: list[str], rule: Rule
) -> Decimal | None:
    """Apply the rule to unrounded parts where all of them are known."""
    values = []
    for code in parts:
        figure = figures.get(code)
        if figure is None:
            return None
        exact = figure.computed if figure.printed is None else figure.printed
        if exact is None:
            return None
        values.append(exact)
    return rule(values) if values else None
