"""Write a new site: schemas, starters, room for a theme, and the agency's own files."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from prongsai import __version__, messages
from prongsai.loading.schemas import schemas
from prongsai.model.site import Mode
from prongsai.new.agency import agency_files, site_lines, template
from prongsai.new.answers import Answers
from prongsai.storage.below import everything_below, files_below, found_in
from prongsai.storage.starter import EXAMPLE_SLUG, starter
from prongsai.storage.write import OWN_FOLDER, project_lock, recover, write_all
from prongsai.yaml.reader import read_yaml

SITE = "content/site.yml"
_BESIDE = (
    "*.whl",
    "*.txt",
    "*.html",
    ".git",
    ".venv",
    "build",
    "wheels",
    OWN_FOLDER,
)
"""What may be in the folder of a new site: the program itself, answers, a page."""


class NotEmptyError(Exception):
    """The folder holds something already."""


class NotAHubError(Exception):
    """The site is that of one agency, and has no place for another."""


class TakenError(Exception):
    """The site has an agency with this folder already."""


def new_site(folder: Path, answers: Answers, *, beside: bool = False) -> None:
    """Write a new site with the agency's own files into `folder`.

    With `beside` other files may be there, as in a folder that somebody works in; no
    file that is there is written over.

    Raises:
        NotEmptyError: there is something else in it.
    """
    site = site_files(answers)
    _write(folder, site, {*site} if beside else None)


def was_made(folder: Path, answers: Answers) -> bool:
    """Return whether the folder holds what these answers make: a killed run made it."""
    files = agency_files(answers)
    alone = answers.site is Mode.AGENCY
    return all(_is(folder / name, data) for name, data in files.items()) and (
        not alone or not any(_others(folder, site_files(answers)))
    )


def site_files(answers: Answers) -> Mapping[str, bytes]:
    """Return every file of a new site by path."""
    title = messages.text("new", f"title-{answers.site}", name=answers.name)
    own = {SITE: site_lines(title, answers.site, answers.folder)}
    common = dict(_files(answers.folder, str(answers.year)))
    return {**common, **own, **agency_files(answers)}


def _is(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def example_site(folder: Path) -> None:
    """Write a new site with the made-up agency into `folder`.

    Raises:
        NotEmptyError: there is something else in it.
    """
    example = starter("agency")
    names = {
        path: path.relative_to(example).as_posix() for path in files_below(example)
    }
    year = max(name[:4] for name in names.values() if name[:4].isdigit())
    own = {
        f"content/agencies/{EXAMPLE_SLUG}/{name}": path.read_bytes()
        for path, name in names.items()
    }
    title = messages.text("new", "title-example")
    own[SITE] = site_lines(title, Mode.AGENCY, EXAMPLE_SLUG)
    _write(folder, {**dict(_files(EXAMPLE_SLUG, year)), **own})


def add_agency(root: Path, answers: Answers) -> None:
    """Write a new agency into a site that has many.

    Raises:
        NotAHubError: the site is that of one agency.
        TakenError: the site has an agency with this folder.
    """
    with project_lock(root, "new"):
        tree = read_yaml((root / SITE).read_bytes(), SITE).tree
        mode = tree.get("mode", Mode.HUB.value) if isinstance(tree, dict) else None
        if mode != Mode.HUB.value:
            raise NotAHubError(root)
        if answers.folder in agencies_of(root):
            raise TakenError(answers.folder)
        write_all(root, agency_files(answers))


def agencies_of(root: Path) -> frozenset[str]:
    """Return the names of the folders of a site's agencies."""
    folders = found_in(root / "content" / "agencies", "*")
    return frozenset(one.name for one in folders)


def _write(
    folder: Path, site: Mapping[str, bytes], matters: set[str] | None = None
) -> None:
    """Write the files, if nothing else is there than what an earlier run wrote.

    What a killed run left behind is undone first, so that it can be run again. With
    `matters` only files of these names count.
    """
    if (folder / OWN_FOLDER).is_dir():
        recover(folder)
    others = _others(folder, site)
    if any(matters is None or name in matters for name in others):
        raise NotEmptyError(folder)
    with project_lock(folder, "new"):
        write_all(folder, site)


def _others(folder: Path, site: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the name of every file in the folder that is not one of the new site."""
    for top in found_in(folder, "*"):
        if any(map(top.match, _BESIDE)):
            continue
        for path in (top, *everything_below(top)):
            if path.is_dir() and not path.is_symlink():
                continue
            name = path.relative_to(folder).as_posix()
            plain = path.is_file() and not path.is_symlink()
            if not plain or name not in site or path.read_bytes() != site[name]:
                yield name


def _files(slug: str, year: str) -> Iterator[tuple[str, bytes]]:
    """Yield every file that all new sites have, by its path."""
    yield "mkdocs.yml", starter("mkdocs.yml").read_bytes()
    for name, data in schemas():
        yield f"content/.schemas/{name}", data
    start = messages.text("workbook", "starter")
    facts = {b"@VERSION@": __version__, b"@SLUG@": slug, b"@YEAR@": year}
    for name, target in _TEXTS.items():
        text = template(name)
        for fact, value in facts.items():
            text = text.replace(fact, value.encode())
        yield target.replace("@START@", start), text


_TEXTS = {
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

`@VERSION@` in them becomes the version of this program, `@SLUG@` and `@YEAR@` the
agency's folder and year, `@START@` in a name the name of the files to double-click.
"""
