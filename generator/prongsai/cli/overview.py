"""`prongsai overview`."""

import datetime
from pathlib import Path

import click

from prongsai import check, read
from prongsai.cli.exit_codes import EXIT_CONTENT
from prongsai.cli.options import language_option, root_option, say
from prongsai.cli.today import today_option
from prongsai.internal.overview import as_html, as_text, overview
from prongsai.publishing.receipt import newest
from prongsai.reports.short import as_text as findings_as_text
from prongsai.site.manifest import kept_since
from prongsai.storage.internal_folder import FOLDER
from prongsai.storage.write import write_all

PAGE = f"{FOLDER}/overview.html"


@click.command("overview")
@root_option
@today_option
@language_option
def command(root: Path, today: datetime.date, lang: str) -> None:
    """Show all agencies of a hub: who is behind, whose survey is open, what is broken.

    It is printed, and written as a page into build/internal. An agency with errors has
    its line like the others.
    """
    checked = check(read(root), today)
    if checked.content is None:
        for line in findings_as_text(checked.findings, lang):
            click.echo(line)
        say(lang, "errors-first")
        raise click.exceptions.Exit(EXIT_CONTENT)
    live = newest(root, checked.content.site.value.site_url)
    seen = overview(checked, today, lang, live, kept_since(root))
    for line in as_text(seen):
        click.echo(line)
    folder = root / FOLDER
    there = frozenset(one.sheet for one in seen.lines if (folder / one.sheet).is_file())
    write_all(root, {PAGE: as_html(seen, there)})
    click.echo(PAGE)
