"""A staged project, as far as its frames depend on it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any  # the settings that `navigation` writes, as JSON

from prongsai.site.frames.kinds import addresses_in
from prongsai.storage.below import files_below
from prongsai.storage.starter import starter

PAGE = "index.md"
_FEW = "build/few"
_OUR_CONFIG = "mkdocs.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A staged project: its config file, and what its settings say.

    Attributes:
        listed: the pages that MkDocs needs, for its navigation lists them.
        navigation: all addresses that the theme may link to.
    """

    config: Path
    listed: frozenset[str]
    navigation: frozenset[str]
    site_url: str
    permalink: str

    @property
    def docs(self) -> Path:
        """Return the folder of all that is to be in the site."""
        return self.config.parent / "build" / "docs"

    @property
    def site(self) -> Path:
        """Return the folder in which the site is made."""
        return self.config.parent / "build" / "site"

    @property
    def apart(self) -> Path:
        """Return the project of the few pages that MkDocs makes."""
        return self.config.parent / _FEW

    @property
    def few(self) -> Path:
        """Return the site of the few pages that MkDocs makes."""
        return self.apart / "build" / "site"

    def text(self, address: str) -> str:
        """Return the Markdown of a page."""
        return (self.docs / address / PAGE).read_text("utf-8")


def read_project(config: Path) -> Project:
    """Return a staged project."""
    settings: dict[str, Any] = json.loads(
        (config.parent / "build" / "nav.yml").read_bytes()
    )
    toc = next(
        one["toc"] for one in settings["markdown_extensions"] if isinstance(one, dict)
    )
    entries = (next(iter(entry.values())) for entry in settings["nav"])
    listed = frozenset(entry.removesuffix(PAGE) for entry in entries)
    return Project(
        config=config,
        listed=listed,
        navigation=listed | frozenset(addresses_in(settings["extra"])),
        site_url=settings.get("site_url", ""),
        permalink=toc["permalink_title"],
    )


def ours(config: Path) -> bool:
    """Return whether config and theme are the program's own, without additions."""
    if config.read_bytes() != starter(_OUR_CONFIG).read_bytes():
        return False
    ours, theme = starter("theme") / "overrides", config.parent / "build" / "theme"
    return _tree(theme) == _tree(ours)


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files_below(folder)
    }
