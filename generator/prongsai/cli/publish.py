"""`prongsai publish`."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prongsai.cli.exit_codes import EXIT_BUG, EXIT_USAGE, exit_code
from prongsai.cli.options import (
    language_option,
    one_at_a_time,
    root_option,
    say,
)
from prongsai.cli.record import record_addresses, remember_content
from prongsai.cli.today import today_option

if TYPE_CHECKING:
    from prongsai import Plan
    from prongsai.cli.publish_words import Told
    from prongsai.publishing.here import Here
    from prongsai.publishing.lines import Lines
    from prongsai.publishing.published import Published
    from prongsai.publishing.targets import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was typed: only look, remove much, take over a folder, read all, go back."""

    dry_run: bool
    yes: bool
    adopt: bool
    repair: bool
    undo: bool


@click.command("publish")
@click.argument("target", required=False)
@root_option
@today_option
@language_option
@click.option("--dry-run", is_flag=True, help="Only list what would be done.")
@click.option("--yes", is_flag=True, help="Remove more than a fifth of what is there.")
@click.option(
    "--adopt", is_flag=True, help="Publish into a folder that holds other files."
)
@click.option(
    "--repair",
    is_flag=True,
    help="Read every file there, and bring back what others changed or removed.",
)
@click.option("--undo", is_flag=True, help="Bring back the version before.")
@click.option(
    "--record",
    "recording",
    is_flag=True,
    help="Only write every address of the site into content/published.yml.",
)
@click.option(
    "--check",
    "checking",
    is_flag=True,
    help="Only look at the live site, and file the receipt.",
)
@click.option("--agency", help="The own site of this agency of a hub (its folder).")
@click.option("--by", default="", help="The post that publishes, for the receipt.")
@one_at_a_time
def command(  # noqa: PLR0913 - one argument an option
    root: Path,
    today: datetime.date,
    lang: str,
    target: str | None,
    *,
    dry_run: bool,
    yes: bool,
    adopt: bool,
    repair: bool,
    undo: bool,
    recording: bool,
    checking: bool,
    agency: str | None,
    by: str,
) -> None:
    """Put the site onto the agency's web space, named under publish: in site.yml.

    Only what changed goes up; a page never links to what is not there yet. With errors
    nothing is published. Then the live site is looked at as the public sees it, and a
    receipt is filed; a lost address gives exit code 1.
    """
    hub = root
    if agency is not None:
        root = _own_site(hub, agency, today, lang)
    planned = _planned(root, today, lang)
    if recording:
        raise click.exceptions.Exit(record_addresses(root, planned, lang))
    if checking:
        from prongsai.cli.live_check import check_live

        code = check_live(root, planned, today, lang, target=target or "", by=by)
        raise click.exceptions.Exit(code)
    _build(root, today, lang)
    from prongsai.cli.publish_words import Told
    from prongsai.publishing.failures import RefusedError

    told = Told(lang)
    try:
        wanted = Wanted(dry_run=dry_run, yes=yes, adopt=adopt, repair=repair, undo=undo)
        done = _publish(root, planned, target, told, wanted)
        if done and agency is None and not undo:
            remember_content(root)
        code = _after(root, planned, today, told, done, by) if done else 0
    except RefusedError as error:
        told.refused(error)
        code = EXIT_USAGE
    if agency is not None:
        from prongsai.publishing.own_site import keep_published

        keep_published(hub, agency)
    raise click.exceptions.Exit(code)


def _own_site(hub: Path, agency: str, today: datetime.date, lang: str) -> Path:
    """Make the project of an agency's own site, and return where it is."""
    from prongsai.cli.choice import checked_content
    from prongsai.publishing.own_site import NoOwnSiteError, own_project

    content, _ = checked_content(hub, today, lang)
    try:
        return own_project(hub, content, agency)
    except NoOwnSiteError as error:
        say(lang, "no-own-site", agency=agency, known=str(error) or "–")
        raise click.exceptions.Exit(EXIT_USAGE) from None


def _planned(root: Path, today: datetime.date, lang: str) -> "Plan":
    """Return the plan of the site; with errors they are printed, and that is all."""
    from prongsai import plan, read
    from prongsai.reports.short import as_text

    checked, planned = plan(read(root), today)
    if planned is not None:
        return planned
    for line in as_text(checked.findings, lang):
        click.echo(line)
    say(lang, "errors-first")
    raise click.exceptions.Exit(exit_code(checked.findings))


