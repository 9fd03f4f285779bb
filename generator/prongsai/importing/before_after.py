"""What an import would change, and what clashes, as values in words."""

from collections.abc import Iterator

from prongsai.importing.merge import FieldChange
from prongsai.importing.run import Imported
from prongsai.importing.spoken import value_at, way
from prongsai.yaml.reader import YamlPath


def changes(imported: Imported, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield what becomes of the year's files: where, before, after, in words."""
    for kind, outcome in imported.outcomes.items():
        for change in outcome.changes:
            for path, before, after in _each(change):
                yield (
                    way(kind, path, outcome.ours, language),
                    value_at(kind, path, before, language),
                    value_at(kind, path, after, language),
                )


def _each(change: FieldChange) -> Iterator[tuple[YamlPath, object, object]]:
    """Yield a change; a list that comes as a whole, entry by entry."""
    if change.before is None and isinstance(change.value, list):
        for at, one in enumerate(change.value):
            yield (*change.path, at), None, one
    else:
        yield change.path, change.before, change.value


def conflicts(imported: Imported, language: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield what both sides changed: where, then the three values, in words."""
    for kind, outcome in imported.outcomes.items():
        for one in outcome.conflicts:
            base, ours, theirs = (
                value_at(kind, one.path, value, language)
                for value in (one.base, one.ours, one.theirs)
            )
            yield way(kind, one.path, outcome.ours, language), base, ours, theirs
