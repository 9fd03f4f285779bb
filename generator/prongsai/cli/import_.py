"""`prongsai import`."""

import datetime
from pathlib import Path

import click

from prongsai import messages
from prongsai.cli.exit_codes import EXIT_CONTENT, EXIT_USAGE
from prongsai.cli.mistyped import MistypedError
from prongsai.cli.new import added, answers_option
from prongsai.cli.options import language_option, one_at_a_time, root_option
from prongsai.cli.paths import a_file
from prongsai.cli.today import today_option
from prongsai.storage.below import found_in
from prongsai.thai.years import FIRST_YEAR, LAST_YEAR

_NEW = tuple(messages.text("new", "agency-new", one) for one in messages.LANGUAGES)
"""Words for an agency that the site does not have yet."""


@click.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE…",
    type=a_file(exists=True),
)
@click.option(
    "--agency",
    metavar="SLUG",
    help="The agency's folder; needed if there are several. With `new` (or ใหม่) the "
    "questions of `prongsai new` are asked first.",
)
@click.option(
    "--year",
    type=click.IntRange(FIRST_YEAR, LAST_YEAR),
    help="Fiscal year of the measures; of scores that come alone. Needed unless the "
    "agency has one year only.",
)
@click.option(
    "--kind",
    type=click.Choice(["scores", "measures"]),
    help="Write only this file of the year.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADER=FIELD",
    help="What a column is; kept with the document. FIELD in Thai, too.",
)
@answers_option
@click.option("--dry-run", is_flag=True, help="Show what would change, write nothing.")
@click.option(
    "--delete",
    is_flag=True,
    help="Delete what the document, or the exported workbook, no longer has.",
)
@root_option
@today_option
@language_option
@one_at_a_time
def command(  # noqa: PLR0913 - one a flag
    files: tuple[Path, ...],
    agency: str | None,
    year: int | None,
    kind: str | None,
    columns: tuple[str, ...],
    *,
    answers: Path | None,
    root: Path,
    today: datetime.date,
    lang: str,
    dry_run: bool,
    delete: bool,
) -> None:
    """Read tables from Word, Excel, CSV, text or web pages into the year's YAML.

    What is there is never overwritten: every document only adds, a changed one is
    compared with what it brought before, and what both sides changed stops the import.
    """
    from prongsai.workbook.read import is_workbook

    if all(map(is_workbook, files)):
        _workbooks(files, root, lang, delete=delete, dry=dry_run)
        return
    if agency in _NEW:
        agency, year = _made(root, answers, today, year, lang, dry=dry_run)
    agency = agency or _only_agency(root, lang)
    year = year or _only_year(root, agency, lang)
    from prongsai import BadFileError, Wanted, import_files
    from prongsai.importing.answers import read_answers
    from prongsai.importing.report import refused, report
    from prongsai.importing.run import KINDS

    if not (root / "content" / "agencies" / agency / "agency.yml").is_file():
        raise MistypedError(
            messages.text("importing", "report-no-agency", lang, agency=agency)
        )
    try:
        kinds = (kind,) if kind else KINDS
        known = read_answers(columns)
        wanted = Wanted(kinds=kinds, columns=known, delete=delete, dry=dry_run)
        made = import_files(root, files, agency, year, wanted)
    except BadFileError as error:
        click.echo(refused(error, lang), err=True)
        raise click.exceptions.Exit(EXIT_CONTENT) from None
    for imported in made:
        for line in report(imported, lang, dry=dry_run):
            click.echo(line)
    failed = any(imported.conflicts for imported in made)
    raise click.exceptions.Exit(EXIT_CONTENT if failed else 0)


def _made(
    root: Path,
    answers: Path | None,
    today: datetime.date,
    year: int | None,
    lang: str,
    *,
    dry: bool,
) -> tuple[str, int]:
    """Make the agency that the documents are of; return its folder and the year."""
    if dry:
        raise MistypedError(messages.text("new", "dry-run", lang))
    given = added(root, answers, today, lang)
    return given.folder, year or given.year


def _only_agency(root: Path, language: str) -> str:
    """Return the agency where there is one; several are wrong usage."""
    folders = found_in(root / "content" / "agencies", "*/agency.yml")
    return _only([path.parent.name for path in folders], "needs-agency", language)


def _only_year(root: Path, agency: str, language: str) -> int:
    """Return the fiscal year where there is one; none or several are wrong usage."""
    folders = found_in(root / "content" / "agencies" / agency, "25[0-9][0-9]")
    return int(_only([path.name for path in folders], "needs-year", language))


def _only(known: list[str], key: str, language: str) -> str:
    if len(known) == 1:
        return known[0]
    facts = {"known": ", ".join(known) or "–"}
    raise MistypedError(messages.text("workbook", key, language, **facts))


def _workbooks(
    files: tuple[Path, ...], root: Path, lang: str, *, delete: bool, dry: bool
) -> None:
    """Import workbooks of `prongsai export`, one after the other."""
    from prongsai import BadFileError, import_workbook
    from prongsai.workbook.report import refused, report

    failed = False
    for file in files:
        try:
            imported = import_workbook(root, file, delete=delete, dry=dry)
        except BadFileError as error:
            click.echo(refused(error, file.name, lang), err=True)
            failed = True
            continue
        except ModuleNotFoundError:
            click.echo(messages.text("workbook", "no-openpyxl", lang), err=True)
            raise click.exceptions.Exit(EXIT_USAGE) from None
        for line in report(imported, lang, dry=dry):
            click.echo(line)
        failed |= imported.failed
    raise click.exceptions.Exit(EXIT_CONTENT if failed else 0)
