"""`prongsai pdf`."""

import datetime
from collections.abc import Iterable
from pathlib import Path

import click

from prongsai import Content, check, read
from prongsai.cli.choice import agency_option
from prongsai.cli.exit_codes import EXIT_CONTENT
from prongsai.cli.mistyped import mistyped
from prongsai.cli.options import language_option, one_at_a_time, root_option, say
from prongsai.cli.today import today_option
from prongsai.findings import has_errors
from prongsai.model.fields import FIRST_YEAR, LAST_YEAR
from prongsai.paper.kinds import KINDS, Paper, papers
from prongsai.paper.make import available, make_papers
from prongsai.paper.signs import unknown_signs
from prongsai.reports.short import as_text
from prongsai.storage.content_folder import with_small
from prongsai.storage.papers import FOLDER


@click.command("pdf")
@root_option
@today_option
@language_option
@agency_option
@click.option(
    "--year",
    type=click.IntRange(FIRST_YEAR, LAST_YEAR),
    help="Only this fiscal year (พ.ศ.).",
)
@click.argument("kinds", metavar="[KIND]...", nargs=-1, type=click.Choice(list(KINDS)))
@one_at_a_time
def command(
    root: Path,
    today: datetime.date,
    lang: str,
    agency: str | None,
    year: int | None,
    kinds: tuple[str, ...],
) -> None:
    r"""Make the papers to sign and the posters, in build/paper.

    The next `prongsai build` publishes them with their pages.

    \b
    KIND is one of:
      measures   the measures, to sign
      report     the report of each round, to sign
      checklist  the OIT checklist
      poster-a4  the call to the EIT survey on A4
      poster-a5  the same on A5
      poster-square  the same as a picture for LINE and Facebook
    """
    if not available():
        raise mistyped(lang, "no-typst")
    checked = check(with_small(root, read(root)), today)
    if checked.content is None or has_errors(checked.findings):
        for line in as_text(checked.findings, lang):
            click.echo(line)
        say(lang, "no-papers-with-errors")
        raise click.exceptions.Exit(EXIT_CONTENT)
    chosen = list(_chosen(checked.content, agency, year, kinds))
    if not chosen:
        known = ", ".join(one.slug for one in checked.content.agencies)
        raise mistyped(lang, "no-agency", known=known)
    failed = make_papers(
        root,
        chosen,
        lambda slug, number: (
            not kinds
            and (agency or slug) == slug
            and (str(year) if year else number) == number
        ),
    )
    for paper in chosen:
        if paper.path in failed:
            reason = failed[paper.path]
            say(lang, "not-printed", title=paper.title, path=paper.path, reason=reason)
            continue
        click.echo(f"{FOLDER}/{paper.path}")
        for sign, near in unknown_signs(paper.data):
            say(lang, "sign-not-shown", sign=sign, near=near, title=paper.title)
    say(lang, "printed", count=len(chosen) - len(failed))
    if failed:
        raise click.exceptions.Exit(EXIT_CONTENT)


def _chosen(
    content: Content, agency: str | None, year: int | None, kinds: tuple[str, ...]
) -> Iterable[Paper]:
    return (
        paper
        for paper in papers(content)
        if (agency or paper.agency) == paper.agency
        and (year or paper.year) == paper.year
        and (not kinds or paper.kind in kinds)
    )
