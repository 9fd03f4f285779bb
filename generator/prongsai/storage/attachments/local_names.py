"""Names of XML without their namespaces."""

_MOST_NAMES = 1_000


class LocalNames(dict[str, str]):
    """Names of elements and attributes without their namespace, each parted once."""

    def __missing__(self, name: str) -> str:
        """Part a name, and keep it while there are not very many."""
        local = name.rpartition(" ")[2]
        if len(self) < _MOST_NAMES:
            self[name] = local
        return local
