"""Whose an address of a hub is, by what it looks like."""

from prongsai.loading.load import slug_problem


def owner_of(address: str) -> str:
    """Return the agency in whose folder an address is; empty where in none.

    The agency may be gone, or have another name by now.
    """
    first, *rest = address.partition("#")[0].lstrip("/").split("/")
    if first == "data" and rest:
        first, *rest = rest
    return first if rest and not slug_problem(first) else ""
