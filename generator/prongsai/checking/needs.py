"""What the task of one agency reads, for a worker that does not see the project."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from prongsai.checking.kept import kept_file
from prongsai.storage.attachments.sheets import ENDINGS
from prongsai.storage.attachments.small import MARK, PAGE
from prongsai.storage.content_folder import SMALL, Attachment, Sources, facts_cache
from prongsai.storage.side_by_side import Needs


def agency_needs(
    root: Path,
    slug: str,
    read: Sources,
    of_site: Sources,
    writes: Iterable[str] = (),
) -> Needs | None:
    """Return what a check of an agency reads and writes.

    Args:
        root: the project.
        slug: the name of the agency's folder.
        read: its files, as they were read.
        of_site: the files of the site that agencies rest on.
        writes: what the task writes in addition.

    Returns:
        None where a file of it cannot be read: another computer would not say so.
    """
    if read.findings:
        return None
    texts = {path: sha256(data) for path, data in read.texts.items()}
    attached = {one.path: one.sha256 for one in read.attachments.values()}
    kept = [name for one in read.attachments.values() for name in _kept_of(one)]
    return Needs(
        files={**texts, **attached, **dict(_there(root, kept))},
        common={one.path: one.sha256 for one in of_site.attachments.values()},
        writes=(*writes, kept_file(slug), *kept),
        whose=slug,
    )


def sha256(data: bytes) -> str:
    """Return the hash by which a file is named."""
    return hashlib.sha256(data).hexdigest()


def _kept_of(one: Attachment) -> Iterator[str]:
    """Yield the files in which facts about an attachment are kept."""
    facts = facts_cache(Path()).as_posix()
    yield f"{facts}/{one.sha256}.json"
    ending = PurePosixPath(one.path).suffix.lower()
    if ending in ENDINGS:
        yield f"{facts}/{one.sha256}{ending}.json"
    for side in (PAGE, MARK):
        yield f"{SMALL}/{one.sha256}-{side}.json"


def _there(root: Path, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield path and hash of the files that are there."""
    for path in paths:
        if (root / path).is_file():
            yield path, sha256((root / path).read_bytes())
