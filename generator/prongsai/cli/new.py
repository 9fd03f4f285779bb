"""`prongsai new`."""

import datetime
import sys
from pathlib import Path

import click

from prongsai import messages
from prongsai.cli import EXIT_CONTENT, EXIT_USAGE
from prongsai.cli.options import language_option, today_option
from prongsai.model.site import Mode
from prongsai.new import (
    Answers,
    AnswersError,
    NotAHubError,
    NotEmptyError,
    TakenError,
    add_agency,
    example_site,
    new_site,
    read_answers,
)
from prongsai.new.answers import QUESTIONS, question
from prongsai.thai.dates import fiscal_year


@click.command("new")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--answers",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Read the answers from this file, one line each, instead of asking.",
)
@click.option("--example", is_flag=True, help="The made-up agency, to look at.")
@today_option
@language_option
def command(
    folder: Path, file: Path | None, today: datetime.date, lang: str, *, example: bool
) -> None:
    """Start a site in FOLDER from five answers, or add an agency to a site of many."""
    try:
        if example:
            example_site(folder)
            click.echo(messages.text("new", "made-example", lang, folder=folder))
            return
        _make(folder, file, fiscal_year(today), lang)
    except NotEmptyError:
        _refuse("not-empty", lang, folder=folder)
    except NotAHubError:
        _refuse("not-a-hub", lang)
    except TakenError as error:
        _refuse("taken", lang, folder=str(error))


def _make(folder: Path, file: Path | None, running: int, lang: str) -> None:
    adds = (folder / "content" / "site.yml").is_file()
    given = _answers(file, running, lang, Mode.HUB if adds else None)
    (add_agency if adds else new_site)(folder, given)
    facts = {"name": given.name, "year": given.year, "folder": folder}
    click.echo(messages.text("new", "added" if adds else "made", lang, **facts))


def _answers(file: Path | None, running: int, lang: str, site: Mode | None) -> Answers:
    if file is not None:
        return _read(file, running, lang)
    if not sys.stdin.isatty():
        click.echo(messages.text("new", "no-terminal", lang), err=True)
        for name in QUESTIONS:
            click.echo(f"  {question(name, lang)}: …", err=True)
        raise click.exceptions.Exit(EXIT_USAGE)
    from prongsai.cli.asking import ask

    return ask(running, lang, site)


def _read(file: Path, running: int, lang: str) -> Answers:
    try:
        return read_answers(file.read_bytes(), running)
    except AnswersError as error:
        click.echo(messages.text("new", "bad-answers", lang, file=file), err=True)
        for line in error.lines(lang):
            click.echo(f"  {line}", err=True)
        raise click.exceptions.Exit(EXIT_CONTENT) from None


def _refuse(key: str, lang: str, **facts: object) -> None:
    click.echo(messages.text("new", key, lang, **facts), err=True)
    raise click.exceptions.Exit(EXIT_USAGE)
