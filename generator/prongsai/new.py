"""A new site: the example agency to overwrite, schemas, and room for a theme."""

import shutil
from importlib.resources import files
from pathlib import Path

from prongsai import __version__, messages
from prongsai.loading.schemas import schemas
from prongsai.storage.starter import EXAMPLE_SLUG, starter


class NotEmptyError(Exception):
    """The folder holds something already."""


def new_site(folder: Path) -> None:
    """Write a new site into `folder`, which must be empty or absent.

    Raises:
        NotEmptyError: there is something in it.
    """
    if folder.exists() and any(folder.iterdir()):
        raise NotEmptyError(folder)
    content = folder / "content"
    agency = content / "agencies" / EXAMPLE_SLUG
    shutil.copytree(starter("agency"), agency)
    shutil.copyfile(starter("mkdocs.yml"), folder / "mkdocs.yml")
    schema_folder = content / ".schemas"
    schema_folder.mkdir()
    for name, data in schemas():
        (schema_folder / name).write_bytes(data)
    (folder / "theme").mkdir()
    templates = files("prongsai") / "new_site"
    starter_name = messages.text("workbook", "starter")
    for name, target in _TEXTS.items():
        path = folder / target.replace("@START@", starter_name)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = (templates / name).read_bytes()
        path.write_bytes(text.replace(b"@VERSION@", __version__.encode()))
        if text.startswith(b"#!"):
            path.chmod(0o755)


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
