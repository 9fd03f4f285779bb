"""Find the starter: theme, `mkdocs.yml`, the example agency, schemas.

In an installed wheel it is in the package; in a checkout at the repository's root.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_IN_CHECKOUT = {
    "theme": "theme",
    "mkdocs.yml": "mkdocs.yml",
    "agency": "content/agencies/tambon-tuayang",
    "schemas": "content/.schemas",
}

EXAMPLE_SLUG = "tambon-tuayang"


def starter(name: str) -> Path:
    """Return the path of `theme`, `mkdocs.yml`, `agency` or `schemas`."""
    packaged = _PACKAGE / "starter"
    if packaged.is_dir():
        return packaged / name
    return _PACKAGE.parents[1] / _IN_CHECKOUT[name]
