"""A target in memory that dies, or cuts the line, at a step of our choice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import RLock

from prongsai.publishing.failures import CutError
from prongsai.publishing.lines import Lines, Patience
from prongsai.publishing.transport import Listed

AT_ONCE = Patience(tries=6, first=0, longest=0)


class KilledError(BaseException):
    """The process ends here."""


@dataclass(kw_only=True)
class MemoryServer:
    """Files and folders; `fault` is asked before and after each step that changes.

    Attributes:
        files: their bytes by path.
        folders: those that are there.
        steps: how many changing steps were done.
        fault: called with the number of the step, before (False) and after it (True).
        seen: called after each step that changed something.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    folders: set[str] = field(default_factory=lambda: {""})
    steps: int = 0
    written: list[str] = field(default_factory=list)
    fault: Callable[[int, bool], None] = lambda number, after: None  # noqa: ARG005 - none
    seen: Callable[[], None] = lambda: None
    lock: RLock = field(default_factory=RLock)

    def lines(self, at_once: int = 1) -> Lines:
        return Lines(lambda: MemoryTransport(self), at_once=at_once, patience=AT_ONCE)

    def public(self) -> dict[str, bytes]:
        """Return the files without those of the program itself."""
        return {
            path: data
            for path, data in self.files.items()
            if not path.startswith(".prongsai")
        }

    def change(self, step: Callable[[], bool]) -> bool:
        with self.lock:
            self.steps += 1
            number = self.steps
            self.fault(number, False)  # noqa: FBT003 - before
            done = step()
            self.seen()
            self.fault(number, True)  # noqa: FBT003 - after
        return done


class MemoryTransport:
    """One line to it."""

    gaps = 0

    def __init__(self, server: MemoryServer) -> None:
        self.server = server

    def names(self, folder: str = "") -> list[str]:
        start = f"{folder}/" if folder else ""
        every = (*self.server.files, *(self.server.folders - {""}))
        return sorted(
            {
                path.removeprefix(start).partition("/")[0]
                for path in every
                if path.startswith(start)
            }
        )

    def files(self, folder: str = "") -> Iterator[Listed]:
        start = f"{folder}/" if folder else ""
        for path, data in sorted(self.server.files.items()):
            if path.startswith(start):
                yield Listed(path=path, size=len(data))

    def read(self, path: str) -> bytes | None:
        return self.server.files.get(path)

    def write(self, path: str, data: bytes) -> None:
        def step() -> bool:
            if path.rpartition("/")[0] not in self.server.folders:
                raise FileNotFoundError(path)
            self.server.files[path] = data
            self.server.written.append(path)
            return True

        self.server.change(step)

    def place(self, staged: str, path: str) -> None:
        def step() -> bool:
            if path.rpartition("/")[0] in self.server.folders:
                data = self.server.files.pop(staged, None)
                if data is not None:
                    self.server.files[path] = data
            return True

        self.server.change(step)

    def remove(self, path: str) -> None:
        self.server.change(lambda: self.server.files.pop(path, None) is not None)

    def make_folder(self, path: str) -> bool:
        def step() -> bool:
            if path in self.server.folders:
                return False
            assert path.rpartition("/")[0] in self.server.folders, path
            self.server.folders.add(path)
            return True

        return self.server.change(step)

    def remove_folder(self, path: str) -> None:
        def step() -> bool:
            if not self.names(path):
                self.server.folders.discard(path)
            return True

        self.server.change(step)

    def finish(self, title: str) -> None:
        del title

    def close(self) -> None:
        pass


def cut_once(at: int, *, after: bool) -> Callable[[int, bool], None]:
    """Cut the line at one step, before or after the server did it."""

    def fault(number: int, now_after: bool) -> None:  # noqa: FBT001 - the fault's form
        if number == at and now_after == after:
            raise CutError

    return fault


def killed(at: int, *, after: bool) -> Callable[[int, bool], None]:
    """End the process at one step; it does nothing more."""

    def fault(number: int, now_after: bool) -> None:  # noqa: FBT001 - the fault's form
        if number > at or (number == at and now_after == after):
            raise KilledError

    return fault
