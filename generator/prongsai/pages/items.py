"""The page of each OIT item, and which items have one."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.loading.content import AgencyContent, Year
from prongsai.model.agency import Agency
from prongsai.model.catalogue import Component, Item, Role, SubIndicator
from prongsai.model.disclosures import ComponentDisclosure, Disclosure, Visibility
from prongsai.model.measures import DocumentKind, Round
from prongsai.pages.context import Context, EvidenceView
from prongsai.pages.measures import MeasuresView, view_measures
from prongsai.pages.page import Link, Page
from prongsai.pages.parts import PartView
from prongsai.pages.rounds import rounds
from prongsai.pages.year_page import of_year, years


@dataclass(frozen=True, slots=True, kw_only=True)
class ComponentView:
    """A component that the agency shows: what is asked, and the answer.

    `pictures` are those of its documents that no component before it has shown.
    """

    component: Component
    answer: ComponentDisclosure | None
    evidence: tuple[EvidenceView, ...]
    pictures: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """An item's page: its components, and the blocks from the agency's other files."""

    item: Item
    sub_indicator: SubIndicator
    year: int
    disclosure: Disclosure | None
    components: tuple[ComponentView, ...]
    evidence: tuple[EvidenceView, ...]
    agency: Agency
    data_year: int | None
    measures: MeasuresView | None
    role: Role | None
    survey: Link | None
    date: datetime.date | None
    revision: datetime.date | None

    @property
    def parts(self) -> tuple[PartView, ...]:
        """Return the sections of the page with their anchors, in order."""
        own = (
            PartView(rule="", anchor=one.component.id, title=one.component.text)
            for one in self.components
        )
        return (*own, *(self.measures.parts if self.measures else ()))


def disclosure_of(year: Year, code: str) -> Disclosure | None:
    """Return what the agency says of an item, internal or not."""
    items = year.disclosures.value.items if year.disclosures else ()
    return next((item for item in items if item.code == code), None)


def measures_year(agency: AgencyContent, year: Year, item: Item) -> Year | None:
    """Return the year whose measures an item of role measures or report shows.

    The report item covers the fiscal year that its `data_year` names, else the same
    year's.
    """
    if item.role is None:
        return None
    offset = item.data_year or 0 if item.role is Role.REPORT else 0
    found = agency.year(year.fiscal_year + offset)
    return found if found and found.measures else None


def shown_round(year: Year, item: Item) -> str:
    """Return the name of the round a report item shows: its own, else the last."""
    if year.measures is None:
        return ""
    known = rounds(year.measures.value)
    wanted = str(item.round or Round.TWELVE_MONTHS)
    return wanted if wanted in known else (known[-1] if known else "")


def has_page(agency: AgencyContent, year: Year, item: Item) -> bool:
    """Return whether an item has something to show in public."""
    disclosure = disclosure_of(year, item.code)
    if disclosure is not None:
        return disclosure.visibility is Visibility.PUBLIC
    source = measures_year(agency, year, item)
    if source is None:
        return False
    return item.role is Role.MEASURES or bool(shown_round(source, item))


def public_items(agency: AgencyContent, year: Year) -> tuple[Item, ...]:
    """Return the items with a page, in official order."""
    items = year.catalogue.items if year.catalogue else ()
    return tuple(item for item in items if has_page(agency, year, item))


def view_item(
    context: Context, agency: AgencyContent, year: Year, item: Item
) -> ItemView:
    """Gather what an item's page shows."""
    disclosure = disclosure_of(year, item.code)
    components = tuple(_components(context, agency, year, item, disclosure))
    used = {view.evidence.id for c in components for view in c.evidence}
    source = measures_year(agency, year, item)
    shown = None
    if source is not None:
        name = shown_round(source, item) if item.role is Role.REPORT else ""
        answered = {one.component.id for one in components}
        shown = view_measures(context, agency, source, name, _without(item, answered))
    return ItemView(
        item=item,
        sub_indicator=_sub_indicator(year, item),
        year=year.fiscal_year,
        disclosure=disclosure,
        components=components,
        evidence=tuple(
            context.evidence(agency, year, evidence)
            for evidence in (disclosure.evidence if disclosure else ())
            if evidence.id not in used
        ),
        agency=agency.agency.value,
        data_year=None if item.data_year is None else year.fiscal_year + item.data_year,
        measures=shown,
        role=item.role,
        survey=_survey(context, agency, year),
        date=data_date(agency, year, item),
        revision=year.catalogue.revision if year.catalogue else None,
    )


def _without(item: Item, answered: set[str]) -> Item:
    """Return the item without the components that have a section of their own."""
    left = tuple(one for one in item.components if one.id not in answered)
    return item.model_copy(update={"components": left})


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
    shown = {None, shown_round(source, item)} if report else {None}
    dates = (
        document.date
        for document in source.measures.value.documents
        if document.kind is kind and document.round in shown and document.date
    )
    return max(dates, default=None)


def _survey(context: Context, agency: AgencyContent, year: Year) -> Link | None:
    if year.survey is None or year.survey.value.link is None:
        return None
    address = context.addresses.part(agency.slug, year.fiscal_year, "eit")
    return Link(
        title=context.words("eit-title", year=year.fiscal_year), address=address
    )


def _sub_indicator(year: Year, item: Item) -> SubIndicator:
    known = year.catalogue.sub_indicators if year.catalogue else ()
    return next(sub for sub in known if sub.code == item.sub_indicator)


def concerns(component: Component, agency: Agency) -> bool:
    """Return whether a component is asked of this kind of agency."""
    return not component.only_for or agency.kind in component.only_for


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
    for component in item.components:
        answer = answers.get(component.id)
        data = bool(component.looks_for) and shows_data(
            component.looks_for or "", agency.agency.value, year
        )
        if not concerns(component, agency.agency.value) or not (answer or data):
            continue
        views = tuple(
            context.evidence(agency, year, documents[name])
            for name in (answer.evidence if answer else ())
            if name in documents
        )
        new = tuple(v for v in views if v.picture and v.address not in seen)
        seen |= {view.address for view in new}
        yield ComponentView(
            component=component, answer=answer, evidence=views, pictures=new
        )


def shows_data(rule: str, agency: Agency, year: Year) -> bool:
    """Return whether the agency's own data has what a component's rule looks for."""
    kinds = {contact.kind.value for contact in agency.contacts}
    match rule:
        case "executives-listed":
            return bool(agency.executives)
        case "units-listed":
            return bool(agency.units)
        case "contact-address" | "contact-phone" | "contact-email":
            return rule.removeprefix("contact-") in kinds
        case "complaint-channel":
            return any(channel.corruption for channel in agency.complaint_channels)
        case "eit-link":
            return bool(year.survey and year.survey.value.link)
        case _:
            return False


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
                wide=item.role in {Role.MEASURES, Role.REPORT},
                dates=(view.date,) if view.date else (),
                anchors=tuple(part.anchor for part in view.parts),
                codes=(item.code.lower(),),
            )


def _link(context: Context, agency: AgencyContent, year: Year, item: Item) -> Link:
    return Link(
        title=f"{item.code} {item.title}",
        address=context.addresses.item(agency.slug, year.fiscal_year, item.code),
    )
