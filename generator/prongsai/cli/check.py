"""`prongsai check`."""

import dataclasses
import datetime
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prongsai.cli.exit_codes import exit_code
from prongsai.cli.mistyped import mistyped
from prongsai.cli.on_workers import on_workers, workers_option
from prongsai.cli.options import (
    format_option,
    jobs_option,
    language_option,
    output_option,
    root_option,
    say,
    strict_option,
    write_output,
)
from prongsai.cli.today import today_option
from prongsai.storage.below import found_in

if TYPE_CHECKING:
    from prongsai import Checked, Finding, Report, Sources
    from prongsai.online import Looked
    from prongsai.reports.report import About, Since

FORMATS = ("text", "json", "github", "markdown", "sarif", "junit", "gitlab", "html")


def _refuse_unknown(root: Path, slug: str, lang: str) -> None:
    agencies = root / "content" / "agencies"
    known = [path.name for path in found_in(agencies, "*")]
    if slug not in known:
        facts = {"agency": slug, "known": ", ".join(known)}
        raise mistyped(lang, "no-folder-of-agency", **facts)


@click.command("check")
@root_option
@today_option
@language_option
@strict_option
@format_option(FORMATS, "How to write the report.")
@output_option
@click.option(
    "--since",
    metavar="REV",
    help="Mark what is new, old or fixed since this git revision.",
)
@click.option(
    "--agency",
    metavar="SLUG",
    help="Tell only of this agency (the name of its folder).",
)
@click.option(
    "--online",
    is_flag=True,
    help="Ask the network whether links that lead outside still open (hints only).",
)
@jobs_option
@workers_option
def command(  # noqa: PLR0913 - one argument an option
    root: Path,
    today: datetime.date,
    lang: str,
    form: str,
    output: Path | None,
    *,
    since: str | None,
    agency: str | None,
    online: bool,
    strict: bool,
    jobs: int,
    workers: str | None,
) -> None:
    """Check the content without building anything."""
    from prongsai.reports.formats import REPORTS
    from prongsai.reports.report import heading, report

    if agency is not None:
        _refuse_unknown(root, agency, lang)
    if online or _has_published(root):
        found = _at_once(root, today, agency, lang, online=online)
    else:
        with on_workers(lang):
            found = _one_by_one(root, today, agency, jobs, workers)
    with _revision_asked(since, lang):
        compared = _since(root, since, today, agency, found) if since else None
    made = report(heading(root, today), found.about, found.findings, lang, compared)
    if form == "text" and output is None and sys.stdout.isatty():
        _show(made)
    else:
        write_output(REPORTS[form](made), output, commands=form == "github")
    if form != "text" or output is not None:
        say(lang, "checked", count=len(found.findings))
    raise click.exceptions.Exit(exit_code(found.findings, strict=strict))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What a check came to; `looked` is what the network answered, where asked."""

    findings: "tuple[Finding, ...]"
    about: "About"
    looked: "Looked | None" = None


def _has_published(root: Path) -> bool:
    from prongsai.loading.published import FILE, FOLDER

    return (root / FILE).exists() or (root / FOLDER).is_dir()


def _one_by_one(
    root: Path,
    today: datetime.date,
    agency: str | None,
    jobs: int,
    workers: str | None,
) -> _Found:
    """Check the agencies one after the other; keep what concerns `agency`."""
    from prongsai import check_project
    from prongsai.reports.report import about_project

    checked = check_project(root, today, jobs, workers)
    said = about_project(checked)
    if agency is not None:
        of = tuple(one for one in said.coverage if one.agency == agency)
        said = dataclasses.replace(said, coverage=of)
    return _Found(findings=_concerning(agency, checked.findings), about=said)


def _at_once(
    root: Path, today: datetime.date, agency: str | None, lang: str, *, online: bool
) -> _Found:
    """Check everything together, where its addresses or its links are asked for."""
    from prongsai import read
    from prongsai.reports.report import about

    checked = _checked(read(root), today, agency)
    looked = _look(root, today, checked, lang) if online else None
    checked = _with_links(checked, looked)
    said = about(checked.content, today)
    return _Found(findings=checked.findings, about=said, looked=looked)


def _concerning(
    agency: str | None, findings: "tuple[Finding, ...]"
) -> "tuple[Finding, ...]":
    """Return the findings of an agency and of the site; of None all."""
    if agency is None:
        return findings
    return tuple(one for one in findings if one.agency in {"", agency})


def _checked(sources: "Sources", today: datetime.date, agency: str | None) -> "Checked":
    """Check everything; keep what concerns `agency` and the site as a whole."""
    from prongsai import check, plan_checked

    checked = check(sources, today)
    content = checked.content
    if content is not None and content.published is not None:
        checked, _ = plan_checked(checked, sources)
    if agency is None:
        return checked
    if content is not None:
        own = tuple(one for one in content.agencies if one.slug == agency)
        content = dataclasses.replace(content, agencies=own)
    found = _concerning(agency, checked.findings)
    return dataclasses.replace(checked, content=content, findings=found)


def _look(root: Path, today: datetime.date, checked: "Checked", lang: str) -> "Looked":
    """Ask for the links of the content that are not in the cache."""
    from prongsai.online import look
    from prongsai.online.cache import cache_file
    from prongsai.online.client import Asker
    from prongsai.online.links import links

    found = tuple(links(checked.content)) if checked.content else ()
    looked = look(found, cache_file(root), today, Asker())
    if not looked.offline:
        count = len({link.url for link in found})
        say(lang, "online", count=count, asked=looked.asked)
    return looked


def _with_links(checked: "Checked", looked: "Looked | None") -> "Checked":
    """Add what the links answered, without asking again."""
    if looked is None or checked.content is None:
        return checked
    from prongsai.findings import worst_first
    from prongsai.online import findings
    from prongsai.online.links import links

    told = findings(links(checked.content), looked)
    return dataclasses.replace(
        checked, findings=worst_first((*checked.findings, *told))
    )


@contextmanager
def _revision_asked(revision: str | None, lang: str) -> Iterator[None]:
    """Refuse a revision that git does not know."""
    from prongsai.storage.git import GitError

    try:
        yield
    except GitError as error:
        facts = {"revision": revision, "reason": error}
        raise mistyped(lang, "no-revision", **facts) from None


def _since(
    root: Path, revision: str, today: datetime.date, agency: str | None, now: _Found
) -> "Since":
    from prongsai.reports.report import compare
    from prongsai.storage.git_revision import read_revision

    before = read_revision(root, revision)
    then = _with_links(_checked(before, today, agency), now.looked)
    return compare(revision, then.findings, now.findings)


def _show(report: "Report") -> None:
    """Write the text report in colours."""
    from rich.console import Console
    from rich.text import Text

    from prongsai.reports.text import STYLES, text_lines

    console = Console(highlight=False)
    for line in text_lines(report):
        console.print(Text(line.text, STYLES.get(line.style, "")), soft_wrap=True)
