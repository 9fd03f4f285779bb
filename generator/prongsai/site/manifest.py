"""The manifest of a site: every file of it with its hash, a line each.

It is read line by line, so memory does not grow with the number of files.
"""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from prongsai.site.swap import BUILD, MANIFEST, owner_of
from prongsai.storage.below import count_below
from prongsai.storage.hashed import bytes_of, regular
from prongsai.storage.seen import Seen
from prongsai.storage.write import Scratch


def write_manifest(
    staged: Scratch, head: Mapping[str, object], files: Iterable[tuple[str, str]]
) -> None:
    """Write the manifest of a build that is staged.

    Args:
        staged: the next build.
        head: what it is made of.
        files: the path of each file of the site, and its hash; each once.
    """
    staged.pour(f"{BUILD}/{MANIFEST}", _manifest(head, files))


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


def is_as_listed(root: Path) -> bool:
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


def _json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()
