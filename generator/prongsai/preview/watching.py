"""Which files change, and what the preview does about it."""

import datetime
import os
import queue
from collections.abc import Callable, Iterable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from prongsai.preview.rebuilding import Builder, Explain, Rebuilt
from prongsai.preview.state import Preview

WATCHED = ("content", "theme")
CONFIG = "mkdocs.yml"
_NO_CHANGE = frozenset({"opened", "closed_no_write"})
SETTLED = 0.02
"""Seconds without another event after which a change is whole."""
NEXT_LOOK = 0.1
"""Seconds between two looks whether a build is done."""


class Changes(FileSystemEventHandler):
    """Collects the paths of files that change, from the project root."""

    def __init__(self, root: Path) -> None:
        """Watch by the events of the system; by comparing where it has none left."""
        self._root = root.resolve()
        self._seen: queue.Queue[str] = queue.Queue()
        try:
            self._observer = self._observed(Observer)
        except OSError:  # more folders than the system watches
            self._observer = self._observed(PollingObserver)

    def _observed(self, make: Callable[[], BaseObserver]) -> BaseObserver:
        observer = make()
        for name in WATCHED:
            if (self._root / name).is_dir():
                observer.schedule(self, str(self._root / name), recursive=True)
        observer.schedule(self, str(self._root), recursive=False)
        observer.start()
        return observer

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note what was made, changed, moved or removed."""
        if event.event_type in _NO_CHANGE or _is_only_in(event):
            return
        for path in {os.fsdecode(event.src_path), os.fsdecode(event.dest_path)} - {""}:
            name = Path(path).relative_to(self._root).as_posix()
            if name == CONFIG or name.startswith(tuple(f"{one}/" for one in WATCHED)):
                self._seen.put(name)

    def wait(self) -> set[str]:
        """Return what changed, when it has settled; nothing after a short while."""
        found: set[str] = set()
        patience = NEXT_LOOK
        while True:
            try:
                found.add(self._seen.get(timeout=patience))
                patience = SETTLED
            except queue.Empty:
                return found

    def end(self) -> None:
        """Stop watching."""
        self._observer.stop()
        self._observer.join()


def _is_only_in(event: FileSystemEvent) -> bool:
    """Return whether a folder is said to differ because of a file in it."""
    return event.is_directory and event.event_type == "modified"


def watch(
    preview: Preview,
    day: Callable[[], datetime.date],
    tell: Callable[[Rebuilt], None],
    explain: Explain,
) -> None:
    """Show every change at once and build the site after it, until interrupted.

    Args:
        preview: what is shown.
        day: returns the day of the checks.
        tell: gets what each build came to.
        explain: says what the computer refused; another process calls it.
    """
    changes, builder = Changes(preview.root), Builder(preview.root, explain)
    try:
        today, begun, building, warm = day(), preview.change, True, False
        builder.begin(today)
        while True:
            changed = relevant(changes.wait())
            if changed:
                preview.changed(changed, day())
            if building and builder.is_done():
                built, building = builder.result(), False
                preview.built(built, begun)
                if built is not None:
                    tell(built)
                if not warm:
                    warm = True
                    preview.warm_up(today)
            if not building and (preview.change, day()) != (begun, today):
                today, begun, building = day(), preview.change, True
                builder.begin(today)
    finally:
        changes.end()
        builder.end()


def relevant(paths: Iterable[str]) -> set[str]:
    """Return the paths of content; what programs leave for a while is not."""
    return {
        path
        for path in paths
        if not any(part.startswith((".", "~$")) for part in path.split("/"))
    }
