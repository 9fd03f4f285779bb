"""`prongsai export`."""

from pathlib import Path

import click

from prongsai import messages
from prongsai.cli import EXIT_CONTENT, EXIT_USAGE
from prongsai.cli.options import language_option, root_option
from prongsai.model.fields import FIRST_YEAR, LAST_YEAR


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
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file; SLUG-YEAR[-UNIT].xlsx if not given.",
)
@root_option
@language_option
def command(  # noqa: PLR0913 - one a flag
    agency: str | None,
    year: int | None,
    unit: str | None,
    output: Path | None,
    root: Path,
    lang: str,
    *,
    xlsx: bool,
) -> None:
    """Write a year into an Excel workbook, to be filled in and imported again."""
    from prongsai.workbook.export import (  # noqa: PLC0415
        CannotExportError,
        export_xlsx,
    )

    del xlsx
    try:
        name, data = export_xlsx(root, agency, year, unit, lang)
    except CannotExportError as error:
        click.echo(messages.text("workbook", error.key, lang, **error.facts), err=True)
        code = EXIT_CONTENT if error.key == "bad-content" else EXIT_USAGE
        raise click.exceptions.Exit(code) from None
    path = output or Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    click.echo(messages.text("workbook", "exported", lang, file=path), err=True)
