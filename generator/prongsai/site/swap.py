"""Put the staged site in place; `build/` never has half of one.

Separate from `staging`, so that a command can name the folders without loading the
generator.
"""

from pathlib import Path

from prongsai.storage import write

BUILD = "build"
NEXT = "next"
_PARTS = ("site", "docs", "theme", "nav.yml", "nginx.conf")


def swap(root: Path) -> None:
    """Put docs, theme, nav and the site that was made of them in place, as one."""
    staged = root / BUILD / NEXT / BUILD
    write.swap(root, {f"{BUILD}/{name}": staged / name for name in _PARTS})
    write.Scratch(root / BUILD).remove(NEXT)
