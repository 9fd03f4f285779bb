"""`prongsai export`."""

import datetime
from pathlib import Path

import click

from prongsai import messages
from prongsai.cli.exit_codes import EXIT_CONTENT, EXIT_USAGE
from prongsai.cli.options import language_option, root_option
from prongsai.cli.paths import a_file
from prongsai.cli.today import today_option
from prongsai.storage.write import write_file
from prongsai.thai.years import FIRST_YEAR, LAST_YEAR


@click.command("export")
@click.option("--xlsx", is_flag=True, required=True, help="As an Excel workbook.")
@click.option("--agency", metavar="SLUG", help="Needed if there are several.")
@click.option(
    "--year",
    type=click.IntRange(FIRST_YEAR, LAST_YEAR),
    help="Fiscal year (พ.ศ.); the newest if not given.",
)
@click.option("--unit", metavar="ID|NAME", help="Only what this unit answers for.")
@click.option(
    "-o",
    "--output",
    type=a_file(),
    help="Write to this file; SLUG-YEAR[-UNIT].xlsx if not given.",
)
@root_option
@today_option
@language_option
def command(  # noqa: PLR0913 - one a flag
    agency: str | None,
    year: int | None,
    unit: str | None,
    output: Path | None,
    root: Path,
    lang: str,
    *,
    today: datetime.date,
    xlsx: bool,
) -> None:
    """Write a year into an Excel workbook, to be filled in and imported again.

    A workbook that somebody has filled in is never overwritten: the new one takes
    another name.
    """
    from prongsai import CannotExportError, export_workbook
    from prongsai.workbook.filled import free_name

    del xlsx
    try:
        name, data = export_workbook(root, agency, year, unit, lang, today)
    except CannotExportError as error:
        click.echo(messages.text("workbook", error.key, lang, **error.facts), err=True)
        code = EXIT_CONTENT if error.key == "bad-content" else EXIT_USAGE
        raise click.exceptions.Exit(code) from None
    wanted = output or Path(name)
    path = free_name(wanted)
    write_file(path, data)
    if path != wanted:
        facts = {"wanted": wanted.name, "file": path.name}
        click.echo(messages.text("workbook", "filled-in-kept", lang, **facts), err=True)
    click.echo(messages.text("workbook", "exported", lang, file=path), err=True)
