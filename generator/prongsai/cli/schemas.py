"""`prongsai schemas`."""

from pathlib import Path

import click

from prongsai.cli.options import language_option, one_at_a_time, root_option


@click.command("schemas")
@root_option
@language_option
@one_at_a_time
def command(root: Path, lang: str) -> None:
    """Write the JSON Schemas that editors use into content/.schemas."""
    del lang
    from prongsai.loading.schemas import schemas
    from prongsai.storage.write import write_all

    write_all(root, {f"content/.schemas/{name}": data for name, data in schemas()})
