"""What the pages of each agency were last made of: one file an agency.

An agency whose files have an error keeps its pages, so what they were made of is kept
too: the YAML texts here, the bytes of published files in `build/site`, where they are.
"""

import base64
import dataclasses
import datetime
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from prongsai.storage.below import files_below
from prongsai.storage.content_folder import (
    Attachment,
    Sources,
    facts_cache,
    pictured_small,
)
from prongsai.storage.content_walk import slug_of
from prongsai.storage.hashed import bytes_of
from prongsai.storage.sealed import sealed, unsealed

FOLDER = "build/good"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastGood:
    """The last content of an agency that could be published.

    Attributes:
        day: when its pages were made of it.
        texts: its YAML files by path from the project root.
        attachments: its files; each `path` is where its bytes are now.
    """

    day: datetime.date
    texts: Mapping[str, bytes]
    attachments: Mapping[str, Attachment]


def good_file(slug: str) -> str:
    """Return the path of what is kept of an agency, below the project."""
    return f"{FOLDER}/{slug}.json"


def has_good(root: Path, slug: str) -> bool:
    """Return whether there is a whole record of what an agency's pages were made of."""
    return unsealed(root / good_file(slug)) is not None


def read_good(root: Path, slug: str) -> LastGood | None:
    """Return what the agency's pages were last made of; a damaged record is none."""
    saved = unsealed(root / good_file(slug))
    try:
        texts = {str(path): str(text) for path, text in saved["texts"].items()}
        attachments = {
            str(name): _attachment(one) for name, one in saved["attachments"].items()
        }
        day = datetime.date.fromisoformat(saved["day"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    if not texts or {slug_of(path) for path in texts} != {slug}:
        return None
    return LastGood(
        day=day,
        texts={path: text.encode() for path, text in texts.items()},
        attachments=_found(root, attachments),
    )


def saved_good(sources: Sources, slug: str, day: datetime.date) -> bytes:
    """Return as a file what the pages of an agency are made of on a day."""
    saved = {
        "day": day.isoformat(),
        "texts": {
            path: data.decode()
            for path, data in sources.texts.items()
            if slug_of(path) == slug
        },
        "attachments": {
            name: {
                "path": one.path,
                "sha256": one.sha256,
                "size": one.size,
                "head": base64.b64encode(one.head).decode(),
            }
            for name, one in sources.attachments.items()
            if slug_of(name) == slug
        },
    }
    return sealed(saved)


def _attachment(saved: Mapping[str, object]) -> Attachment:
    return Attachment(
        path=str(saved["path"]),
        sha256=str(saved["sha256"]),
        size=int(str(saved["size"])),
        head=base64.b64decode(str(saved["head"])),
    )


def _found(
    root: Path, attachments: Mapping[str, Attachment]
) -> Mapping[str, Attachment]:
    """Return the attachments with the place of their bytes and their facts.

    A file that was not published may be gone; nothing shows it, and it has no facts.
    """
    from prongsai.storage.attachments.cached import cached_facts  # noqa: PLC0415 - only where attachments are opened

    places = dict(_places(root, {one.path for one in attachments.values()}))
    found = {}
    for name, one in attachments.items():
        place = places.get(one.sha256)
        if place is None:
            found[name] = one
            continue
        facts = cached_facts(root / place, one.sha256, facts_cache(root))
        there = dataclasses.replace(one, path=place, facts=facts)
        found[name] = pictured_small(root, there)
    return found


def _places(root: Path, own: set[str]) -> Iterator[tuple[str, str]]:
    """Yield hash and path of every published file, then of the agency's own files."""
    site = files_below(root / "build" / "site")
    published = [path for path in site if path.parent.name == "files"]
    for path in (*published, *(root / name for name in sorted(own))):
        if path.is_file():
            digest = hashlib.sha256(bytes_of(path)).hexdigest()
            yield digest, path.relative_to(root).as_posix()
