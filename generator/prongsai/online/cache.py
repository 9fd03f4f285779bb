"""Keep answers with their day in `build/cache/online.json`.

Delete the file at any time: it only saves asking again.
"""

import datetime
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any  # JSON, not yet read

from prongsai.online.answer import Answer, End, Step
from prongsai.storage.hashed import bytes_of
from prongsai.storage.write import write_cache

GOOD_DAYS, BAD_DAYS = 7, 1

Kept = Mapping[str, tuple[datetime.date, Answer]]
"""Day (ค.ศ.) and answer by address."""


def cache_file(root: Path) -> Path:
    """Return the file where a project keeps its answers."""
    return root / "build" / "cache" / "online.json"


def fresh(kept: Kept, today: datetime.date) -> Kept:
    """Return what is still valid on `today`; nothing from a later day."""
    return {
        url: (day, answer)
        for url, (day, answer) in kept.items()
        if 0 <= (today - day).days < (GOOD_DAYS if answer.end is End.GOOD else BAD_DAYS)
    }


def load(file: Path) -> Kept:
    """Read the file; a missing or unreadable one is empty."""
    try:
        saved = json.loads(bytes_of(file))
        return {str(url): _read(one) for url, one in saved["answers"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def _read(one: Any) -> tuple[datetime.date, Answer]:  # noqa: ANN401 - raw JSON
    way = tuple(Step(status=int(status), to=str(to)) for status, to in one["way"])
    day = datetime.date.fromisoformat(one["day"])
    return day, Answer(end=End(one["end"]), reason=str(one["reason"]), way=way)


def save(file: Path, kept: Kept) -> None:
    """Keep the answers for the next time."""
    answers = {
        url: {
            "day": day.isoformat(),
            "end": answer.end.value,
            "reason": answer.reason,
            "way": [[step.status, step.to] for step in answer.way],
        }
        for url, (day, answer) in sorted(kept.items())
    }
    text = json.dumps({"answers": answers}, ensure_ascii=False, indent=1)
    write_cache(file, f"{text}\n".encode(errors="replace"))
