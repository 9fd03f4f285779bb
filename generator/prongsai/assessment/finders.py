"""Facts of the model that prove a component without a further mapping.

A component of the catalogue names its finder in `looks_for`. A finder returns the
place of the fact, or None where it is not there: *found* is never a guess.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from prongsai.assessment.measures_report import TWELVE_MONTHS, has_result
from prongsai.assessment.scope import Scope
from prongsai.findings import Place
from prongsai.loading.content import Loaded
from prongsai.model.agency import ContactKind
from prongsai.model.catalogue import Item
from prongsai.model.measures import AnalysisKind, Measure, Measures


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """How a fact is found, and which rule reports in detail where it is missing."""

    find: Callable[[Scope, Item], Place | None]
    reported_by: str = ""


def _contact(kind: ContactKind) -> Finder:
    def find(scope: Scope, item: Item) -> Place | None:
        del item
        agency = scope.agency.agency
        for index, contact in enumerate(agency.value.contacts):
            if contact.kind is kind:
                return agency.at("contacts", index)
        return None

    return Finder(find=find)


def _complaint_channel(scope: Scope, item: Item) -> Place | None:
    """Find a separate channel for corruption that can be reached online."""
    del item
    agency = scope.agency.agency
    for index, channel in enumerate(agency.value.complaint_channels):
        if channel.corruption and channel.url:
            return agency.at("complaint_channels", index)
    return None


def _executives(scope: Scope, item: Item) -> Place | None:
    """Find executives, every one with post and name."""
    del item
    agency = scope.agency.agency
    people = agency.value.executives
    return agency.at("executives") if people and all(p.name for p in people) else None


def _units(scope: Scope, item: Item) -> Place | None:
    del item
    agency = scope.agency.agency
    return agency.at("units") if agency.value.units else None


def _analysis(kind: AnalysisKind) -> Finder:
    def find(scope: Scope, item: Item) -> Place | None:
        del item
        loaded = scope.year.measures
        for index, analysis in enumerate(loaded.value.analysis if loaded else ()):
            if loaded and analysis.kind is kind:
                return loaded.at("analysis", index)
        return None

    return Finder(find=find, reported_by="measures-analysis")


def _every(
    loaded: Loaded[Measures] | None, has: Callable[[Measure], bool], field: str
) -> Place | None:
    """Return the first place of `field` if every measure has it, and there is one."""
    measures = loaded.value.measures if loaded else ()
    if loaded and measures and all(has(measure) for measure in measures):
        return loaded.at("measures", 0, field)
    return None


def _of_measures(field: str) -> Finder:
    def find(scope: Scope, item: Item) -> Place | None:
        del item
        return _every(scope.year.measures, lambda m: bool(getattr(m, field)), field)

    return Finder(find=find, reported_by="measures-complete")


def _report_results(scope: Scope, item: Item) -> Place | None:
    """Find a result of every measure in the year that the item reports."""
    year = scope.other_year(item.data_year or 0)
    wanted = item.round or TWELVE_MONTHS
    return _every(
        year.measures if year else None, lambda m: has_result(m, wanted), "results"
    )


FINDERS: Mapping[str, Finder] = {
    "complaint-channel": Finder(find=_complaint_channel),
    "contact-address": _contact(ContactKind.ADDRESS),
    "contact-email": _contact(ContactKind.EMAIL),
    "contact-phone": _contact(ContactKind.PHONE),
    "executives-listed": Finder(find=_executives),
    "measures-analysis-develop": _analysis(AnalysisKind.DEVELOP),
    "measures-analysis-urgent": _analysis(AnalysisKind.URGENT),
    "measures-follow-up": _of_measures("follow_up"),
    "measures-steps": _of_measures("steps"),
    "measures-units": _of_measures("units"),
    "report-results": Finder(find=_report_results, reported_by="report-results"),
    "units-listed": Finder(find=_units),
}
"""Every fact that a component can look for."""
