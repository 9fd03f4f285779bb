"""A new site: the example agency to overwrite, schemas, and room for a theme."""

from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from prongsai import __version__, messages
from prongsai.loading.schemas import schemas
from prongsai.storage.starter import EXAMPLE_SLUG, starter
from prongsai.storage.write import OWN_FOLDER, project_lock, write_all


class NotEmptyError(Exception):
    """The folder holds something already."""


def new_site(folder: Path) -> None:
    """Write a new site into `folder`, which must be empty or absent.

    Files of a new site as this program writes them do not count: what was interrupted
    can be begun again.

    Raises:
        NotEmptyError: there is something else in it.
    """
    site = dict(_files())
    if any(_others(folder, site)):
        raise NotEmptyError(folder)
    with project_lock(folder, "new"):
        write_all(folder, site)


def _others(folder: Path, site: Mapping[str, bytes]) -> Iterator[Path]:
    """Yield every file in the folder that is not one of the new site."""
    own = folder / OWN_FOLDER
    for path in folder.rglob("*"):
        if path.is_relative_to(own) or (path.is_dir() and not path.is_symlink()):
            continue
        name = path.relative_to(folder).as_posix()
        plain = path.is_file() and not path.is_symlink()
        if not plain or name not in site or path.read_bytes() != site[name]:
            yield path


def _files() -> Iterator[tuple[str, bytes]]:
    """Yield every file of a new site by its path."""
    example = starter("agency")
    for path in sorted(example.rglob("*")):
        if path.is_file():
            name = path.relative_to(example).as_posix()
            yield f"content/agencies/{EXAMPLE_SLUG}/{name}", path.read_bytes()
    yield "mkdocs.yml", starter("mkdocs.yml").read_bytes()
    for name, data in schemas():
        yield f"content/.schemas/{name}", data
    start = messages.text("workbook", "starter")
    for name, target in _TEXTS.items():
        text = (files("prongsai") / "new_site" / name).read_bytes()
        path_of = target.replace("@START@", start)
        yield path_of, text.replace(b"@VERSION@", __version__.encode())


_TEXTS = {
    "site.yml": "content/site.yml",
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "theme.md": "theme/README.md",
    "github.yml": ".github/workflows/prongsai.yml",
    "gitlab.yml": ".gitlab-ci.yml",
    "start.cmd": "@START@.cmd",
    "start.command": "@START@.command",
    "start.sh": "@START@.sh",
}
"""Files of `new_site/` in the package, and where they are in a new site.

`@VERSION@` in them becomes the version of this program, `@START@` in a name the name of
the files to double-click.
"""
