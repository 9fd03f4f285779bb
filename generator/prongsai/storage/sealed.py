"""What the program keeps for itself: JSON with a seal, so that damage is seen.

A file that is damaged, was changed, or is of another kind counts as none and is made
anew. Whoever reads one still checks its shape: another version wrote it otherwise.
"""

import hashlib
import json
from pathlib import Path
from typing import Any  # JSON, not yet looked at


def sealed(kept: object) -> bytes:
    """Return a value as the bytes of a file."""
    text = _text(kept)
    return f'{{"seal": "{_seal(text)}",\n"kept": {text}}}\n'.encode()


def unsealed(path: Path) -> Any:  # noqa: ANN401 - JSON, not yet looked at
    """Return what a file keeps; None where there is none, or a damaged one."""
    try:
        whole = json.loads(path.read_bytes())
        kept, seal = whole["kept"], whole["seal"]
        return kept if seal == _seal(_text(kept)) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _text(kept: object) -> str:
    """Return a value as JSON in ASCII, so that odd signs of file names fit, too."""
    return json.dumps(kept, indent=1)


def _seal(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
