"""The choices of a column, and their labels."""

from collections.abc import Mapping
from enum import StrEnum

from prongsai import messages
from prongsai.model.agency import Agency
from prongsai.model.catalogue import Authority, Catalogue
from prongsai.model.disclosures import Visibility
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
from prongsai.workbook.columns import Column

_ENUMERATIONS: Mapping[str, type[StrEnum]] = {
    kind.__name__: kind
    for kind in (
        AnalysisKind,
        Authority,
        Direction,
        DocumentKind,
        FollowUpBy,
        Part,
        Repeats,
        Round,
        SelectionRule,
        Status,
        Visibility,
    )
}


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
    if column.choices == "units":
        return {unit.id: f"{unit.name} ({unit.id})" for unit in agency.units}
    if column.choices == "topics":
        topics = rules.topics if rules else ()
        return {str(one.number): f"{one.number} {one.title}" for one in topics}
    if column.choices in _ENUMERATIONS:
        return {
            str(one): messages.text("fields", f"{column.choices}.{one}", language)
            for one in _ENUMERATIONS[column.choices]
        }
    return {}


def chosen(text: str, known: Mapping[str, str]) -> str:
    """Return the value for the text of a cell: from its label, or as it is.

    The name of a unit is enough where only one has it.
    """
    by_label = {label: value for value, label in known.items()}
    if text in by_label or text in known:
        return by_label.get(text, text)
    short = [value for value, label in known.items() if label.startswith((f"{text} ",))]
    return short[0] if text and len(short) == 1 else text
