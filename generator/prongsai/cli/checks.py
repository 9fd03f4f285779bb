"""`prongsai checks`."""

from pathlib import Path

import click

from prongsai.cli.paths import a_file


@click.command("checks")
@click.option(
    "--write",
    type=a_file(),
    is_flag=False,
    flag_value=Path("docs/checks.md"),
    help="Write the page into this file (docs/checks.md) instead of the terminal.",
)
def command(write: Path | None) -> None:
    """Print what every rule checks, why, and its authority."""
    from prongsai.checks._documentation import page
    from prongsai.storage.write import write_file

    if write is None:
        click.echo(page(), nl=False)
    else:
        write_file(write, page().encode())
