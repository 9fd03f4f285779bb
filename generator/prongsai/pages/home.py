"""The hub, and the home page of an agency."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.loading.content import AgencyContent, Year
from prongsai.model.agency import Agency, AgencyKind
from prongsai.model.disclosures import Visibility
from prongsai.pages.checklist import ChecklistView, view_checklist
from prongsai.pages.checklist import other_pages as pages_of
from prongsai.pages.context import Context
from prongsai.pages.items import public_items
from prongsai.pages.page import Link
from prongsai.pages.scores import ScoresView, view_scores
from prongsai.pages.survey import SurveyView, view_survey

LATEST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class AgencyCard:
    """One agency in the hub."""

    agency: Agency
    address: str
    years: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class HubView:
    """All agencies, by province, then name."""

    provinces: tuple[tuple[str, tuple[AgencyCard, ...]], ...]

    @property
    def count(self) -> int:
        """How many agencies there are."""
        return sum(len(cards) for _, cards in self.provinces)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of agencies that there are."""
        found = {card.agency.kind for _, cards in self.provinces for card in cards}
        return tuple(kind.value for kind in AgencyKind if kind in found)


@dataclass(frozen=True, slots=True)
class Change:
    """An item that was updated on a day."""

    date: datetime.date
    link: Link


@dataclass(frozen=True, slots=True)
class HomeView:
    """An agency's home: its newest checklist, survey, result, contacts, changes."""

    agency: Agency
    year: Year
    checklist: ChecklistView
    checklist_page: str
    survey: SurveyView | None
    scores: ScoresView | None
    scores_page: Link | None
    years: tuple[tuple[Link, tuple[Link, ...]], ...]
    changes: tuple[Change, ...]


def view_hub(context: Context) -> HubView:
    """Group the agencies by province."""
    cards = [
        AgencyCard(
            agency.agency.value,
            context.addresses.agency(agency.slug),
            context.years(agency, 0),
        )
        for agency in context.agencies
    ]
    provinces = sorted({card.agency.province for card in cards})
    return HubView(
        tuple(
            (
                province,
                tuple(
                    sorted(
                        (card for card in cards if card.agency.province == province),
                        key=lambda card: card.agency.name,
                    )
                ),
            )
            for province in provinces
        )
    )


def newest_year(agency: AgencyContent) -> Year | None:
    """Return the year whose checklist the home page shows: the newest with items."""
    with_items = [y for y in agency.years if y.disclosures]
    with_pages = [y for y in agency.years if public_items(agency, y)]
    candidates = with_items or with_pages or list(agency.years)
    return candidates[-1] if candidates else None


def view_home(context: Context, agency: AgencyContent, year: Year) -> HomeView:
    """Gather an agency's home page around its newest year."""
    scored = [y for y in agency.years if y.scores and y.catalogue]
    surveys = [view_survey(context, agency, y) for y in agency.years]
    with_link = [survey for survey in surveys if survey]
    return HomeView(
        agency.agency.value,
        year,
        view_checklist(context, agency, year),
        context.addresses.year(agency.slug, year.fiscal_year),
        with_link[-1] if with_link else None,
        view_scores(context, agency, scored[-1]) if scored else None,
        _scores_page(context, agency, scored[-1]) if scored else None,
        tuple(
            (
                Link(
                    context.words("fiscal-year", year=y.fiscal_year),
                    context.addresses.year(agency.slug, y.fiscal_year),
                ),
                tuple(pages_of(context, agency, y)),
            )
            for y in reversed(agency.years)
        ),
        tuple(sorted(_changes(context, agency), key=lambda c: c.date, reverse=True))[
            :LATEST_SHOWN
        ],
    )


def _scores_page(context: Context, agency: AgencyContent, year: Year) -> Link:
    return Link(
        context.words("scores-of", year=year.fiscal_year),
        context.addresses.part(agency.slug, year.fiscal_year, "scores"),
    )


def _changes(context: Context, agency: AgencyContent) -> Iterator[Change]:
    for year in agency.years:
        titles = (
            {i.code: i.title for i in year.catalogue.items} if year.catalogue else {}
        )
        for item in year.disclosures.value.items if year.disclosures else ():
            if item.updated and item.visibility is Visibility.PUBLIC:
                yield Change(
                    item.updated,
                    Link(
                        f"{item.code} {titles.get(item.code, '')}",
                        context.addresses.item(
                            agency.slug, year.fiscal_year, item.code
                        ),
                    ),
                )
