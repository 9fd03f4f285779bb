"""What a worker answers, as bytes; only plain values and our own records come back."""

import dataclasses
import enum
import io
import pickle
from typing import Any  # pickle has no types

from prongsai.storage.limits import BadFileError

_PLAIN = frozenset(
    {("datetime", name) for name in ("date", "datetime", "time", "timedelta")}
    | {("builtins", name) for name in ("set", "frozenset", "bytearray", "complex")}
    | {("decimal", "Decimal"), ("collections", "Counter")}
)


class StoppedError(BadFileError):
    """A reader was ended, or broke: its code names what by, `limit` how much it had."""


class _TooMuchError(Exception):
    """The answer is longer than allowed."""


class _Bounded(io.RawIOBase):
    """Counts what is written before it is there."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.pieces, self.left = bytearray(), most

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401 - any buffer
        self.left -= len(data)
        if self.left < 0:
            raise _TooMuchError
        self.pieces += data
        return len(data)


class _Plainly(pickle.Pickler):
    """Writes a choice as its class and value; Python before 3.11.4 asks `getattr`."""

    def reducer_override(self, value: object) -> Any:  # noqa: ANN401 - as pickle has it
        if isinstance(value, enum.Enum):
            return type(value), (value.value,)
        return NotImplemented


def packed(value: object, most: int) -> bytes:
    """Return an answer as bytes.

    Raises:
        StoppedError: it is longer than `most` bytes.
    """
    stream = _Bounded(most)
    try:
        _Plainly(stream, protocol=5).dump(value)
    except _TooMuchError:
        raise StoppedError("stopped-output", limit=most // 1_000_000) from None
    return bytes(stream.pieces)


def unpacked(data: bytes) -> object:
    """Return the value of an answer; anything but plain values and records is refused.

    Raises:
        StoppedError: the answer is none.
    """
    try:
        return _Records(io.BytesIO(data)).load()
    except Exception as error:
        raise StoppedError("stopped-crash") from error


class _Records(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - a class
        if (module, name) in _PLAIN:
            return super().find_class(module, name)
        if module.startswith("prongsai."):
            found = super().find_class(module, name)
            if isinstance(found, type) and _is_record(found):
                return found
        message = f"{module}.{name} is no record"
        raise pickle.UnpicklingError(message)


def _is_record(found: type) -> bool:
    return dataclasses.is_dataclass(found) or issubclass(
        found, enum.Enum | BadFileError
    )
