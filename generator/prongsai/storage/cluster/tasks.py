"""What goes to a worker, and what comes back; paths below the project stay in it."""

import io
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from prongsai.storage.side_by_side import Needs


@dataclass(frozen=True, slots=True, kw_only=True)
class Computer:
    """What has to be the same on all computers: else bytes would differ.

    Attributes:
        program: the hash of the program.
        rest: Python, its system, and whatever else the caller compares.
    """

    program: str
    rest: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Where the project is, as whoever gives the work out sees it.

    Attributes:
        root: its absolute path there.
        marker: a file in it, from `root`.
        token: what is in that file: by it, not by the path, a worker knows that it sees
            the same folder.
    """

    root: str
    marker: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task for a worker.

    Attributes:
        computer: what the worker has to be like.
        make: the hash of the function, which is sent as a file is.
        thing: what to do it for.
        needs: what it reads; None where the worker may see the project itself.
        given: files that the worker may not have, by their hashes.
    """

    computer: Computer
    project: Project
    make: str
    thing: bytes
    needs: Needs | None
    given: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """The worker cannot do a task yet.

    Attributes:
        worker: its address.
        files: the hashes of the files that it does not have.
        sees: whether it sees the project; if not it needs files.
    """

    worker: str
    files: tuple[str, ...] = ()
    sees: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A task was done.

    Attributes:
        worker: the address of who did it.
        made: what the function returned.
        files: the hash of each file that is new, by its path from the project.
        given: the bytes of those that were not among the files of the task.
    """

    worker: str
    made: bytes
    files: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, bytes] = field(default_factory=dict)


def packed(value: object, root: Path) -> bytes:
    """Return a value for another process; paths below `root` will be below its own."""
    out = io.BytesIO()
    _Packer(out, root).dump(value)
    return out.getvalue()


def unpacked(data: bytes, root: Path) -> object:
    """Return a value that our own program packed, with paths below `root`."""
    return _Unpacker(io.BytesIO(data), root).load()


class _Packer(pickle.Pickler):
    def __init__(self, out: io.BytesIO, root: Path) -> None:
        super().__init__(out, protocol=pickle.HIGHEST_PROTOCOL)
        self._root = root

    def persistent_id(self, value: object) -> str | None:
        """Name a path below the project."""
        if isinstance(value, Path) and value.is_relative_to(self._root):
            return value.relative_to(self._root).as_posix()
        return None


class _Unpacker(pickle.Unpickler):
    def __init__(self, data: io.BytesIO, root: Path) -> None:
        super().__init__(data)
        self._root = root

    def persistent_load(self, name: str) -> Path:
        """Return the path of that name in this project."""
        return self._root / name
