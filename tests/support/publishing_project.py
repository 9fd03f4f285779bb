"""A small project that is really built, to be published from."""

import datetime
import shutil
from base64 import b64decode
from pathlib import Path

from click.testing import CliRunner, Result

from git_project import commit, run_git
from prongsai.building import build
from prongsai.cli.publish import command
from small_site import SITE, YEAR

DAY = datetime.date(2025, 3, 31)
DAY_TYPED = "2568-03-31"
SITE_URL = "http://127.0.0.1:9/"
PAGE = "ban-rai/2568/measures/index.html"

PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)
"""One dot."""


def make_project(root: Path) -> Path:
    """Write the content and build it; the target is the folder `public`."""
    for path, text in SITE.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    for name in ("ภาพ.png",):
        place = root / YEAR / "files" / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(PICTURE)
    site = root / "content/site.yml"
    with site.open("a", encoding="utf-8") as stream:
        stream.write(f"site_url: {SITE_URL}\n")
        stream.write("publish:\n- name: web\n  url: folder:../public\n")
    made = build(root, DAY)
    assert (made.site_errors, made.pages > 5) == ((), True), made.findings
    return root


def project_copy(built: Path, root: Path) -> Path:
    """Copy a built project; its target is the folder `public` next to it."""
    return Path(shutil.copytree(built, root))


def prongsai_publish(root: Path, *words: str, lang: str = "th") -> Result:
    """Type `prongsai publish` in a project."""
    return CliRunner().invoke(
        command, ["-C", str(root), "--today", DAY_TYPED, "--lang", lang, *words]
    )


def served(folder: Path) -> dict[str, bytes]:
    """Return the files that the public gets, without those of the program itself."""
    return {
        name: path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        if not (name := path.relative_to(folder).as_posix()).startswith(".prongsai")
    }


def write_something_else(root: Path) -> None:
    path = root / "content/agencies/ban-rai/2568/measures.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("สื่อสารให้ทั่วถึง", "สื่อสารทุกเดือน"), encoding="utf-8")


def two_commits(folder: Path, made: Path) -> tuple[Path, dict[str, bytes]]:
    """Publish two commits; return the folder of all, and what the first one put up."""
    office = project_copy(made, folder / "office")
    (office / ".gitignore").write_text("/build/\n/.prongsai/\n", encoding="utf-8")
    run_git(office, "init", "-q", "-b", "main")
    commit(office)
    prongsai_publish(office)
    before = served(folder / "public")
    write_something_else(office)
    commit(office)
    prongsai_publish(office)
    assert served(folder / "public")[PAGE] != before[PAGE]
    return folder, before
