"""Write all files or none: next to their places first, then moved into them."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write all files at once; if one cannot be, all stay as they were."""
    made: list[tuple[Path, Path]] = []
    before: dict[Path, bytes | None] = {}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
            made.append((Path(name), path))
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(name).chmod(0o644)
        for beside, path in made:
            before[path] = path.read_bytes() if path.exists() else None
            beside.replace(path)
    except OSError:
        for path, old in before.items():
            _put_back(path, old)
        raise
    finally:
        for beside, _ in made:
            beside.unlink(missing_ok=True)


def _put_back(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(data)
