"""`prongsai roll-over`."""

import datetime
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TypeAlias

import click

from prongsai import messages
from prongsai.cli.choice import agency_option, checked_content
from prongsai.cli.exit_codes import EXIT_CONTENT
from prongsai.cli.mistyped import mistyped
from prongsai.cli.options import language_option, one_at_a_time, root_option
from prongsai.cli.today import today_option
from prongsai.loading.content import AgencyContent, Content, Year
from prongsai.storage.complete import read_complete
from prongsai.storage.internal_folder import internal_path
from prongsai.storage.write import write_all
from prongsai.thai.dates import fiscal_year
from prongsai.thai.years import FIRST_YEAR, LAST_YEAR
from prongsai.yaml.edits import EditError
from prongsai.years.accepting import EVERY, accept, ids_of

Wanted: TypeAlias = AbstractSet[str]
"""Ids of proposals, or `all`."""


@click.command("roll-over")
@root_option
@today_option
@language_option
@agency_option
@click.option(
    "--year",
    type=click.IntRange(FIRST_YEAR, LAST_YEAR),
    help="The year to begin (พ.ศ.); the running one if not given.",
)
@click.option(
    "--accept",
    "accepted",
    multiple=True,
    metavar="ID",
    help="Take this proposal (or: all) into the year's analysis; make nothing else.",
)
@click.option("--undo", is_flag=True, help="Take away what it made for the year.")
@one_at_a_time
def command(  # noqa: PLR0913 - one a flag
    root: Path,
    today: datetime.date,
    lang: str,
    agency: str | None,
    year: int | None,
    accepted: tuple[str, ...],
    *,
    undo: bool,
) -> None:
    """Begin a year with what is still true of the one before.

    Nothing that a person wrote is changed, and a second run changes nothing.
    """
    wanted = year or fiscal_year(today)
    content, _ = checked_content(root, today, lang, agency)
    owners = [one for one in content.agencies if agency in {None, one.slug}]
    if not owners:
        known = ", ".join(one.slug for one in content.agencies)
        raise mistyped(lang, "no-agency", known=known)
    if accepted:
        _accept(root, owners, wanted, frozenset(accepted), lang)
        return
    done = [
        _undo(root, owner.slug, wanted, lang)
        if undo
        else _roll_over(root, content, owner, wanted, today, lang)
        for owner in owners
    ]
    if not any(done):
        raise click.exceptions.Exit(EXIT_CONTENT)


def _say(lang: str, key: str, **facts: object) -> None:
    click.echo(messages.text("years", key, lang, **facts))


def _roll_over(
    root: Path,
    content: Content,
    owner: AgencyContent,
    year: int,
    today: datetime.date,
    lang: str,
) -> bool:
    from prongsai.years.rolling import roll_over
    from prongsai.years.sheet import as_html
    from prongsai.years.written import made_before, write

    made = made_before(root, owner.slug, year)
    sources = read_complete(root, owner.slug)
    rolled = roll_over(sources, content, owner, year, lang, made)
    if rolled is None:
        _say(lang, "roll-over-nothing", before=year - 1, year=year)
        return False
    write(root, rolled)
    for name in rolled.files:
        key = "roll-over-filled" if name in rolled.filled else "roll-over-wrote"
        _say(lang, key, file=name)
    for one in rolled.proposals if rolled.files else ():
        code = ", ".join(target["code"] for target in one["scope"])
        facts = {"id": one["id"], "code": code, "text": one["text"]}
        _say(lang, "roll-over-proposal", **facts)
    for name in rolled.there:
        _say(lang, "roll-over-there", file=name)
    sheet = internal_path(owner.slug, year, "start.html")
    write_all(root, {sheet: as_html(rolled, content, owner, today, lang)})
    _say(lang, "roll-over-sheet", file=sheet)
    return True


def _accept(
    root: Path, owners: Sequence[AgencyContent], year: int, wanted: Wanted, lang: str
) -> None:
    """Take proposals into the analysis of their agency; an unknown one is an error."""
    years = [one for owner in owners if (one := owner.year(year)) and one.measures]
    missing = set(wanted) - {EVERY}
    failed = False
    for one in years:
        try:
            missing &= set(_taken(root, one, wanted, lang))
        except EditError:
            failed = True
    known = ", ".join(name for one in years for name in ids_of(one)) or "–"
    for name in sorted(missing):
        _say(lang, "accept-unknown", id=name, known=known)
    if failed or missing:
        raise click.exceptions.Exit(EXIT_CONTENT)


def _taken(root: Path, year: Year, wanted: Wanted, lang: str) -> tuple[str, ...]:
    """Take proposals of a year, and return the ids that it does not know."""
    file = year.measures.file if year.measures else ""
    try:
        made = accept((root / file).read_bytes(), wanted)
    except EditError:
        _say(lang, "accept-not-written", file=file)
        raise
    if made.data is not None:
        write_all(root, {file: made.data})
    for name in made.taken:
        _say(lang, "accept-taken", id=name, year=year.fiscal_year, file=file)
    for name in made.there:
        _say(lang, "accept-there", id=name)
    return made.unknown


def _undo(root: Path, slug: str, year: int, lang: str) -> bool:
    from prongsai.years.written import Undone, undo

    undone = undo(root, slug, year)
    for name in undone.changed:
        _say(lang, "roll-over-changed", file=name)
    for name in undone.gone:
        _say(lang, "roll-over-undone", file=name)
    for name in undone.restored:
        _say(lang, "roll-over-restored", file=name)
    if undone == Undone():
        _say(lang, "roll-over-no-undo", year=year)
    return bool(undone.gone or undone.restored)
