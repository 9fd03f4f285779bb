"""`prongsai new`, and the new agency of `prongsai import`."""

import datetime
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from prongsai import messages
from prongsai.cli.exit_codes import EXIT_CONTENT, EXIT_USAGE
from prongsai.cli.options import language_option
from prongsai.cli.paths import a_file, a_folder
from prongsai.cli.today import today_option
from prongsai.model.site import Mode
from prongsai.new import (
    Answers,
    AnswersError,
    NotAHubError,
    NotEmptyError,
    TakenError,
    add_agency,
    agencies_of,
    example_site,
    new_site,
    read_answers,
    was_made,
)
from prongsai.new.answers import QUESTIONS, question
from prongsai.storage.write import recover
from prongsai.thai.dates import fiscal_year

answers_option = click.option(
    "--answers",
    "answers",
    type=a_file(exists=True),
    help="Read the answers of a new agency from this file instead of asking.",
)


@click.command("new")
@click.argument("folder", type=a_folder())
@answers_option
@click.option("--example", is_flag=True, help="The made-up agency, to look at.")
@today_option
@language_option
def command(
    folder: Path,
    answers: Path | None,
    today: datetime.date,
    lang: str,
    *,
    example: bool,
) -> None:
    """Start a site in FOLDER from five answers, or add an agency to a site of many."""
    recover(folder)
    if (folder / "content" / "site.yml").is_file() and not example:
        added(folder, answers, today, lang)
        return
    with _refusals(lang, folder):
        if example:
            example_site(folder)
            click.echo(messages.text("new", "made-example", lang, folder=folder))
            return
        given = _answers(answers, fiscal_year(today), lang)
        new_site(folder, given)
        _tell("made", given, folder, lang)


def added(root: Path, file: Path | None, today: datetime.date, lang: str) -> Answers:
    """Add an agency to a site of many and return what was answered."""
    with _refusals(lang, root):
        running = fiscal_year(today)
        before = None if file is None else _read(file, running, lang, ())
        if before is not None and was_made(root, before):
            alone = before.site is Mode.AGENCY
            _tell("made" if alone else "added", before, root, lang)
            return before
        given = _answers(file, running, lang, Mode.HUB, agencies_of(root))
        add_agency(root, given)
        _tell("added", given, root, lang)
    return given


def _tell(key: str, given: Answers, folder: Path, lang: str) -> None:
    facts = {
        "name": given.name,
        "year": given.year,
        "folder": folder,
        "own": given.folder,
    }
    click.echo(messages.text("new", key, lang, **facts))


def _answers(
    file: Path | None,
    running: int,
    lang: str,
    site: Mode | None = None,
    taken: Collection[str] = (),
) -> Answers:
    if file is not None:
        return _read(file, running, lang, taken)
    if not sys.stdin.isatty():
        click.echo(messages.text("new", "no-terminal", lang), err=True)
        for name in QUESTIONS:
            click.echo(f"  {question(name, lang)}: …", err=True)
        raise click.exceptions.Exit(EXIT_USAGE)
    from prongsai.cli.asking import ask

    return ask(running, lang, site, taken)


def _read(file: Path, running: int, lang: str, taken: Collection[str]) -> Answers:
    try:
        return read_answers(file.read_bytes(), running, taken)
    except AnswersError as error:
        click.echo(messages.text("new", "bad-answers", lang, file=file), err=True)
        for line in error.lines(lang):
            click.echo(f"  {line}", err=True)
        raise click.exceptions.Exit(EXIT_CONTENT) from None


@contextmanager
def _refusals(lang: str, folder: Path) -> Iterator[None]:
    """Print why nothing was written, and stop with exit code 2."""
    try:
        yield
    except NotEmptyError:
        _refuse("not-empty", lang, folder=folder)
    except NotAHubError:
        _refuse("not-a-hub", lang)
    except TakenError as error:
        _refuse("taken", lang, folder=str(error))


def _refuse(key: str, lang: str, **facts: object) -> None:
    click.echo(messages.text("new", key, lang, **facts), err=True)
    raise click.exceptions.Exit(EXIT_USAGE)
