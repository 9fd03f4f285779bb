"""The one place where files of others are read: in a process of its own, with limits.

    rows = confined(read_rows, name, data)

The function runs in a worker that may use so much time, memory and output and may
write no file; it is started at the first use and used again. Whatever kills or stalls
it is a `BadFileError` with one of the codes `stopped-time`, `stopped-memory`,
`stopped-output` or `stopped-crash`, and the limit.

Where several readers read the same file, a `Budget` gives each of them what those
before it have left.

What comes back may hold plain values and the program's own records only: a reader that
was taken over cannot run anything here.

Windows has no limits for memory and time of the processor. There the clock alone stops
a reader, and memory is held only by what the readers count themselves (cells, nodes,
bytes unpacked). macOS holds no limit of memory either.
"""

from prongsai.storage.confined.answers import StoppedError
from prongsai.storage.confined.budget import Budget
from prongsai.storage.confined.limits import LIMITS, Limits
from prongsai.storage.confined.worker import confined

__all__ = ["LIMITS", "Budget", "Limits", "StoppedError", "confined"]
