"""The two streams on which commands write: whatever is written commands nothing."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from prongsai.messages.signs import harmless
from prongsai.storage.write import take_closed_numbers


class NotReadError(Exception):
    """Whoever reads what is printed has closed it: `prongsai checks | head -1`."""


@contextmanager
def _read_on() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise NotReadError from None


class HarmlessStream(io.TextIOWrapper):
    """A stream of text in UTF-8 in which each line is only read."""

    _begins = True
    """Whether the current line has nothing but blanks so far."""

    under: io.TextIOWrapper | None = None
    """The stream it replaces, which would close both if nothing held it."""

    def write(self, text: str, /) -> int:
        """Write a text without commands; return the length of what was given."""
        safe = harmless(text, begins=self._begins, colours=self.isatty())
        line = safe.rpartition("\n")[2]
        self._begins = not line.strip() and (self._begins or "\n" in safe)
        with _read_on():
            super().write(safe)
        return len(text)

    def flush(self) -> None:
        """Write what is held back."""
        with _read_on():
            super().flush()

    def command(self, lines: str) -> None:
        """Write lines that are meant to be commands, as they are."""
        super().write(lines)


def guard_streams() -> None:
    """Replace standard output and standard error; call it once, at the start."""
    take_closed_numbers()
    sys.stdout = _guarded(sys.stdout)
    sys.stderr = _guarded(sys.stderr)


def settle_output() -> None:
    """Write what is left, or forget it, so that nothing tries again at the end."""
    try:
        sys.stdout.flush()
    except (OSError, NotReadError):
        sys.stdout = io.TextIOWrapper(io.BytesIO())


def _guarded(stream: object) -> HarmlessStream:
    if stream is None:  # it was closed before the program began
        return HarmlessStream(io.BytesIO(), encoding="utf-8", errors="replace")
    if isinstance(stream, HarmlessStream) or not isinstance(stream, io.TextIOWrapper):
        message = "standard output and standard error are replaced once"
        raise TypeError(message)
    stream.flush()
    guarded = HarmlessStream(
        stream.buffer,
        encoding="utf-8",
        errors="replace",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
    guarded.under = stream
    return guarded


def echo_commands(lines: str) -> None:
    """Write commands for a runner, which are ours, to standard output."""
    if isinstance(sys.stdout, HarmlessStream):
        sys.stdout.command(lines)
    else:
        sys.stdout.write(lines)
