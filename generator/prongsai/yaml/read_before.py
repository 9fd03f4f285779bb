"""The program's own files of YAML, read when it was packed for a browser's tab.

Reading them there takes seconds, in Python alone, at every start. Whoever packs puts
what they hold next to this module; where that is not, there is nothing to know.
"""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any  # what JSON holds

LIST = "read-before.json"


@cache
def _trees() -> dict[str, Any]:
    """Return what each file holds, by the hash of its bytes."""
    try:
        found: dict[str, Any] = json.loads(Path(__file__).with_name(LIST).read_bytes())
    except OSError:
        return {}
    return found


def read_before(data: bytes) -> Any:  # noqa: ANN401 - what JSON holds
    """Return what a file of the program holds; None where it is not one of them."""
    known = _trees()
    return known.get(hashlib.sha256(data).hexdigest()) if known else None


def packed(read: Iterable[tuple[bytes, Any]]) -> bytes:
    """Return the list of files and of what each holds."""
    trees = {hashlib.sha256(data).hexdigest(): tree for data, tree in read}
    return json.dumps(trees, ensure_ascii=False).encode()
