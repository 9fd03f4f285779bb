"""What the program answers about a project, as hashes that two places can compare.

It runs natively and in the tab's interpreter, so it knows nothing but the program.
"""

import datetime
import hashlib
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import prongsai
from prongsai.comparing.text import as_text
from prongsai.site.render import render
from prongsai.storage.below import files_below

DAY = datetime.date(2026, 11, 27)


def answers(
    given: Path, work: Path, documents: Mapping[str, tuple[str, int]], *, site: bool
) -> dict[str, str]:
    """Return what each step of the program answers about a copy of a project.

    `documents` are files next to the project by name, with the agency and the year into
    which each is imported.
    """
    root = work / "project"
    shutil.copytree(given, root)
    found = dict(_read(root))
    for agency, year in set(documents.values()):
        found |= _workbook(root, agency, year)
    for name, (agency, year) in documents.items():
        copy = work / name
        shutil.copytree(root, copy, ignore=shutil.ignore_patterns("build"))
        prongsai.import_files(copy, [given.parent / name], agency, year)
        found |= {
            f"import {name}: {path}": _hash(data) for path, data in _texts(copy).items()
        }
    if documents:
        copy = work / next(iter(documents))
        changes = prongsai.diff(copy, str(root), None, DAY)
        text = as_text(changes, "th").replace(str(work), "")
        found["diff"] = _hash(text.encode())
    if site:
        found |= _site(root)
    return found


def _read(root: Path) -> Iterator[tuple[str, str]]:
    sources = prongsai.read(root)
    checked, plan = prongsai.plan(sources, DAY)
    for number, finding in enumerate(checked.findings):
        yield (
            f"finding {number}: {finding.place} {finding.code}",
            _hash(f"{finding!r} {prongsai.message(finding, 'th')}".encode()),
        )
    report = prongsai.report(root, checked, DAY, "th")
    yield "report", _hash(repr(report).encode())
    assert plan is not None
    for made in render(plan):
        yield f"rendered {made.path}", _hash(made.data)


def _workbook(root: Path, agency: str, year: int) -> dict[str, str]:
    name, data = prongsai.export_workbook(root, agency, year, None)
    book = root.parent / name
    book.write_bytes(data)
    back = prongsai.import_workbook(root, book, dry=True)
    with zipfile.ZipFile(book) as parts:  # packed by another zlib
        inside = {f"workbook {one}": _hash(parts.read(one)) for one in parts.namelist()}
    return inside | {"workbook back": f"{back.failed} {back.files}"}


def _site(root: Path) -> dict[str, str]:
    built = prongsai.build(root, DAY)
    assert built.site_errors == ()
    site = root / "build" / "site"
    return {
        f"site {path.relative_to(site).as_posix()}": _hash(path.read_bytes())
        for path in files_below(site)
    }


def _texts(root: Path) -> dict[str, bytes]:
    folder = root / "content"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files_below(folder)
        if path.suffix == ".yml"
    }


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
