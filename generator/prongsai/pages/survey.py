"""The EIT survey: its page, its call on the home page, its QR code."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from prongsai.loading.content import AgencyContent, Year
from prongsai.model.survey import Survey
from prongsai.pages.context import Context
from prongsai.pages.page import MadeFile, Page
from prongsai.pages.qr_code import qr_code
from prongsai.pages.year_page import of_year, years


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyView:
    """The call to take part: `closes_iso` is ค.ศ., for the page's script."""

    link: str
    agency: str
    year: int
    opens: datetime.date | None
    closes: datetime.date | None
    closes_iso: str
    how_to: tuple[str, ...]
    page: str
    svg: str
    png: str


def view_survey(
    context: Context, agency: AgencyContent, year: Year
) -> SurveyView | None:
    """Return the survey of a year, or None where there is no link."""
    if year.survey is None or year.survey.value.link is None:
        return None
    survey = year.survey.value
    page = context.addresses.part(agency.slug, year.fiscal_year, "eit")
    return SurveyView(
        link=survey.link or "",
        agency=agency.agency.value.name,
        year=year.fiscal_year,
        opens=survey.opens,
        closes=survey.closes,
        closes_iso=survey.closes.isoformat() if survey.closes else "",
        how_to=survey.how_to,
        page=page,
        svg=f"{page}eit.svg",
        png=f"{page}eit.png",
    )


def newest_survey(context: Context, agency: AgencyContent) -> SurveyView | None:
    """Return the newest survey of an agency that has a link."""
    found = (view_survey(context, agency, year) for year in reversed(agency.years))
    return next((one for one in found if one), None)


def _announced(context: Context, agency: AgencyContent, year: Year) -> SurveyView:
    """Return the survey of a year whose link has not come yet."""
    told = year.survey.value if year.survey else Survey()
    return SurveyView(
        link="",
        agency=agency.agency.value.name,
        year=year.fiscal_year,
        opens=told.opens,
        closes=told.closes,
        closes_iso="",
        how_to=told.how_to,
        page=context.addresses.part(agency.slug, year.fiscal_year, "eit"),
        svg="",
        png="",
    )


def qr_files(view: SurveyView) -> tuple[MadeFile, MadeFile]:
    """Return the code as SVG and PNG: level Q, quiet zone 4, white background."""
    svg, png = qr_code(view.link)
    return MadeFile(address=view.svg, data=svg), MadeFile(address=view.png, data=png)


def survey_pages(context: Context) -> Iterator[Page]:
    """Yield the survey of every year that has one, with the QR codes of its link."""
    for agency, year in years(context):
        if year.survey is not None:
            view = view_survey(context, agency, year)
            codes = qr_files(view) if view else ()
            view = view or _announced(context, agency, year)
            yield Page(
                **of_year(context, agency, year, context.words("eit")),
                address=view.page,
                view=view,
                listed=context.words("eit-title", year=year.fiscal_year),
                wide=True,
                files=codes,
            )
