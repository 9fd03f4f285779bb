"""`prongsai confirm`."""

import datetime
from pathlib import Path

import click

from prongsai.cli.exit_codes import EXIT_CONTENT, EXIT_USAGE
from prongsai.cli.options import language_option, one_at_a_time, root_option, say
from prongsai.cli.today import Day
from prongsai.thai.years import FIRST_YEAR, LAST_YEAR


@click.command("confirm")
@click.argument("target", metavar="ITEM[.COMPONENT]")
@root_option
@click.option("--agency", default="", help="Its folder; needed if there are several.")
@click.option(
    "--year",
    type=click.IntRange(FIRST_YEAR, LAST_YEAR),
    required=True,
    help="Fiscal year (พ.ศ.).",
)
@click.option("--by", required=True, help="The post that looked, as it is called.")
@click.option(
    "--on",
    "day",
    type=Day(),
    default=datetime.date.today,  # the agency's own day
    help="The day (พ.ศ.) on which it looked; today if not given.",
)
@language_option
@one_at_a_time
def command(  # noqa: PLR0913, PLR0917 - one argument an option
    target: str,
    root: Path,
    agency: str,
    year: int,
    by: str,
    day: datetime.date,
    lang: str,
) -> None:
    """Record that a post opened ITEM (O12) or COMPONENT (O12.o12-work) and saw it."""
    from prongsai.assessment.confirmation import CannotConfirmError, confirm
    from prongsai.loading.load import load
    from prongsai.loading.references import check_references
    from prongsai.storage.complete import read_complete
    from prongsai.storage.write import write_all
    from prongsai.yaml.edits import EditError

    sources = read_complete(root, agency)  # what was not read cannot have been seen
    content, _ = load(sources)
    wrong = check_references(content) if content else ()
    broken = any(f.year in {0, year} and f.agency in {"", agency} for f in wrong)
    if content is None or broken or not by.strip():
        say(lang, "confirm-not-now")
        raise click.exceptions.Exit(EXIT_CONTENT)
    try:
        confirmation = confirm(content, agency, year, target, by, day)
    except CannotConfirmError as error:
        say(lang, error.key, **error.facts)
        raise click.exceptions.Exit(EXIT_USAGE) from None
    try:
        new = confirmation.written(sources.texts[confirmation.file])
    except EditError:
        say(lang, "confirm-not-written", file=confirmation.file)
        raise click.exceptions.Exit(EXIT_CONTENT) from None
    write_all(root, {confirmation.file: new})
    say(lang, "confirmed", target=confirmation.target, by=confirmation.by)
