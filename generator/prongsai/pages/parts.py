"""Which components are on a page with measures, and at which anchor."""

from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.model.catalogue import Item
from prongsai.model.measures import AnalysisKind, Measures
from prongsai.pages.measure_columns import FIELDS
from prongsai.pages.words import Words

_MEASURES = ("measures-units", "measures-steps", "measures-follow-up")
_REPORT = ("report-results", "report-outcome", "report-recommendation")
"""The components that columns answer, in the order in which a page lists them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """A component on the page: what finds it, its anchor, its name."""

    rule: str
    anchor: str
    title: str


def parts_of(
    words: Words, measures: Measures, item: Item | None, *, report: bool
) -> tuple[PartView, ...]:
    """Return the components that measures or a report show.

    Those of the item have their own ids and words; others have ours. A component that
    is missing is not listed.
    """
    shown = tuple(_shown(measures, report=report))
    named = tuple(
        PartView(rule=component.looks_for, anchor=component.id, title=component.text)
        for component in (item.components if item else ())
        if component.looks_for in shown
    )
    known = {part.rule for part in named}
    ours = (
        PartView(rule=rule, anchor=_anchor(rule), title=_title(words, rule))
        for rule in shown
        if rule not in known
    )
    return (*named, *ours)


def _title(words: Words, rule: str) -> str:
    """Return our own words for a rule: those of its column, or of the analysis."""
    if rule in FIELDS:
        return words.heading(f"Measure.{FIELDS[rule]}")
    return words(rule.partition("-")[2])


def _anchor(rule: str) -> str:
    """Return our own anchor for a rule: `analysis-urgent`, `column-steps`."""
    name = rule.partition("-")[2]
    return f"column-{name}" if rule in FIELDS else name


def _shown(measures: Measures, *, report: bool) -> Iterator[str]:
    if not report:
        kinds = {analysis.kind for analysis in measures.analysis}
        for kind in AnalysisKind:
            if kind in kinds:
                yield f"measures-analysis-{kind.value}"
    for rule in _REPORT if report else _MEASURES:
        if any(getattr(measure, FIELDS[rule]) for measure in measures.measures):
            yield rule
