"""What can go wrong on the way to a target: two kinds, one to try again, one to say."""

from collections.abc import Sequence


class CutError(Exception):
    """The line was cut or did not answer in time: connect again and repeat."""


class CrowdedError(Exception):
    """The server takes no further connection now; those that are open go on."""


class RefusedError(Exception):
    """It cannot go on; `key` is the sentence in `messages/publishing.yml`.

    Facts are shown to people: names, addresses and counts, never a secret and never
    the text of a library's exception.
    """

    def __init__(self, key: str, /, **facts: object) -> None:
        """Keep what to say."""
        super().__init__(key)
        self.key, self.facts = key, facts


class ListingCutError(RefusedError):
    """A server's list of a folder ends before the last name; `names` are in it."""

    def __init__(self, path: str, names: Sequence[str]) -> None:
        """Keep what was listed."""
        super().__init__("listing-cut", path=path, count=len(names))
        self.names = names
