"""Ask the five questions of a new agency on the terminal."""

from collections.abc import Collection, Sequence
from dataclasses import replace

import click

from prongsai import messages
from prongsai.loading.load import slug_problem
from prongsai.model.agency import AgencyKind
from prongsai.model.fields import FIRST_YEAR
from prongsai.model.site import Mode
from prongsai.new import Answers
from prongsai.new.answers import kinds, last_year, proposed_folder, question, sites


def ask(
    running: int, language: str, site: Mode | None = None, taken: Collection[str] = ()
) -> Answers:
    """Ask for an agency; `running` is the year (พ.ศ.) that is offered.

    With `site` it is not asked whether the site is that of one agency. `taken` are the
    folders of other agencies.
    """
    name = _text("name", language)
    kind = _kind(name, language)
    province = _text("province", language)
    district = _text("district", language, optional=True)
    year = click.prompt(
        question("year", language),
        default=running,
        type=click.IntRange(FIRST_YEAR, last_year(running)),
    )
    made = Answers(
        name=name,
        kind=kind,
        province=province,
        district=district,
        year=year,
        site=site or _site(language),
        folder="",
    )
    return replace(made, folder=_folder(made, taken, language))


def _text(name: str, language: str, *, optional: bool = False) -> str:
    asked = question(name, language)
    if optional:
        asked = messages.text("new", "ask-optional", language, question=asked)
    default = "" if optional else None
    while True:
        said = click.prompt(asked, default=default, show_default=False, type=str)
        text = " ".join(said.split())
        if text or optional:
            return text


def _kind(name: str, language: str) -> AgencyKind:
    """Ask for the kind; one that the agency's name begins with is offered."""
    known = kinds(language)
    offered = [index for index, kind in enumerate(known, 1) if name.startswith(kind)]
    number = _number("kind", tuple(known), offered[0] if offered else None, language)
    return tuple(known.values())[number - 1]


def _site(language: str) -> Mode:
    known = sites(language)
    return tuple(known.values())[_number("site", tuple(known), 1, language) - 1]


def _number(
    name: str, choices: Sequence[str], offered: int | None, language: str
) -> int:
    click.echo(question(name, language))
    for index, choice in enumerate(choices, 1):
        click.echo(f"  {index}. {choice}")
    number: int = click.prompt(
        messages.text("new", "ask-choice", language),
        default=offered,
        type=click.IntRange(1, len(choices)),
    )
    return number


def _folder(made: Answers, taken: Collection[str], language: str) -> str:
    """Offer a name for the folder, and ask until there is one that can be used."""
    asked = question("folder", language)
    words = messages.text("new", "ask-folder", language, question=asked)
    offered = proposed_folder(made, taken) or None
    while True:
        said = click.prompt(words, default=offered, type=str).strip()
        if said in taken:
            click.echo(messages.text("new", "taken-name", language, said=said))
        elif slug_problem(said):
            facts = {"said": said, "question": asked}
            click.echo(messages.text("new", "bad-folder", language, **facts))
        else:
            return said
