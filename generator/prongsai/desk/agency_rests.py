"""What rests on a unit of the agency, and how another unit takes it over."""

import copy
from collections.abc import Callable, Iterator, Mapping
from typing import Any  # trees of YAML

from prongsai.loading.content import AgencyContent
from prongsai.yaml.between import edits_between
from prongsai.yaml.edits import edit
from prongsai.yaml.reader import read_yaml

Say = Callable[..., str]


def rests(agency: AgencyContent, unit: str, say: Say) -> Iterator[str]:
    """Yield in words what would be without a unit: sections, items, measures."""
    below = [one.name for one in agency.agency.value.units if one.parent == unit]
    if below:
        yield say("rests-units", names=", ".join(below))
    for year in agency.years:
        items = year.disclosures.value.items if year.disclosures else ()
        codes = [one.code for one in items if one.owner == unit]
        if codes:
            facts = {"year": year.fiscal_year, "codes": ", ".join(codes)}
            yield say("rests-items", **facts)
        measures = year.measures.value.measures if year.measures else ()
        titles = [m.title for m in measures if unit in {u.unit for u in m.units}]
        if titles:
            yield say("rests-measures", year=year.fiscal_year, count=len(titles))


def files_naming(agency: AgencyContent) -> Iterator[str]:
    """Yield the files of the agency in which units are named."""
    for year in agency.years:
        for one in (year.disclosures, year.measures):
            if one is not None:
                yield one.file


def taken_over(data: bytes, unit: str, other: str) -> bytes:
    """Return a file of a year in which `other` is responsible instead of `unit`.

    Where there is no other, there is no unit.
    """
    tree = read_yaml(data, "").tree
    if not isinstance(tree, dict):
        return data
    new: Any = copy.deepcopy(tree)
    for item in _records(new, "items"):
        _put(item, "owner", unit, other)
    for measure in _records(new, "measures"):
        for one in _records(measure, "units"):
            _put(one, "unit", unit, other)
    return edit(data, list(edits_between(tree, new)))


def sections_moved(tree: Mapping[str, Any], unit: str, other: str) -> dict[str, Any]:
    """Return `agency.yml` whose sections of `unit` belong to `other`, or to none.

    Where `other` is a section itself, they belong to its unit.
    """
    new: dict[str, Any] = copy.deepcopy(dict(tree))
    parents = {one.get("id"): one.get("parent") for one in _records(new, "units")}
    above = parents.get(other) or other
    for one in _records(new, "units"):
        _put(one, "parent", unit, "" if above == unit else above)
    return new


def _records(holder: Mapping[str, Any], name: str) -> Iterator[dict[str, Any]]:
    found = holder.get(name)
    for one in found if isinstance(found, list) else ():
        if isinstance(one, dict):
            yield one


def _put(record: dict[str, Any], name: str, unit: str, other: str) -> None:
    if record.get(name) != unit:
        return
    if other and other != record.get("id"):
        record[name] = other
    else:
        del record[name]
