"""`prongsai settle`."""

import datetime
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prongsai import messages
from prongsai.cli.choice import agency_option, checked_content, chosen, year_option
from prongsai.cli.mistyped import MistypedError, mistyped
from prongsai.cli.options import language_option, one_at_a_time, root_option
from prongsai.cli.today import today_option

if TYPE_CHECKING:
    from prongsai.assessment.assessed_year import AssessedYear
    from prongsai.loading.content import Content
    from prongsai.years.settling import Settled


def _answers(
    ctx: click.Context, param: click.Parameter, given: tuple[str, ...]
) -> Mapping[str, str]:
    del param
    pairs = [one.partition("=")[::2] for one in given]
    if not all(old and new for old, new in pairs):
        raise mistyped(ctx.params.get("lang", "th"), "old-new")
    return dict(pairs)


@click.command("settle")
@root_option
@today_option
@language_option
@agency_option
@year_option
@click.option(
    "--to",
    "answers",
    multiple=True,
    callback=_answers,
    metavar="OLD=NEW",
    help="Where an item of the draft belongs (O5=O7), or O5=- where it has no place.",
)
@one_at_a_time
def command(
    root: Path,
    today: datetime.date,
    lang: str,
    agency: str | None,
    year: int | None,
    answers: Mapping[str, str],
) -> None:
    """Move what was entered under a draft to the year's own list of items.

    What is not sure is asked, or waits. Run again, it changes nothing.
    """
    from prongsai.years.settle import settle_year

    content, _ = checked_content(root, today, lang, agency)
    years = chosen(content, agency, year, today, lang)
    _refuse_unknown(content, years, answers, lang)
    for assessed in years:
        where = assessed.agency.slug, assessed.year.fiscal_year
        settled = settle_year(root, *where, answers, today)
        _tell(settled, lang)
        asked = {} if answers or not sys.stdin.isatty() else _asked(settled, lang)
        if asked:
            _tell(settle_year(root, *where, asked, today), lang)
        if not (settled.files or settled.waiting):
            click.echo(_say(lang, "settle-nothing", agency=where[0], year=where[1]))


def _say(lang: str, key: str, **facts: object) -> str:
    return messages.text("years", key, lang, **facts)


def _refuse_unknown(
    content: "Content",
    years: "Sequence[AssessedYear]",
    answers: Mapping[str, str],
    lang: str,
) -> None:
    """Refuse a place that the year does not have, before anything is written."""
    from prongsai.years.moving import NOWHERE

    for year in (one.year.fiscal_year for one in years):
        rules = content.catalogues.get(year)
        known = [item.code for item in rules.items] if rules else []
        wrong = [new for new in answers.values() if new not in {*known, NOWHERE}]
        if wrong and known:
            facts = {"codes": ", ".join(wrong), "year": year, "last": known[-1]}
            raise MistypedError(_say(lang, "settle-unknown", **facts))


def _tell(settled: "Settled", lang: str) -> None:
    for old, new in settled.codes.items():
        click.echo(_say(lang, "settle-moved", old=old, new=new))
    for old, new in settled.taken.items():
        click.echo(_say(lang, "settle-taken", old=old, new=new))
    for code, title, may_be in settled.questions:
        key = "settle-parts" if code in settled.parts else "settle-waits"
        click.echo(_say(lang, key, code=code, title=title, may_be=may_be))


def _asked(settled: "Settled", lang: str) -> Mapping[str, str]:
    """Ask for every item without a sure place; an empty answer leaves it waiting."""
    given = {
        code: click.prompt(
            _say(lang, "settle-ask", code=code, title=title, may_be=may_be),
            default="",
            show_default=False,
        ).strip()
        for code, title, may_be in settled.questions
    }
    return {code: answer for code, answer in given.items() if answer}
