"""The home page of an agency."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.assessment.disclosed import public_disclosures, public_items
from prongsai.loading.content import AgencyContent, Year
from prongsai.model.agency import Agency
from prongsai.pages.checklist import ChecklistView, view_checklist
from prongsai.pages.context import Context
from prongsai.pages.facts import ExecutiveView, view_executives
from prongsai.pages.page import Link, Page
from prongsai.pages.scores import ScoresView, view_scores
from prongsai.pages.survey import SurveyView, newest_survey
from prongsai.pages.year_page import inputs

LATEST_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class RecentChange:
    """An item that was updated on a day."""

    date: datetime.date
    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """An agency's home: its newest checklist, survey, result, contacts, changes."""

    agency: Agency
    year: Year
    checklist: ChecklistView
    checklist_page: str
    survey: SurveyView | None
    scores: ScoresView | None
    scores_page: Link | None
    years: tuple[tuple[int, Link], ...]
    changes: tuple[RecentChange, ...]
    executives: tuple[ExecutiveView, ...]

    @property
    def dates(self) -> tuple[datetime.date, ...]:
        """Return the days on which something on the page was updated."""
        return (*self.checklist.dates, *(change.date for change in self.changes))


def newest_year(agency: AgencyContent) -> Year | None:
    """Return the year whose checklist the home page shows: the newest with items."""
    with_items = [y for y in agency.years if y.disclosures]
    with_pages = [y for y in agency.years if public_items(agency, y)]
    candidates = with_items or with_pages or list(agency.years)
    return candidates[-1] if candidates else None


def view_home(context: Context, agency: AgencyContent, year: Year) -> HomeView:
    """Gather an agency's home page around its newest year."""
    scored = [y for y in agency.years if y.scores and y.catalogue]
    return HomeView(
        agency=agency.agency.value,
        year=year,
        checklist=view_checklist(context, agency, year),
        checklist_page=context.addresses.year(agency.slug, year.fiscal_year),
        survey=newest_survey(context, agency),
        scores=view_scores(context, agency, scored[-1]) if scored else None,
        scores_page=_scores_page(context, agency, scored[-1]) if scored else None,
        years=tuple(
            (
                y.fiscal_year,
                Link(
                    title=context.words("fiscal-year", year=y.fiscal_year),
                    address=context.addresses.year(agency.slug, y.fiscal_year),
                ),
            )
            for y in reversed(agency.years)
        ),
        changes=tuple(
            sorted(_changes(context, agency), key=lambda c: c.date, reverse=True)
        )[:LATEST_SHOWN],
        executives=view_executives(context, agency),
    )


def _scores_page(context: Context, agency: AgencyContent, year: Year) -> Link:
    return Link(
        title=context.words("scores-of", year=year.fiscal_year),
        address=context.addresses.part(agency.slug, year.fiscal_year, "scores"),
    )


def _changes(context: Context, agency: AgencyContent) -> Iterator[RecentChange]:
    for year in agency.years:
        for item, disclosure in public_disclosures(year):
            if disclosure.updated:
                address = context.addresses.item(
                    agency.slug, year.fiscal_year, item.code
                )
                link = Link(title=f"{item.code} {item.title}", address=address)
                yield RecentChange(date=disclosure.updated, link=link)


def home_pages(context: Context) -> Iterator[Page]:
    """Yield the home page of every agency."""
    for agency in context.agencies:
        year = newest_year(agency)
        if year is None or year.catalogue is None:
            continue
        view, name = view_home(context, agency, year), agency.agency.value.name
        title = context.words("home-title", agency=name)
        yield Page(
            address=context.addresses.agency(agency.slug),
            title=title,
            name=title,
            view=view,
            agency=agency,
            crumbs=context.crumbs(agency)[:-1],
            crumb=name,
            wide=True,
            dates=view.dates,
            inputs=inputs(agency, *agency.years),
        )
