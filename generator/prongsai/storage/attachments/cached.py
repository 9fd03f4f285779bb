"""Keep facts by the hash of the file, below `build/cache/attachments/`.

Delete the folder at any time: it only saves the time of reading.
"""

import dataclasses
from pathlib import Path

from prongsai.storage.attachments import (
    Facts,
    FileKind,
    Lock,
    Runs,
    Trace,
    Trouble,
    Unread,
)
from prongsai.storage.attachments.read import is_plain, judge, kind_at, reader, readers
from prongsai.storage.confined import Budget, StoppedError, confined
from prongsai.storage.sealed import sealed, unsealed
from prongsai.storage.write import write_cache


def cached_facts(
    path: Path, sha256: str, folder: Path, budget: Budget | None = None
) -> Facts:
    """Return the facts of `path`, read only if its bytes or the reader are new."""
    kept = folder / f"{sha256}.json"
    known = _load(kept)
    if known is None:
        judged, known = _judged(path, sha256, budget)
        if judged != sha256:
            return dataclasses.replace(known, trouble=Trouble.CHANGED)
        _save(kept, known)
    return known


def _judged(path: Path, sha256: str, budget: Budget | None) -> tuple[str, Facts]:
    """Look into a file: small plain text at once, all else in the worker."""
    if is_plain(path):
        return judge(path)
    try:
        return confined(judge, path.absolute(), readers(), budget=budget)
    except StoppedError:
        return sha256, Facts(
            kind=kind_at(path), trouble=Trouble.STOPPED, unread=(Unread.LIMIT,)
        )


def _load(kept: Path) -> Facts | None:
    saved = unsealed(kept)
    try:
        if saved is None or saved["reader"] != reader():
            return None
        facts = saved["facts"]
        return Facts(
            kind=FileKind(facts["kind"]),
            pages=facts["pages"],
            text=facts["text"],
            metadata=tuple((name, value) for name, value in facts["metadata"]),
            lock=Lock(facts["lock"]),
            gps=bool(facts["gps"]),
            trouble=Trouble(facts["trouble"]),
            runs=Runs(facts["runs"]),
            hidden=str(facts["hidden"]),
            unread=tuple(map(Unread, facts["unread"])),
            traces=tuple(map(Trace, facts["traces"])),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _save(kept: Path, facts: Facts) -> None:
    saved = {"reader": reader(), "facts": dataclasses.asdict(facts)}
    write_cache(kept, sealed(saved))
