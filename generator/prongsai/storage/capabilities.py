"""What the computer under the program can do: the one place that asks.

A browser's tab starts no process and no thread and opens no connection. What is not
there because a library is not installed is asked where that library is used. What a
user of the tab gets instead is in `desk.tab.lacking`.
"""

import sys
from enum import StrEnum


class Capability(StrEnum):
    """What a computer has and a browser's tab does not have.

    Attributes:
        CHANGE_TIMES: the system says when anything of a file was last changed, and no
            program sets that time; Windows does not say so either.
    """

    CHANGE_TIMES = "change-times"
    CONNECTIONS = "connections"
    PROCESSES = "processes"
    THREADS = "threads"


_LACKING: frozenset[Capability] = {
    "emscripten": frozenset(Capability),
    "win32": frozenset({Capability.CHANGE_TIMES}),
}.get(sys.platform, frozenset())


def has(capability: Capability) -> bool:
    """Return whether the program can use it here."""
    return capability not in _LACKING
