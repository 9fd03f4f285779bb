"""Files that were sent to the desk and never taken over: they go after a week."""

import datetime
from contextlib import suppress
from pathlib import Path

from prongsai.storage.below import found_in
from prongsai.storage.write import OWN_FOLDER, Scratch

KEPT = datetime.timedelta(days=7)
_FOLDERS = (f"{OWN_FOLDER}/inbox", f"{OWN_FOLDER}/desk")
"""Where imports wait to be taken over, and uploads until they are whole."""


def clear(root: Path, now: datetime.datetime) -> None:
    """Remove what waits longer than a week; what cannot be removed stays."""
    oldest = (now - KEPT).timestamp()
    for name in _FOLDERS:
        folder = root / name
        for one in found_in(folder, "*"):
            with suppress(OSError):
                if one.stat().st_mtime < oldest:
                    Scratch(folder).remove(one.name)
