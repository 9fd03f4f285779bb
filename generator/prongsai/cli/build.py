"""`prongsai build`."""

import datetime
import gc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prongsai.cli import EXIT_BUG
from prongsai.cli.options import (
    exit_code,
    language_option,
    one_at_a_time,
    root_option,
    say,
    strict_option,
    today_option,
)

if TYPE_CHECKING:
    from prongsai import Plan


@click.command("build")
@root_option
@today_option
@language_option
@strict_option
@click.option("--force", is_flag=True, help="Build even if nothing changed.")
@click.option(
    "--fragments",
    is_flag=True,
    help="Write each page for pasting into a CMS, too: build/fragments.",
)
@click.option(
    "--zip",
    "offline",
    is_flag=True,
    help="Pack a copy that opens without a server, too: build/…-offline.zip.",
)
@one_at_a_time
def command(  # noqa: PLR0913 - one argument an option
    root: Path,
    today: datetime.date,
    lang: str,
    *,
    strict: bool,
    force: bool,
    fragments: bool,
    offline: bool,
) -> None:
    """Check the content and build the site into build/site.

    With errors nothing is written and the old site stays. It also stays if the verifier
    finds an error of the program itself (exit code 70).
    """
    from prongsai import manifest
    from prongsai.storage.content_folder import read_sources

    sources = read_sources(root)
    last = None if force else manifest.unchanged(root, sources, today)
    if last is not None:
        click.echo(last.report(lang), nl=False)
        say(lang, "unchanged")
        if fragments or offline:
            from prongsai import plan, read

            _, planned = plan(read(root), today)
            _more(root, planned, lang, fragments=fragments, offline=offline)
        raise click.exceptions.Exit(last.exit_code(strict=strict))
    gc.disable()  # what is loaded stays
    from prongsai import build
    from prongsai.reports.short import as_text

    gc.freeze()
    gc.set_threshold(100_000, 50, 50)  # and so does most of what a build makes
    gc.enable()
    built = build(root, sources, today)
    for line in as_text(built.findings, lang):
        click.echo(line)
    for line in as_text(built.site_errors, lang):
        click.echo(line)
    if built.site_errors:
        say(lang, "broken")
        raise click.exceptions.Exit(EXIT_BUG)
    say(lang, "built" if built.pages else "not-built", pages=built.pages)
    _more(root, built.plan, lang, fragments=fragments, offline=offline)
    raise click.exceptions.Exit(exit_code(built.findings, strict=strict))


def _more(
    root: Path,
    plan: "Plan | None",
    lang: str,
    *,
    fragments: bool,
    offline: bool,
) -> None:
    """Write what was asked for in addition to the site."""
    if plan is None:
        return
    from prongsai import export_fragments, export_offline

    if fragments:
        say(lang, "fragments", count=export_fragments(root, plan))
    if offline:
        copy = export_offline(root, plan.context.content.site.value)
        say(lang, "offline", file=f"build/{copy.name}")
