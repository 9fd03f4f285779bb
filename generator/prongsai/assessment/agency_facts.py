"""What rules about the whole site know of each agency.

Each agency is checked on its own. What has to be compared across agencies is in a small
record of each, so that no rule needs the content of all of them at once.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from prongsai.findings import Finding, Place
from prongsai.loading.content import AgencyContent, Loaded, Year
from prongsai.model.agency import Agency
from prongsai.model.leaves import leaves
from prongsai.model.site import Site

_LINK = re.compile(r"https://itas\.nacc\.go\.th/go/eit/([A-Za-z0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyCode:
    """The code in the EIT link of one agency's year (พ.ศ.), in small letters.

    `checked` is False where mistakes in the year's files keep its rules from running.
    """

    code: str
    year: int
    place: Place
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyFacts:
    """One agency, as far as rules about the whole site need it.

    `contacts` are the texts that the agency itself gives to the public.
    """

    slug: str
    name: str
    contacts: tuple[str, ...] = ()
    surveys: tuple[SurveyCode, ...] = ()


SiteCheck = Callable[[Loaded[Site], Sequence[AgencyFacts]], Iterator[Finding]]


def agency_facts(agency: AgencyContent, checked: Iterable[Year]) -> AgencyFacts:
    """Return the facts of an agency; `checked` are the years whose rules ran."""
    years = {year.fiscal_year for year in checked}
    return AgencyFacts(
        slug=agency.slug,
        name=agency.agency.value.name,
        contacts=tuple(own_contacts(agency.agency.value)),
        surveys=tuple(_surveys(agency, years)),
    )


def own_contacts(agency: Agency) -> Iterator[str]:
    """Yield what the agency itself gives to the public."""
    for part in (agency.contacts, agency.complaint_channels, agency.executives):
        for _, value in leaves(part):
            if isinstance(value, str):
                yield value


def survey_code(link: str) -> str:
    """Return the code in an EIT link in small letters, empty if it is none."""
    match = _LINK.fullmatch(link)
    return match[1].lower() if match else ""


def _surveys(agency: AgencyContent, checked: set[int]) -> Iterator[SurveyCode]:
    for year in agency.years:
        code = survey_code(year.survey.value.link or "") if year.survey else ""
        if year.survey and code:
            yield SurveyCode(
                code=code,
                year=year.fiscal_year,
                place=year.survey.at("link"),
                checked=year.fiscal_year in checked,
            )
