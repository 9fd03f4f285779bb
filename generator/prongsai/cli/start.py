"""`prongsai start`, which the files to double-click run."""

import datetime
import os
import sys
import webbrowser
from pathlib import Path

import click

from prongsai import messages
from prongsai.cli.exit_codes import EXIT_CONTENT, EXIT_USAGE
from prongsai.cli.options import folder_option, language_option, one_at_a_time
from prongsai.cli.today import today_option


@click.command("start")
@folder_option
@today_option
@language_option
@click.option("--open/--no-open", "show", default=True, help="Open it in the browser.")
def command(root: Path, today: datetime.date, lang: str, *, show: bool) -> None:
    """Import the newest workbook in the folder, and open the desk.

    Where there is no screen, or with --no-open, it builds the site instead. If
    something is wrong, it opens the list: build/internal/findings.html.
    """
    from prongsai.cli.desk import installed, open_desk

    desk = show and _has_screen() and installed()
    _prepare(root=root, today=today, lang=lang, desk=desk, show=show)
    open_desk(root, lang, show=True)


@one_at_a_time
def _prepare(
    *, root: Path, today: datetime.date, lang: str, desk: bool, show: bool
) -> None:
    """Import; where there is no desk, build, show the site, and end.

    Raises:
        Exit: something is shown already, and the desk is not to be opened.
    """
    from prongsai.start import start, taken_in

    try:
        if desk:
            page = taken_in(root, lang, click.echo)
            if page is None:
                return
            click.echo(messages.text("workbook", "start-wrong", lang, file=page))
            webbrowser.open(page.resolve().as_uri())
            raise click.exceptions.Exit(EXIT_CONTENT)
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
