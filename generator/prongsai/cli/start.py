"""`prongsai start`, which the files to double-click run."""

import datetime
import os
import sys
import webbrowser
from pathlib import Path

import click

from prongsai import messages
from prongsai.cli import EXIT_CONTENT, EXIT_USAGE
from prongsai.cli.options import (
    folder_option,
    language_option,
    one_at_a_time,
    today_option,
)


@click.command("start")
@folder_option
@today_option
@language_option
@click.option("--open/--no-open", "show", default=True, help="Open it in the browser.")
@one_at_a_time
def command(root: Path, today: datetime.date, lang: str, *, show: bool) -> None:
    """Import the newest workbook in the folder, build, and open the site.

    If something is wrong, it opens the list: build/internal/findings.html. In a folder
    without a site it opens a page that asks what to make one of.
    """
    from prongsai.start import start

    try:
        started = start(root, today, lang, click.echo)
    except ModuleNotFoundError:
        click.echo(messages.text("workbook", "no-openpyxl", lang), err=True)
        raise click.exceptions.Exit(EXIT_USAGE) from None
    path = started.show.resolve()
    click.echo(messages.text("workbook", started.message, lang, file=path))
    if show and _has_screen():
        webbrowser.open(path.as_uri())
    raise click.exceptions.Exit(0 if started.built and started.whole else EXIT_CONTENT)


def _has_screen() -> bool:
    """Return whether a browser can show something; a server has none."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
