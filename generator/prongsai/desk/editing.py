"""Who edits which file: every desk on the folder shows it, for ten minutes.

All can go on: what two people change is merged field by field. The list only shows with
whom to speak before both type the same.
"""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import asdict, dataclass

from prongsai.desk.folder import Folder
from prongsai.storage.content_walk import CONTENT, slug_of
from prongsai.storage.write import OWN_FOLDER

PATH = f"{OWN_FOLDER}/editing.json"
SILENCE = datetime.timedelta(minutes=10)
"""A file that was not saved for so long is not being edited any more."""

WORKER: ContextVar[str] = ContextVar("worker", default="")
"""The post that sent the request which is being answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editing:
    """A file that is being edited.

    Attributes:
        path: from the project's root.
        by: the post, empty where none was chosen.
        computer: where the desk runs, or which browser's tab it is in.
        since: when the first field was saved (ISO).
        last: when the last one was (ISO).
    """

    path: str
    by: str
    computer: str
    since: str
    last: str

    def of(self, by: str, computer: str) -> bool:
        """Return whether somebody is the one who edits it."""
        return (self.by, self.computer) == (by, computer)


def saved(
    before: Iterable[Editing],
    paths: Iterable[str],
    by: str,
    computer: str,
    now: datetime.datetime,
) -> tuple[Editing, ...]:
    """Return the list after somebody saved files; what is silent is left out."""
    known = list(_current(before, now))
    mine = {one.path: one for one in known if one.of(by, computer)}
    at = now.isoformat(timespec="seconds")
    for path in paths:
        if path.startswith(f"{CONTENT}/") and path.endswith(".yml"):
            since = mine[path].since if path in mine else at
            mine[path] = Editing(
                path=path, by=by, computer=computer, since=since, last=at
            )
    others = [one for one in known if not one.of(by, computer)]
    return (*others, *mine.values())


def edited_by_others(
    listed: Iterable[Editing], by: str, computer: str, now: datetime.datetime
) -> tuple[Editing, ...]:
    """Return what others edit."""
    return tuple(one for one in _current(listed, now) if not one.of(by, computer))


def _current(listed: Iterable[Editing], now: datetime.datetime) -> Iterator[Editing]:
    for one in listed:
        if now - datetime.datetime.fromisoformat(one.last) < SILENCE:
            yield one


def read_editing(data: bytes | None) -> tuple[Editing, ...]:
    """Return the list; a damaged one is empty."""
    try:
        return tuple(map(_editing, json.loads(data or b"[]")))
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()


def _editing(kept: Mapping[str, str]) -> Editing:
    if datetime.datetime.fromisoformat(kept["last"]).tzinfo is not None:
        message = "not a time of this agency's own clock"
        raise ValueError(message)
    names = ("path", "by", "computer", "since", "last")
    return Editing(**{name: str(kept[name]) for name in names})


def written_editing(listed: Iterable[Editing]) -> bytes:
    """Return the list as a file."""
    text = json.dumps([asdict(one) for one in listed], ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Editors:
    """The list on a folder, as the desk of one computer reads and writes it.

    `alone`: one person works here, under whatever post, as in a browser's tab.
    """

    folder: Folder
    clock: Callable[[], datetime.datetime]
    computer: str
    alone: bool = False

    def after(self, paths: Iterable[str]) -> bytes:
        """Return the list after the post that works here saved files."""
        before = read_editing(self.folder.file(PATH))
        now = self.clock()
        return written_editing(saved(before, paths, WORKER.get(), self.computer, now))

    def others(self, slug: str) -> tuple[Editing, ...]:
        """Return which files of an agency, or of the site, others edit now."""
        listed = read_editing(self.folder.file(PATH))
        found = edited_by_others(listed, WORKER.get(), self.computer, self.clock())
        return tuple(
            one
            for one in found
            if slug_of(one.path) in {"", slug}
            and not (self.alone and one.computer == self.computer)
        )
