"""A page of an agency's fiscal year: what is the same on all of them."""

from collections.abc import Iterator
from typing import TypedDict

from prongsai.loading.content import AgencyContent, Year
from prongsai.pages.context import Context
from prongsai.pages.page import Link


class YearPage(TypedDict):
    """The fields of a `Page` that its year decides."""

    title: str
    name: str
    agency: AgencyContent
    year: int
    crumbs: tuple[Link, ...]
    years: tuple[Link, ...]
    inputs: tuple[str, ...]


def of_year(context: Context, agency: AgencyContent, year: Year, name: str) -> YearPage:
    """Return what the year gives to a page called `name`."""
    return YearPage(
        title=context.words(
            "page-title",
            title=name,
            year=year.fiscal_year,
            agency=agency.agency.value.name,
        ),
        name=name,
        agency=agency,
        year=year.fiscal_year,
        crumbs=context.crumbs(agency, year.fiscal_year),
        years=context.years(agency, year.fiscal_year),
        inputs=inputs(agency, year),
    )


def years(context: Context) -> Iterator[tuple[AgencyContent, Year]]:
    """Yield every year of every agency whose rules are known."""
    for agency in context.agencies:
        for year in agency.years:
            if year.catalogue is not None:
                yield agency, year


def inputs(agency: AgencyContent, *of: Year) -> tuple[str, ...]:
    """Return the files of the content that pages of these years are made of."""
    files = [agency.agency.file]
    for year in of:
        loaded = (year.scores, year.measures, year.disclosures, year.survey)
        files += [one.file for one in loaded if one is not None]
    return tuple(files)
