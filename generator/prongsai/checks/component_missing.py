"""Every component that is asked for has something that shows it.

What: each component of the year's catalogue that concerns the agency's kind is found in
the data, or mapped to words or evidence under `components` of its item. An item without
any entry is reported once; four or more together, and so is all of an item to which
nothing is mapped. A year without `disclosures.yml` is reported once, until it is over,
and not where the agency's data is only a demonstration. Components that the measures or
their report answer are reported by the rules on those.

Why: an item is worth 100 or 0 points; one missing component costs all of them.

Whose rule: the authority and sources of the component in the year's catalogue, or the
agency's own reading of the manual (local).

Passing example:

    # 2568/disclosures.yml maps every component of O1

Failing example:

    # 2568/disclosures.yml
    items: [{code: O1, components: [{id: o1-chart, text: แผนผังอยู่ในหน้านี้}]}]
"""

from collections.abc import Iterator, Sequence

from prongsai.assessment.assessed_year import AssessedYear, rule_of
from prongsai.assessment.disclosed import disclosures
from prongsai.assessment.evidence_tables import TABLE_COLUMN, has_table
from prongsai.assessment.finders import FINDERS
from prongsai.assessment.states import ItemState, State, year_states
from prongsai.findings import Finding, Rule
from prongsai.loading.content import Loaded, Year
from prongsai.model.catalogue import Catalogue, Component, Item
from prongsai.model.disclosures import Disclosure, Disclosures
from prongsai.thai.dates import fiscal_year_end

CODES = (
    "component-missing",
    "components-missing",
    "disclosures-missing",
    "item-missing",
    "items-missing",
)

MANY_ITEMS = 4
"""From here on missing items are one finding: an agency that has just begun."""


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Yield what is missing: the file, an item, or a component."""
    loaded, rules = assessed.year.disclosures, assessed.rules
    if rules is None or "disclosures" in assessed.year.broken:
        return
    if loaded is None:
        yield from _no_file(assessed, rules)
        return
    known = disclosures(assessed.year)
    states = year_states(assessed).items
    states = tuple(state for state in states if not state.item.provisional)
    hidden = [s.item for s in states if s.item.code not in known and not s.shown]
    yield from _items(loaded, rules, hidden)
    for state in states:
        if state.item.code in known and known[state.item.code][1].public:
            yield from _components(
                assessed.year, loaded, rules, state, *known[state.item.code]
            )


def _items(
    loaded: Loaded[Disclosures], rules: Catalogue, hidden: Sequence[Item]
) -> Iterator[Finding]:
    """Yield the items that are not there, many of them together."""
    together = len(hidden) >= MANY_ITEMS
    for item in hidden[:1] if together else hidden:
        yield loaded.finding(
            "items-missing" if together else "item-missing",
            ("items",),
            "items" if together else item.code,
            rule_of(rules, item),
            count=len(hidden),
            all=len(rules.items),
            items=", ".join(each.code for each in hidden),
            item=item.code,
            title=item.title,
        )


def _components(
    year: Year,
    loaded: Loaded[Disclosures],
    rules: Catalogue,
    state: ItemState,
    index: int,
    disclosure: Disclosure,
) -> Iterator[Finding]:
    """Yield what an item lacks; where nothing is mapped, all of one source at once."""
    by_rule: dict[Rule, list[Component]] = {}
    tables = has_table(year, disclosure)
    for one in state.components:
        if one.state is State.MISSING and not (
            _reported_elsewhere(one.component) or (tables and _is_column(one.component))
        ):
            rule = rule_of(rules, one.component)
            by_rule.setdefault(rule, []).append(one.component)
    for rule, components in by_rule.items():
        together = not disclosure.components and len(components) > 1
        groups = [components] if together else [[one] for one in components]
        for group in groups:
            yield loaded.finding(
                "components-missing" if together else "component-missing",
                ("items", index),
                f"{state.item.code}/{group[0].id}" if together else group[0].id,
                rule,
                item=state.item.code,
                title=state.item.title,
                component=group[0].id,
                count=len(group),
                text="; ".join(component.text for component in group),
            )


def _reported_elsewhere(component: Component) -> bool:
    finder = FINDERS.get(component.looks_for or "")
    return bool(finder and finder.reported_by)


def _is_column(component: Component) -> bool:
    """Return whether `evidence-table` names it where there is a spreadsheet."""
    return component.looks_for == TABLE_COLUMN


def _no_file(assessed: AssessedYear, rules: Catalogue) -> Iterator[Finding]:
    """Report it once, and only where the agency's own site can still be corrected."""
    loaded = assessed.year.measures or assessed.year.scores or assessed.year.survey
    year = assessed.year.fiscal_year
    if loaded is None or not rules.items or fiscal_year_end(year) < assessed.today:
        return
    if rules.provisional:  # it is not known yet what is missing
        return
    if not assessed.agency.agency.value.demonstration:
        yield loaded.finding(
            "disclosures-missing",
            (),
            "disclosures",
            rule_of(rules, rules.items[0]),
            count=len(rules.items),
            year=year,
            file=f"{loaded.file.rpartition('/')[0]}/disclosures.yml",
        )
