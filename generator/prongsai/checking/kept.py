"""What was found in each agency, kept under a hash of all that it rests on.

Delete `build/cache/checked/` at any time: it only saves the time of checking.
"""

import datetime
import hashlib
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from prongsai.checking.chapter import Chapter
from prongsai.storage.attachments.read import reader
from prongsai.storage.content_folder import Sources
from prongsai.storage.program import program_hash
from prongsai.storage.sealed import sealed, unsealed
from prongsai.storage.write import write_cache

FOLDER = "build/cache/checked"


def key_of(sources: Sources, today: datetime.date) -> str:
    """Return the hash of all that the check of an agency rests on.

    Args:
        sources: the files of the agency and of the site, as they were read.
        today: the day of the check.
    """
    rest = f"{program_hash()} {reader()} {today.isoformat()}"
    about = f"{rest} {sources.fingerprint}\n"
    digest = hashlib.sha256(about.encode())
    for finding in sources.findings:
        digest.update(f"{finding!r}\n".encode())
    return digest.hexdigest()


def kept_chapter(root: Path, slug: str, key: str) -> Chapter | None:
    """Return what was found before; None if anything is otherwise, or damaged."""
    saved = unsealed(root / kept_file(slug))
    try:
        if saved["key"] != key:
            return None
        return _adapter().validate_python(saved["chapter"])
    except (KeyError, TypeError, ValidationError):
        return None


def keep_chapter(root: Path, chapter: Chapter, key: str) -> None:
    """Keep what was found for the next check."""
    saved = {"key": key, "chapter": _adapter().dump_python(chapter, mode="json")}
    write_cache(root / kept_file(chapter.slug), sealed(saved))


def kept_file(slug: str) -> str:
    """Return the file, from the project, of what was found in an agency."""
    return f"{FOLDER}/{hashlib.sha256(slug.encode()).hexdigest()[:32]}.json"


@cache
def _adapter() -> TypeAdapter[Chapter]:
    return TypeAdapter(Chapter)
