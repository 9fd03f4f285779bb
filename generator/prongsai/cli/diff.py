"""`prongsai diff`."""

import datetime
from pathlib import Path

import click

from prongsai.cli.mistyped import MistypedError, mistyped
from prongsai.cli.options import (
    format_option,
    language_option,
    output_option,
    repository_option,
    write_output,
)
from prongsai.cli.today import today_option

FORMATS = ("text", "json", "markdown", "html")


@click.command("diff")
@click.argument("base")
@click.argument("head", required=False)
@repository_option
@today_option
@language_option
@format_option(FORMATS, "How to write the changes; html is a sheet to print and sign.")
@output_option
def command(  # noqa: PLR0913 - one argument an option
    base: str,
    head: str | None,
    root: Path,
    today: datetime.date,
    lang: str,
    *,
    form: str,
    output: Path | None,
) -> None:
    """Show what changed in meaning between BASE and HEAD.

    Both are git revisions, or folders with content/ in them; HEAD is the work tree
    where it is not given. Whatever changed, the exit code is 0.
    """
    from prongsai import NoSuchRevisionError, diff
    from prongsai.comparing import DIFFS

    try:
        found = diff(root, base, head, today)
    except NoSuchRevisionError as error:
        raise _refusal(error.name, lang) from None
    write_output(DIFFS[form](found, lang), output)


def _refusal(name: str, lang: str) -> MistypedError:
    """Return why two states cannot be compared."""
    key = "not-to-compare" if name else "two-to-compare"
    return mistyped(lang, key, name=name)
