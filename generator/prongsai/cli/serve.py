"""`prongsai serve`."""

import datetime
import functools
import signal
from pathlib import Path

import click

from prongsai import messages
from prongsai.cli.environment import refusal
from prongsai.cli.exit_codes import EXIT_USAGE
from prongsai.cli.mistyped import mistyped
from prongsai.cli.options import at_work, language_option, root_option, say
from prongsai.storage.side_by_side import LostProcessError
from prongsai.storage.write import BusyError


@click.command("serve")
@root_option
@language_option
@click.option("--port", default=8000, help="Port on this computer (0: a free one).")
def command(root: Path, lang: str, port: int) -> None:
    """Build, show the site in the browser, build again on every change."""
    from prongsai.preview import Preview, start_server, watch
    from prongsai.preview.rebuilding import Rebuilt
    from prongsai.reports.short import as_text
    from prongsai.site.kept_pages import kept_lines

    def tell(built: Rebuilt) -> None:
        if built.refused:
            click.echo(built.refused, err=True)
            return
        for line in as_text(built.findings, lang):
            click.echo(line)
        for line in kept_lines(built.kept, lang):
            click.echo(line)
        say(lang, "rebuilt" if built.pages else "not-built", pages=built.pages)

    preview = Preview(root=root, language=lang)
    try:
        server = start_server(preview, port)
    except OSError as error:
        facts = {"port": port, "reason": error.strerror}
        raise mistyped(lang, "no-port", **facts) from None
    say(lang, "serving", address=f"http://127.0.0.1:{server.server_port}/")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        watch(preview, datetime.date.today, tell, functools.partial(refused, lang))
    except KeyboardInterrupt:  # the way to end it: nothing was left undone
        raise click.exceptions.Exit(EXIT_USAGE) from None


def refused(language: str, error: Exception) -> str | None:
    """Return what the computer refused to a build, and that the preview goes on."""
    if isinstance(error, BusyError):
        why: str | None = messages.text(
            "terminal", "build-waits", language, **at_work(error.busy)
        )
    elif isinstance(error, LostProcessError):
        why = messages.text("terminal", "build-lost", language)
    else:
        why = refusal(error)
    if why is None:
        return None
    return "\n".join((why, messages.text("terminal", "serving-on", language)))
