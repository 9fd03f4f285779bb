"""Who changed an item last at the desk, and when: the board shows it on its card.

The list has the hash of what the item was after the change, so that an item that was
changed elsewhere since does not look as if it were as that person left it.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from prongsai.storage.write import OWN_FOLDER
from prongsai.thai.codes import parse_code
from prongsai.yaml.reader import YamlTree, read_yaml

PATH = f"{OWN_FOLDER}/desk-items.json"
_OF_ITEMS = "/disclosures.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastChange:
    """The last change of an item at the desk.

    Attributes:
        at: when (ISO).
        by: the post, empty where none was chosen.
        of: the hash of the item after it.
        since: whether it was changed elsewhere after that.
    """

    at: str
    by: str
    of: str
    since: bool = False


def noted(
    listed: bytes | None,
    changed: Mapping[str, tuple[bytes | None, bytes | None]],
    at: str,
    by: str,
) -> bytes:
    """Return the list after files changed from their first bytes to their second."""
    every = {path: dict(some) for path, some in _listed(listed).items()}
    for path, (before, after) in changed.items():
        if path.endswith(_OF_ITEMS):
            old = _items(before)
            for code, of in _items(after).items():
                if of != old.get(code):
                    change = LastChange(at=at, by=by, of=of)
                    every.setdefault(path, {})[code] = change
    kept = {
        path: {code: asdict(one) for code, one in some.items()}
        for path, some in every.items()
    }
    return json.dumps(kept, ensure_ascii=False, indent=1).encode()


def last_changes(
    listed: bytes | None, path: str, data: bytes | None
) -> Mapping[str, LastChange]:
    """Return the last change of each item of a year's file that says `data` now."""
    now = _items(data)
    return {
        code: LastChange(at=one.at, by=one.by, of=one.of, since=now[code] != one.of)
        for code, one in _listed(listed).get(path, {}).items()
        if code in now
    }


def _listed(data: bytes | None) -> Mapping[str, Mapping[str, LastChange]]:
    """Return the list by file and item; a damaged one is empty."""
    try:
        return {
            str(path): {str(code): _change(one) for code, one in some.items()}
            for path, some in json.loads(data or b"{}").items()
        }
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _change(kept: Mapping[str, str]) -> LastChange:
    return LastChange(at=str(kept["at"]), by=str(kept["by"]), of=str(kept["of"]))


def _items(data: bytes | None) -> Mapping[str, str]:
    """Return the hash of each item of a year's file."""
    return dict(_hashes(read_yaml(data, "").tree)) if data else {}


def _hashes(tree: YamlTree) -> Iterator[tuple[str, str]]:
    items = tree.get("items") if isinstance(tree, dict) else None
    for one in items if isinstance(items, list) else ():
        if isinstance(one, dict):
            text = json.dumps(one, ensure_ascii=False, sort_keys=True)
            yield parse_code(str(one.get("code"))), _hash(text)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
