"""Small pieces of writing, to be broken at each of their steps in another process."""

from pathlib import Path

from prongsai.storage.write import Scratch, swap, write_all, writing

NEW: dict[str, bytes | None] = {
    "content/a.yml": b"new a",
    "content/b.yml": b"new b",
    "content/deep/c.yml": b"new c",
    "build/gone.txt": None,
}


def put(root: Path) -> None:
    """Write several files at once and remove one."""
    write_all(root, NEW)


def put_file(root: Path) -> None:
    """Write one file."""
    with writing(root / "page.html") as stream:
        stream.write(b"new")


def put_folder(root: Path) -> None:
    """Put a new folder in the place of an old one, and remove a file."""
    made = Scratch.empty(root / "build" / "next")
    made.put("a/index.html", b"new")
    made.put("b.html", b"new")
    swap(root, {"build/site": made.folder, "build/nav.yml": None})
