"""Do one task, in the project itself or in a folder that has what the task needs."""

import hashlib
import os
import platform
import re
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache, lru_cache
from importlib import metadata
from pathlib import Path
from typing import cast

from prongsai.storage.below import files_below, found_in
from prongsai.storage.cluster.tasks import (
    Computer,
    Done,
    Missing,
    Project,
    Task,
    packed,
    unpacked,
)
from prongsai.storage.program import program_hash
from prongsai.storage.side_by_side import Needs
from prongsai.storage.write import Scratch, make_folder

KEPT = "build/cache"
"""What stays in a worker's folder from one task to the next: it only saves time."""

_EXTRAS = frozenset({"check", "import", "pdf"})
"""Extras that change what a site is made of."""

_MOST = 2_000_000_000
"""Bytes of files that a worker keeps for other tasks."""


class OtherProgramError(Exception):
    """The worker is not like the computer that gave the task."""


@cache
def computer() -> Computer:
    """Return what this computer is like."""
    python = ".".join(map(str, sys.version_info[:2]))
    system = f"{sys.platform} {platform.machine()}"
    rest = (f"Python {python}", system, *sorted(_libraries()))
    return Computer(program=program_hash(), rest=rest)


def _libraries() -> Iterator[str]:
    """Yield name and version of the libraries that bytes may depend on."""
    for line in metadata.requires("prongsai") or ():
        extra = re.search(r"extra == ['\"](\w+)", line)
        if extra is None or extra[1] in _EXTRAS:
            name = re.split(r"[^\w.-]", line, maxsplit=1)[0]
            with suppress(metadata.PackageNotFoundError):
                yield f"{name} {metadata.version(name)}"


def sees(project: Project) -> bool:
    """Return whether the project's folder is the same folder here."""
    try:
        marker = Path(project.root) / project.marker
        return marker.read_text(encoding="utf-8") == project.token
    except (OSError, ValueError):
        return False


def do(task: Task, own: Path, worker: str) -> Done | Missing:
    """Do a task, or say what is missing for it.

    Args:
        task: the task.
        own: a folder of this worker.
        worker: its address.

    Raises:
        OtherProgramError: program or libraries are others here.
    """
    if task.computer.program != program_hash():
        raise OtherProgramError(worker)
    store = store_in(own)
    store.add(task.given)
    project = Path(task.project.root) if sees(task.project) else None
    if project is None and task.needs is None:
        return Missing(worker=worker, sees=False)
    wanted = {task.make}
    if project is None and task.needs is not None:
        wanted |= {*task.needs.files.values(), *task.needs.common.values()}
    missing = store.without(wanted)
    if missing:
        return Missing(worker=worker, files=missing)
    if project is not None:
        make = _function(store.path(task.make), project)
        made = make(unpacked(task.thing, project))
        return Done(worker=worker, made=packed(made, project))
    assert task.needs is not None
    return _apart(task, task.needs, store, worker)


def _apart(task: Task, needs: Needs, store: "Store", worker: str) -> Done:
    """Do a task in a folder of this worker's own."""
    root = make_folder(store.folder.parent / f"project-{threading.get_ident()}")
    files = {**needs.common, **needs.files}
    _lay_out(root, files, store)
    made = _function(store.path(task.make), root)(unpacked(task.thing, root))
    new = dict(_new(root, needs.writes, files, store))
    known = {*files.values()}
    given = {}
    for path, digest in new.items():
        if digest not in known:
            given[digest] = (root / path).read_bytes()
            store.adopt(digest, root / path)
    return Done(worker=worker, made=packed(made, root), files=new, given=given)


def _lay_out(root: Path, files: Mapping[str, str], store: "Store") -> None:
    """Put the files of a task in their places, and take those of others away."""
    scratch = Scratch(root)
    build, kept = KEPT.split("/")
    for path in found_in(root, "*"):
        if path.name != build:
            scratch.remove(path.name)
    for path in found_in(root / build, "*"):
        if path.name != kept:
            scratch.remove(f"{build}/{path.name}")
    for name, digest in files.items():
        if not (name.startswith(f"{KEPT}/") and (root / name).exists()):
            scratch.twin(store.path(digest), name)


def _new(
    root: Path, writes: Iterable[str], files: Mapping[str, str], store: "Store"
) -> Iterator[tuple[str, str]]:
    """Yield path and hash of the files that a task wrote."""
    for path in _written(root, writes):
        name = path.relative_to(root).as_posix()
        known = files.get(name)
        if known and path.samefile(store.path(known)):
            continue
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        if digest != known:
            yield name, digest


def _written(root: Path, writes: Iterable[str]) -> Iterator[Path]:
    for beginning in writes:
        place = root / beginning
        if place.is_dir():
            yield from files_below(place)
        elif place.is_file():
            yield place


@lru_cache(maxsize=8)
def _function(file: Path, root: Path) -> Callable[[object], object]:
    """Return a function that was sent; the same for all tasks of one kind."""
    return cast("Callable[[object], object]", unpacked(file.read_bytes(), root))


class Store:
    """Files that a worker has, by their hashes; the oldest go when there are many."""

    def __init__(self, folder: Path) -> None:
        """Begin with none."""
        self.folder = Scratch.empty(folder).folder
        self._sizes: dict[str, int] = {}
        self._sum = 0
        self._lock = threading.Lock()

    def path(self, digest: str) -> Path:
        """Return where a file is, if it is here."""
        return self.folder / digest

    def without(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Return the hashes of the files that are not here."""
        return tuple(sorted(one for one in wanted if one not in self._sizes))

    def add(self, files: Mapping[str, bytes]) -> None:
        """Keep files."""
        for digest, data in files.items():
            if hashlib.sha256(data).hexdigest() != digest:
                raise OSError(digest)
            Scratch(self.folder).put(digest, data)
            self._note(digest, len(data))

    def adopt(self, digest: str, path: Path) -> None:
        """Keep a file that a task has made."""
        Scratch(self.folder).twin(path, digest)
        self._note(digest, path.stat().st_size)

    def _note(self, digest: str, size: int) -> None:
        with self._lock:
            self._sum += size - self._sizes.pop(digest, 0)
            self._sizes[digest] = size
            while self._sum > _MOST and len(self._sizes) > 1:
                oldest = next(iter(self._sizes))
                self._sum -= self._sizes.pop(oldest)
                Scratch(self.folder).remove(oldest)


@cache
def store_in(own: Path) -> Store:
    """Return the files that this process keeps below a folder."""
    return Store(own / f"files-{os.getpid()}")
