"""Names that a file can have on every computer, Windows too."""

import re

DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"}
)
"""Names of Windows' own devices: no file or folder can be called so."""

_NOWHERE = re.compile(
    r'[<>:"|?*\\\x00-\x1f\x7f]|[. ](?:/|$)'
    "|[\u200e\u200f\u2028-\u202e\u2066-\u2069]"  # they hide what a name ends with
)


def is_portable(path: str) -> bool:
    """Return whether a path (with `/`) can be written on every computer."""
    stems = {part.partition(".")[0].strip().lower() for part in path.split("/")}
    return _NOWHERE.search(path) is None and not stems & DEVICES
