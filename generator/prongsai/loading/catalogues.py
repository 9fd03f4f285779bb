"""Catalogues: the packaged rules of each year, an agency's own reading merged in."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files

from prongsai import messages
from prongsai.findings import Finding
from prongsai.loading.provisional import placed, provisional, with_own_items
from prongsai.loading.validate import shape
from prongsai.model.catalogue import (
    Authority,
    Catalogue,
    CatalogueSource,
    Component,
    Item,
    LocalCatalogue,
    LocalItem,
    Ticked,
)
from prongsai.thai.dates import parse_date
from prongsai.yaml.reader import read_yaml

_REVISION = re.compile(rb"^revision: ([0-9-]+)$", re.MULTILINE)


class BrokenCatalogueError(Exception):
    """A packaged catalogue cannot be read: a mistake of the program, with places."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Tell every mistake on a line, as a compiler does."""
        lines = [f"{one.place}: {messages.message(one, 'en')}" for one in findings]
        super().__init__("\n".join(lines))


@cache
def catalogue_years() -> tuple[int, ...]:
    """Return the fiscal years (พ.ศ.) that have a packaged catalogue, oldest first."""
    folder = files("prongsai") / "catalogue"
    names = (entry.name.removesuffix(".yml") for entry in folder.iterdir())
    return tuple(sorted(int(name) for name in names if name.isdigit()))


@cache
def catalogue(year: int) -> Catalogue | None:
    """Return the packaged catalogue of `year` (พ.ศ.), None where there is none.

    Raises:
        BrokenCatalogueError: the packaged file has a mistake.
    """
    if year not in catalogue_years():
        return None
    resource = files("prongsai") / "catalogue" / f"{year}.yml"
    rules, wrong = shape(Catalogue, read_yaml(resource.read_bytes(), str(resource)))
    if rules is None:
        raise BrokenCatalogueError(wrong)
    return rules


def newest_revision() -> datetime.date:
    """Return the newest revision of the packaged catalogues, which are not read for it.

    To read all of them takes a tenth of a second.
    """
    folder = files("prongsai") / "catalogue"
    texts = ((folder / f"{year}.yml").read_bytes() for year in catalogue_years())
    found = filter(None, map(_REVISION.search, texts))
    return max(parse_date(one[1].decode()) for one in found)


def years_around(found: Iterable[int]) -> Iterator[int]:
    """Yield years that appear in the content, with the known ones next to them."""
    found = set(found)
    yield from found
    for year in catalogue_years():
        if {year - 1, year + 1} & found:
            yield year


def list_year(year: int) -> int | None:
    """Return the year whose list of items `year` uses: its own, else the newest known.

    None before the first year that is known.
    """
    return max((one for one in catalogue_years() if one <= year), default=None)


def rules_of(year: int, listed: int | None = None) -> Catalogue | None:
    """Return the rules of a year; a draft where the program does not know it.

    `listed` names another year whose list to use than the newest known.
    """
    used = listed or list_year(year)
    known = catalogue(used) if used else None
    return known if known is None or used == year else provisional(known, year)


class Rulebook(Mapping[int, Catalogue]):
    """The rules of some years, each read when it is first asked for."""

    def __init__(self, years: Iterable[int]) -> None:
        """Hold the years of `years` (พ.ศ.) that have rules, be it as a draft."""
        self._own: dict[int, LocalCatalogue] = {}
        self._read: dict[int, Catalogue] = {}
        self._years = tuple(sorted({year for year in years if list_year(year)}))

    @classmethod
    def of(cls, rules: Mapping[int, Catalogue]) -> "Rulebook":
        """Hold rules that were read otherwise."""
        book = cls(rules)
        book._read = dict(rules)
        return book

    def only(self, years: Iterable[int]) -> "Rulebook":
        """Return the rules of some of the years; what was read is not read again."""
        some = Rulebook(set(years) & set(self._years))
        some._own, some._read = self._own, self._read
        return some

    def put_in(self, local: LocalCatalogue, year: int) -> None:
        """Merge an agency's own reading of `year` when that year is read."""
        self._own[year] = local

    def __getitem__(self, year: int) -> Catalogue:
        """Return the catalogue of a year, an agency's own reading merged in."""
        if year not in self._years:
            raise KeyError(year)
        if year not in self._read:
            rules = rules_of(year)
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
        """Return whether there is a catalogue, without reading it."""
        return year in self._years


def merge(base: Catalogue, local: LocalCatalogue) -> Catalogue:
    """Return `base` with the agency's own reading of the manual put in by id.

    A local component replaces the one with its id, or comes after the others. A list
    counts as known where the local file says so. Items of its own has only a year that
    the program does not know.
    """
    if base.carried_from:
        base = with_own_items(base, local)
    own = placed(base, local)
    items = tuple(
        _merge_item(item, own[item.code]) if item.code in own else item
        for item in base.items
    )
    return base.model_copy(
        update={
            "items": items,
            "sources": base.sources + local.sources + _people(own.values()),
            "calendar": local.calendar or base.calendar,
        }
    )


def _people(items: Iterable[LocalItem]) -> tuple[CatalogueSource, ...]:
    """Return everybody who compared items with the manual, as sources."""
    ticks = dict.fromkeys(item.ticked for item in items if item.ticked)
    return tuple(CatalogueSource(id=_person(tick), title=tick.name) for tick in ticks)


def _person(tick: Ticked) -> str:
    return f"ticked-{sha256(tick.name.encode()).hexdigest()[:8]}"


def _merge_item(item: Item, local: LocalItem) -> Item:
    """Put an own item into one of the list; a ticked one has the whole list."""
    person = (_person(local.ticked),) if local.ticked else ()
    components: dict[str, Component] = {}
    if local.ticked is None:
        components = {c.id: c for c in item.components}
    for one in local.components:  # local, whatever the file itself says
        own = {"authority": Authority.LOCAL, "sources": (*one.sources, *person)}
        components[one.id] = one.model_copy(update=own)
    return item.model_copy(
        update={
            "components": tuple(components.values()),
            "components_known": local.components_known or item.components_known,
            "ticked": local.ticked,
        }
    )
