"""Last year's scores as proposals of what this year's measures should treat.

The rule is the agency's own of last year's document; without one, what is below the
pass mark is urgent. A proposal is not a conclusion until a person takes it.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal

from prongsai.model.catalogue import Catalogue
from prongsai.model.measures import Measures, Selection, SelectionRule
from prongsai.model.scores import Scores
from prongsai.years.moving import Entry

Say = Callable[..., str]
"""Says a text of `years.yml`."""

_Line = tuple[str, str, Decimal]
"""Code, part of the EIT (may be empty) and score."""


def proposals(
    scores: Scores, measures: Measures | None, rules: Catalogue, say: Say
) -> list[Entry]:
    """Return the proposals for the year after that of `rules`."""
    lines = sorted(_lines(scores), key=lambda line: line[2])
    own = {one.rule: one for one in (measures.selection if measures else ())}
    mark = _mark(own.get(SelectionRule.BELOW), rules)
    below = [line for line in lines if line[2] < mark]
    rest = [line for line in lines if line[2] >= mark]
    made = [_entry(line, "urgent", "below", rules, say, mark=mark) for line in below]
    low, high = own.get(SelectionRule.LOWEST), own.get(SelectionRule.HIGHEST)
    if low is not None and low.count:
        chosen = [line for line in lines[: low.count] if line in rest]
        made += [_entry(line, "develop", "lowest", rules, say) for line in chosen]
    if high is not None and high.count:
        chosen = [line for line in lines[::-1][: high.count] if line in rest]
        made += [_entry(line, "keep", "highest", rules, say) for line in chosen]
    return list({one["id"]: one for one in made}.values())


def _mark(own: Selection | None, rules: Catalogue) -> Decimal:
    return own.value if own is not None and own.value is not None else rules.pass_mark


def _lines(scores: Scores) -> Iterator[_Line]:
    for question in scores.questions:
        if question.score is not None:
            yield question.code, question.part or "", question.score
    for item in scores.items:
        yield item.code, "", item.score


def _entry(
    line: _Line, kind: str, why: str, rules: Catalogue, say: Say, **facts: object
) -> Entry:
    code, part, score = line
    target: Entry = {"code": f"{rules.fiscal_year}:{code}"}
    if part:
        target["part"] = part
    name = "-".join(filter(None, (why, code.lower(), part)))
    return {
        "id": name,
        "kind": kind,
        "scope": [target],
        "direction": "keep" if kind == "keep" else "raise",
        "text": say(f"proposal-{why}", score=score, year=rules.fiscal_year, **facts),
    }
