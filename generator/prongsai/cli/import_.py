"""`prongsai import`."""

from pathlib import Path

import click

from prongsai import messages
from prongsai.cli import EXIT_CONTENT
from prongsai.cli.options import language_option, root_option
from prongsai.model.fields import FIRST_YEAR, LAST_YEAR


@click.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE…",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--agency", required=True, metavar="SLUG", help="The agency's folder.")
@click.option(
    "--year",
    required=True,
    type=click.IntRange(FIRST_YEAR, LAST_YEAR),
    help="Fiscal year of the measures; of scores that come alone.",
)
@click.option(
    "--kind",
    type=click.Choice(["scores", "measures"]),
    help="Write only this file of the year.",
)
@click.option("--dry-run", is_flag=True, help="Say what would change, write nothing.")
@root_option
@language_option
def command(  # noqa: PLR0913 - one a flag
    files: tuple[Path, ...],
    agency: str,
    year: int,
    kind: str | None,
    root: Path,
    lang: str,
    *,
    dry_run: bool,
) -> None:
    """Read tables from Word, Excel, CSV, text or web pages into the year's YAML.

    What is there is never overwritten: a changed document is compared with the last
    import, and what both sides changed stops the import.
    """
    from prongsai.importing.limits import BadFileError  # noqa: PLC0415
    from prongsai.importing.report import refused, report  # noqa: PLC0415
    from prongsai.importing.run import KINDS, run  # noqa: PLC0415

    if not (root / "content" / "agencies" / agency / "agency.yml").is_file():
        raise click.UsageError(
            messages.text("importing", "report-no-agency", lang, agency=agency)
        )
    try:
        kinds = (kind,) if kind else KINDS
        imported = run(root, files, agency, year, kinds, dry=dry_run)
    except BadFileError as error:
        click.echo(refused(error, lang), err=True)
        raise click.exceptions.Exit(EXIT_CONTENT) from None
    for line in report(imported, lang, dry=dry_run):
        click.echo(line)
    raise click.exceptions.Exit(EXIT_CONTENT if imported.conflicts else 0)
