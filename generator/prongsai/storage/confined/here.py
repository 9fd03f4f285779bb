"""The reader where no process can be started: in a browser tab.

The whole program is confined there already: it sees no disk, no other program and no
network of its own. What is missing is a clock. So `watch` is called before a file is
read and after it: who runs the tab ends it when that takes too long, starts it again,
and names in `ended` what was being read. That is refused then, as by an ended process.
"""

import hashlib
import pickle
from collections.abc import Callable

from prongsai.storage.confined.answers import StoppedError, packed, unpacked
from prongsai.storage.confined.limits import Limits
from prongsai.storage.limits import BadFileError

ended: set[str] = set()
"""What was being read when the tab had to be started again."""


def _unwatched(name: str) -> None:
    """Do nothing: without a tab around it there is no clock."""
    del name


watch: list[Callable[[str], None]] = [_unwatched]
"""Is called with what begins to be read, and with an empty name when it was."""


def ask(
    read: Callable[..., object], given: tuple[object, ...], limits: Limits
) -> object:
    """Return what the function returned or raised, as the worker answers."""
    name = _name(read, given)
    if name in ended:
        return StoppedError("stopped-time", limit=limits.clock)
    watch[0](name)
    try:
        return _answer(read, given, limits)
    finally:
        watch[0]("")


def _answer(
    read: Callable[..., object], given: tuple[object, ...], limits: Limits
) -> object:
    try:
        return unpacked(packed(read(*given), limits.output))
    except BadFileError as error:
        return error
    except MemoryError:
        return StoppedError("stopped-memory", limit=limits.memory // 1_000_000)
    except Exception as error:  # noqa: BLE001 - damaged files raise anything
        reason = f"{type(error).__name__}: {error}"[:300]
        return StoppedError("stopped-crash", reason=reason)


def _name(read: Callable[..., object], given: tuple[object, ...]) -> str:
    """Return what names a reading: the same function of the same bytes."""
    asked = pickle.dumps((read.__module__, read.__qualname__, given))
    return hashlib.sha256(asked).hexdigest()
