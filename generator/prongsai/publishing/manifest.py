"""What a publish put at a target: one small file there, and a journal on the way.

`.prongsai-manifest.json` names every file that was put there by us, and nothing else,
so that what others put there is never touched. It is replaced at the end of a publish.
Until then the journal in the staging folder says what is being replaced: a file that is
still staged has not been put in place yet.
"""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self  # JSON, not yet read

from prongsai.publishing.version import UNKNOWN as UNKNOWN_VERSION
from prongsai.publishing.version import Version

OWN = ".prongsai"
MANIFEST = f"{OWN}-manifest.json"
STAGING = f"{OWN}-staging"
JOURNAL = f"{STAGING}/journal.json"
UNSURE = f"{STAGING}/new"
"""A file of our own that is not yet in its place."""

LOCK = f"{OWN}-lock"
VERSION = 1
_NO_NAME = re.compile(r"/\.{0,2}/")
"""`.`, `..` or nothing between two `/`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file at a target: its bytes by hash and size, and the publish that put it."""

    sha256: str
    size: int
    publish: str

    def same_as(self, other: Self | None) -> bool:
        """Return whether both have the same bytes."""
        return (
            other is not None
            and self.sha256 == other.sha256
            and self.size == other.size
        )


UNKNOWN = Entry(sha256="", size=-1, publish="")
"""A file that may be there or not: it differs from every file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetManifest:
    """What is at a target.

    Attributes:
        site: the public address of the site, or its title: whose files these are.
        publish: the id of the publish that came last.
        version: what it was made of.
        earlier: the versions before, the oldest first.
        files: every file of ours by its path.
        lasting: the paths whose addresses were published and must not vanish.
    """

    site: str
    publish: str = ""
    version: Version = UNKNOWN_VERSION
    earlier: tuple[Version, ...] = ()
    files: Mapping[str, Entry] = field(default_factory=dict)
    lasting: frozenset[str] = frozenset()

    def to_bytes(self) -> bytes:
        """Return it as it is kept at the target."""
        return _json(
            {
                "version": VERSION,
                "site": self.site,
                "publish": self.publish,
                **self.version.as_tree(),
                "earlier": [one.as_tree() for one in self.earlier],
                "files": _rows(self.files),
                "lasting": sorted(self.lasting),
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read it back.

        Raises:
            ValueError: it is damaged, or of a later version of the program.
        """
        tree = _tree(data)
        try:
            return cls(
                site=str(tree["site"]),
                publish=str(tree["publish"]),
                version=Version.of_tree(tree),
                earlier=tuple(map(Version.of_tree, tree.get("earlier", ()))),
                files=_entries(tree["files"]),
                lasting=frozenset(map(_path, tree["lasting"])),
            )
        except (KeyError, TypeError, AttributeError):
            message = "not a manifest"
            raise ValueError(message) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """What a publish is putting in place and removing, written before it begins to."""

    publish: str
    placing: Mapping[str, Entry]
    removing: frozenset[str]

    def to_bytes(self) -> bytes:
        """Return it as it is kept in the staging folder."""
        return _json(
            {
                "version": VERSION,
                "publish": self.publish,
                "placing": _rows(self.placing),
                "removing": sorted(self.removing),
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read it back.

        Raises:
            ValueError: it is damaged.
        """
        tree = _tree(data)
        try:
            return cls(
                publish=str(tree["publish"]),
                placing=_entries(tree["placing"]),
                removing=frozenset(map(_path, tree["removing"])),
            )
        except (KeyError, TypeError, AttributeError):
            message = "not a journal"
            raise ValueError(message) from None


def staged_name(path: str, entry: Entry) -> str:
    """Return where a file waits at the target; the same file has the same name."""
    digest = hashlib.sha256(f"{path}\0{entry.sha256}".encode()).hexdigest()
    return f"{STAGING}/{digest[:40]}"


def aside_of(staged: str) -> str:
    """Return where the file of before waits, where a server cannot replace it."""
    return f"{staged}-before"


def settled(
    there: TargetManifest, journal: Journal | None, staged: Collection[str]
) -> TargetManifest:
    """Return what is at the target after a publish that was cut.

    Args:
        there: the manifest as it was before that publish.
        journal: what it was doing; None if it had not begun to put files in place.
        staged: the names in the staging folder. All files were there before the
            journal was written, so one that is not there any more is in its place. One
            that is there may be in its place, too, where it is uploaded and not moved.
    """
    if journal is None or journal.publish == there.publish:
        return there
    names = {path: staged_name(path, one) for path, one in journal.placing.items()}
    placed = {
        path: entry
        for path, entry in journal.placing.items()
        if names[path] not in staged
    }
    known = {path for path, entry in there.files.items() if entry != UNKNOWN}
    either = dict.fromkeys(known & names.keys(), _either(journal))
    away = {path for path, name in names.items() if aside_of(name) in staged}
    unsure = dict.fromkeys(journal.removing | (away - placed.keys()), UNKNOWN)
    files = {**there.files, **either, **placed, **unsure}
    return replace(there, publish=journal.publish, files=files)


def _either(journal: Journal) -> Entry:
    """Return a file that is there, old or new: it differs from every file."""
    return replace(UNKNOWN, publish=journal.publish)


def _rows(files: Mapping[str, Entry]) -> dict[str, list[str | int]]:
    return {
        path: [one.sha256, one.size, one.publish] for path, one in sorted(files.items())
    }


def _entries(rows: Mapping[str, Any]) -> dict[str, Entry]:  # JSON, not read yet
    found = {}
    for path, (sha256, size, publish) in rows.items():
        found[_path(path)] = Entry(
            sha256=str(sha256), size=int(size), publish=str(publish)
        )
    return found


def _path(path: object) -> str:
    """Return a path of a file below the target, whoever wrote the file."""
    name = str(path)
    outside = "\\" in name or _NO_NAME.search(f"/{name}/")
    if outside or name.startswith(OWN) or not name.isprintable():
        message = "a path leads out of the target"
        raise ValueError(message)
    return name


def _tree(data: bytes) -> dict[str, Any]:  # JSON, not read yet
    try:
        tree = json.loads(data)
    except RecursionError:
        tree = None
    if not isinstance(tree, dict) or tree.get("version") != VERSION:
        message = "not of this version"
        raise ValueError(message)
    return tree


def _json(tree: object) -> bytes:
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).encode()
