"""Every component that is asked for has something that shows it.

What: each component of the year's catalogue that concerns the agency's kind is found in
the data, or mapped to words or evidence under `components` of its item. An item without
any entry is told once. A year without `disclosures.yml` is told once, until it is over,
and not where the agency's data is only a demonstration. Components that the measures or
their report answer are told by the rules on those.

Why: an item is worth 100 or 0 points; one missing component costs it whole.

Whose rule: the authority and sources of the component in the year's catalogue, or the
agency's own reading of the manual (local).

Passing example:

    # 2568/disclosures.yml maps every component of O1

Failing example:

    # 2568/disclosures.yml
    items: [{code: O1, components: [{id: o1-chart, text: แผนผังอยู่ในหน้านี้}]}]
"""

from collections.abc import Iterator

from prongsai.content import Loaded
from prongsai.finders import FINDERS
from prongsai.findings import Finding, Severity
from prongsai.model.catalogue import Catalogue, Component
from prongsai.model.disclosures import Disclosures
from prongsai.scope import Scope, rule_of
from prongsai.states import ItemState, State, disclosures, year_states
from prongsai.thai.dates import fiscal_year_end

CODES = ("component-missing", "disclosures-missing", "item-missing")


def check(scope: Scope) -> Iterator[Finding]:
    """Yield what is missing: the file, an item, or a component."""
    loaded, rules = scope.year.disclosures, scope.rules
    if rules is None or "disclosures" in scope.year.broken:
        return
    if loaded is None:
        yield from _no_file(scope, rules)
        return
    known = disclosures(scope.year)
    for state in year_states(scope).items:
        if state.item.code in known:
            index, _ = known[state.item.code]
            yield from _components(loaded, rules, state, index)
        elif not state.shown:
            yield loaded.finding(
                "item-missing",
                Severity.WARNING,
                ("items",),
                state.item.code,
                rule_of(rules, state.item),
                item=state.item.code,
                title=state.item.title,
            )


def _components(
    loaded: Loaded[Disclosures], rules: Catalogue, state: ItemState, index: int
) -> Iterator[Finding]:
    for component in state.components:
        if component.state is State.MISSING and state.shown:
            asked = component.component
            if not _told_elsewhere(asked):
                yield loaded.finding(
                    "component-missing",
                    Severity.WARNING,
                    ("items", index),
                    asked.id,
                    rule_of(rules, asked),
                    item=state.item.code,
                    title=state.item.title,
                    component=asked.id,
                    text=asked.text,
                )


def _told_elsewhere(component: Component) -> bool:
    finder = FINDERS.get(component.looks_for or "")
    return bool(finder and finder.told_by)


def _no_file(scope: Scope, rules: Catalogue) -> Iterator[Finding]:
    """Tell it once, and only where it can still be mended on the agency's own site."""
    loaded = scope.year.measures or scope.year.scores or scope.year.survey
    year = scope.year.fiscal_year
    if loaded is None or not rules.items or fiscal_year_end(year) < scope.today:
        return
    if not scope.agency.agency.value.demonstration:
        yield loaded.finding(
            "disclosures-missing",
            Severity.WARNING,
            (),
            "disclosures",
            rule_of(rules, rules.items[0]),
            count=len(rules.items),
            year=year,
            file=f"{loaded.file.rpartition('/')[0]}/disclosures.yml",
        )
