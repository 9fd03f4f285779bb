"""The command `prongsai`: only this package uses the terminal.

One module for each command; it is imported when the command is used, so that short
commands stay quick.
"""

import importlib
import keyword
import sys
import traceback
from collections.abc import Mapping, Sequence
from typing import NoReturn

import click

from prongsai import __version__
from prongsai.cli.exit_codes import EXIT_BUG, EXIT_CONTENT, EXIT_USAGE

COMMANDS: Mapping[str, str] = {
    "build": "Check the content and build the site into build/site.",
    "check": "Check the content without building anything.",
    "checks": "Print what every rule looks at and whose rule it is.",
    "clean": "Make a copy of a file without what its pages do not show.",
    "confirm": "Write that a post looked at an item or one of its components.",
    "desk": "Open the desk: this year's items in the browser.",
    "diff": "Show what changed in meaning between two revisions or folders.",
    "export": "Write a year into an Excel workbook, to be filled in.",
    "import": "Read tables from Word, Excel, CSV or text into the year's YAML.",
    "new": "Start a new site in an empty folder.",
    "overview": "Show all agencies of a hub: who is behind, and what is broken.",
    "pdf": "Make the papers to sign and the posters, in build/paper.",
    "publish": "Put the site onto the web space of the agency; only what changed.",
    "roll-over": "Begin a year with what is still true of the one before.",
    "rules": "Read the official manual into rules, and tick what was compared with it.",
    "schemas": "Write the JSON Schemas that editors use.",
    "serve": "Build, show the site in the browser, build again on every change.",
    "settle": "Move what was entered under a draft to the year's own list.",
    "start": "Import the workbook in the folder, build, and open the site.",
    "submission": "Write the sheet for the assessor's system, into build/internal.",
    "todo": "List who owes what, unit by unit, and until when.",
}
"""Every command with its short help; `cli/<name>.py` holds it as `command`
(`import_.py` where the name is a word of Python)."""


class _Commands(click.Group):
    """All commands; what click refuses is said in the language that was asked for."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: object,
    ) -> click.Context:
        typed = tuple(args)
        _refuse_unreadable(typed)
        try:
            context = super().make_context(info_name, args, parent, **extra)
        except click.ClickException as error:
            raise _in_words(error, typed) from None
        context.obj = typed
        return context

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            raise _in_words(error, ctx.obj) from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            raise click.NoSuchCommand(cmd_name, possibilities=COMMANDS)
        name = cmd_name.replace("-", "_")
        name = f"{name}_" if keyword.iskeyword(name) else name
        module = importlib.import_module(f"prongsai.cli.{name}")
        command: click.Command = module.command
        return command

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.command(cls=_Commands)
@click.version_option(__version__, prog_name="prongsai")
def cli() -> None:
    """Check and publish what an agency discloses for the ITA."""


def _refuse_unreadable(typed: Sequence[str]) -> None:
    """Refuse words that are not UTF-8: they fit into no file that is written."""
    for word in typed:
        if word != word.encode(errors="replace").decode():
            from prongsai.cli.mistyped import mistyped, typed_language

            raise mistyped(typed_language(typed), "not-utf-8", word=repr(word))


def _in_words(
    error: click.ClickException, typed: Sequence[str]
) -> click.ClickException:
    """Return what click refuses as a sentence of ours."""
    from prongsai.cli.mistyped import in_words, typed_language

    return in_words(error, typed_language(typed))


def _done() -> str | int | None:
    """Do the command and return its code, once all that it prints is written."""
    code: str | int | None
    try:
        code = cli.main(standalone_mode=False)
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    return code


def main() -> None:
    """Run the command; an unexpected exception is our own bug."""
    from prongsai.storage.write import completed_steps

    with completed_steps() as done:
        _ended(done)


def _ended(done: Sequence[str]) -> NoReturn:
    """Run the command and end; `done` grows by what it completes."""
    from prongsai.cli.terminal import NotReadError, guard_streams, settle_output

    guard_streams()
    try:
        sys.exit(_done())
    except NotReadError:
        settle_output()
        sys.exit(EXIT_USAGE)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_USAGE)
    except (click.Abort, KeyboardInterrupt):
        from prongsai.cli.environment import stopped

        settle_output()
        click.echo(stopped(done), err=True)
        sys.exit(EXIT_USAGE)
    except Exception as error:  # noqa: BLE001 - the last resort
        from prongsai.cli.environment import refusal
        from prongsai.storage.complete import IncompleteError
        from prongsai.yaml.edits import EditError

        told = refusal(error, done)
        if told is not None:
            settle_output()
            click.echo(told, err=True)
            of_content = isinstance(error, EditError | IncompleteError)
            sys.exit(EXIT_CONTENT if of_content else EXIT_USAGE)
        traceback.print_exc()
        click.echo(f"prongsai {__version__}: this is a bug in the program", err=True)
        sys.exit(EXIT_BUG)
