"""The checkout that the tests look at, and its content as it was on a day."""

import datetime
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from prongsai.storage.content_folder import Sources, read_sources
from prongsai.thai.dates import fiscal_year

ROOT = Path(__file__).parents[2]
_YEAR = re.compile(r"25\d\d")


def copy_content(folder: Path, today: datetime.date) -> None:
    """Copy the repository's content without the years that have not begun."""

    _copy("content", folder, today)


def copy_agency(folder: Path, slug: str, today: datetime.date) -> None:
    """Copy one agency without the years that have not begun."""
    _copy(f"content/agencies/{slug}", folder, today)


def _copy(path: str, folder: Path, today: datetime.date) -> None:
    def later(_: str, names: list[str]) -> set[str]:
        return {name for name in names if _is_later(name, today)}

    shutil.copytree(ROOT / path, folder / path, ignore=later)


SHARED = ("attachments", "small", "link-pictures", "templates", "theme")


def share_facts(folder: Path, names: Iterable[str] = SHARED) -> None:
    """Let a project share what the checkout keeps by its hash.

    That is what is in attachments and their small pictures, whose reading takes a
    process of its own and longer than all else that is checked, the pictures of links,
    and the compiled templates of ours and of the theme.
    """
    cache = folder / "build" / "cache"
    cache.mkdir(parents=True)
    for name in names:
        shared = ROOT / "build" / "cache" / name
        shared.mkdir(parents=True, exist_ok=True)
        (cache / name).symlink_to(shared, target_is_directory=True)


def content_sources(today: datetime.date) -> Sources:
    """Read the repository's content without the years that have not begun."""
    sources = read_sources(ROOT)

    def begun(path: str) -> bool:
        return not any(_is_later(part, today) for part in path.split("/"))

    return Sources(
        texts={path: text for path, text in sources.texts.items() if begun(path)},
        attachments={
            path: fact for path, fact in sources.attachments.items() if begun(path)
        },
    )


def _is_later(name: str, today: datetime.date) -> bool:
    return bool(_YEAR.fullmatch(name)) and int(name) > fiscal_year(today)
