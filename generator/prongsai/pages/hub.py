"""The home page of a site of many agencies: all of them, by province."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.assessment.score_sheet import TOTAL, score_sheet
from prongsai.loading.content import AgencyContent
from prongsai.model.agency import Agency, AgencyKind
from prongsai.model.site import Mode
from prongsai.pages.context import Context
from prongsai.pages.page import Link, Page
from prongsai.pages.survey import SurveyView, newest_survey
from prongsai.thai.digits import to_arabic


@dataclass(frozen=True, slots=True, kw_only=True)
class LastScore:
    """The newest result of an agency: its total as written, and the page of it."""

    year: int
    total: str
    level: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyCard:
    """One agency in the hub; the page's script knows whether its survey is open."""

    agency: Agency
    address: str
    years: tuple[Link, ...]
    score: LastScore | None
    survey: SurveyView | None

    @property
    def district(self) -> str:
        """Return the district, empty where none is given."""
        return self.agency.district or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HubView:
    """All agencies, by province, then name; 2 comes before 10."""

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


def view_hub(context: Context) -> HubView:
    """Group the agencies by province."""
    cards = [_card(context, agency) for agency in context.agencies]
    provinces = sorted({card.agency.province for card in cards})
    return HubView(
        provinces=tuple(
            (
                province,
                tuple(
                    sorted(
                        (card for card in cards if card.agency.province == province),
                        key=lambda card: natural(card.agency.name),
                    )
                ),
            )
            for province in provinces
        )
    )


def _card(context: Context, agency: AgencyContent) -> AgencyCard:
    return AgencyCard(
        agency=agency.agency.value,
        address=context.addresses.agency(agency.slug),
        years=context.years(agency, 0),
        score=_last_score(context, agency),
        survey=newest_survey(context, agency),
    )


def _last_score(context: Context, agency: AgencyContent) -> LastScore | None:
    for year in reversed(agency.years):
        if year.scores is None or year.catalogue is None:
            continue
        sheet = score_sheet(year.scores.value, year.catalogue)
        total = sheet.value(TOTAL)
        if total is not None:
            level = year.scores.value.level
            return LastScore(
                year=year.fiscal_year,
                total=context.words.score(total),
                level=level or (sheet.level.title if sheet.level else ""),
                address=context.addresses.part(agency.slug, year.fiscal_year, "scores"),
            )
    return None


def natural(text: str) -> tuple[str | int, ...]:
    """Return a key by which numbers in a text are in the order of numbers."""
    parts = re.split(r"(\d+)", to_arabic(text))
    return tuple(int(part) if part.isdigit() else part for part in parts)


def hub_page(context: Context) -> Iterator[Page]:
    """Yield the list of agencies, where the site has more than one."""
    site = context.content.site.value
    if site.mode is Mode.HUB:
        yield Page(
            address="",
            title=site.title,
            name=site.title,
            view=view_hub(context),
            wide=True,
        )
