"""What the bundle is made of: every file of a registry, by its version and hash."""

import json
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Literal

Source = Literal["pypi", "npm"]
Part = Literal["program", "pdfium", "pyodide"]

_FILE = "lock.json"


@dataclass(frozen=True, kw_only=True)
class Locked:
    """One file that a registry gives out."""

    name: str
    version: str
    file: str
    sha256: str
    source: Source
    part: Part
    """Of which archive; `pyodide` is the interpreter."""


def locked() -> tuple[Locked, ...]:
    """Return all of it, as it is in the package."""
    text = files(__package__).joinpath(_FILE).read_text("utf-8")
    return tuple(Locked(**one) for one in json.loads(text)["files"])


def as_text(found: tuple[Locked, ...]) -> str:
    """Return the file of the lock: one line for each file of a registry."""
    lines = (json.dumps(asdict(one), ensure_ascii=False) for one in found)
    return '{"files": [\n' + ",\n".join(lines) + "\n]}\n"
