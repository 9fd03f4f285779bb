"""`prongsai desk`."""

import datetime
import platform
import socket
import webbrowser
from importlib.util import find_spec
from pathlib import Path

import click

from prongsai import messages
from prongsai.cli.exit_codes import EXIT_USAGE
from prongsai.cli.options import folder_option, language_option
from prongsai.cli.paths import a_folder


@click.command("desk")
@folder_option
@language_option
@click.option("--port", default=0, help="Port on this computer (0: a free one).")
@click.option("--open/--no-open", "show", default=True, help="Open it in the browser.")
@click.option(
    "--bundle",
    type=a_folder(),
    help="Write the desk into this folder as a website that needs no installation.",
)
def command(
    root: Path, lang: str, port: int, bundle: Path | None, *, show: bool
) -> None:
    """Open the desk: this year's items in the browser."""
    if bundle is not None:
        _write(root, lang, bundle)
        return
    open_desk(root, lang, port, show=show)


def _write(root: Path, lang: str, folder: Path) -> None:
    """Write the desk that runs in a browser's tab, as a website."""
    from prongsai.desk.tab.bundle import NotOursError, write_bundle
    from prongsai.desk.tab.fetch import NotFetchedError

    try:
        files = write_bundle(folder, root / "build" / "cache" / "tab")
    except NotOursError:
        _refuse(lang, "bundle-in-use", folder=folder)
    except NotFetchedError as error:
        _refuse(lang, "bundle-not-fetched", reason=error)
    size = round(sum(map(len, files.values())) / 1_000_000)
    click.echo(messages.text("desk", "bundled", lang, folder=folder, size=size))


def installed() -> bool:
    """Return whether what the desk needs is there."""
    return all(find_spec(name) for name in ("starlette", "uvicorn", "python_multipart"))


def open_desk(root: Path, lang: str, port: int = 0, *, show: bool) -> None:
    """Serve the desk until the program is ended."""
    try:
        import uvicorn

        from prongsai.desk.application import desk_application, new_key
        from prongsai.desk.around import Around
        from prongsai.desk.importing.on_disk import OnDiskImporter
        from prongsai.desk.left_behind import clear
        from prongsai.desk.on_disk import OnDisk
        from prongsai.desk.past_on_disk import PastOnDisk
        from prongsai.desk.works_here import WorksHere
    except ImportError:
        _refuse(lang, "not-installed")
    from prongsai.site.frame import Frames

    clear(root, datetime.datetime.now())  # noqa: DTZ005 - the agency's own clock
    listening = _listening(lang, port)
    port, key = listening.getsockname()[1], new_key()
    application = desk_application(
        OnDisk(root=root),
        Frames(root=root),
        datetime.datetime.now,  # the agency's own clock
        key,
        around=Around(
            past=PastOnDisk(root=root, clock=datetime.datetime.now),
            works=WorksHere(root=root, clock=datetime.datetime.now, language=lang),
        ),
        importer=OnDiskImporter(root=root),
        hosts=frozenset({f"127.0.0.1:{port}", f"localhost:{port}"}),
        language=lang,
        computer=platform.node(),
    )
    address = f"http://127.0.0.1:{port}/?key={key}"
    click.echo(messages.text("desk", "opened", lang, address=address), err=True)
    if show:
        webbrowser.open(address)
    settings = uvicorn.Config(
        application, log_level="warning", server_header=False, lifespan="off"
    )
    try:
        uvicorn.Server(settings).run(sockets=[listening])
    except KeyboardInterrupt:  # the way to end it: nothing was left undone
        raise click.exceptions.Exit(EXIT_USAGE) from None


def _listening(language: str, port: int) -> socket.socket:
    """Listen on this computer only."""
    listening = socket.socket()
    try:
        listening.bind(("127.0.0.1", port))
    except OSError:
        listening.close()
        _refuse(language, "port-taken", port=port)
    listening.listen()
    return listening


def _refuse(language: str, key: str, **facts: object) -> None:
    click.echo(messages.text("desk", key, language, **facts), err=True)
    raise click.exceptions.Exit(EXIT_USAGE)
