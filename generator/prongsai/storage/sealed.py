"""What the program keeps for itself: JSON with a seal, so that damage is seen.

A file that is damaged, was changed, or is of another kind counts as none and is made
anew. Whoever reads one still checks its shape: another version wrote it otherwise.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import Any  # JSON, not yet looked at

from prongsai.storage.hashed import bytes_of

_FORM = re.compile(rb'\{"seal": "([0-9a-f]{64})",\n"kept": (.*)\}\n', re.DOTALL)


def sealed(kept: object) -> bytes:
    """Return a value as the bytes of a file: JSON in ASCII, so that odd names fit."""
    text = json.dumps(kept, separators=(",", ":")).encode()
    return b'{"seal": "%s",\n"kept": %s}\n' % (_seal(text), text)


def unsealed(path: Path) -> Any:  # noqa: ANN401 - JSON, not yet looked at
    """Return what a file keeps; None where there is none, or a damaged one."""
    try:
        found = _FORM.fullmatch(bytes_of(path))
        whole = found is not None and found[1] == _seal(found[2])
        return json.loads(found[2]) if found and whole else None
    except (OSError, ValueError, RecursionError):
        return None


def _seal(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode()
