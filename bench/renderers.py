"""Build the very same Markdown with the other programs that read `mkdocs.yml`.

Each gets an environment of its own below `build/renderers`; the newest release that
installs is taken. The sets of pages must be equal, and each page must have its heading.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "renderers"
RENDERERS = {
    "properdocs": (["properdocs", "mkdocs-material>=9.8,<10"], ["properdocs", "build"]),
    "zensical": (["zensical"], ["zensical", "build"]),
}
_HEADING = re.compile(r"<h1[ >]")


def pages(site: Path) -> dict[str, bool]:
    """Return every HTML page of a site, and whether it has a first heading."""
    return {
        page.relative_to(site).as_posix(): bool(
            _HEADING.search(page.read_text(encoding="utf-8"))
        )
        for page in sorted(site.rglob("*.html"))
    }


def build_with(name: str) -> tuple[str, dict[str, bool]]:
    """Build with one renderer and return its version and pages."""
    packages, command = RENDERERS[name]
    folder = WORK / name
    environment = WORK / f"{name}-venv"
    if not (environment / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    binaries = environment / "bin"
    subprocess.run(
        [binaries / "python", "-m", "pip", "install", "-q", *packages], check=True
    )
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("docs", "theme"):
        shutil.copytree(ROOT / "build" / part, folder / "build" / part)
    shutil.copyfile(ROOT / "build" / "nav.yml", folder / "build" / "nav.yml")
    shutil.copyfile(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    program, *rest = command
    subprocess.run([binaries / program, *rest], cwd=folder, check=True)
    shown = subprocess.run(
        [binaries / "python", "-m", "pip", "show", name],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    version = re.search(r"^Version: (.+)$", shown, re.MULTILINE)
    return version.group(1) if version else "?", pages(folder / "build" / "site")


def main() -> int:
    """Build with all; 1 where a page is missing, too many or without heading."""
    subprocess.run([sys.executable, "-m", "prongsai", "build"], cwd=ROOT, check=True)
    ours, wrong = pages(ROOT / "build" / "site"), 0
    for name in RENDERERS:
        version, theirs = build_with(name)
        missing, extra = ours.keys() - theirs.keys(), theirs.keys() - ours.keys()
        bare = [page for page, heading in theirs.items() if not heading]
        print(
            f"{name} {version}: {len(theirs)} pages of {len(ours)}; "
            f"missing {sorted(missing)}, extra {sorted(extra)}, no heading {bare}"
        )
        wrong += len(missing) + len(extra) + len(bare)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
