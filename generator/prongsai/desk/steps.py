"""What was changed at the desk, step by step, so that it can be taken back.

`.prongsai/desk-steps.json` holds the last steps: of each file its bytes before, and the
hash of what the step made of it. A step is taken back only where its files are still
what it made of them: what somebody else wrote meanwhile is never lost.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from prongsai.storage.write import OWN_FOLDER

PATH = f"{OWN_FOLDER}/desk-steps.json"
MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """One file of a step: its bytes before (base64), and the hash it has since."""

    path: str
    before: str | None
    after: str

    def bytes_before(self) -> bytes | None:
        """Return what the file was; None where there was none."""
        return None if self.before is None else base64.b64decode(self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change: when (ISO), what, in words, and the files."""

    at: str
    what: str
    files: tuple[Undone, ...]


def made(path: str, before: bytes | None, after: bytes | None) -> Undone:
    """Return how one file is taken back."""
    old = None if before is None else base64.b64encode(before).decode()
    return Undone(path=path, before=old, after=hash_of(after))


def hash_of(data: bytes | None) -> str:
    """Return the hash of a file, empty where there is none."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


def read_steps(data: bytes | None) -> tuple[Step, ...]:
    """Return the steps, oldest first; a damaged list is an empty one."""
    try:
        saved = json.loads(data or b"[]")
        return tuple(
            Step(
                at=str(one["at"]),
                what=str(one["what"]),
                files=tuple(_file(file) for file in one["files"]),
            )
            for one in saved
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()


def _file(saved: Mapping[str, str | None]) -> Undone:
    before = saved["before"]
    return Undone(
        path=str(saved["path"]),
        before=None if before is None else str(before),
        after=str(saved["after"]),
    )


def written_steps(steps: Iterable[Step]) -> bytes:
    """Return the file with the last steps."""
    kept = [asdict(one) for one in steps][-MOST:]
    return json.dumps(kept, ensure_ascii=False).encode()
