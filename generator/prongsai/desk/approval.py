"""The second pair of eyes: who sent what to look at, and what the answer was.

`.approval.json` in the agency's folder has the last of both. Each is of the content as
it was then: a change since makes an approval one of something else.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any  # trees of YAML

from prongsai.storage.content_folder import Sources
from prongsai.storage.content_walk import CONTENT, slug_of
from prongsai.yaml.reader import read_yaml

NAME = ".approval.json"
MOST = 50
_LOOKED_AT = "/disclosures.yml"


class Word(StrEnum):
    """What somebody said of the changes."""

    SENT = "sent"
    AGREED = "agreed"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One of them: the post, when (ISO), the hash of what was seen, a remark."""

    word: Word
    by: str
    at: str
    of: str
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """How far an approval is.

    Attributes:
        last: what was said last, None where nothing was sent yet.
        stale: whether the content was changed since.
    """

    last: Entry | None = None
    stale: bool = False

    @property
    def agreed(self) -> bool:
        """Return whether exactly what is there now was agreed to."""
        word = self.last.word if self.last else None
        return word is Word.AGREED and not self.stale


def path_of(slug: str) -> str:
    """Return where an agency's approvals are, from the project's root."""
    return f"{CONTENT}/agencies/{slug}/{NAME}"


def hash_of(sources: Sources, slug: str) -> str:
    """Return the hash of everything that an agency has in its folder.

    Confirmations are left out: whoever is asked to agree looks and confirms first,
    which changes nothing that is published.
    """
    digest = hashlib.sha256()
    for path, data in sorted(sources.texts.items()):
        if slug_of(path) == slug:
            own = _without_looks(data) if path.endswith(_LOOKED_AT) else _hash(data)
            digest.update(f"{path}\0{own}\n".encode())
    for path, one in sorted(sources.attachments.items()):
        if slug_of(path) == slug:
            digest.update(f"{path}\0{one.sha256}\n".encode())
    return f"sha256-{digest.hexdigest()[:32]}"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@lru_cache(maxsize=64)
def _without_looks(data: bytes) -> str:
    """Return the hash of what a file says without its confirmations."""
    read = read_yaml(data, "")
    if read.findings:
        return _hash(data)
    text = json.dumps(_unconfirmed(read.tree), ensure_ascii=False, sort_keys=True)
    return _hash(text.encode())


def _unconfirmed(tree: Any) -> Any:  # noqa: ANN401 - a tree of YAML
    if isinstance(tree, Mapping):
        left = {name: one for name, one in tree.items() if name != "confirmed"}
        return {str(name): _unconfirmed(one) for name, one in left.items()}
    if isinstance(tree, list):
        return [_unconfirmed(one) for one in tree]
    return tree if tree is None else str(tree)


def approval(entries: tuple[Entry, ...], of: str) -> Approval:
    """Return how far it is, with the hash of what is there now."""
    last = entries[-1] if entries else None
    return Approval(last=last, stale=bool(last and last.of != of))


def read_entries(data: bytes | None) -> tuple[Entry, ...]:
    """Return what was said, oldest first; a damaged list is an empty one."""
    try:
        return tuple(map(_entry, json.loads(data or b"[]")))
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()


def _entry(saved: Mapping[str, str]) -> Entry:
    return Entry(
        word=Word(saved["word"]),
        by=str(saved["by"]),
        at=str(saved["at"]),
        of=str(saved["of"]),
        remark=str(saved.get("remark", "")),
    )


def written_entries(entries: Iterable[Entry]) -> bytes:
    """Return the file with the last of them."""
    kept = [asdict(one) for one in entries][-MOST:]
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()
