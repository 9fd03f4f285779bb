"""The EIT survey: its page, its call on the home page, its QR code."""

import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import segno

from prongsai.loading.content import AgencyContent, Year
from prongsai.pages.context import Context
from prongsai.pages.page import MadeFile, Page
from prongsai.pages.year_page import of_year, years

QUIET_ZONE = 4
"""White modules around the code, as ISO/IEC 18004 asks."""


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


def qr_files(view: SurveyView) -> tuple[MadeFile, MadeFile]:
    """Return the code as SVG and PNG: level Q, quiet zone 4, white background."""
    svg, png = qr_code(view.link)
    return MadeFile(address=view.svg, data=svg), MadeFile(address=view.png, data=png)


@cache
def qr_code(link: str) -> tuple[bytes, bytes]:
    """Return the code of `link` as SVG and as PNG."""
    code = segno.make(link, error="q", micro=False, boost_error=False)
    svg, png = io.BytesIO(), io.BytesIO()
    code.save(svg, kind="svg", border=QUIET_ZONE, scale=8, light="#fff", dark="#000")
    code.save(png, kind="png", border=QUIET_ZONE, scale=8, light="#fff", dark="#000")
    return svg.getvalue(), png.getvalue()


def survey_pages(context: Context) -> Iterator[Page]:
    """Yield the survey of every year that has a link to one, with its QR codes."""
    for agency, year in years(context):
        view = view_survey(context, agency, year)
        if view is not None:
            yield Page(
                **of_year(context, agency, year, context.words("eit")),
                address=view.page,
                view=view,
                listed=context.words("eit-title", year=year.fiscal_year),
                wide=True,
                files=qr_files(view),
            )
