"""`prongsai todo`."""

import datetime
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.cli.choice import agency_option, checked_content, chosen, year_option
from prongsai.cli.mistyped import mistyped
from prongsai.cli.options import format_option, language_option, root_option
from prongsai.cli.today import today_option
from prongsai.internal.todo import NOBODY, Todo, below, todo
from prongsai.internal.todo_text import as_html, as_markdown, as_text
from prongsai.publishing.receipt import newest
from prongsai.storage.below import found_in
from prongsai.storage.internal_folder import FOLDER, internal_path
from prongsai.storage.write import write_all

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
@format_option(
    [*_PRINTED, "html"],
    "text for a chat, markdown, or html to print: a sheet of A4 a unit.",
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
    content, checked = checked_content(root, today, lang, agency)
    assessed_years = chosen(content, agency, year, today, lang)
    live = newest(root, content.site.value.site_url)
    _known(assessed_years, unit, lang)
    sheets: dict[str, bytes | None] = {}
    for number, assessed in enumerate(assessed_years):
        whole = todo(assessed, checked.findings, lang, live)
        wanted = whole if unit is None else _only(whole, below(assessed, unit))
        if form in _PRINTED:
            click.echo("\n" * bool(number) + _PRINTED[form](wanted), nl=False)
        else:
            sheets |= _sheets(root, wanted, whole=unit is None)
    if sheets:
        write_all(root, sheets)
    for path in (path for path, data in sheets.items() if data is not None):
        click.echo(path)


def _only(whole: Todo, units: frozenset[str]) -> Todo:
    return replace(whole, units=tuple(u for u in whole.units if u.id in units))


def _known(
    assessed_years: tuple[AssessedYear, ...], unit: str | None, lang: str
) -> None:
    known = {
        one.id
        for assessed in assessed_years
        for one in assessed.agency.agency.value.units
    }
    if unit not in {None, NOBODY, *known}:
        facts = {"unit": unit, "known": ", ".join((*sorted(known), NOBODY))}
        raise mistyped(lang, "no-unit", **facts)


def _sheets(root: Path, owed: Todo, *, whole: bool) -> Mapping[str, bytes | None]:
    """Return a sheet for each unit, and all in one; earlier sheets are removed."""
    sheets: dict[str, bytes | None] = {}
    if whole:
        earlier = found_in(root / FOLDER / owed.slug / str(owed.year), "todo*")
        sheets |= {
            internal_path(owed.slug, owed.year, old.name): None for old in earlier
        }
        path = internal_path(owed.slug, owed.year, "todo.html")
        sheets[path] = as_html(owed, *owed.units)
    for unit in owed.units:
        path = internal_path(owed.slug, owed.year, f"todo-{unit.id}.html")
        sheets[path] = as_html(owed, unit)
    return sheets
