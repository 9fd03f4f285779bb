"""Files that were dropped onto an item: their names, titles and ids."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any  # trees of YAML

from prongsai.desk.folder import Received
from prongsai.desk.titles import title_in
from prongsai.storage.attachments.kinds import ending_of, may_be_published
from prongsai.storage.content_folder import Attachment
from prongsai.storage.portable_names import is_portable
from prongsai.thai.digits import to_arabic
from prongsai.yaml.writer import Bare

_NOT_IN_NAMES = re.compile(r'[<>:"/|?*\\\x00-\x1f\u200b-\u200f\u202a-\u202e\ufeff]+')
_YEAR = re.compile(r"(?<!\d)25[4-9]\d(?!\d)")
_LONGEST = 180
"""Bytes of a file's name that every disk takes, with room for a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A file with the path it gets; `known` where the year has the same bytes."""

    received: Received
    path: str
    known: bool


def place(
    received: Iterable[Received], folder: str, have: Mapping[str, Attachment]
) -> Iterator[Placed]:
    """Give every file a free name below `folder`; one that is there is used again."""
    same = {one.sha256: path for path, one in have.items() if path.startswith(folder)}
    taken = {path.casefold() for path in have}
    for one in received:
        path = same.get(one.sha256)
        if path is not None:
            yield Placed(received=one, path=path, known=True)
            continue
        path = _free(folder, safe_name(one.name), taken)
        same[one.sha256] = path
        taken.add(path.casefold())
        yield Placed(received=one, path=path, known=False)


def refused(name: str) -> bool:
    """Return whether files of such a name never reach the site."""
    return not may_be_published(safe_name(name))


def safe_name(name: str) -> str:
    """Return a name as every computer can write it, without folders."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    clean = " ".join(_NOT_IN_NAMES.sub(" ", base).split()).strip(". ") or "file"
    stem, ending = _parted(clean)
    while len(f"{stem}{ending}".encode()) > _LONGEST:
        stem = stem[:-1]
    named = f"{stem.strip()}{ending}"
    return named if is_portable(named) else f"_{named}"


def _parted(name: str) -> tuple[str, str]:
    ending = ending_of(name)
    return (name[: -len(ending) - 1], f".{ending}") if ending else (name, "")


def _free(folder: str, name: str, taken: Collection[str]) -> str:
    stem, ending = _parted(name)
    path, number = f"{folder}{name}", 1
    while path.casefold() in taken:
        number += 1
        path = f"{folder}{stem} ({number}){ending}"
    return path


def documents(
    placed: Sequence[Placed], folder: str, code: str, used: Iterable[str]
) -> Iterator[dict[str, Any]]:
    """Yield the entry of each file that the item does not have yet."""
    ids = _ids(code, used)
    for one in placed:
        yield {
            "id": next(ids),
            "title": title_in(one.received.lines) or title_of(one.received.name),
            "file": one.path.removeprefix(folder),
            **_year(one.received.name),
        }


def address(url: str, title: str, code: str, used: Iterable[str]) -> dict[str, Any]:
    """Return the entry of an address on the agency's main website."""
    return {"id": new_id(code, used), "title": title or url, "url": url}


def new_id(code: str, used: Iterable[str]) -> str:
    """Return an id of a document of the item that was never used."""
    return next(_ids(code, used))


def _ids(code: str, used: Iterable[str]) -> Iterator[str]:
    """Yield ids of the item that were never used."""
    stem = f"{code.lower()}-doc-"
    numbers = [
        int(one[len(stem) :]) for one in used if re.fullmatch(f"{stem}\\d+", one)
    ]
    number = max(numbers, default=0)
    while True:
        number += 1
        yield f"{stem}{number}"


def title_of(name: str) -> str:
    """Return the name of a file as a title: no ending, no underscores."""
    stem, _ = _parted(unicodedata.normalize("NFC", name).rpartition("/")[2])
    return " ".join(stem.replace("_", " ").split()) or name


def _year(name: str) -> dict[str, Bare]:
    """Return the fiscal year of a document whose name has exactly one."""
    found = set(_YEAR.findall(to_arabic(name)))
    return {"year": Bare(found.pop())} if len(found) == 1 else {}
