"""The choices of a column, and their labels."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum

from prongsai import messages
from prongsai.model.agency import Agency, AgencyKind, ContactKind, Unit
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
from prongsai.thai.near import plain
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
        return unit_labels(agency.units)
    if column.choices == "topics":
        topics = rules.topics if rules else ()
        return {str(one.number): f"{one.number} {one.title}" for one in topics}
    if column.choices in _ENUMERATIONS:
        return {
            str(one): messages.text("fields", f"{column.choices}.{one}", language)
            for one in _ENUMERATIONS[column.choices]
        }
    return {}


def unit_labels(units: Sequence[Unit]) -> dict[str, str]:
    """Return the name of each unit by id; with the division where two have the same.

    Where that does not tell them apart either, they are numbered.
    """
    names = {unit.id: unit.name for unit in units}
    several = Counter(names.values())
    taken = Counter[str]()
    found: dict[str, str] = {}
    for unit in units:
        above = names.get(unit.parent or "", "")
        alone = several[unit.name] == 1 or not above
        label = unit.name if alone else f"{unit.name} ({above})"
        taken[label] += 1
        found[unit.id] = label if taken[label] == 1 else f"{label} ({taken[label]})"
    return found


def chosen(text: str, known: Mapping[str, str]) -> str:
    """Return the value for the text of a cell: from its label, or as it is.

    Words that came with the id in brackets in earlier workbooks are enough without it;
    blanks, Thai digits and signs make no difference.
    """
    exact = [value for value, label in known.items() if label == text]
    if exact or text in known:
        return exact[-1] if exact else text
    same = plain(text)
    meant = [
        value
        for value, label in known.items()
        if label == f"{text} ({value})" or plain(label) == same
    ]
    return meant[0] if text and len(meant) == 1 else text
