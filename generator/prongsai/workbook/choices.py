"""The choices of a column, and their labels."""

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from prongsai import messages
from prongsai.model.agency import Agency, AgencyKind, ContactKind
from prongsai.model.catalogue import Authority, Catalogue
from prongsai.model.disclosures import Show, Visibility
from prongsai.model.measures import (
    AnalysisKind,
    Direction,
    DocumentKind,
    FollowUpBy,
    Repeats,
    Round,
    SelectionRule,
    Status,
)
from prongsai.model.scores import Part
from prongsai.model.site import Digits
from prongsai.workbook.columns import Column

_ENUMERATIONS: Mapping[str, type[StrEnum]] = {
    kind.__name__: kind
    for kind in (
        AgencyKind,
        AnalysisKind,
        Authority,
        ContactKind,
        Digits,
        Direction,
        DocumentKind,
        FollowUpBy,
        Part,
        Repeats,
        Round,
        SelectionRule,
        Show,
        Status,
        Visibility,
    )
}

_OWN = {"Answer": ("open", "answered", "confirmed"), "Whole": ("whole",)}
"""Words that only the workbook has."""


def labels(
    column: Column, agency: Agency, rules: Catalogue | None, language: str
) -> dict[str, str]:
    """Return the label of each value of a choice, in order.

    Empty where anything may be typed.
    """
    if column.choices == "Flag":
        return {
            name: messages.text("fields", name, language) for name in ("true", "false")
        }
    if column.choices in _OWN:
        return {
            name: messages.text("workbook", f"{column.choices}.{name}", language)
            for name in _OWN[column.choices]
        }
    if column.choices == "units":
        return _units(agency)
    if column.choices == "topics":
        topics = rules.topics if rules else ()
        return {str(one.number): f"{one.number} {one.title}" for one in topics}
    if column.choices in _ENUMERATIONS:
        return {
            str(one): messages.text("fields", f"{column.choices}.{one}", language)
            for one in _ENUMERATIONS[column.choices]
        }
    return {}


def _units(agency: Agency) -> dict[str, str]:
    """Return the names of the units; with the division where two have the same."""
    names = {unit.id: unit.name for unit in agency.units}
    several = Counter(names.values())
    return {
        unit.id: unit.name
        if several[unit.name] == 1
        else f"{unit.name} ({names.get(unit.parent or '', unit.id)})"
        for unit in agency.units
    }


def chosen(text: str, known: Mapping[str, str]) -> str:
    """Return the value for the text of a cell: from its label, or as it is.

    Words that came with the id in brackets in earlier workbooks are enough without it.
    """
    by_label = {label: value for value, label in known.items()}
    if text in by_label or text in known:
        return by_label.get(text, text)
    brief = [value for value, label in known.items() if label == f"{text} ({value})"]
    return brief[0] if text and len(brief) == 1 else text
