"""The papers made earlier by `prongsai pdf`: files below `build/paper` and their list.

The list says what each was made of, so that a paper that no longer agrees with the
content is not published.
"""

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

FOLDER = "build/paper"
LIST = "papers.json"


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
    """Return the papers of the list whose files are unchanged."""
    folder = root / FOLDER
    try:
        listed = json.loads((folder / LIST).read_bytes())
        hashes = {
            str(name): (str(entry["sha256"]), str(entry["made_of"]))
            for name, entry in listed.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}  # damaged, or of another version: the next `pdf` makes it anew
    papers = {}
    for name, (digest, made_of) in sorted(hashes.items()):
        with suppress(OSError, ValueError):
            paper = printed(name, (folder / name).read_bytes(), made_of)
            if paper.sha256 == digest and ".." not in Path(name).parts:
                papers[name] = paper
    return papers


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
