"""`prongsai checks`."""

from pathlib import Path

import click


@click.command("checks")
@click.option(
    "--write",
    type=click.Path(dir_okay=False, path_type=Path),
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
