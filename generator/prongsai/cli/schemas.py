"""`prongsai schemas`."""

from pathlib import Path

import click

from prongsai.cli.options import root_option


@click.command("schemas")
@root_option
def command(root: Path) -> None:
    """Write the JSON Schemas that editors use into content/.schemas."""
    from prongsai.loading.schemas import schemas  # noqa: PLC0415

    folder = root / "content" / ".schemas"
    folder.mkdir(exist_ok=True)
    for name, data in schemas():
        (folder / name).write_bytes(data)
