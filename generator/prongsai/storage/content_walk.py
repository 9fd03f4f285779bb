"""Which files there are in the content folder."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from prongsai.storage.below import found_in

CONTENT = "content"

AGENCIES = "agencies"
"""The folder in it that has a folder for each agency."""
_YEAR = re.compile("[0-9]{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The files of the content folder, or of a part of it.

    Folders that are called like YAML are among the files, as are links to folders.

    Attributes:
        base: the content folder, without links.
        files: in order; they can be taken once.
        unlisted: folders that cannot be listed, whole when all files were taken.
    """

    base: Path
    files: Iterator[Path]
    unlisted: list[str] = field(default_factory=list)


def content_base(root: Path) -> Path:
    """Return the content folder of a project, without links."""
    return (root / CONTENT).resolve()


def walk(base: Path, below: str = "", closed: Path | None = None) -> Walk:
    """Walk through a part of the content; folders in `closed` are not entered."""
    unlisted: list[str] = []
    files = _walked(base, base / below, closed, unlisted)
    return Walk(base=base, files=files, unlisted=unlisted)


def agency_folders(root: Path) -> tuple[str, ...]:
    """Return the names of the agencies' folders, in order.

    What is in them, and what `read_site` reads, is all of the content.

    Raises:
        OSError: they cannot be listed.
    """
    agencies = content_base(root) / AGENCIES
    folders = (path.name for path in found_in(agencies, "*") if path.is_dir())
    return tuple(name for name in folders if _is_entered(agencies, name))


def agencies_with_years(root: Path, slugs: Iterable[str]) -> int:
    """Return how many of some agencies have a year, as the names of files say.

    One whose folder cannot be listed counts: it may have shown one before.
    """
    base = content_base(root) / AGENCIES
    return sum(_has_year(base / slug) for slug in slugs)


def _has_year(folder: Path) -> bool:
    try:
        return any(
            is_yaml(path.name) and path.is_file()
            for year in found_in(folder, "*")
            if _YEAR.fullmatch(year.name) and not year.is_symlink()
            for path in found_in(year, "*")
        )
    except OSError:
        return True


def slug_of(path: str) -> str:
    """Return the agency whose folder a file is in, empty where it is in none."""
    match path.split("/"):
        case [folder, "agencies", slug, _, *_] if folder == CONTENT:
            return slug
        case _:
            return ""


def is_yaml(name: str) -> bool:
    """Return whether a name means YAML, however typed (`SCORES.YML`, `.yml.txt`)."""
    return any(ending in name.lower() for ending in (".yml", ".yaml"))


def _walked(
    base: Path, start: Path, closed: Path | None, unlisted: list[str]
) -> Iterator[Path]:
    def refused(error: OSError) -> None:
        way = os.path.relpath(os.fsdecode(error.filename or base), base)
        unlisted.append(f"{CONTENT}/{way.replace(os.sep, '/')}".removesuffix("/."))

    for folder, folders, names in os.walk(start, onerror=refused):
        here = Path(folder)
        links = [name for name in folders if (here / name).is_symlink()]
        entered = sorted(name for name in folders if _is_entered(here, name))
        called_yaml = [name for name in entered if is_yaml(name)]
        folders[:] = [] if here == closed else entered
        for name in sorted([*names, *links, *called_yaml]):
            if not name.startswith((".", "~$")):
                yield here / name


def _is_entered(folder: Path, name: str) -> bool:
    return not (name.startswith(".") or (folder / name).is_symlink())
