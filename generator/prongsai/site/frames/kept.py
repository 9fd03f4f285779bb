"""Frames that are kept between builds, under a hash of all that they are made from."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from prongsai import __version__
from prongsai.site.frames.cut import Frame, as_json, from_json
from prongsai.site.frames.kinds import Kind
from prongsai.storage.below import files_below
from prongsai.storage.sealed import sealed, unsealed
from prongsai.storage.write import write_cache

TOOLS = ("mkdocs", "mkdocs-material", "jinja2", "markdown")
"""Packages that the bytes of a site depend on."""


def frames_key(config: Path) -> str:
    """Return the hash of a staged project but for its pages."""
    digest = hashlib.sha256(config.read_bytes())
    for path in _below(config.parent / "build"):
        digest.update(path.relative_to(config.parent).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    for path in _below(Path(__file__).parent):
        digest.update(path.read_bytes() if path.suffix == ".py" else b"")
    for tool in TOOLS:
        digest.update(f"{tool}={version(tool)}".encode())
    return f"{__version__}-{digest.hexdigest()}"


def _below(folder: Path) -> Iterator[Path]:
    yield from [folder / "nav.yml"] if (folder / "nav.yml").is_file() else []
    theme = folder / "theme" if (folder / "theme").is_dir() else folder
    yield from files_below(theme)


def read_frames(path: Path, key: str) -> dict[Kind, Frame]:
    """Return the frames of a key; none where the file is damaged or of another key."""
    kept = unsealed(path)
    try:
        if kept["key"] != key:
            return {}
        return {Kind(**kind): from_json(parts) for kind, parts in kept["frames"]}
    except (KeyError, TypeError, ValueError):
        return {}


def write_frames(path: Path, key: str, frames: Mapping[Kind, Frame]) -> None:
    """Keep frames for the next build."""
    write_cache(path, frames_file(key, frames))


def frames_file(key: str, frames: Mapping[Kind, Frame]) -> bytes:
    """Return frames as the file that `read_frames` reads."""
    listed = [[asdict(kind), as_json(frame)] for kind, frame in frames.items()]
    return sealed({"key": key, "frames": listed})
