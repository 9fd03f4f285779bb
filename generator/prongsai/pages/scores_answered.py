"""What the next year does about the scores of a year: its analysis, its measures."""

from collections.abc import Iterable
from dataclasses import dataclass

from prongsai.loading.content import AgencyContent, Year
from prongsai.model.measures import Measures, Target
from prongsai.pages.addressed import target_view
from prongsai.pages.context import Context
from prongsai.pages.measures import AnalysisView
from prongsai.pages.page import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """The year after the scores, whose measures answer them."""

    year: Year
    measures: Measures

    def speaks_of(self, targets: Iterable[Target], codes: set[str]) -> bool:
        """Return whether one of the targets is a score of the year before."""
        # Without a year of its own a code in the next year's measures means that year's
        # questionnaire; the result that it means is the one before.
        years = {None, self.year.fiscal_year - 1, self.year.fiscal_year}
        references = (target.code for target in targets if target.code is not None)
        return any(one.code in codes and one.year in years for one in references)


def next_year(agency: AgencyContent, year: Year) -> Next | None:
    """Return the year after, where it has measures."""
    after = agency.year(year.fiscal_year + 1)
    if after is None or after.measures is None:
        return None
    return Next(year=after, measures=after.measures.value)


def analysis_of(
    context: Context, agency: AgencyContent, year: Year, codes: set[str]
) -> tuple[AnalysisView, ...]:
    """Return what the next year's analysis says of the codes."""
    after = next_year(agency, year)
    if after is None:
        return ()
    return tuple(
        AnalysisView(
            analysis=analysis,
            scope=tuple(
                target_view(context, agency, after.year, target)
                for target in analysis.scope
            ),
        )
        for analysis in after.measures.analysis
        if after.speaks_of(analysis.scope, codes)
    )


def measures_for(
    context: Context, agency: AgencyContent, year: Year, codes: set[str]
) -> tuple[Link, ...]:
    """Return the next year's measures that answer the codes."""
    after = next_year(agency, year)
    if after is None:
        return ()
    page = measures_page(context, agency, after)
    return tuple(
        Link(title=measure.title, address=f"{page}#m-{measure.id}")
        for measure in after.measures.measures
        if measure.title and after.speaks_of(measure.addresses, codes)
    )


def measures_page(context: Context, agency: AgencyContent, after: Next) -> str:
    """Return the address of the next year's measures."""
    return context.addresses.part(agency.slug, after.year.fiscal_year, "measures")
