"""`prongsai submission`."""

import datetime
from pathlib import Path

import click

from prongsai.cli import EXIT_CONTENT, EXIT_USAGE
from prongsai.cli.choice import agency_option, checked_content, chosen, year_option
from prongsai.cli.options import language_option, root_option, say, today_option
from prongsai.internal.submission import Sheet, submission
from prongsai.internal.submission_files import files, has_xlsx
from prongsai.pages.context import Context
from prongsai.site.swap import BUILD, restore
from prongsai.site.verify.site import BuiltSite, Terms
from prongsai.storage.internal_folder import write_internal


@click.command("submission")
@root_option
@today_option
@language_option
@agency_option
@year_option
def command(
    root: Path, today: datetime.date, lang: str, agency: str | None, year: int | None
) -> None:
    """Write the sheet for the assessor's system, into build/internal.

    Every address is compared with build/site; exit code 1 if one is missing.
    """
    restore(root)
    content, _ = checked_content(root, today, lang)
    scopes = chosen(content, agency, year, today, lang)
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
    shown = {owner.slug for owner in context.agencies}
    sheets = [
        submission(context, scope, built, lang)
        for scope in scopes
        if scope.agency.slug in shown
    ]
    for sheet in sheets:
        _write(root, sheet)
        if sheet.draft:
            say(lang, "submission-provisional", year=sheet.year, draft=sheet.draft)
    if not has_xlsx():
        say(lang, "no-openpyxl")
    wrong = sum(sheet.counts["unproven"] for sheet in sheets)
    say(lang, "submission-unproven" if wrong else "submission-proven", count=wrong)
    raise click.exceptions.Exit(EXIT_CONTENT if wrong else 0)


def _write(root: Path, sheet: Sheet) -> None:
    for name, data in files(sheet):
        click.echo(write_internal(root, sheet.slug, sheet.year, name, data))
    for row in sheet.rows:
        if row.proof.wrong:
            click.echo(f"{row.code} {row.address} {row.proof_text(sheet.language)}")
