"""`prongsai todo`."""

import datetime
from dataclasses import replace
from pathlib import Path

import click

from prongsai.assessment.scope import Scope
from prongsai.cli.choice import agency_option, checked_content, chosen, year_option
from prongsai.cli.options import language_option, root_option, today_option
from prongsai.internal.todo import NOBODY, Todo, below, todo
from prongsai.internal.todo_text import as_html, as_markdown, as_text
from prongsai.storage.internal_folder import FOLDER, write_internal

_PRINTED = {"text": as_text, "markdown": as_markdown}


@click.command("todo")
@root_option
@today_option
@language_option
@agency_option
@year_option
@click.option(
    "--unit",
    help=f"Only this unit (its id in agency.yml) with its sections; {NOBODY}: no unit.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice([*_PRINTED, "html"]),
    default="text",
    help="text for a chat, markdown, or html to print: a sheet of A4 a unit.",
)
def command(  # noqa: PLR0913, PLR0917 - one a option
    root: Path,
    today: datetime.date,
    lang: str,
    agency: str | None,
    year: int | None,
    unit: str | None,
    form: str,
) -> None:
    """List what is open, unit by unit, and until when.

    text and markdown are printed, html is written into build/internal.
    """
    content, checked = checked_content(root, today, lang)
    scopes = chosen(content, agency, year, today, lang)
    _known(scopes, unit)
    for number, scope in enumerate(scopes):
        whole = todo(scope, checked.findings, lang)
        wanted = whole if unit is None else _only(whole, below(scope, unit))
        if form in _PRINTED:
            click.echo("\n" * bool(number) + _PRINTED[form](wanted), nl=False)
        else:
            _write(root, wanted, whole=unit is None)


def _only(whole: Todo, units: frozenset[str]) -> Todo:
    return replace(whole, units=tuple(u for u in whole.units if u.id in units))


def _known(scopes: tuple[Scope, ...], unit: str | None) -> None:
    known = {one.id for scope in scopes for one in scope.agency.agency.value.units}
    if unit not in {None, NOBODY, *known}:
        message = f"no unit {unit!r}; there are: {', '.join(sorted(known))}, {NOBODY}"
        raise click.UsageError(message)


def _write(root: Path, owed: Todo, *, whole: bool) -> None:
    """Write a sheet for each unit, and all in one; earlier sheets are removed."""
    if whole:
        for old in sorted((root / FOLDER / owed.slug / str(owed.year)).glob("todo*")):
            old.unlink()
        data = as_html(owed, *owed.units)
        click.echo(write_internal(root, owed.slug, owed.year, "todo.html", data))
    for unit in owed.units:
        name = f"todo-{unit.id}.html"
        data = as_html(owed, unit)
        click.echo(write_internal(root, owed.slug, owed.year, name, data))
