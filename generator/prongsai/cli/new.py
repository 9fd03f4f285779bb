"""`prongsai new`."""

from pathlib import Path

import click

from prongsai.cli.options import language_option, say


@click.command("new")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@language_option
def command(folder: Path, lang: str) -> None:
    """Start a new site in FOLDER with the made-up agency as an example."""
    from prongsai.new import NotEmptyError, new_site

    try:
        new_site(folder)
    except NotEmptyError:
        message = f"{folder} is not empty"
        raise click.UsageError(message) from None
    say(lang, "new", folder=folder)