def _build(root: Path, today: datetime.date, lang: str) -> None:
    """Build the site, unless the one that is there is made of what is there now."""
    from prongsai import build, last_build
    from prongsai.reports.short import as_text
    from prongsai.storage.content_folder import read_sources

    sources = read_sources(root)
    if last_build.unchanged(root, sources, today) is not None:
        return
    built = build(root, sources, today)
    if built.site_errors:
        for line in as_text(built.site_errors, lang):
            click.echo(line)
        say(lang, "broken")
        raise click.exceptions.Exit(EXIT_BUG)
    if not built.current:  # it changed since it was checked
        for line in as_text(built.findings, lang):
            click.echo(line)
        say(lang, "errors-first")
        raise click.exceptions.Exit(exit_code(built.findings))
    say(lang, "built", pages=built.pages)


def _publish(
    root: Path,
    planned: "Plan",
    name: str | None,
    told: "Told",
    wanted: Wanted,
) -> "Published | None":
    """Publish to one target; None where nothing is online yet."""
    from prongsai.publishing.built import built_here
    from prongsai.publishing.connect import lines_to
    from prongsai.publishing.failures import RefusedError
    from prongsai.publishing.kept import Kept
    from prongsai.publishing.run import compare
    from prongsai.publishing.secrets import Passwords
    from prongsai.publishing.targets import OPEN, Way, choose
    from prongsai.publishing.transport.zip_file import FOLDER as ZIPS

    target = choose(planned.context.content.site.value.publish, name)
    if target.way in OPEN:
        told("open-line", name=target.name)
    here = built_here(root, planned, datetime.datetime.now(datetime.UTC))
    passwords = Passwords(target, told.ask_password if told.terminal else None)
    with lines_to(root, target, passwords, new_key=told.new_key) as lines:
        adopt = _may_adopt(lines, here, told, adopt=wanted.adopt)
        with _version(root, lines, here, target, told, undo=wanted.undo) as here:
            if wanted.dry_run:
                told.plan(compare(lines, here, adopt=adopt, afresh=wanted.repair))
                return None
            done = _carry_out(lines, here, target, told, wanted, adopt=adopt)
            with suppress(OSError, RefusedError):  # it is published all the same
                Kept.of(root, target.name).remember(here)
    if passwords.was_asked and told.keep_password():
        told("kept" if passwords.keep() else "not-kept", name=target.name)
    if target.way is Way.ZIP:
        told("zip-made", folder=f"{ZIPS}/{target.name}")
        return None  # a person has to upload it
    told.done(done, undo=wanted.undo)
    return done


@contextmanager
def _version(
    root: Path,
    lines: "Lines",
    here: "Here",
    target: "Target",
    told: "Told",
    *,
    undo: bool,
) -> Iterator["Here"]:
    """Give the version to be published: the one built here, or the one before."""
    if not undo:
        yield here
        return
    from prongsai.publishing.there import look
    from prongsai.publishing.undo import version_before

    now = look(lines, here).manifest
    with version_before(root, target.name, now, here, told.made_again) as back:
        yield back


def _after(
    root: Path,
    planned: "Plan",
    today: datetime.date,
    told: "Told",
    done: "Published",
    by: str,
) -> int:
    """Write the addresses down and prove them; return the exit code."""
    from prongsai.cli.live_check import prove_live
    from prongsai.publishing.online_version import origin

    source = origin(root, done, by)
    code = record_addresses(root, planned, told.language)
    if done.site_url is None:
        told("not-proven")
        return code
    lost = prove_live(root, planned, today, told.language, done, source)
    return max(code, lost)


def _may_adopt(lines: "Lines", here: "Here", told: "Told", *, adopt: bool) -> bool:
    """Ask whether a folder that holds other files is the right one."""
    from prongsai.publishing.failures import RefusedError
    from prongsai.publishing.there import look

    if adopt or not told.terminal:
        return adopt
    try:
        look(lines, here)
    except RefusedError as error:
        if error.key not in {"foreign", "other-site"}:
            raise
        return told.adopt(error)
    return False


def _carry_out(
    lines: "Lines",
    here: "Here",
    target: "Target",
    told: "Told",
    wanted: Wanted,
    *,
    adopt: bool,
) -> "Published":
    from prongsai.publishing.run import Wishes, publish

    with told.progress() as watch:
        wishes = Wishes(
            adopt=adopt,
            many=wanted.yes,
            afresh=wanted.repair,
            watch=watch,
            tell=told.waiting,
        )
        return publish(lines, here, target, wishes)
