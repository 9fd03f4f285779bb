"""What the pages of the site as a whole show of an agency."""

from dataclasses import dataclass

from prongsai.assessment.score_sheet import TOTAL, score_sheet
from prongsai.loading.content import AgencyContent
from prongsai.model.agency import AgencyKind
from prongsai.pages.context import Context
from prongsai.pages.home import newest_year
from prongsai.pages.page import Link
from prongsai.pages.survey import SurveyView, newest_survey


@dataclass(frozen=True, slots=True, kw_only=True)
class LastScore:
    """The newest result of an agency: its total as written, and the page of it."""

    year: int
    total: str
    level: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyCard:
    """One agency in the lists of the site.

    Attributes:
        district: empty where none is given.
        contacts: whether it has any; `website`: whether it has one.
        near_words: its words of one meaning, as `agency.yml` has them.
        address: of its home page.
        years: the links to its years, newest first.
        score: its newest result.
        survey: its newest; the page's script knows whether it is open.
        checklist: the newest year, where its rules are known.
        data: its years with open data, newest first.
    """

    slug: str
    name: str
    kind: AgencyKind
    province: str
    address: str
    district: str = ""
    example: bool = False
    demonstration: bool = False
    contacts: bool = False
    website: bool = False
    near_words: tuple[str, ...] = ()
    years: tuple[Link, ...] = ()
    score: LastScore | None = None
    survey: SurveyView | None = None
    checklist: Link | None = None
    data: tuple[Link, ...] = ()


def agency_card(
    context: Context, agency: AgencyContent, data: tuple[Link, ...]
) -> AgencyCard:
    """Return what the pages of the site show of an agency; `data` is its open data."""
    about = agency.agency.value
    return AgencyCard(
        slug=agency.slug,
        name=about.name,
        kind=about.kind,
        province=about.province,
        district=about.district or "",
        example=about.example,
        demonstration=about.demonstration,
        contacts=bool(about.contacts),
        website=bool(about.website),
        near_words=tuple(about.near_words),
        address=context.addresses.agency(agency.slug),
        years=context.years(agency, 0),
        score=_last_score(context, agency),
        survey=newest_survey(context, agency),
        checklist=_checklist(context, agency),
        data=data,
    )


def _checklist(context: Context, agency: AgencyContent) -> Link | None:
    year = newest_year(agency)
    if year is None or year.catalogue is None:
        return None
    facts = {"year": year.fiscal_year, "agency": agency.agency.value.name}
    return Link(
        title=context.words("checklist-of-agency", **facts),
        address=context.addresses.year(agency.slug, year.fiscal_year),
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
