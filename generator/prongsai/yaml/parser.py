"""The parser of YAML: text to events, in the order of the file."""

from collections.abc import Iterator
from typing import Any  # ruamel has no types

from ruamel.yaml import YAML


class _Parser(YAML):
    """Looks for no plug-ins: the search on the disk takes longer than a short text."""

    def official_plug_ins(self) -> list[str]:
        """Return none."""
        return []


def events(text: str) -> Iterator[Any]:
    """Yield the events of a text.

    Raises:
        MarkedYAMLError: it is no YAML, from there on.
    """
    yield from _Parser(typ="safe").parse(text)
