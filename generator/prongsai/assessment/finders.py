"""Facts of the content that answer a component by themselves.

A component of the catalogue names its finder in `looks_for`. The page of the item shows
every fact that a finder returns; the component is *found* only if the fact is whole.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from prongsai.assessment.evidence_tables import TABLE_COLUMN, column_asked
from prongsai.assessment.report_rounds import measures_year, results_for, round_asked
from prongsai.findings import Place
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.agency import ContactKind
from prongsai.model.catalogue import Component, Item, Role
from prongsai.model.measures import AnalysisKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What the content has for a component; `whole` if it is all that is asked.

    `words` are texts of it that the page of the item has.
    """

    place: Place
    words: tuple[str, ...]
    whole: bool = True


Look = Callable[[AgencyContent, Year, Item, Component], Fact | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """How a fact is found, and which rule reports in detail where it is missing.

    `in_tables` if the page shows the fact in the tables of the measures, not in a
    section of its own.
    """

    look: Look
    reported_by: str = ""
    in_tables: bool = False


def fact_of(
    agency: AgencyContent, year: Year, item: Item, component: Component
) -> Fact | None:
    """Return what the content has for a component, whole or in part."""
    finder = FINDERS.get(component.looks_for or "")
    return finder.look(agency, year, item, component) if finder else None


def has_own_section(
    agency: AgencyContent, year: Year, item: Item, component: Component
) -> bool:
    """Return whether the section of a component shows data of the agency itself."""
    finder = FINDERS.get(component.looks_for or "")
    if finder is None or finder.in_tables:
        return False
    return fact_of(agency, year, item, component) is not None


def _texts(
    at: Callable[..., Place], name: str, entries: Iterable[tuple[bool, str]]
) -> Fact | None:
    """Return the texts of the entries that count, at the place of the first one."""
    found = [(index, text) for index, (counts, text) in enumerate(entries) if counts]
    if not found:
        return None
    place = at(name, found[0][0])
    return Fact(place=place, words=tuple(text for _, text in found))


def _contact(kind: ContactKind) -> Finder:
    def look(
        content: AgencyContent, year: Year, item: Item, component: Component
    ) -> Fact | None:
        del year, item, component
        agency = content.agency
        texts = ((one.kind is kind, one.text) for one in agency.value.contacts)
        return _texts(agency.at, "contacts", texts)

    return Finder(look=look)


def _complaint_channel(
    content: AgencyContent, year: Year, item: Item, component: Component
) -> Fact | None:
    """Find separate channels for corruption; one has to be reached online."""
    del year, item, component
    agency = content.agency
    found = [
        (index, channel)
        for index, channel in enumerate(agency.value.complaint_channels)
        if channel.corruption
    ]
    if not found:
        return None
    online = [pair for pair in found if pair[1].url]
    place = agency.at("complaint_channels", (online or found)[0][0])
    words = tuple(channel.title for _, channel in found)
    return Fact(place=place, words=words, whole=bool(online))


def _executives(
    content: AgencyContent, year: Year, item: Item, component: Component
) -> Fact | None:
    """Find executives; every one has to have a name and a post."""
    del year, item, component
    people = content.agency.value.executives
    if not people:
        return None
    named = [one.name for one in people if one.name]
    words = (*(one.post for one in people), *named)
    place = content.agency.at("executives")
    return Fact(place=place, words=words, whole=len(named) == len(people))


def _units(
    content: AgencyContent, year: Year, item: Item, component: Component
) -> Fact | None:
    del year, item, component
    words = tuple(unit.name for unit in content.agency.value.units)
    return Fact(place=content.agency.at("units"), words=words) if words else None


def _column_of_table(
    agency: AgencyContent, year: Year, item: Item, component: Component
) -> Fact | None:
    """Find a column of a spreadsheet; every row has to have something in it."""
    del agency
    found = column_asked(year, item, component)
    if found is None or year.disclosures is None:
        return None
    items = [one.code for one in year.disclosures.value.items]
    index = items.index(item.code)
    return Fact(
        place=year.disclosures.at("items", index, "evidence", found.index),
        words=(found.title,),
        whole=found.whole,
    )


def _analysis(kind: AnalysisKind) -> Finder:
    def look(
        agency: AgencyContent, year: Year, item: Item, component: Component
    ) -> Fact | None:
        del component
        source = measures_year(agency, year, item)
        loaded = source.measures if source else None
        if loaded is None or item.role is not Role.MEASURES:
            return None
        texts = ((one.kind is kind, one.text) for one in loaded.value.analysis)
        return _texts(loaded.at, "analysis", texts)

    return Finder(look=look, reported_by="measures-analysis", in_tables=True)


def _column(field: str) -> Finder:
    """Find a list of the measures; every measure has to have it."""

    def look(
        agency: AgencyContent, year: Year, item: Item, component: Component
    ) -> Fact | None:
        del component
        source = measures_year(agency, year, item)
        loaded = source.measures if source else None
        if loaded is None or item.role is not Role.MEASURES:
            return None
        lists = [getattr(measure, field) for measure in loaded.value.measures]
        words = tuple(one.text for entries in lists for one in entries)
        place = loaded.at("measures", 0, field)
        return Fact(place=place, words=words, whole=all(lists)) if words else None

    return Finder(look=look, reported_by="measures-complete", in_tables=True)


def _report_results(
    agency: AgencyContent, year: Year, item: Item, component: Component
) -> Fact | None:
    """Find results on the page of the report; every measure has to have one."""
    del component
    source = measures_year(agency, year, item)
    loaded = source.measures if source else None
    if loaded is None or item.role is not Role.REPORT:
        return None
    found = results_for(loaded.value, round_asked(item))
    words = tuple(one.summary for results in found for one in results)
    place = loaded.at("measures", 0, "results")
    return Fact(place=place, words=words, whole=all(found)) if words else None


FINDERS: Mapping[str, Finder] = {
    "complaint-channel": Finder(look=_complaint_channel),
    "contact-address": _contact(ContactKind.ADDRESS),
    "contact-email": _contact(ContactKind.EMAIL),
    "contact-phone": _contact(ContactKind.PHONE),
    "executives-listed": Finder(look=_executives),
    "measures-analysis-develop": _analysis(AnalysisKind.DEVELOP),
    "measures-analysis-urgent": _analysis(AnalysisKind.URGENT),
    "measures-follow-up": _column("follow_up"),
    "measures-steps": _column("steps"),
    "measures-units": _column("units"),
    "report-results": Finder(
        look=_report_results, reported_by="report-results", in_tables=True
    ),
    TABLE_COLUMN: Finder(look=_column_of_table),
    "units-listed": Finder(look=_units),
}
"""Every fact that a component can look for."""
