"""`build/internal/`: files for the agency itself, next to the site, never in it."""

FOLDER = "build/internal"


def internal_path(slug: str, year: int, name: str) -> str:
    """Return where a file of an agency's year is, from the project's root."""
    return f"{FOLDER}/{slug}/{year}/{name}"
