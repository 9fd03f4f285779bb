"""`prongsai publish`."""

import datetime
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prongsai.cli.exit_codes import EXIT_BUG, EXIT_CONTENT, EXIT_USAGE
from prongsai.cli.options import (
    language_option,
    one_at_a_time,
    root_option,
    say,
)
from prongsai.cli.today import today_option

if TYPE_CHECKING:
    from prongsai.cli.publish_words import Told
    from prongsai.publishing.publish_site import Wanted
    from prongsai.publishing.ready import NotReadyError


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
    help="Only write every address of the site into the record of addresses.",
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
    from prongsai.cli.publish_words import Told
    from prongsai.publishing.publish_site import Wanted

    told = Told(lang, agency)
    with _refusing(told), _site(root, agency, today) as folder:
        wanted = Wanted(
            root=folder,
            today=today,
            now=datetime.datetime.now().astimezone(),
            target=target or "",
            by=by,
            only_look=dry_run,
            undo=undo,
            adopt=adopt,
            many=yes,
            afresh=repair,
            own=agency is not None,
        )
        act = _record if recording else _check if checking else _publish
        raise click.exceptions.Exit(act(wanted, told))


def _site(
    root: Path, agency: str | None, today: datetime.date
) -> AbstractContextManager[Path]:
    """Give the project, or that of an agency's own site."""
    from prongsai.publishing.own_site import own_site

    return own_site(root, today, agency) if agency is not None else nullcontext(root)


@contextmanager
def _refusing(told: "Told") -> Iterator[None]:
    """Report why it did not go on, and end with the exit code of that."""
    from prongsai.publishing.failures import RefusedError
    from prongsai.publishing.own_site import NoOwnSiteError
    from prongsai.publishing.ready import NotReadyError

    try:
        yield
    except NotReadyError as error:
        code = _not_ready(error, told.language)
    except NoOwnSiteError as error:
        say(told.language, "no-own-site", agency=error.agency, known=error.known)
        code = EXIT_USAGE
    except RefusedError as error:
        told.refused(error)
        code = EXIT_USAGE
    else:
        return
    raise click.exceptions.Exit(code)


def _not_ready(error: "NotReadyError", lang: str) -> int:
    """Print what stops publication; return the exit code."""
    from prongsai.reports.short import as_text

    for line in as_text(error.findings, lang):
        click.echo(line)
    say(lang, "broken" if error.broken else "errors-first")
    return EXIT_BUG if error.broken else EXIT_CONTENT


def _record(wanted: "Wanted", told: "Told") -> int:
    """Only write the addresses down."""
    from prongsai.publishing.ready import planned
    from prongsai.publishing.records import record_addresses

    plan = planned(wanted.root, wanted.today)
    recorded = record_addresses(wanted.root, plan)
    told.recorded(recorded, plan)
    return 0 if recorded.written else EXIT_CONTENT


def _check(wanted: "Wanted", told: "Told") -> int:
    """Only look at the live site; a lost address gives 1."""
    from prongsai.cli.live_check import check_code
    from prongsai.publishing.publish_site import prove_site
    from prongsai.publishing.ready import planned

    plan = planned(wanted.root, wanted.today)
    if plan.context.content.site.value.site_url is None:
        say(told.language, "no-site-url-to-check")
        return EXIT_USAGE
    looked = prove_site(wanted, plan, told)
    if looked is None:
        say(told.language, "no-site")
        return EXIT_USAGE
    if not looked.source.as_built:
        told.other_version()
    return check_code(looked.proof)


def _publish(wanted: "Wanted", told: "Told") -> int:
    """Publish and prove; files are in place whether or not the public sees them."""
    from prongsai.publishing.publish_site import publish_site

    outcome = publish_site(wanted, told)
    lost = outcome.proof is not None and outcome.proof.lost
    return EXIT_CONTENT if lost or not outcome.written else 0
