"""`prongsai pdf`."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prongsai import messages
from prongsai.cli.exit_codes import EXIT_CONTENT
from prongsai.cli.mistyped import mistyped
from prongsai.cli.options import language_option, one_at_a_time, root_option, say
from prongsai.cli.today import today_option
from prongsai.paper.last_run import Line, inputs, last_lines, remember
from prongsai.storage.papers import FOLDER
from prongsai.thai.years import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from prongsai.paper.kinds import Paper

KINDS = (
    *("measures", "report", "checklist"),
    *("poster-a4", "poster-a5", "poster-square"),
)
"""Those of `prongsai.paper.kinds`, which takes longer to load than most runs."""


@click.command("pdf")
@root_option
@today_option
@language_option
@click.option("--agency", help="Only this agency (the name of its folder).")
@click.option(
    "--year",
    type=click.IntRange(FIRST_YEAR, LAST_YEAR),
    help="Only this fiscal year (พ.ศ.).",
)
@click.argument("kinds", metavar="[KIND]...", nargs=-1, type=click.Choice(KINDS))
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
    if find_spec("typst") is None:
        raise mistyped(lang, "no-typst")
    key = inputs(root, today, lang, agency, year, *kinds)
    lines, whole = last_lines(root, key), True
    if lines is None:
        asked = _Asked(agency=agency, year=year, kinds=kinds)
        lines, whole = _make(root, today, lang, asked)
        if whole:
            remember(root, key, lines)
    for text, is_note in lines:
        click.echo(text, err=is_note)
    if not whole:
        raise click.exceptions.Exit(EXIT_CONTENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Which papers were asked for."""

    agency: str | None
    year: int | None
    kinds: tuple[str, ...]

    def replaces(self, slug: str, year: str) -> bool:
        """Return whether earlier papers of an agency's year are replaced."""
        here = (self.agency or slug) == slug and str(self.year or year) == year
        return here and not self.kinds

    def has(self, paper: "Paper") -> bool:
        """Return whether a paper was asked for."""
        return (
            (self.agency or paper.agency) == paper.agency
            and (self.year or paper.year) == paper.year
            and (not self.kinds or paper.kind in self.kinds)
        )


def _make(
    root: Path, today: datetime.date, lang: str, asked: _Asked
) -> tuple[list[Line], bool]:
    """Make the papers; return what to print, and whether all could be made."""
    from prongsai.paper.make import make_papers

    chosen = _chosen(root, today, lang, asked)
    failed = make_papers(root, chosen, asked.replaces)
    lines = [line for paper in chosen for line in _lines(paper, failed, lang)]
    count = len(chosen) - len(failed)
    printed = messages.text("terminal", "printed", lang, count=count)
    return [*lines, (printed, True)], not failed


def _lines(paper: "Paper", failed: Mapping[str, str], lang: str) -> Iterator[Line]:
    """Yield what is printed about one paper."""
    from prongsai.paper.signs import unknown_signs

    if paper.path in failed:
        facts = {"path": paper.path, "reason": failed[paper.path]}
        yield _note(lang, "not-printed", title=paper.title, **facts)
        return
    yield f"{FOLDER}/{paper.path}", False
    for sign, near in unknown_signs(paper.data):
        yield _note(lang, "sign-not-shown", sign=sign, near=near, title=paper.title)


def _note(lang: str, key: str, /, **facts: object) -> Line:
    return messages.text("terminal", key, lang, **facts), True


def _chosen(
    root: Path, today: datetime.date, lang: str, asked: _Asked
) -> list["Paper"]:
    from prongsai import check, read
    from prongsai.findings import has_errors
    from prongsai.paper.kinds import papers
    from prongsai.reports.short import as_text
    from prongsai.storage.content_folder import with_small

    checked = check(with_small(root, read(root)), today)
    if checked.content is None or has_errors(checked.findings):
        for line in as_text(checked.findings, lang):
            click.echo(line)
        say(lang, "no-papers-with-errors")
        raise click.exceptions.Exit(EXIT_CONTENT)
    chosen = [paper for paper in papers(checked.content) if asked.has(paper)]
    if not chosen:
        known = ", ".join(one.slug for one in checked.content.agencies)
        raise mistyped(lang, "no-agency", known=known)
    return chosen
