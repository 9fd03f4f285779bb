"""`prongsai build`."""

import datetime
import gc
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prongsai.cli.exit_codes import EXIT_BUG, EXIT_USAGE, exit_code, exit_code_of
from prongsai.cli.on_workers import on_workers, workers_option
from prongsai.cli.options import (
    jobs_option,
    language_option,
    one_at_a_time,
    root_option,
    say,
    strict_option,
)
from prongsai.cli.today import today_option

if TYPE_CHECKING:
    from prongsai.model.site import Site


@click.command("build")
@root_option
@today_option
@language_option
@strict_option
@click.option(
    "--agency",
    "only",
    metavar="SLUG",
    help="Make only this agency anew (the name of its folder); the others stay.",
)
@click.option("--force", is_flag=True, help="Build even if nothing changed.")
@click.option(
    "--plain",
    is_flag=True,
    help="Let MkDocs make every page: the same bytes, only slower.",
)
@click.option(
    "--fragments",
    is_flag=True,
    help="Write each page for pasting into a CMS, too: build/fragments.",
)
@click.option(
    "--pasted",
    multiple=True,
    metavar="NAME",
    help="Note that this fragment (or: all) was pasted into the CMS as it is now.",
)
@click.option(
    "--zip",
    "offline",
    is_flag=True,
    help="Pack a copy that opens without a server, too: build/…-offline.zip.",
)
@jobs_option
@workers_option
@one_at_a_time
def command(  # noqa: PLR0913 - one argument an option
    root: Path,
    today: datetime.date,
    lang: str,
    *,
    only: str | None,
    strict: bool,
    force: bool,
    plain: bool,
    fragments: bool,
    pasted: tuple[str, ...],
    offline: bool,
    jobs: int,
    workers: str | None,
) -> None:
    """Check the content and build the site into build/site.

    An agency with errors keeps the pages that it has, and the others are made anew; the
    exit code is 1. With errors of the site as a whole, or where there is no other
    agency, nothing is written. The old site also stays if the verifier finds an error
    of the program itself (exit code 70).
    """
    from prongsai import last_build

    _known(root, only, lang)
    more = _More(fragments=fragments, offline=offline, pasted=pasted, today=today)
    last = None if force or plain else last_build.unchanged(root, today, only)
    if last is not None:
        _report(root, lang)
        say(lang, "unchanged")
        _more(root, None, lang, more)
        raise click.exceptions.Exit(exit_code_of(last.severities, strict=strict))
    gc.disable()  # what is loaded stays
    from prongsai import build
    from prongsai.reports.short import as_text
    from prongsai.site.kept_pages import kept_lines

    gc.freeze()
    gc.set_threshold(30_000, 10, 5)  # most of what a build makes stays a while
    gc.enable()
    with on_workers(lang):
        built = build(root, today, only, plain=plain, jobs=jobs, workers=workers)
    if built.pages:
        _report(root, lang)
    else:
        for line in as_text((*built.findings, *built.site_errors), lang):
            click.echo(line)
        for line in kept_lines(built.kept, lang):
            click.echo(line)
    if built.unlike is not None:
        say(lang, "built-plain", address=built.unlike or "/")
    if built.site_errors:
        say(lang, "broken")
        raise click.exceptions.Exit(EXIT_BUG)
    say(lang, "built" if built.pages else "not-built", pages=built.pages)
    if built.site:
        _more(root, built.site, lang, more)
    raise click.exceptions.Exit(exit_code(built.findings, strict=strict))


def _report(root: Path, lang: str) -> None:
    """Print what is wrong with the content that the site was made of."""
    from prongsai.last_build import report

    for line in report(root, lang):
        click.echo(line, nl=False)


def _known(root: Path, only: str | None, lang: str) -> None:
    """Stop where there is no agency of that name; nothing is written."""
    if only is None:
        return
    from prongsai.storage.content_walk import agency_folders

    agencies = agency_folders(root)
    if only not in agencies:
        say(lang, "no-such-agency", agency=only, known=", ".join(agencies))
        raise click.exceptions.Exit(EXIT_USAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _More:
    """What was asked for in addition to the site."""

    fragments: bool
    offline: bool
    pasted: tuple[str, ...]
    today: datetime.date


def _more(root: Path, site: "Site | None", lang: str, more: _More) -> None:
    """Write what was asked for in addition to the site, which is read if not given."""
    if more.fragments or more.pasted:
        _fragments(root, lang, more)
    if more.offline:
        from prongsai import export_offline

        site = site or _site(root)
        copy = export_offline(root, site)
        say(lang, "offline", file=f"build/{copy.name}")


def _site(root: Path) -> "Site":
    """Return what `site.yml` says; a site was built of it."""
    from prongsai import load
    from prongsai.storage.content_folder import read_site

    content, _ = load(read_site(root))
    assert content is not None
    return content.site.value


def _fragments(root: Path, lang: str, more: _More) -> None:
    """Write the fragments, and say which have to be pasted again."""
    from prongsai import export_fragments
    from prongsai.fragments.pasted import State, UnknownFragmentError

    try:
        made = export_fragments(root, more.pasted, more.today)
    except UnknownFragmentError as error:
        say(lang, "fragment-unknown", name=error, example="ban-rai/2568/o5")
        raise click.exceptions.Exit(EXIT_USAGE) from None
    say(lang, "fragments", count=len(made))
    counts = Counter(one.pasted for one in made)
    if counts[State.NEVER]:
        say(lang, "fragments-never", count=counts[State.NEVER])
    for one in made:
        if one.pasted is State.CHANGED:
            say(lang, "fragment-changed", name=one.address, title=one.title)
