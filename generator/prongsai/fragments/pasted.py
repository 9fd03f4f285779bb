"""Which fragments changed since they were last pasted into the vendor's CMS.

`content/.pasted.json` keeps the hash and the day of each at that time. The program
cannot see into the CMS: whoever pasted says so (`prongsai build --pasted`).
"""

import datetime
import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from prongsai.storage.write import write_all

FILE = "content/.pasted.json"
ALL = "all"


class State(StrEnum):
    """How a fragment is to what was pasted."""

    NEVER = "never"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """What was pasted: its hash, and the day."""

    sha256: str
    on: datetime.date


class UnknownFragmentError(Exception):
    """No fragment has that name; the text is the name."""


Record = Mapping[str, Pasted]
"""What was pasted, by the fragment's name: `ban-rai/2568/o5`."""


def read(root: Path) -> Record:
    """Read the record; a missing or damaged one says that nothing was pasted."""
    try:
        saved = json.loads((root / FILE).read_bytes())["pasted"]
        return {
            str(name): Pasted(
                sha256=str(one["sha256"]), on=datetime.date.fromisoformat(one["on"])
            )
            for name, one in saved.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def state(record: Record, name: str, text: str) -> State:
    """Compare a fragment with what was pasted."""
    before = record.get(name)
    if before is None:
        return State.NEVER
    return State.SAME if before.sha256 == _hash(text) else State.CHANGED


def mark(
    root: Path, made: Mapping[str, str], names: Collection[str], today: datetime.date
) -> Record:
    """Write down that fragments were pasted as they are now; return the record.

    Raises:
        UnknownFragmentError: nothing is written.
    """
    for name in names:
        if name != ALL and name not in made:
            raise UnknownFragmentError(name)
    chosen = made if ALL in names else {name: made[name] for name in names}
    record = {
        **read(root),
        **{name: Pasted(sha256=_hash(text), on=today) for name, text in chosen.items()},
    }
    saved = {
        name: {"sha256": one.sha256, "on": one.on.isoformat()}
        for name, one in sorted(record.items())
    }
    data = json.dumps({"pasted": saved}, ensure_ascii=False, indent=1)
    write_all(root, {FILE: f"{data}\n".encode()})
    return record


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
