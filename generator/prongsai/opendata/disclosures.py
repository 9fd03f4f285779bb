"""The tables of what is disclosed: items, their components, documents, the survey."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.assessment.disclosed import (
    components_asked,
    disclosure_of,
    public_items,
)
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.agency import Agency
from prongsai.model.catalogue import Component, Item
from prongsai.model.disclosures import ComponentDisclosure, Disclosure
from prongsai.model.survey import Survey
from prongsai.opendata.addresses import absolute
from prongsai.opendata.columns import OpenColumn, column, table
from prongsai.opendata.table import ColumnKind, OpenTable
from prongsai.pages.context import Context, EvidenceView
from prongsai.pages.items import data_date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """An item with a page of its own, and what the agency wrote for it, if anything."""

    item: Item
    disclosure: Disclosure | None
    updated: datetime.date | None
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenComponent:
    """A component that the agency answered."""

    of: OpenItem
    component: Component
    answer: ComponentDisclosure


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenEvidence:
    """A document of an item; `address` is absolute."""

    of: OpenItem
    view: EvidenceView
    address: str


_ITEMS: tuple[OpenColumn[OpenItem], ...] = (
    column("code", lambda one: one.item.code),
    column("title", lambda one: one.item.title),
    column("updated", kind=ColumnKind.DATE),
    column(
        "explanation",
        lambda one: one.disclosure.explanation if one.disclosure else None,
    ),
    column("address", lambda one: one.page),
)
_COMPONENTS: tuple[OpenColumn[OpenComponent], ...] = (
    column("code", lambda one: one.of.item.code),
    column("id", lambda one: one.component.id),
    column("requirement", lambda one: one.component.text),
    column("text", lambda one: one.answer.text),
    column("evidence", lambda one: " ".join(one.answer.evidence)),
    column("address", lambda one: f"{one.of.page}#{one.component.id}"),
)
_EVIDENCE: tuple[OpenColumn[OpenEvidence], ...] = (
    column("code", lambda one: one.of.item.code),
    column("id", lambda one: one.view.evidence.id),
    column("title", lambda one: one.view.evidence.title),
    column("description", lambda one: one.view.evidence.description),
    column("date", lambda one: one.view.evidence.date, kind=ColumnKind.DATE),
    column("document_year", lambda one: one.view.evidence.year, kind=ColumnKind.WHOLE),
    column("format", lambda one: one.view.kind),
    column(
        "bytes",
        lambda one: None if one.view.external else one.view.size,
        kind=ColumnKind.WHOLE,
    ),
    column("file_name", lambda one: one.view.original_name),
    column("address"),
)


def disclosure_tables(
    context: Context, agency: AgencyContent, year: Year
) -> Iterator[OpenTable]:
    """Yield the items with a page of their own, and what is on them."""
    items = tuple(_items(context, agency, year))
    whose = agency.agency.value
    yield table("disclosures", _ITEMS, items)
    answered = (one for item in items for one in _components(item, whose))
    yield table("components", _COMPONENTS, answered)
    documents = (
        one for item in items for one in _evidence(context, agency, year, item)
    )
    yield table("evidence", _EVIDENCE, documents)


def _items(context: Context, agency: AgencyContent, year: Year) -> Iterator[OpenItem]:
    for item in public_items(agency, year):
        page = context.addresses.item(agency.slug, year.fiscal_year, item.code)
        yield OpenItem(
            item=item,
            disclosure=disclosure_of(year, item.code),
            updated=data_date(agency, year, item),
            page=absolute(context, page),
        )


def _components(of: OpenItem, agency: Agency) -> Iterator[OpenComponent]:
    given = of.disclosure.components if of.disclosure else ()
    answers = {one.id: one for one in given}
    for component in components_asked(of.item, agency):
        answer = answers.get(component.id)
        if answer is not None:
            yield OpenComponent(of=of, component=component, answer=answer)


def _evidence(
    context: Context, agency: AgencyContent, year: Year, of: OpenItem
) -> Iterator[OpenEvidence]:
    for one in of.disclosure.evidence if of.disclosure else ():
        view = context.evidence(agency, year, one)
        address = view.address if view.external else absolute(context, view.address)
        yield OpenEvidence(of=of, view=view, address=address)


def survey_tables(
    context: Context, agency: AgencyContent, year: Year
) -> Iterator[OpenTable]:
    """Yield the public survey where there is a link."""
    survey = year.survey.value if year.survey else None
    if survey is not None and survey.link is not None:
        page = context.addresses.part(agency.slug, year.fiscal_year, "eit")
        columns: tuple[OpenColumn[Survey], ...] = (
            column("link"),
            column("opens", kind=ColumnKind.DATE),
            column("closes", kind=ColumnKind.DATE),
            column("address", lambda _: absolute(context, page)),
        )
        yield table("survey", columns, [survey])
