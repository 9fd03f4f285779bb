"""Catalogues: the packaged rules of each year, an agency's own reading merged in."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from prongsai.model.catalogue import (
    Authority,
    Catalogue,
    Component,
    Item,
    LocalCatalogue,
    LocalItem,
)
from prongsai.yaml.reader import read_yaml


@cache
def catalogue_years() -> tuple[int, ...]:
    """Return the fiscal years (พ.ศ.) that have a packaged catalogue, oldest first."""
    folder = files("prongsai") / "catalogue"
    names = (entry.name.removesuffix(".yml") for entry in folder.iterdir())
    return tuple(sorted(int(name) for name in names if name.isdigit()))


@cache
def catalogue(year: int) -> Catalogue | None:
    """Return the packaged catalogue of `year` (พ.ศ.), None where there is none."""
    if year not in catalogue_years():
        return None
    resource = files("prongsai") / "catalogue" / f"{year}.yml"
    tree = read_yaml(resource.read_bytes(), f"catalogue/{year}.yml").tree
    return Catalogue.model_validate(tree)


class Rulebook(Mapping[int, Catalogue]):
    """The catalogues of some years, each read when it is first asked for."""

    def __init__(self, years: Iterable[int]) -> None:
        """Hold the years of `years` (พ.ศ.) that have a catalogue."""
        self._own: dict[int, LocalCatalogue] = {}
        self._read: dict[int, Catalogue] = {}
        wanted = set(years)
        self._years = tuple(year for year in catalogue_years() if year in wanted)

    def put_in(self, local: LocalCatalogue, year: int) -> None:
        """Merge an agency's own reading of `year` when that year is read."""
        self._own[year] = local

    def __getitem__(self, year: int) -> Catalogue:
        """Return the catalogue of a year, an agency's own reading merged in."""
        if year not in self._read:
            rules = catalogue(year) if year in self._years else None
            if rules is None:
                raise KeyError(year)
            own = self._own.get(year)
            self._read[year] = merge(rules, own) if own else rules
        return self._read[year]

    def __iter__(self) -> Iterator[int]:
        """Go through the years, oldest first."""
        return iter(self._years)

    def __len__(self) -> int:
        """Return how many years there are."""
        return len(self._years)

    def __contains__(self, year: object) -> bool:
        """Say whether there is a catalogue, without reading it."""
        return year in self._years


def merge(base: Catalogue, local: LocalCatalogue) -> Catalogue:
    """Return `base` with the agency's own reading of the manual put in by id.

    A local component replaces the one with its id, or comes after the others. A list
    counts as known where the local file says so.
    """
    own = {item.code: item for item in local.items}
    items = tuple(
        _merge_item(item, own[item.code]) if item.code in own else item
        for item in base.items
    )
    return base.model_copy(
        update={
            "items": items,
            "sources": base.sources + local.sources,
            "calendar": local.calendar or base.calendar,
        }
    )


def _merge_item(item: Item, local: LocalItem) -> Item:
    components: dict[str, Component] = {c.id: c for c in item.components}
    own = {"authority": Authority.LOCAL}  # whatever the file says of itself
    components |= {c.id: c.model_copy(update=own) for c in local.components}
    return item.model_copy(
        update={
            "components": tuple(components.values()),
            "components_known": local.components_known or item.components_known,
        }
    )
