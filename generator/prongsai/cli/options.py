"""Options and answers that several commands share."""

import functools
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ParamSpec, TypeVar

import click

from prongsai import messages
from prongsai.cli.exit_codes import EXIT_USAGE
from prongsai.cli.paths import a_file, a_folder
from prongsai.cli.terminal import echo_commands
from prongsai.storage.side_by_side import processes
from prongsai.storage.write import (
    PATIENCE,
    Busy,
    BusyError,
    project_lock,
    recover,
    write_file,
)

_Does = ParamSpec("_Does")
_Command = TypeVar("_Command", bound=Callable[..., object])


def _root(
    what: str, callback: Callable[..., Path] | None = None
) -> Callable[[_Command], _Command]:
    """Return the option `-C` of a folder that `callback` checks."""
    return click.option(
        "-C",
        "--root",
        type=a_folder(exists=True),
        default=".",
        callback=callback,
        help=what,
    )


def _recovered(ctx: click.Context, param: click.Parameter, root: Path) -> Path:
    """Undo what a killed command left behind."""
    del ctx, param
    recover(root)
    return root


def _with_content(ctx: click.Context, param: click.Parameter, root: Path) -> Path:
    """Check that it is a project, too."""
    if not (root / "content").is_dir():
        say(ctx.params.get("lang", "th"), "no-content", folder=root.resolve())
        raise click.exceptions.Exit(EXIT_USAGE)
    return _recovered(ctx, param, root)


root_option = _root("The project: the folder that holds content/.", _with_content)
folder_option = _root("The folder of the site, or where one is to be made.", _recovered)
repository_option = _root("The project, or a bare clone of it.")


def one_at_a_time(command: Callable[_Does, None]) -> Callable[_Does, None]:
    """Let a command that writes hold the project from before it reads until its end.

    It is the innermost decorator; the command has the options `root` and `lang`.
    """

    @functools.wraps(command)
    def alone(*args: _Does.args, **options: _Does.kwargs) -> None:
        root, lang = Path(str(options["root"])), str(options["lang"])
        name = click.get_current_context().info_name or ""
        try:
            with project_lock(
                root,
                name,
                patience=PATIENCE,
                post=_on_one_line(str(options.get("by") or "")),
                waiting=lambda busy: say(lang, "waiting", **at_work(busy)),
            ):
                command(*args, **options)
        except BusyError as error:
            say(lang, "busy", **at_work(error.busy))
            raise click.exceptions.Exit(EXIT_USAGE) from None

    return alone


def _on_one_line(text: str) -> str:
    """Return a text that another process wrote, without signs that move a terminal."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())[:200]


def at_work(busy: Busy) -> dict[str, str]:
    """Return who is at work, for a message; the clock is this computer's."""
    clock = re.search(r"T(\d\d:\d\d)", busy.since)
    return {
        "who": _on_one_line(busy.who) or "?",
        "command": f"prongsai {_on_one_line(busy.command)}".strip(),
        "process": _on_one_line(busy.process) or "?",
        "since": clock[1] if clock else "?",
    }


language_option = click.option(
    "--lang",
    type=click.Choice(messages.LANGUAGES),
    default="th",
    is_eager=True,  # what checks another option speaks it
    help="Language of messages.",
)
strict_option = click.option(
    "--strict", is_flag=True, help="Warnings give exit code 1 too."
)
jobs_option = click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(min=1),
    default=processes,
    help="How many processes work on agencies at once; one for each core if not said.",
)
output_option = click.option(
    "-o",
    "--output",
    type=a_file(),
    help="Write to this file instead of the terminal.",
)


def format_option(formats: Iterable[str], what: str) -> Callable[[_Command], _Command]:
    """Return the option `--format` of a command that reports in several."""
    return click.option(
        "--format", "form", type=click.Choice(list(formats)), default="text", help=what
    )


def say(language: str, key: str, /, **facts: object) -> None:
    """Print a message about the command itself, on standard error."""
    click.echo(messages.text("terminal", key, language, **facts), err=True)


def write_output(text: str, output: Path | None, *, commands: bool = False) -> None:
    """Write a report to a file (its folder is made), or to standard output.

    Only lines that are `commands` for a runner may command it.
    """
    if output is not None:
        write_file(output, text.encode())
    elif commands:
        echo_commands(text)
    else:
        click.echo(text, nl=False)
