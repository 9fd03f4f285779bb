"""The option `--workers`, and what is said where other computers cannot work."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from prongsai.cli.exit_codes import EXIT_USAGE
from prongsai.cli.options import say
from prongsai.storage.cluster import ClusterError

workers_option = click.option(
    "--workers",
    metavar="ADDRESS",
    help="Let the workers of a dask scheduler (tcp://192.168.1.10:8786) work, too.",
)


@contextmanager
def on_workers(lang: str) -> Iterator[None]:
    """Report why other computers could not work, and end the command."""
    try:
        yield
    except ClusterError as error:
        say(lang, f"cluster-{error.cause}", where=error.where)
        raise click.exceptions.Exit(EXIT_USAGE) from None
