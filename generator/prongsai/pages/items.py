"""The page of each OIT item."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.assessment.disclosed import (
    components_asked,
    disclosure_of,
    public_items,
)
from prongsai.assessment.finders import has_own_section
from prongsai.assessment.report_rounds import measures_year, round_shown
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.catalogue import Component, Item, Role, SubIndicator
from prongsai.model.disclosures import ComponentDisclosure, Disclosure
from prongsai.model.measures import DocumentKind
from prongsai.pages.context import Context, EvidenceView
from prongsai.pages.facts import FactsView, view_role, view_rule
from prongsai.pages.measures import MeasuresView, view_measures
from prongsai.pages.page import Link, Page
from prongsai.pages.parts import PartView
from prongsai.pages.tables import ColumnView, TableView, view_column, view_tables
from prongsai.pages.year_page import of_year, years


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentView:
    """A component that the agency shows: what is asked, and the answer.

    `pictures` are those of its documents that no component before it has shown;
    `same_as` is the component before it that shows the same facts.
    """

    component: Component
    answer: ComponentDisclosure | None
    facts: FactsView | None
    column: ColumnView | None
    evidence: tuple[EvidenceView, ...]
    pictures: tuple[EvidenceView, ...]
    same_as: str

    @property
    def pointed(self) -> tuple[EvidenceView, ...]:
        """Return the documents to name: neither shown here nor that of the column."""
        shown = {view.evidence.id for view in self.pictures}
        if self.column:
            shown.add(self.column.source.evidence.id)
        return tuple(view for view in self.evidence if view.evidence.id not in shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """An item's page: its components, and the blocks from the agency's other files.

    `facts` are the agency's own data of the item's role that no component shows;
    `documents` are all of the item but pictures; `pictures` are those of no component.
    """

    item: Item
    sub_indicator: SubIndicator
    year: int
    disclosure: Disclosure | None
    components: tuple[ComponentView, ...]
    facts: FactsView | None
    facts_title: str
    tables: tuple[TableView, ...]
    documents: tuple[EvidenceView, ...]
    pictures: tuple[EvidenceView, ...]
    data_year: int | None
    measures: MeasuresView | None
    role: Role | None
    date: datetime.date | None

    @property
    def cited(self) -> bool:
        """Return whether a component points to a document."""
        return any(
            document in one.evidence
            for one in self.components
            for document in self.documents
        )

    @property
    def beginnings(self) -> Iterator[str]:
        """Yield how each document of the item begins, by its title."""
        for one in self.documents:
            if one.begins:
                yield f"{one.evidence.title}: {one.begins}"

    @property
    def long(self) -> bool:
        """Return whether tables follow, so that readers need a list of the parts."""
        return bool(self.measures or self.tables)

    @property
    def parts(self) -> tuple[PartView, ...]:
        """Return the sections of the page with their anchors, in order."""
        own = (
            PartView(rule="", anchor=one.component.id, title=one.component.text)
            for one in self.components
        )
        facts = (self.facts.part(self.facts_title),) if self.facts else ()
        tables = (one.part for one in self.tables)
        return (*facts, *own, *tables, *(self.measures.parts if self.measures else ()))


def view_item(
    context: Context, agency: AgencyContent, year: Year, item: Item
) -> ItemView:
    """Gather what an item's page shows."""
    disclosure = disclosure_of(year, item.code)
    components = tuple(_components(context, agency, year, item, disclosure))
    used = {view.evidence.id for c in components for view in c.evidence}
    evidence = tuple(
        context.evidence(agency, year, one)
        for one in (disclosure.evidence if disclosure else ())
    )
    sections = {one.component.id for one in components}
    rules = frozenset(one.component.looks_for or "" for one in components)
    facts = view_role(context, agency, year, item, rules - {""})
    return ItemView(
        item=item,
        sub_indicator=_sub_indicator(year, item),
        year=year.fiscal_year,
        disclosure=disclosure,
        components=components,
        facts=facts,
        tables=tuple(view_tables(context, agency, year, disclosure)),
        facts_title=context.words(f"own-{facts.macro}") if facts else "",
        documents=tuple(one for one in evidence if not one.picture),
        pictures=tuple(
            one for one in evidence if one.picture and one.evidence.id not in used
        ),
        data_year=None if item.data_year is None else year.fiscal_year + item.data_year,
        measures=_measures(context, agency, year, item, sections),
        role=item.role,
        date=data_date(agency, year, item),
    )


