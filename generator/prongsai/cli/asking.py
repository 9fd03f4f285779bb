"""Ask the five questions of a new agency on the terminal."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TypeVar

import click

from prongsai import messages
from prongsai.loading.load import slug_problem
from prongsai.model.agency import AgencyKind
from prongsai.model.site import Mode
from prongsai.new import Answers
from prongsai.new.answers import kinds, proposed_folder, question, sites, year_of
from prongsai.thai.digits import to_arabic

Answer = TypeVar("Answer")


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
    year = _asked(
        question("year", language),
        str(running),
        lambda said: year_of(said, running),
        lambda said: _say(language, "bad-year", said=said, running=running),
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


def _asked(
    words: str,
    offered: str | None,
    read: Callable[[str], Answer | None],
    wrong: Callable[[str], str],
) -> Answer:
    """Ask until there is an answer that `read` takes; say what is wrong with others."""
    while True:
        said = click.prompt(
            words, default=offered or "", show_default=bool(offered), type=str
        )
        text = " ".join(said.split())
        answer = read(text)
        if answer is not None:
            return answer
        click.echo(wrong(text))


def _say(language: str, key: str, **facts: object) -> str:
    return messages.text("new", key, language, **facts)


def _text(name: str, language: str, *, optional: bool = False) -> str:
    asked = question(name, language)
    words = _say(language, "ask-optional", question=asked) if optional else asked
    return _asked(
        words,
        None,
        lambda said: said if said or optional else None,
        lambda _: _say(language, "ask-again", question=asked),
    )


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
    numbers = {str(number): number for number in range(1, len(choices) + 1)}
    return _asked(
        _say(language, "ask-choice"),
        str(offered) if offered else None,
        lambda said: numbers.get(to_arabic(said)),
        lambda said: _say(language, "bad-choice", said=said, last=len(choices)),
    )


def _folder(made: Answers, taken: Collection[str], language: str) -> str:
    """Offer a name for the folder, and ask until there is one that can be used."""
    asked = question("folder", language)

    def wrong(said: str) -> str:
        key = "taken-name" if said in taken else "bad-folder"
        return _say(language, key, said=said, question=asked)

    return _asked(
        _say(language, "ask-folder", question=asked),
        proposed_folder(made, taken) or None,
        lambda said: None if said in taken or slug_problem(said) else said,
        wrong,
    )
