"""`prongsai diff`."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from prongsai.cli.options import (
    language_option,
    output_option,
    today_option,
    write_output,
)

if TYPE_CHECKING:
    from prongsai.comparing.revision import Revision

FORMATS = ("text", "json", "markdown", "html")


@click.command("diff")
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "-C",
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    help="The project, or a bare clone of it.",
)
@today_option
@language_option
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    help="How to write the changes; html is a sheet to print and sign.",
)
@output_option
def command(  # noqa: PLR0913 - one argument an option
    base: str,
    head: str | None,
    root: Path,
    today: datetime.date,
    lang: str,
    *,
    form: str,
    output: Path | None,
) -> None:
    """Show what changed in meaning between BASE and HEAD.

    Both are git revisions, or folders with content/ in them; HEAD is the work tree
    where it is not given. Whatever changed, the exit code is 0.
    """
    from prongsai.comparing import DIFFS  # noqa: PLC0415
    from prongsai.comparing.difference import difference  # noqa: PLC0415
    from prongsai.reports.report import heading  # noqa: PLC0415

    sides = (_side(root, base, today), _side(root, head, today))
    found = difference(heading(root, today), *sides)
    write_output(DIFFS[form](found, lang), output)


def _side(root: Path, name: str | None, today: datetime.date) -> "Revision":
    from prongsai.comparing.revision import read_content  # noqa: PLC0415
    from prongsai.storage import git  # noqa: PLC0415
    from prongsai.storage.content_folder import read_sources, with_facts  # noqa: PLC0415
    from prongsai.storage.git_revision import read_revision  # noqa: PLC0415

    folder = root if name is None else Path(name)
    if (folder / "content").is_dir():
        sources = with_facts(folder, read_sources(folder))
        return read_content(name or "", "", sources, today)
    if name is None:
        message = f"no folder content/ in {root}; name two revisions"
        raise click.UsageError(message)
    try:
        commit = git.commit_id(root, name)
        return read_content(name, commit, read_revision(root, commit), today)
    except git.GitError as error:
        message = f"{name}: neither a folder with content/ nor a revision ({error})"
        raise click.UsageError(message) from None
