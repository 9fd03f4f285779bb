"""The papers made earlier by `prongsai pdf`: files below `build/paper` and their list.

The list says what each was made of, so that a paper that no longer agrees with the
content is not published.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from prongsai.storage.below import files_below
from prongsai.storage.hashed import bytes_of

FOLDER = "build/paper"
LIST = "papers.json"
_PAPER = re.compile(r"[a-z0-9-]+/\d{4}/[a-z0-9-]+\.(?:pdf|png)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One paper on the disk.

    Attributes:
        path: below `build/paper`: `plalai/2568/measures.pdf`.
        made_of: hash over what it says.
        sha256: hex digest of its bytes.
        size: in bytes.
    """

    path: str
    made_of: str
    sha256: str
    size: int


def read_printed(root: Path) -> Mapping[str, Printed]:
    """Return the papers of the list; a file that is not as it was made has no content.

    So has one that is not on the list, which may be damaged: the next `pdf` makes it
    anew.
    """
    folder = root / FOLDER
    there: Mapping[str, tuple[str, str]] = dict.fromkeys(papers_below(folder), ("", ""))
    listed = {**there, **_listed(folder)}
    papers = {}
    for name, (digest, made_of) in sorted(listed.items()):
        if _PAPER.fullmatch(name):
            paper = printed(name, _bytes(folder / name), made_of)
            whole = paper.sha256 == digest
            papers[name] = paper if whole else replace(paper, made_of="")
    return papers


def _listed(folder: Path) -> Mapping[str, tuple[str, str]]:
    """Return hash and content of every paper that was made, by its path."""
    try:
        listed = json.loads(bytes_of(folder / LIST))
        return {
            str(name): (str(entry["sha256"]), str(entry["made_of"]))
            for name, entry in listed.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def papers_below(folder: Path) -> Iterator[str]:
    """Yield every paper in the folder, listed or not."""
    for file in sorted(files_below(folder)):
        name = file.relative_to(folder).as_posix()
        if _PAPER.fullmatch(name):
            yield name


def _bytes(file: Path) -> bytes:
    """Return the bytes of a paper; one that cannot be read is none."""
    with suppress(OSError):
        return bytes_of(file)
    return b""


def printed(path: str, data: bytes, made_of: str) -> Printed:
    """Return the entry of one paper for the list."""
    return Printed(
        path=path,
        made_of=made_of,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
    )


def list_of(papers: Mapping[str, Printed]) -> bytes:
    """Return the list as a file; papers that are not on it are not published."""
    entries = {
        path: {"made_of": papers[path].made_of, "sha256": papers[path].sha256}
        for path in sorted(papers)
    }
    return f"{json.dumps(entries, indent=1)}\n".encode()
