"""The command `prongsai`: the one place that speaks with the terminal.

Exit codes: 0 fine, 1 errors in the content, 2 wrong usage or environment, 70 our own
bug (with traceback). Modules are imported when a command needs them.
"""

import datetime
import sys
import traceback
from pathlib import Path

import click

from prongsai import __version__

EXIT_CONTENT, EXIT_USAGE, EXIT_BUG = 1, 2, 70


def main() -> None:
    """Run the command; an exception that nobody expected is our own bug."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(EXIT_USAGE)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(EXIT_USAGE)
    except Exception:  # noqa: BLE001 - the last resort
        traceback.print_exc()
        click.echo(f"prongsai {__version__}: this is a bug of the program", err=True)
        sys.exit(EXIT_BUG)


class _Day(click.ParamType[datetime.date]):
    """A day as `2568-03-31` (พ.ศ.)."""

    name = "day"

    def convert(
        self,
        value: str | datetime.date,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> datetime.date:
        from prongsai.thai.dates import parse_date  # noqa: PLC0415

        if isinstance(value, datetime.date):
            return value
        try:
            return parse_date(value)
        except ValueError:
            self.fail(f"{value!r} is not a day like 2568-03-31 (พ.ศ.)", param, ctx)


root_option = click.option(
    "-C",
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The project: the folder that holds content/.",
)
today_option = click.option(
    "--today", type=_Day(), default=None, help="Check as of this day (พ.ศ.)."
)
language_option = click.option(
    "--lang",
    type=click.Choice(["th", "en"]),
    default="th",
    help="Language of messages.",
)
strict_option = click.option(
    "--strict", is_flag=True, help="Warnings give exit code 1 too."
)


@click.group()
@click.version_option(__version__, prog_name="prongsai")
def cli() -> None:
    """Check and publish what an agency discloses for the ITA."""


@cli.command()
@root_option
@today_option
@language_option
@strict_option
def build(root: Path, today: datetime.date | None, lang: str, *, strict: bool) -> None:
    """Check the content and build the site into build/site."""
    from prongsai.build import build as run  # noqa: PLC0415

    _need_content(root)
    built = run(root, today or datetime.date.today())  # noqa: DTZ011 - the agency's day
    _report(built.findings, lang)
    _say(lang, "built" if built.pages else "not-built", pages=built.pages)
    raise click.exceptions.Exit(_exit_code(built.findings, strict=strict))


@cli.command()
@root_option
@today_option
@language_option
@strict_option
def check(root: Path, today: datetime.date | None, lang: str, *, strict: bool) -> None:
    """Check the content without building anything."""
    from prongsai.build import check_sources  # noqa: PLC0415
    from prongsai.sources import read_sources  # noqa: PLC0415

    _need_content(root)
    day = today or datetime.date.today()  # noqa: DTZ011
    checked = check_sources(read_sources(root), day)
    _report(checked.findings, lang)
    _say(lang, "checked", count=len(checked.findings))
    raise click.exceptions.Exit(_exit_code(checked.findings, strict=strict))


def _need_content(root: Path) -> None:
    if not (root / "content").is_dir():
        message = f"no folder content/ in {root}; begin with: prongsai new FOLDER"
        raise click.UsageError(message)


def _exit_code(findings: tuple[object, ...], *, strict: bool) -> int:
    from prongsai.findings import Finding, Severity  # noqa: PLC0415

    bad = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    severities = {f.severity for f in findings if isinstance(f, Finding)}
    return EXIT_CONTENT if severities & bad else 0


def _report(findings: tuple[object, ...], language: str) -> None:
    from prongsai.findings import Finding  # noqa: PLC0415
    from prongsai.report import as_text  # noqa: PLC0415

    known = [finding for finding in findings if isinstance(finding, Finding)]
    for line in as_text(known, language):
        click.echo(line)


def _say(language: str, key: str, /, **facts: object) -> None:
    from prongsai.messages import text  # noqa: PLC0415

    click.echo(text("terminal", key, language, **facts), err=True)
