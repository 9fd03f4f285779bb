"""Which pages there are. `PAGES` is the registry: one line a page type.

A page type is a generator that yields its pages from the context; its template has the
name given to `Page.template`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from prongsai.loading.content import AgencyContent, Content, Year
from prongsai.model.catalogue import Role
from prongsai.model.site import Mode
from prongsai.opendata.addresses import FOLDER
from prongsai.opendata.view import DataView, data_link, view_data
from prongsai.pages.checklist import view_checklist
from prongsai.pages.context import Context
from prongsai.pages.home import newest_year, view_home, view_hub
from prongsai.pages.items import public_items, view_item
from prongsai.pages.measures import view_measures
from prongsai.pages.page import CopiedFile, Link, MadeFile, Page, PaperCopy
from prongsai.pages.rounds import WHOLE_YEAR, rounds
from prongsai.pages.scores import view_scores
from prongsai.pages.survey import qr_files, view_survey

MAX_HOMES = 20
"""More agencies are found on the hub, not listed on the accessibility page."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the site consists of."""

    context: Context
    pages: tuple[Page, ...]
    copies: tuple[CopiedFile, ...]
    made: tuple[MadeFile, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """What the search can be narrowed to."""

    agencies: tuple[str, ...]
    years: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccessibilityView:
    """Whom to tell: the contacts of the agencies, where they are few."""

    agencies: tuple[Link, ...]


def lay_out(
    content: Content, papers: Mapping[str, tuple[PaperCopy, ...]] | None = None
) -> Plan:
    """Plan the whole site; pages in the order in which a reader goes through them."""
    context = Context.of(content, papers)
    pages = tuple(page for make in PAGES.values() for page in make(context))
    return Plan(context, pages, tuple(context.files()), tuple(_made(context, pages)))


def _made(context: Context, pages: tuple[Page, ...]) -> Iterator[MadeFile]:
    for page in pages:
        if isinstance(page.view, DataView):
            yield from page.view.files
    for agency in context.agencies:
        for year in agency.years:
            view = view_survey(context, agency, year)
            if view is not None:
                yield from qr_files(view)


def _hub(context: Context) -> Iterator[Page]:
    site = context.content.site.value
    if site.mode is Mode.HUB:
        yield Page("", "hub", site.title, view_hub(context), wide=True)


def _homes(context: Context) -> Iterator[Page]:
    for agency in context.agencies:
        year = newest_year(agency)
        if year is not None and year.catalogue is not None:
            name = agency.agency.value.name
            page = Page(
                context.addresses.agency(agency.slug),
                "home",
                context.words("home-title", agency=name),
                view_home(context, agency, year),
                agency,
                crumbs=context.crumbs(agency)[:-1],
                inputs=_inputs(agency, *agency.years),
            )
            yield page


def _years(context: Context) -> Iterator[tuple[AgencyContent, Year]]:
    for agency in context.agencies:
        for year in agency.years:
            if year.catalogue is not None:
                yield agency, year


def _inputs(agency: AgencyContent, *years: Year) -> tuple[str, ...]:
    files = [agency.agency.file]
    for year in years:
        loaded = (year.scores, year.measures, year.disclosures, year.survey)
        files += [one.file for one in loaded if one is not None]
    return tuple(files)


def _year_page(
    context: Context,
    owner: tuple[AgencyContent, Year],
    kind: tuple[str, str],
    address: str,
    view: object,
) -> Page:
    """Make a page of a year; `kind` is the template's name and the page's title."""
    agency, year = owner
    template, title = kind
    return Page(
        address,
        template,
        context.words(
            "page-title",
            title=title,
            year=year.fiscal_year,
            agency=agency.agency.value.name,
        ),
        view,
        agency,
        year.fiscal_year,
        crumbs=context.crumbs(agency, year.fiscal_year),
        years=context.years(agency, year.fiscal_year),
        inputs=_inputs(agency, year),
    )


def _checklists(context: Context) -> Iterator[Page]:
    for agency, year in _years(context):
        page = _year_page(
            context,
            (agency, year),
            ("checklist", context.words("checklist")),
            context.addresses.year(agency.slug, year.fiscal_year),
            view_checklist(context, agency, year),
        )
        yield replace(
            page, crumbs=context.crumbs(agency), data=data_link(context, agency, year)
        )


def _items(context: Context) -> Iterator[Page]:
    for agency, year in _years(context):
        items = public_items(agency, year)
        links = [
            Link(
                f"{item.code} {item.title}",
                context.addresses.item(agency.slug, year.fiscal_year, item.code),
            )
            for item in items
        ]
        for index, item in enumerate(items):
            page = _year_page(
                context,
                (agency, year),
                ("item", links[index].title),
                links[index].address,
                view_item(context, agency, year, item),
            )
            yield replace(
                page,
                before=links[index - 1] if index else None,
                after=links[index + 1] if index + 1 < len(links) else None,
                wide=item.role in {Role.MEASURES, Role.REPORT},
            )


def _scores(context: Context) -> Iterator[Page]:
    for agency, year in _years(context):
        if year.scores is not None:
            yield _year_page(
                context,
                (agency, year),
                ("scores", context.words("scores")),
                context.addresses.part(agency.slug, year.fiscal_year, "scores"),
                view_scores(context, agency, year),
            )


def _measures(context: Context) -> Iterator[Page]:
    for agency, year in _years(context):
        if year.measures is not None:
            page = _year_page(
                context,
                (agency, year),
                ("measures", context.words("measures")),
                context.addresses.part(agency.slug, year.fiscal_year, "measures"),
                view_measures(context, agency, year),
            )
            yield replace(page, wide=True)


def _reports(context: Context) -> Iterator[Page]:
    for agency, year in _years(context):
        if year.measures is None:
            continue
        for name in rounds(year.measures.value):
            title = context.words("report")
            if name != WHOLE_YEAR:
                title += f" {context.words(f'round-{name}')}"
            page = _year_page(
                context,
                (agency, year),
                ("report", title),
                context.addresses.part(agency.slug, year.fiscal_year, f"report/{name}"),
                view_measures(context, agency, year, name),
            )
            yield replace(page, wide=True)


def _surveys(context: Context) -> Iterator[Page]:
    for agency, year in _years(context):
        view = view_survey(context, agency, year)
        if view is not None:
            yield _year_page(
                context, (agency, year), ("eit", context.words("eit")), view.page, view
            )


def _search(context: Context) -> Iterator[Page]:
    years = {year.fiscal_year for _, year in _years(context)}
    view = SearchView(
        tuple(agency.agency.value.name for agency in context.agencies),
        tuple(str(year) for year in sorted(years, reverse=True)),
    )
    yield Page("search/", "search", context.words("search"), view)


def _data(context: Context) -> Iterator[Page]:
    view = view_data(context)
    if view.agencies:
        yield Page(FOLDER, "data", context.words("open-data"), view)


def _accessibility(context: Context) -> Iterator[Page]:
    title = context.words("accessibility")
    homes = (
        Link(
            agency.agency.value.name, f"{context.addresses.agency(agency.slug)}#contact"
        )
        for agency in context.agencies[:MAX_HOMES]
        if agency.agency.value.contacts or agency.agency.value.website
    )
    yield Page(
        "accessibility/", "accessibility", title, AccessibilityView(tuple(homes))
    )


PAGES: Mapping[str, Callable[[Context], Iterator[Page]]] = {
    "hub": _hub,
    "home": _homes,
    "checklist": _checklists,
    "item": _items,
    "scores": _scores,
    "measures": _measures,
    "report": _reports,
    "eit": _surveys,
    "data": _data,
    "search": _search,
    "accessibility": _accessibility,
}
