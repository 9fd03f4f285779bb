"""`prongsai check`."""

import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prongsai.cli.options import (
    exit_code,
    language_option,
    output_option,
    root_option,
    say,
    strict_option,
    today_option,
    write_output,
)

if TYPE_CHECKING:
    from prongsai.findings import Finding
    from prongsai.reports.report import Report, Since

FORMATS = ("text", "json", "github", "markdown", "sarif", "junit", "gitlab")


@click.command("check")
@root_option
@today_option
@language_option
@strict_option
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    help="How to write the report.",
)
@output_option
@click.option(
    "--since",
    metavar="REV",
    help="Mark what is new, old or mended since this git revision.",
)
def command(  # noqa: PLR0913 - one argument an option
    root: Path,
    today: datetime.date,
    lang: str,
    form: str,
    output: Path | None,
    since: str | None,
    *,
    strict: bool,
) -> None:
    """Check the content without building anything."""
    from prongsai.check import check_sources  # noqa: PLC0415
    from prongsai.reports import REPORTS  # noqa: PLC0415
    from prongsai.reports.report import heading, report  # noqa: PLC0415
    from prongsai.sources import read_sources, with_facts  # noqa: PLC0415

    sources = with_facts(root, read_sources(root))
    checked = check_sources(sources, today)
    if checked.content is not None and checked.content.published is not None:
        from prongsai.build import plan_checked  # noqa: PLC0415 - slow to import

        checked, _ = plan_checked(checked, sources)
    compared = _since(root, since, today, checked.findings) if since else None
    made = report(
        heading(root, today), checked.content, checked.findings, lang, compared
    )
    if form == "text" and output is None and sys.stdout.isatty():
        _show(made)
    else:
        write_output(REPORTS[form](made), output)
    if form != "text" or output is not None:
        say(lang, "checked", count=len(checked.findings))
    raise click.exceptions.Exit(exit_code(checked.findings, strict=strict))


def _since(
    root: Path, revision: str, today: datetime.date, now: "tuple[Finding, ...]"
) -> "Since":
    from prongsai.check import check_sources  # noqa: PLC0415
    from prongsai.git import GitError  # noqa: PLC0415
    from prongsai.git_sources import read_revision  # noqa: PLC0415
    from prongsai.reports.report import compare  # noqa: PLC0415

    try:
        before = read_revision(root, revision)
    except GitError as error:
        message = f"--since {revision}: {error}"
        raise click.UsageError(message) from None
    return compare(revision, check_sources(before, today).findings, now)


def _show(report: "Report") -> None:
    """Write the text report in colours."""
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    from prongsai.reports.text import STYLES, text_lines  # noqa: PLC0415

    console = Console(highlight=False)
    for line in text_lines(report):
        console.print(Text(line.text, STYLES.get(line.style, "")), soft_wrap=True)
