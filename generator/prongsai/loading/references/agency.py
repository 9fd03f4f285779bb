"""`agency.yml`: ids, and divisions with their sections."""

from collections.abc import Iterator

from prongsai.loading.content import AgencyContent, Loaded
from prongsai.loading.references.mistakes import (
    Known,
    Mistake,
    duplicate_ids,
    each,
    error,
    missing_file,
)
from prongsai.model.agency import named_pictures
from prongsai.model.fields import Record
from prongsai.yaml.reader import YamlPath


def agency_mistakes(agency: AgencyContent) -> Iterator[Mistake]:
    """Check ids, that a section belongs to a division, that pictures are there."""
    loaded = agency.agency
    value = loaded.value
    yield from duplicate_ids(loaded, each(("units",), value.units))
    yield from duplicate_ids(loaded, each(("executives",), value.executives))
    for where, name in named_pictures(value):
        yield from missing_file(loaded, name, where, agency)
    parents = {unit.id: unit.parent for unit in value.units}
    divisions = Known.of(name for name, parent in parents.items() if not parent)
    units = units_of(agency)
    for index, unit in enumerate(value.units):
        path: YamlPath = ("units", index, "parent")
        yield from unknown_unit(loaded, unit.parent, units, path, unit.id)
        if unit.parent and parents.get(unit.parent):
            yield error(
                loaded,
                "unit-below-section",
                path,
                unit.id,
                value=unit.parent,
                known=divisions.listed,
            )


def units_of(agency: AgencyContent) -> Known:
    """Return the ids of the units of `agency.yml`."""
    return Known.of(one.id for one in agency.agency.value.units)


def unknown_unit(
    loaded: Loaded[Record],
    unit: str | None,
    units: Known,
    path: YamlPath,
    subject: str,
) -> Iterator[Mistake]:
    """Find a unit that `agency.yml` does not have."""
    if unit and unit not in units:
        facts = {"value": unit, "known": units.listed}
        yield error(loaded, "unknown-unit", path, subject, **facts)
