"""Which agencies and years a command is about."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import click

from prongsai import Checked, Content, check, read
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.cli.exit_codes import EXIT_CONTENT, EXIT_USAGE
from prongsai.cli.mistyped import mistyped
from prongsai.cli.options import say
from prongsai.findings import Severity
from prongsai.loading.content import AgencyContent, Year
from prongsai.pages.home import newest_year
from prongsai.reports.short import as_text
from prongsai.site.kept_pages import agency_of
from prongsai.thai.dates import fiscal_year
from prongsai.thai.years import FIRST_YEAR, LAST_YEAR

agency_option = click.option(
    "--agency", help="Only this agency (the name of its folder)."
)
year_option = click.option(
    "--year",
    type=click.IntRange(FIRST_YEAR, LAST_YEAR),
    help="This fiscal year (พ.ศ.); each agency's newest with a checklist if not given.",
)


def checked_content(
    root: Path, today: datetime.date, language: str, agency: str | None = None
) -> tuple[Content, Checked]:
    """Load and check; with errors report them and stop with exit code 1.

    Where one agency is asked for, an error of another one does not stop it.
    """
    checked = check(read(root), today)
    about = {"", agency}
    errors = [
        one
        for one in checked.findings
        if one.severity is Severity.ERROR
        and (agency is None or agency_of(one) in about)
    ]
    if checked.content is None or errors:
        for line in as_text(errors, language):
            click.echo(line)
        say(language, "errors-first")
        raise click.exceptions.Exit(EXIT_CONTENT)
    return checked.content, checked


def chosen(
    content: Content,
    agency: str | None,
    year: int | None,
    today: datetime.date,
    language: str,
) -> tuple[AssessedYear, ...]:
    """Return what the options name; a name that is not there is wrong usage.

    Agencies without a year are reported, with exit code 2 if there are no others.
    """
    assessed_years = tuple(
        AssessedYear(content=content, agency=owner, year=one, today=today)
        for owner in content.agencies
        if agency in {None, owner.slug}
        for one in _years(owner, year)
    )
    empty = [a for a in content.agencies if agency in {None, a.slug} and not a.years]
    for owner in empty:
        name = owner.agency.value.name
        facts = {"agency": owner.slug, "year": fiscal_year(today)}
        say(language, "agency-without-years", name=name, **facts)
    if empty and not assessed_years:
        raise click.exceptions.Exit(EXIT_USAGE)
    if not assessed_years:
        known = ", ".join(
            f"{owner.slug} ({' '.join(str(y.fiscal_year) for y in owner.years)})"
            for owner in content.agencies
        )
        raise mistyped(language, "no-agency", known=known)
    return assessed_years


def _years(agency: AgencyContent, year: int | None) -> Iterator[Year]:
    found = newest_year(agency) if year is None else agency.year(year)
    if found is not None and found.catalogue is not None:
        yield found
