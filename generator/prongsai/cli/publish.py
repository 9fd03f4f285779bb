"""`prongsai publish`."""

import datetime
from pathlib import Path

import click

from prongsai.cli import EXIT_CONTENT
from prongsai.cli.options import (
    exit_code,
    language_option,
    one_at_a_time,
    root_option,
    say,
    today_option,
)


@click.command("publish")
@root_option
@today_option
@language_option
@click.option(
    "--record",
    "recording",
    is_flag=True,
    help="Write every address of the site into content/published.yml.",
)
@one_at_a_time
def command(root: Path, today: datetime.date, lang: str, *, recording: bool) -> None:
    """Record what is published, so that no address gets lost later.

    With errors nothing is written.
    """
    from prongsai import plan, read
    from prongsai.reports.short import as_text
    from prongsai.site.published import provisional_addresses
    from prongsai.site.record import FILE, record
    from prongsai.yaml.edits import EditError

    if not recording:
        message = "say what to do: prongsai publish --record"
        raise click.UsageError(message)
    checked, planned = plan(read(root), today)
    if planned is None:
        for line in as_text(checked.findings, lang):
            click.echo(line)
        say(lang, "errors-first")
        raise click.exceptions.Exit(exit_code(checked.findings))
    if drafts := provisional_addresses(planned):
        say(lang, "recorded-provisional", count=len(drafts))
    try:
        new = record(root, planned)
    except EditError:
        say(lang, "record-not-written", file=FILE)
        raise click.exceptions.Exit(EXIT_CONTENT) from None
    say(lang, "recorded" if new else "recorded-nothing")
