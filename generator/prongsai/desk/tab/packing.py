"""The folder of a tab as one ZIP, and back: where the browser gives no folder."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from prongsai.storage.below import everything_below
from prongsai.storage.write import OWN_FOLDER, write_all

_MOST = 2_000_000_000
"""Bytes of all files of an archive: more does not fit into the memory of a tab."""

_LEFT_OUT = (
    ("build",),
    (".git",),
    (OWN_FOLDER, "lock"),
    (OWN_FOLDER, "new"),
    (OWN_FOLDER, "old"),
    (OWN_FOLDER, "desk"),
)
"""What is made again, or is of no use elsewhere."""

_TIME = (1980, 1, 1, 0, 0, 0)


def pack(root: Path, below: str = "") -> bytes:
    """Return everything below a folder of the project; same files, same bytes."""
    base, stream = root / below, io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _files(base, whole=bool(below)):
            name = path.relative_to(base).as_posix()
            archive.writestr(
                zipfile.ZipInfo(name, _TIME), path.read_bytes(), zipfile.ZIP_DEFLATED
            )
    return stream.getvalue()


def _files(base: Path, *, whole: bool) -> Iterator[Path]:
    for path in sorted(everything_below(base)):
        parts = path.relative_to(base).parts
        left_out = not whole and any(parts[: len(one)] == one for one in _LEFT_OUT)
        if path.is_file() and not path.is_symlink() and not left_out:
            yield path


def unpack(root: Path, data: bytes) -> str:
    """Put the files of an archive into a folder, all or none.

    Returns:
        The word of `desk-tab.yml` that says why nothing was changed; else nothing.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [one for one in archive.infolist() if not one.is_dir()]
            if sum(one.file_size for one in inside) > _MOST:
                return "zip-too-large"
            names = _below_content({one.filename: one for one in inside})
            if names is None:
                return "zip-none-of-ours"
            write_all(root, {name: archive.read(one) for name, one in names.items()})
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError):
        return "zip-unread"
    return ""


def _below_content(
    inside: dict[str, zipfile.ZipInfo],
) -> dict[str, zipfile.ZipInfo] | None:
    """Return the files by their place in the project, None where it holds none.

    An archive may have the project in a folder of its own, as file managers make them.
    """
    bases = [name.removesuffix("content/site.yml") for name in inside]
    found = [base for base, name in zip(bases, inside, strict=True) if base != name]
    if not found:
        return None
    base = min(found, key=len)
    own = {name.removeprefix(base): one for name, one in inside.items()}
    named = {
        name: one
        for name, one in zip(own, inside.values(), strict=True)
        if not any(PurePosixPath(name).parts[: len(out)] == out for out in _LEFT_OUT)
    }
    return named if all(map(_stays, named)) else None


def _stays(name: str) -> bool:
    """Return whether a path of an archive stays in the folder."""
    path = PurePosixPath(name)
    return not (path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name)
