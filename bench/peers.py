"""Other programs that make a site of the same Markdown, where they are installed.

Each is asked for by its command; `make bench` leaves out what is not there. None of
them checks the content or makes tables, papers, QR codes or the search: only their
pages compare with ours. Zensical reads the same config and theme; the others have a
bare template of their own.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_PAGE = "<!doctype html><title>{title}</title>{body}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A program: its command, and what writes a project for it from built sources."""

    command: tuple[str, ...]
    prepare: Callable[[Path, Path], None]


def _with_config(build: Path, folder: Path) -> None:
    """Lay out what MkDocs reads, too."""
    for part in ("docs", "theme"):
        shutil.copytree(build / part, folder / "build" / part)
    shutil.copyfile(build / "nav.yml", folder / "build" / "nav.yml")
    shutil.copyfile(build.parent / "mkdocs.yml", folder / "mkdocs.yml")


def _hugo(build: Path, folder: Path) -> None:
    shutil.copytree(build / "docs", folder / "content")
    page = _PAGE.format(title="{{ .Title }}", body="{{ .Content }}")
    for path in ("_default/single.html", "_default/list.html", "index.html"):
        layout = folder / "layouts" / path
        layout.parent.mkdir(parents=True, exist_ok=True)
        layout.write_text(page, encoding="utf-8")
    config = 'baseURL = "/"\n[markup.goldmark.renderer]\nunsafe = true\n'
    (folder / "hugo.toml").write_text(config, encoding="utf-8")


def _pelican(build: Path, folder: Path) -> None:
    """Lay out articles; Pelican reads the title only from a line of its own form."""
    for source in (build / "docs").rglob("*.md"):
        name = source.parent.relative_to(build / "docs").as_posix().replace("/", "-")
        target = folder / "content" / f"{name or 'home'}.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        text = source.read_text(encoding="utf-8").partition("\n---\n")[2]
        head = f"Title: {name}\nDate: 2025-01-01\nSlug: {name}\n\n"
        target.write_text(head + text, encoding="utf-8")
    feeds = "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = None\n"
    config = f'PATH = "content"\nTIMEZONE = "Asia/Bangkok"\n{feeds}'
    (folder / "pelicanconf.py").write_text(config, encoding="utf-8")


def _eleventy(build: Path, folder: Path) -> None:
    shutil.copytree(build / "docs", folder / "docs")
    settings = 'module.exports = () => ({ dir: { input: "docs", output: "site" } });\n'
    (folder / ".eleventy.cjs").write_text(settings, encoding="utf-8")


PEERS = {
    "zensical": Peer(command=("zensical", "build"), prepare=_with_config),
    "hugo": Peer(command=("hugo", "--quiet"), prepare=_hugo),
    "eleventy": Peer(
        command=("eleventy", "--quiet", "--config=.eleventy.cjs"), prepare=_eleventy
    ),
    "pelican": Peer(
        command=("pelican", "-q", "-s", "pelicanconf.py"), prepare=_pelican
    ),
}