def _measures(
    context: Context, agency: AgencyContent, year: Year, item: Item, sections: set[str]
) -> MeasuresView | None:
    """Return the tables of the measures, if any; `sections` have their own anchors."""
    source = measures_year(agency, year, item)
    if source is None or source.measures is None:
        return None
    name = ""
    if item.role is Role.REPORT:
        name = round_shown(source.measures.value, item)
        if not name:
            return None
    asked = components_asked(item, agency.agency.value)
    left = tuple(one for one in asked if one.id not in sections)
    rest = item.model_copy(update={"components": left})
    return view_measures(context, agency, source, name, rest)


def data_date(agency: AgencyContent, year: Year, item: Item) -> datetime.date | None:
    """Return the date of an item's data: as disclosed, else of the document shown."""
    disclosure = disclosure_of(year, item.code)
    if disclosure is not None:
        return disclosure.updated
    source = measures_year(agency, year, item)
    if source is None or source.measures is None:
        return None
    report = item.role is Role.REPORT
    kind = DocumentKind.REPORT if report else DocumentKind.MEASURES
    measures = source.measures.value
    shown = {None, round_shown(measures, item)} if report else {None}
    dates = (
        document.date
        for document in measures.documents
        if document.kind is kind and document.round in shown and document.date
    )
    return max(dates, default=None)


def _sub_indicator(year: Year, item: Item) -> SubIndicator:
    known = year.catalogue.sub_indicators if year.catalogue else ()
    return next(sub for sub in known if sub.code == item.sub_indicator)


def _components(
    context: Context,
    agency: AgencyContent,
    year: Year,
    item: Item,
    disclosure: Disclosure | None,
) -> Iterator[ComponentView]:
    """Yield the components that have something to show; gaps are not published."""
    answers = {c.id: c for c in disclosure.components} if disclosure else {}
    documents = {e.id: e for e in disclosure.evidence} if disclosure else {}
    seen: set[str] = set()
    given: dict[FactsView, str] = {}
    for component in components_asked(item, agency.agency.value):
        answer = answers.get(component.id)
        if not answer and not has_own_section(agency, year, item, component):
            continue
        views = tuple(
            context.evidence(agency, year, documents[name])
            for name in (answer.evidence if answer else ())
            if name in documents
        )
        new = tuple(v for v in views if v.picture and v.address not in seen)
        seen |= {view.address for view in new}
        facts = view_rule(context, agency, year, component.looks_for or "")
        shown = given.setdefault(facts, component.id) if facts else component.id
        yield ComponentView(
            component=component,
            answer=answer,
            column=view_column(context, agency, year, item, component),
            facts=facts if shown == component.id else None,
            same_as=shown if shown != component.id else "",
            evidence=views,
            pictures=new,
        )


def item_pages(context: Context) -> Iterator[Page]:
    """Yield the page of every item that has one, with links to its neighbours."""
    for agency, year in years(context):
        items = public_items(agency, year)
        links = [_link(context, agency, year, item) for item in items]
        before, after = [None, *links[:-1]], [*links[1:], None]
        for index, item in enumerate(items):
            view = view_item(context, agency, year, item)
            yield Page(
                **of_year(context, agency, year, links[index].title),
                address=links[index].address,
                view=view,
                before=before[index],
                after=after[index],
                wide=item.of_measures or bool(view.tables),
                dates=(view.date,) if view.date else (),
                anchors=tuple(part.anchor for part in view.parts),
                codes=(item.code.lower(),),
                texts=tuple(view.beginnings),
            )


def _link(context: Context, agency: AgencyContent, year: Year, item: Item) -> Link:
    return Link(
        title=f"{item.code} {item.title}",
        address=context.addresses.item(agency.slug, year.fiscal_year, item.code),
    )
