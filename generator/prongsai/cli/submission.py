"""`prongsai submission`."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import click

from prongsai.cli.choice import agency_option, checked_content, chosen, year_option
from prongsai.cli.exit_codes import EXIT_CONTENT, EXIT_USAGE
from prongsai.cli.options import language_option, one_at_a_time, root_option, say
from prongsai.cli.today import today_option
from prongsai.internal.live_proof import of_site
from prongsai.internal.submission import Sheet, submission
from prongsai.internal.submission_files import files, has_xlsx
from prongsai.pages.context import Context
from prongsai.publishing.receipt import newest
from prongsai.site.swap import BUILD
from prongsai.site.verify.site import BuiltSite, Terms
from prongsai.storage.internal_folder import internal_path
from prongsai.storage.write import write_all


@click.command("submission")
@root_option
@today_option
@language_option
@agency_option
@year_option
@one_at_a_time
def command(
    root: Path, today: datetime.date, lang: str, agency: str | None, year: int | None
) -> None:
    """Write the sheet for the assessor's system, into build/internal.

    Every address is compared with build/site; exit code 1 if one is missing.
    """
    content, _ = checked_content(root, today, lang, agency)
    assessed_years = chosen(content, agency, year, today, lang)
    site = content.site.value
    if site.site_url is None:
        say(lang, "no-site-url")
        raise click.exceptions.Exit(EXIT_USAGE)
    if not (root / BUILD / "site" / "index.html").is_file():
        say(lang, "no-site")
        raise click.exceptions.Exit(EXIT_USAGE)
    context = Context.of(content)
    built = BuiltSite(
        root=root / BUILD / "site",
        terms=Terms(language=site.language, url=site.site_url),
    )
    live = newest(root, site.site_url)
    shown = {owner.slug for owner in context.agencies}
    sheets = [
        submission(context, assessed, built, lang, live)
        for assessed in assessed_years
        if assessed.agency.slug in shown
    ]
    write_all(root, dict(file for sheet in sheets for file in _files(sheet)))
    for sheet in sheets:
        _tell(sheet)
        if sheet.draft:
            say(lang, "submission-provisional", year=sheet.year, draft=sheet.draft)
    if not has_xlsx():
        say(lang, "no-openpyxl")
    click.echo(of_site(live, lang), err=True)
    wrong = sum(sheet.counts["unproven"] for sheet in sheets)
    say(lang, "submission-unproven" if wrong else "submission-proven", count=wrong)
    raise click.exceptions.Exit(EXIT_CONTENT if wrong else 0)


def _files(sheet: Sheet) -> Iterator[tuple[str, bytes]]:
    for name, data in files(sheet):
        yield internal_path(sheet.slug, sheet.year, name), data


def _tell(sheet: Sheet) -> None:
    for path, _ in _files(sheet):
        click.echo(path)
    for row in sheet.rows:
        if row.proof.wrong:
            click.echo(f"{row.code} {row.address} {row.proof_text(sheet.language)}")
