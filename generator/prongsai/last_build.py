"""The inputs of the last build, so that an unchanged site is not built again.

`build/cache/last.json` remembers the inputs of that build; next to it is what it
printed, in each language. All inputs are compared by their hashes: a change of the same
size with an old date is a change.
"""

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from prongsai import __version__
from prongsai.findings import Finding
from prongsai.site.frames.kept import TOOLS
from prongsai.site.kept_pages import Kept, kept_lines
from prongsai.site.manifest import is_as_listed
from prongsai.site.swap import BUILD, CHAPTERS
from prongsai.storage.attachments.read import reader
from prongsai.storage.below import files_below
from prongsai.storage.content_folder import (
    listed_agencies,
    read_agency,
    read_site,
)
from prongsai.storage.hashed import bytes_of, hash_file, regular
from prongsai.storage.papers import Printed, read_printed
from prongsai.storage.program import program_files, program_hash
from prongsai.storage.sealed import sealed, unsealed
from prongsai.storage.seen import Seen
from prongsai.storage.write import write_all, writing

LAST = f"{BUILD}/cache/last.json"
_LANGUAGES = ("th", "en")
_DRAW = ("pillow", "typst")
"""Packages that pictures depend on; a site is built without one that is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBuild:
    """The last build, if nothing has changed since.

    Attributes:
        key: that of all its inputs, as `input_key` returns it.
        reports: the hash of what it printed, by language.
        severities: how bad what it found was.
        chapters: the hash of all that it kept of agencies.
    """

    key: str
    reports: Mapping[str, str]
    severities: frozenset[str]
    chapters: str


def report(root: Path, language: str) -> Iterator[str]:
    """Yield the lines that the last build printed.

    Raises:
        OSError: they cannot be read.
    """
    with regular(root / _report_file(language)).open(encoding="utf-8") as lines:
        yield from lines


def unchanged(
    root: Path, today: datetime.date, only: str | None = None
) -> LastBuild | None:
    """Return the last build if inputs and day are the same and its site is there."""
    last = _last(root)
    if last is None:
        return None
    if last.key != input_key(root, read_content_hash(root), today, only):
        return None
    whole = is_as_listed(root) and last.chapters == _chapters(root)
    return last if whole and last.reports == _reports(root) else None


def _last(root: Path) -> LastBuild | None:
    """Return the last build; a damaged record is none."""
    saved = unsealed(root / LAST)
    try:
        return LastBuild(
            key=str(saved["key"]),
            reports={str(name): str(of) for name, of in saved["reports"].items()},
            severities=frozenset(map(str, saved["severities"])),
            chapters=str(saved["chapters"]),
        )
    except (KeyError, TypeError, AttributeError):
        return None


def _chapters(root: Path) -> str:
    """Return the hash of all records of agencies; empty where one cannot be read."""
    below, digest = f"{BUILD}/{CHAPTERS}", hashlib.sha256()
    try:
        paths = [path.relative_to(root / below) for path in files_below(root / below)]
        with Seen.below(root, below) as seen:
            for path in sorted(map(Path.as_posix, paths)):
                digest.update(f"{path} {seen.hash(path)}\n".encode())
    except OSError:
        return ""
    return digest.hexdigest()


def _reports(root: Path) -> dict[str, str]:
    """Return the hash of what was printed, by language; none where it is not there."""
    try:
        return {one: hash_file(root / _report_file(one)) for one in _LANGUAGES}
    except OSError:
        return {}


def _report_file(language: str) -> str:
    return f"{BUILD}/cache/last.{language}.txt"


def forget(root: Path) -> None:
    """Forget the last build before its site is replaced."""
    write_all(root, {LAST: None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a build is made of.

    Attributes:
        key: that of all inputs, as `input_key` returns it.
        of: the hash of the content.
        kept: the agencies that were not made anew.
    """

    key: str
    of: str
    today: datetime.date
    findings: tuple[Finding, ...] = ()
    kept: tuple[Kept, ...] = ()

    @property
    def head(self) -> Mapping[str, object]:
        """Return what the manifest says before the files."""
        return {
            "program": __version__,
            "date": self.today.isoformat(),
            "inputs": self.of,
            "kept": {one.slug: one.since.isoformat() for one in self.kept if one.since},
        }


def remember(root: Path, made: Made) -> None:
    """Write what `unchanged` needs at the next build."""
    for language in _LANGUAGES:
        with writing(root / _report_file(language)) as stream:
            stream.writelines(line.encode() for line in _lines(made, language))
    last = {
        "key": made.key,
        "reports": _reports(root),
        "severities": sorted({finding.severity for finding in made.findings}),
        "chapters": _chapters(root),
    }
    write_all(root, {LAST: sealed(last)})


def _lines(made: Made, language: str) -> Iterator[str]:
    from prongsai.reports.short import as_text  # noqa: PLC0415 - `unchanged` does without

    for line in as_text(made.findings, language):
        yield f"{line}\n"
    for line in kept_lines(made.kept, language):
        yield f"{line}\n"


def content_hash(
    of_site: str, agencies: Iterable[tuple[str, str]], papers: Mapping[str, Printed]
) -> str:
    """Return the hash of all content: the site's files, each agency's, the papers.

    Args:
        of_site: the fingerprint of the files that are no agency's.
        agencies: slug and fingerprint of each, in order.
        papers: those that were printed.
    """
    digest = hashlib.sha256(f"{of_site}\n".encode())
    for slug, of in agencies:
        digest.update(f"{slug} {of}\n".encode())
    for path, paper in sorted(papers.items()):
        digest.update(f"{path}\0{paper}\n".encode())
    return digest.hexdigest()


def read_content_hash(root: Path) -> str:
    """Return the hash of the content as it is now."""
    site = read_site(root)
    slugs = listed_agencies(root, site)
    agencies = ((slug, read_agency(root, slug).fingerprint) for slug in slugs)
    return content_hash(site.fingerprint, agencies, read_printed(root))


@cache
def versions() -> tuple[str, ...]:
    """Return the versions of the packages that the bytes of a site depend on."""
    return tuple(f"{name}={_version(name)}" for name in (*TOOLS, *_DRAW))


def input_key(
    root: Path, content: str, today: datetime.date, only: str | None = None
) -> str:
    """Return a hash over the content, the program, the theme, the config, the day.

    The agency that alone was asked for is in it, too; `content` is its hash.
    """
    asked = f"{content} {today.isoformat()} {only or ''}\n"
    digest = hashlib.sha256(asked.encode())
    for one in (str(reader()), *versions(), program_hash()):
        digest.update(f"{one}\n".encode())
    digest.update(_hash(_looks(root)))
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _hash(paths: Iterable[Path]) -> bytes:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.name}\n".encode())
        digest.update(bytes_of(path))
    return digest.digest()


def _looks(root: Path) -> Iterator[Path]:
    """Yield the files of the theme and the config."""
    from prongsai.storage.starter import starter  # noqa: PLC0415 - only where it is asked for

    for folder in dict.fromkeys((starter("theme"), root / "theme")):
        yield from program_files(folder)
    for config in dict.fromkeys((root / "mkdocs.yml", starter("mkdocs.yml"))):
        if config.is_file():
            yield config
