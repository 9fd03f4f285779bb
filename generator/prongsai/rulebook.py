"""Catalogues: the packaged rules of each year, an agency's own reading merged in."""

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
from prongsai.yaml_reader import read_yaml


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
