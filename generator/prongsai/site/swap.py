"""Put the staged site in place; `build/` never has half of one.

Separate from `staging`, so that a command can name the folders without loading the
generator.
"""

from collections.abc import Iterator
from pathlib import Path

from prongsai.storage import write
from prongsai.storage.below import found_in

BUILD = "build"
NEXT = "next"
GOOD = "good"
"""The folder of what the pages of each agency were last made of."""
CHAPTERS = "chapters"
"""The folder of what the build knows of the pages of each agency."""
MANIFEST = "manifest.json"
"""The list of all files of the site."""
_PARTS = (
    *("site", "docs", "theme", "nav.yml", "nginx.conf"),
    *(GOOD, CHAPTERS, MANIFEST),
)


def put_in_place(root: Path, stay: frozenset[str]) -> None:
    """Put docs, theme, nav and the site that was made of them in place, as one.

    Folders of the agencies in `stay` are left alone: nothing changes in them. Whoever
    looks meanwhile sees old and new pages; whatever ends the program, the next command
    makes them all old or all new.
    """
    staged = root / BUILD / NEXT / BUILD
    made: dict[str, Path | None] = {}
    for name in _PARTS:
        if stay and name in _BY_AGENCY:
            made |= dict(_entries(root, staged, name, stay))
        else:
            made[f"{BUILD}/{name}"] = staged / name
    write.swap(root, made)
    write.Scratch(root / BUILD).remove(NEXT)


_BY_AGENCY = frozenset({"site", "docs", GOOD, CHAPTERS})
_DATA = "data"
"""In `site` and `docs`, this folder has a folder for each agency, too."""


def owner_of(path: str) -> str:
    """Return the agency of a hub in whose folders a file of `site` or `docs` is.

    A file that is in none gives its own name, or its folder's: no agency has that.
    """
    first, _, rest = path.partition("/")
    return rest.partition("/")[0] if first == _DATA else first


def _entries(
    root: Path, staged: Path, folder: str, stay: frozenset[str]
) -> Iterator[tuple[str, Path | None]]:
    """Yield what in a folder is replaced or removed: all but what stays."""
    new = {path.name for path in found_in(staged / folder, "*")}
    old = {path.name for path in found_in(root / BUILD / folder, "*")}
    for name in sorted(new | old):
        if name == _DATA:
            yield from _entries(root, staged, f"{folder}/{name}", stay)
        elif name in new:
            yield f"{BUILD}/{folder}/{name}", staged / folder / name
        elif name.partition(".")[0] not in stay:
            yield f"{BUILD}/{folder}/{name}", None
