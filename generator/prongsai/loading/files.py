"""Which file of the content is what: by its path alone."""

import re
from dataclasses import dataclass, field

from prongsai.findings import Finding, Place
from prongsai.loading.file_kinds import YEAR_FILES
from prongsai.storage.content_folder import Attachment, Sources
from prongsai.thai.years import FIRST_YEAR, LAST_YEAR

OF_NO_YEAR = 0
"""The year of files that are the agency's own."""

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".heic", ".tif", ".tiff")
_YEAR = re.compile(r"[0-9]{4}")
_OF_SITE = re.compile(
    r"content/(?:site|published|published/[a-z][a-z0-9-]*|agencies/[^/]+/published)\.yml"
)
"""Site and record of addresses; that of an agency's own site is read with that site."""


@dataclass(slots=True, kw_only=True)
class Tree:
    """Paths sorted into agencies and years."""

    agencies: dict[str, dict[int, dict[str, str]]] = field(default_factory=dict)
    files: dict[tuple[str, int], dict[str, Attachment]] = field(default_factory=dict)
    catalogues: dict[int, str] = field(default_factory=dict)


def sort_files(sources: Sources, findings: list[Finding]) -> Tree:
    """Sort files into agencies and years, and report those that have no place."""
    tree = Tree()
    for path in sources.texts:
        if _OF_SITE.fullmatch(path):
            continue
        match path.split("/"):
            case ["content", "catalogue", name] if name.endswith(".yml") and is_year(
                name.removesuffix(".yml")
            ):
                tree.catalogues[int(name.removesuffix(".yml"))] = path
            case ["content", "agencies", slug, "agency.yml"]:
                tree.agencies.setdefault(slug, {})
            case ["content", "agencies", slug, year, name] if (
                is_year(year) and name.removesuffix(".yml") in YEAR_FILES
            ):
                kinds = tree.agencies.setdefault(slug, {}).setdefault(int(year), {})
                kinds[name.removesuffix(".yml")] = path
            case _:
                findings.append(about_file("stray-file", path))
    for path, attachment in sources.attachments.items():
        match path.split("/", 5):
            case ["content", "agencies", slug, year, "files", name] if is_year(year):
                key = (slug, int(year))
                tree.files.setdefault(key, {})[name] = attachment
            case ["content", "agencies", slug, "files", *names] if (
                path.lower().endswith(_PICTURES)
            ):
                key = (slug, OF_NO_YEAR)
                tree.files.setdefault(key, {})["/".join(names)] = attachment
            case _:
                findings.append(about_file("stray-file", path))
    return tree


def is_year(text: str) -> bool:
    """Return whether the name of a folder or file is a fiscal year (พ.ศ.)."""
    return bool(_YEAR.fullmatch(text)) and FIRST_YEAR <= int(text) <= LAST_YEAR


def about_file(code: str, path: str, agency: str = "", **facts: str) -> Finding:
    """Make a finding about a file as a whole."""
    return Finding(
        code=code,
        place=Place(path=path),
        facts=(("file", path), *facts.items()),
        agency=agency,
        subject=path,
    )
