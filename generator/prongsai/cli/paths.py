"""The types of the paths that are typed.

Whether one may be read is found out by reading it: what the computer refuses then has
a sentence that says what to do.
"""

from pathlib import Path

import click


def a_file(*, exists: bool = False) -> click.Path:
    """Return the type of a path to a file."""
    return click.Path(exists=exists, dir_okay=False, readable=False, path_type=Path)


def a_folder(*, exists: bool = False) -> click.Path:
    """Return the type of a path to a folder."""
    return click.Path(exists=exists, file_okay=False, readable=False, path_type=Path)
