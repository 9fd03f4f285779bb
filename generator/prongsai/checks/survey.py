"""The EIT link is the assessor's own, this agency's, and open when the data says so.

What: the link is `https://itas.nacc.go.th/go/eit/<code>`; no other agency has the same
code; the same code as last year is a hint; it opens before it closes; a year that is
over has no survey still open; a year with disclosures has a link. (A link for staff,
`/go/iit/`, is an error of its own: `staff-only-link`.)

Why: answers through a wrong link count for another agency or not at all.

Whose rule: official; the shape as several agencies publish it, for one
https://www.mukdahanpao.go.th/home/?p=8358. That the agency itself publishes the link:
agency; https://lamklong.phudesign.com/?post=w2a42443 (2566). The rest: project.

Passing example:

    # 2568/survey.yml
    link: https://itas.nacc.go.th/go/eit/ab12cd
    opens: 2568-02-01
    closes: 2568-06-15

Failing example:

    # 2568/survey.yml
    link: https://forms.gle/ab12cd
    opens: 2568-06-15
    closes: 2568-02-01
"""

from collections.abc import Iterator, Sequence

from prongsai.assessment.agency_facts import AgencyFacts, SurveyCode, survey_code
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.findings import PROJECT, Finding, Rule
from prongsai.loading.content import Loaded
from prongsai.model.site import Site
from prongsai.model.survey import Survey
from prongsai.thai.dates import fiscal_year_end, format_long

CODES = (
    "survey-code-of-last-year",
    "survey-code-shared",
    "survey-dates-swapped",
    "survey-link-shape",
    "survey-missing",
    "survey-still-open",
)

_SHAPE = Rule(authority="official", source="https://www.mukdahanpao.go.th/home/?p=8358")
_PUBLISH = Rule(
    authority="agency", source="https://lamklong.phudesign.com/?post=w2a42443"
)


def check(assessed: AssessedYear) -> Iterator[Finding]:
    """Check the year's survey, or report its absence."""
    survey = assessed.year.survey
    if survey is None or survey.value.link is None:
        yield from _missing(assessed)
    if survey is not None:
        yield from _link(assessed, survey)
        yield from _days(assessed, survey)


def _missing(assessed: AssessedYear) -> Iterator[Finding]:
    year = assessed.year
    if year.disclosures is None or "survey" in year.broken:
        return
    loaded = year.survey or year.disclosures
    folder = year.disclosures.file.rpartition("/")[0]
    yield loaded.finding(
        "survey-missing",
        (),
        "",
        _PUBLISH,
        file=f"{folder}/survey.yml",
        year=year.fiscal_year,
    )


def _link(assessed: AssessedYear, survey: Loaded[Survey]) -> Iterator[Finding]:
    link = survey.value.link
    if link is None:
        return
    code = survey_code(link)
    if not code:
        yield survey.finding("survey-link-shape", ("link",), "", _SHAPE, link=link)
        return
    before = assessed.other_year(-1)
    if before and before.survey and survey_code(before.survey.value.link or "") == code:
        yield survey.finding(
            "survey-code-of-last-year",
            ("link",),
            "",
            PROJECT,
            code=code,
            year=before.fiscal_year,
        )


def _days(assessed: AssessedYear, survey: Loaded[Survey]) -> Iterator[Finding]:
    opens, closes = survey.value.opens, survey.value.closes
    if opens and closes and closes < opens:
        yield survey.finding(
            "survey-dates-swapped",
            ("closes",),
            "",
            PROJECT,
            opens=format_long(opens),
            closes=format_long(closes),
        )
    over = fiscal_year_end(assessed.year.fiscal_year) < assessed.today
    if survey.value.link and over and (closes is None or closes >= assessed.today):
        yield survey.finding(
            "survey-still-open",
            ("closes",),
            "",
            PROJECT,
            year=assessed.year.fiscal_year,
        )


def check_site(
    site: Loaded[Site], agencies: Sequence[AgencyFacts]
) -> Iterator[Finding]:
    """Find codes that another agency has, too."""
    del site
    owners: dict[str, list[tuple[AgencyFacts, SurveyCode]]] = {}
    for agency in agencies:
        for survey in agency.surveys:
            owners.setdefault(survey.code, []).append((agency, survey))
    for those in owners.values():
        for agency, survey in those:
            other = next((one for one in those if one[0].slug != agency.slug), None)
            if other and survey.checked:
                yield _shared(agency, survey, *other)


def _shared(
    agency: AgencyFacts, survey: SurveyCode, other: AgencyFacts, others: SurveyCode
) -> Finding:
    facts = {"code": survey.code, "agency": other.name, "year": str(others.year)}
    return Finding(
        code="survey-code-shared",
        place=survey.place,
        facts=tuple(facts.items()),
        agency=agency.slug,
        year=survey.year,
        field="link",
        rule=_SHAPE,
    )
