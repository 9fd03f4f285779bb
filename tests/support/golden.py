"""Compare whole outputs with golden files; `pytest --update-golden` writes them."""

from pathlib import Path


def same_as_golden(path: Path, text: str, *, update: bool) -> None:
    """Assert that `text` is what `path` holds, or write it there."""
    if update:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text
