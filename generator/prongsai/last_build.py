"""The inputs of the last build, so that an unchanged site is not built again.

`build/manifest.json` lists every published file with the hash of its bytes;
`build/cache/last.json` remembers the inputs and the report of that build. All inputs
are compared by their hashes: a change of the same size with an old date is a change.
"""

import datetime
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from prongsai import __version__
from prongsai.findings import Finding
from prongsai.site.frames.kept import TOOLS
from prongsai.site.kept_pages import Kept, kept_lines
from prongsai.site.swap import BUILD, CHAPTERS, MANIFEST, owner_of
from prongsai.storage.attachments.read import reader
from prongsai.storage.below import count_below, files_below
from prongsai.storage.content_folder import (
    listed_agencies,
    read_agency,
    read_site,
)
from prongsai.storage.hashed import bytes_of, regular
from prongsai.storage.papers import Printed, read_printed
from prongsai.storage.program import program_files, program_hash
from prongsai.storage.sealed import sealed, unsealed
from prongsai.storage.seen import Seen
from prongsai.storage.write import Scratch, write_all

LAST = "cache/last.json"
_LANGUAGES = ("th", "en")
_DRAW = ("pillow", "typst")
"""Packages that pictures depend on; a site is built without one that is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBuild:
    """The report of the last build, ready to print.

    Attributes:
        reports: by language.
        chapters: the hash of each record that it kept of an agency, by name.
    """

    reports: dict[str, str]
    severities: frozenset[str]
    chapters: dict[str, str]

    def report(self, language: str) -> str:
        """Return the report as it was printed then."""
        return self.reports[language]


def unchanged(
    root: Path, today: datetime.date, only: str | None = None
) -> LastBuild | None:
    """Return the last build if inputs and day are the same and its site is there."""
    last, key = _last(root)
    if last is None or key != input_key(root, read_content_hash(root), today, only):
        return None
    return last if _as_listed(root) and last.chapters == _chapters(root) else None


def _chapters(root: Path) -> dict[str, str]:
    """Return the hash of each record of an agency; none where they cannot be read."""
    try:
        return _hashes(root, f"{BUILD}/{CHAPTERS}")
    except OSError:
        return {}


def _last(root: Path) -> tuple[LastBuild | None, str]:
    """Return the last build and its key; a damaged record is none."""
    saved = unsealed(root / BUILD / LAST)
    try:
        reports = {str(name): str(text) for name, text in saved["reports"].items()}
        severities = frozenset(map(str, saved["severities"]))
        key = str(saved["key"])
        chapters = {str(name): str(one) for name, one in saved["chapters"].items()}
    except (KeyError, TypeError, AttributeError):
        return None, ""
    if not reports.keys() >= set(_LANGUAGES):
        return None, ""
    last = LastBuild(reports=reports, severities=severities, chapters=chapters)
    return last, key


def _as_listed(root: Path) -> bool:
    """Return whether the site has exactly the files of its manifest, byte for byte."""
    count = 0
    try:
        with Seen.below(root, f"{BUILD}/site") as seen:
            for path, digest in _listed(root):
                if seen.hash(path, owner_of(path) if "/" in path else "") != digest:
                    return False
                count += 1
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return False
    return count > 0 and count == count_below(root / BUILD / "site")


def kept_since(root: Path) -> dict[str, str]:
    """Return the agencies whose pages are older than the site, each with its day."""
    try:
        kept = json.loads(bytes_of(root / BUILD / MANIFEST))["kept"]
        return {
            str(slug): datetime.date.fromisoformat(day).isoformat()
            for slug, day in kept.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def forget(root: Path) -> None:
    """Forget the last build before its site is replaced."""
    write_all(root, {f"{BUILD}/{LAST}": None})


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


def list_files(staged: Scratch, made: Made, files: Iterable[tuple[str, str]]) -> None:
    """Write the manifest of a build that is staged: a line for each file.

    Args:
        staged: the next build.
        made: what it is made of.
        files: the path of each file of the site, and its hash; each once.
    """
    manifest = {
        "program": __version__,
        "date": made.today.isoformat(),
        "inputs": made.of,
        "kept": {one.slug: one.since.isoformat() for one in made.kept if one.since},
    }
    staged.pour(f"{BUILD}/{MANIFEST}", _manifest(manifest, files))


_FIRST, _LAST = ' "files": {\n', " }\n"
"""The lines before and after the files, in the JSON of a manifest."""


def _manifest(
    head: Mapping[str, object], files: Iterable[tuple[str, str]]
) -> Iterator[bytes]:
    yield _json(head).removesuffix(b"\n}\n") + f",\n{_FIRST}".encode()
    comma = ""
    for path, digest in files:
        name = json.dumps(path, ensure_ascii=False)
        yield f'{comma}  {name}: "{digest}"'.encode()
        comma = ",\n"
    yield f"\n{_LAST}}}\n".encode()


def _listed(root: Path) -> Iterator[tuple[str, str]]:
    """Yield what the manifest lists, a line at a time.

    Raises:
        ValueError: it is not as it was written.
    """
    inside = False
    with regular(root / BUILD / MANIFEST).open(encoding="utf-8") as lines:
        for line in lines:
            if line == _LAST:
                return
            if inside:
                one = json.loads(f"{{{line.strip().removesuffix(',')}}}")
                ((path, digest),) = one.items()
                yield path, digest
            inside = inside or line == _FIRST
    raise ValueError(MANIFEST)


def remember(root: Path, made: Made) -> None:
    """Write what `unchanged` needs at the next build."""
    last = {
        "key": made.key,
        "reports": {
            language: _report(made.findings, made.kept, language)
            for language in _LANGUAGES
        },
        "severities": sorted({finding.severity for finding in made.findings}),
        "chapters": _chapters(root),
    }
    write_all(root, {f"{BUILD}/{LAST}": sealed(last)})


def _report(
    findings: tuple[Finding, ...], kept: tuple[Kept, ...], language: str
) -> str:
    from prongsai.reports.short import as_text  # noqa: PLC0415 - `unchanged` does without

    lines = (*as_text(findings, language), *kept_lines(kept, language))
    return "".join(f"{line}\n" for line in lines)


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


def _hashes(root: Path, below: str) -> dict[str, str]:
    """Return the hash of every file of a folder of the project by its path."""
    folder = root / below
    paths = [path.relative_to(folder).as_posix() for path in files_below(folder)]
    with Seen.below(root, below) as seen:
        return {path: seen.hash(path) for path in sorted(paths)}


def _json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()
