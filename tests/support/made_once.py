"""What takes seconds to make is made by one worker and used by all."""

import fcntl
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

import pytest

Made = TypeVar("Made")


def made_once(
    folders: pytest.TempPathFactory, name: str, make: Callable[[Path], Made]
) -> Made:
    """Return what `make` makes in a folder of that name; nothing in it may change.

    A worker that asks while another makes it waits.
    """
    own = folders.getbasetemp()
    base = own.parent if own.name.startswith("popen-") else own
    kept = base / f"{name}.pickle"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists():
            return cast("Made", pickle.loads(kept.read_bytes()))
        folder = base / name
        folder.mkdir()
        made = make(folder)
        kept.write_bytes(pickle.dumps(made))
    return made
