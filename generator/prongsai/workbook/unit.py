"""The part of a year that belongs to one unit: its measures and its items."""

from collections.abc import Callable, Mapping
from typing import Any  # trees of YAML

from prongsai.model.agency import Agency
from prongsai.workbook.sheet import Key, Sheet
from prongsai.workbook.tables import code


def find_unit(agency: Agency, wanted: str) -> str | None:
    """Return the id of a unit, given its id or its name."""
    for unit in agency.units:
        if wanted.strip() in {unit.id, unit.name}:
            return unit.id
    return None


def of_unit(
    agency: Agency, trees: Mapping[str, Any], unit: str
) -> Callable[[Sheet, Key], bool]:
    """Return whether the record of a key belongs to a unit or its sections."""
    units = {unit} | {one.id for one in agency.units if one.parent == unit}
    names = {one.name for one in agency.units if one.id in units}
    measures = {
        str(measure["id"])
        for measure in (trees.get("measures") or {}).get("measures") or ()
        if _is_of(measure, units, names)
    }
    items = {
        code(item["code"])
        for item in (trees.get("disclosures") or {}).get("items") or ()
        if item.get("owner") in units
    }

    def kept(sheet: Sheet, key: Key) -> bool:
        return key[0] in (measures if sheet.kind == "measures" else items)

    return kept


def _is_of(measure: Mapping[str, Any], units: set[str], names: set[str]) -> bool:
    return any(
        one.get("unit") in units or " ".join(str(one.get("text")).split()) in names
        for one in measure.get("units") or ()
    )
