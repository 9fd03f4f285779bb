"""Put the staged site in place; `build/` never has half of one.

Separate from `staging`, so that a command can name the folders without loading the
generator.
"""

from pathlib import Path

from prongsai.storage import write

BUILD = "build"
NEXT = "next"
GOOD = "good"
"""The folder of what the pages of each agency were last made of."""
CHAPTERS = "chapters"
"""The folder of what the build knows of the pages of each agency."""
_PARTS = ("site", "docs", "theme", "nav.yml", "nginx.conf", GOOD, CHAPTERS)


def swap(root: Path) -> None:
    """Put docs, theme, nav and the site that was made of them in place, as one."""
    staged = root / BUILD / NEXT / BUILD
    write.swap(root, {f"{BUILD}/{name}": staged / name for name in _PARTS})
    write.Scratch(root / BUILD).remove(NEXT)
