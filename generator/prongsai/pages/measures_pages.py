"""The pages of the measures, and of the report of each round."""

from collections.abc import Iterator

from prongsai.assessment.report_rounds import WHOLE_YEAR, rounds
from prongsai.pages.context import Context
from prongsai.pages.measures import report_title, view_measures
from prongsai.pages.page import Page
from prongsai.pages.year_page import of_year, years


def measures_pages(context: Context) -> Iterator[Page]:
    """Yield the measures of every year that has a file of them."""
    for agency, year in years(context):
        if year.measures is None:
            continue
        view = view_measures(context, agency, year)
        yield Page(
            **of_year(context, agency, year, context.words("measures")),
            address=context.addresses.part(agency.slug, year.fiscal_year, "measures"),
            view=view,
            listed=context.words("measures-of", year=year.fiscal_year),
            wide=True,
            dates=tuple(view.dates),
            anchors=tuple(part.anchor for part in view.parts),
        )


def report_pages(context: Context) -> Iterator[Page]:
    """Yield the report of every round of every year."""
    for agency, year in years(context):
        for name in rounds(year.measures.value) if year.measures else ():
            view = view_measures(context, agency, year, name)
            spoken = "" if name == WHOLE_YEAR else context.words(f"Round.{name}")
            title = f"{context.words('report')} {spoken}".rstrip()
            part = f"report/{name}"
            yield Page(
                **of_year(context, agency, year, title),
                address=context.addresses.part(agency.slug, year.fiscal_year, part),
                view=view,
                listed=report_title(context, year.fiscal_year, name),
                wide=True,
                dates=tuple(view.dates),
                anchors=tuple(part.anchor for part in view.parts),
            )
