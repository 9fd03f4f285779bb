"""`prongsai check`."""

import datetime
from pathlib import Path

import click

from prongsai.cli.options import (
    exit_code,
    language_option,
    root_option,
    say,
    strict_option,
    today_option,
)


@click.command("check")
@root_option
@today_option
@language_option
@strict_option
def command(root: Path, today: datetime.date, lang: str, *, strict: bool) -> None:
    """Check the content without building anything."""
    from prongsai.check import check_sources  # noqa: PLC0415
    from prongsai.report import as_text  # noqa: PLC0415
    from prongsai.sources import read_sources, with_facts  # noqa: PLC0415

    checked = check_sources(with_facts(root, read_sources(root)), today)
    for line in as_text(checked.findings, lang):
        click.echo(line)
    say(lang, "checked", count=len(checked.findings))
    raise click.exceptions.Exit(exit_code(checked.findings, strict=strict))
