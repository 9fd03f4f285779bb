"""Which changes weigh most: figures that an assessor announced."""

from collections.abc import Iterator

from prongsai.comparing.changed_files import FileChanges
from prongsai.comparing.compare import Change
from prongsai.comparing.difference import Difference


def announced(difference: Difference) -> Iterator[tuple[FileChanges, Change]]:
    """Yield the changes of announced figures, each with its file."""
    for file in difference.files:
        for change in file.changes:
            if is_announced(file, change):
                yield file, change


def is_announced(file: FileChanges, change: Change) -> bool:
    """Return whether it is a score, or what the assessor gave an item."""
    by_assessor = any(step.name == "assessor" for step in change.way)
    return file.kind == "scores" or by_assessor
