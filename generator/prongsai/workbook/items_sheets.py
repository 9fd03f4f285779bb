"""The sheets of `disclosures.yml`: one tab for the items, one for their documents.

The tab of the items has a row for each item and one for each of its components: the
records of two sheets, separated by the hidden column of the component.
"""

from collections.abc import Mapping
from typing import Any  # trees of YAML

from prongsai.workbook.columns import Form, columns
from prongsai.workbook.sheet import Key, Known, Sheet

_disclosure, _disclosure_text = columns("Disclosure")
_evidence, _evidence_text = columns("Evidence")
_component, _component_text = columns("ComponentDisclosure")

OF_ITEM = (
    _disclosure("code", Form.PLAIN, 9, key=True, choices="items"),
    _disclosure_text("item_title", 30, shown=True),
)
"""The first columns of every sheet whose rows belong to an item."""

_STATE = _disclosure("state", Form.CHOICE, 16, shown=True, choices="Answer")


def item_title(known: Known, key: Key) -> dict[str, str]:
    """Return the cell with the title of the item of a row."""
    item = known.items.get(key[0])
    return {"item_title": item.title if item else ""}


def all_items(known: Known) -> list[Key]:
    """Return the keys of all items of the year."""
    return [(code,) for code in known.items]


def all_components(known: Known) -> list[Key]:
    """Return the keys of all components that are known."""
    return list(known.components)


def _whole_item(known: Known, key: Key) -> dict[str, str]:
    return item_title(known, key) | {
        "whole": "whole",
        "state": _state(known, (key[0], "")),
    }


def _answer(known: Known, key: Key) -> dict[str, str]:
    component = known.components.get((key[0], key[-1]))
    more = {"component_text": component.text} if component else {}
    return item_title(known, key) | more | {"state": _state(known, key)}


def _state(known: Known, key: Key) -> str:
    if key in known.confirmed:
        return "confirmed"
    return "answered" if key in known.answered else "open"


def _of_whole_item(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the documents of an item that none of its components cites."""
    cited = {
        name
        for component in record.get("components") or ()
        for name in component.get("evidence") or ()
    }
    ids = [str(one["id"]) for one in record.get("evidence") or () if "id" in one]
    return {"documents": "\n".join(one for one in ids if one not in cited)}


ANSWERS = Sheet(
    name="answers",
    kind="disclosures",
    lists=("items", "components"),
    model="ComponentDisclosure",
    shown=_answer,
    offered=all_components,
    columns=(
        *OF_ITEM,
        _component("id", Form.PLAIN, 26, key=True, choices="components"),
        _component_text("component_text", 46, shown=True),
        _STATE,
        _component("evidence", Form.LINES, 40, choices="evidence"),
        _component_text("text", 50),
    ),
    per_unit=True,
    mark="id",
    blank=False,
)
DISCLOSURES = Sheet(
    name="disclosures",
    kind="disclosures",
    lists=("items",),
    model="Disclosure",
    shown=_whole_item,
    typed=_of_whole_item,
    offered=all_items,
    columns=(
        *OF_ITEM,
        _disclosure("component", Form.PLAIN, 26, shown=True, aside=True),
        _disclosure("whole", Form.CHOICE, 46, shown=True, choices="Whole"),
        _STATE,
        _disclosure("documents", Form.LINES, 40, typed=True, choices="evidence"),
        _disclosure_text("explanation", 50),
        _disclosure("owner", Form.CHOICE, 26, choices="units"),
        _disclosure("due", Form.DATE, 14),
        _disclosure("updated", Form.DATE, 14),
        _disclosure("visibility", Form.CHOICE, 18, choices="Visibility"),
        _disclosure("assessor.score", Form.NUMBER, 12, model="Assessor"),
        _disclosure_text("assessor.comment", 40, model="Assessor"),
        _disclosure_text("assessor.reply", 40, model="Assessor"),
        _disclosure("assessor.deadline", Form.DATE, 14, model="Assessor"),
    ),
    per_unit=True,
    tab="answers",
    mark="component",
    marked=False,
    blank=False,
)
EVIDENCE = Sheet(
    name="evidence",
    kind="disclosures",
    lists=("items", "evidence"),
    model="Evidence",
    shown=item_title,
    columns=(
        *OF_ITEM,
        _evidence("id", Form.PLAIN, 24, key=True),
        _evidence_text("title", 44),
        _evidence("file", Form.EXACT, 40),
        _evidence("url", Form.EXACT, 40),
        _evidence("date", Form.DATE, 14),
        _evidence("year", Form.NUMBER, 10),
        _evidence_text("description", 44),
        _evidence_text("personal_data", 30),
        _evidence("show", Form.CHOICE, 16, choices="Show"),
        _evidence_text("sheet", 20),
        _evidence("columns", Form.LINES, 30),
        _evidence_text("caption", 30),
        _evidence_text("unit", 14),
    ),
    prefix="doc",
    per_unit=True,
)
