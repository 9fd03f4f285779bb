"""Real git repositories with the example agency's content, made for one test."""

import datetime
import os
import subprocess
from pathlib import Path

from checkout import copy_agency, share_facts

AGENCY = "content/agencies/tambon-tuayang"
LAST_DAY = datetime.date(2025, 9, 30)
"""Of the newest year that the repositories hold."""
SITE = "version: 1\ntitle: เว็บไซต์ทดสอบ\n"

_ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if "GIT_" not in name},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_AUTHOR_NAME": "ทดสอบ",
    "GIT_AUTHOR_EMAIL": "test@example.org",
    "GIT_AUTHOR_DATE": "2025-01-02T03:04:05+07:00",
    "GIT_COMMITTER_NAME": "ทดสอบ",
    "GIT_COMMITTER_EMAIL": "test@example.org",
    "GIT_COMMITTER_DATE": "2025-01-02T03:04:05+07:00",
}


def run_git(folder: Path, *arguments: str) -> str:
    """Run git without anybody's own settings."""
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=_ENVIRONMENT,
    )
    return done.stdout


def example(folder: Path) -> Path:
    """Copy the example agency and a `site.yml` into `folder`."""
    copy_agency(folder, "tambon-tuayang", LAST_DAY)
    (folder / ".gitignore").write_text("/build/\n", encoding="utf-8")
    (folder / "content" / "site.yml").write_text(SITE, encoding="utf-8")
    share_facts(folder)
    return folder


def repository(folder: Path) -> Path:
    """Make a repository with one commit of the example agency."""
    example(folder)
    run_git(folder, "init", "-q", "-b", "main")
    commit(folder)
    return folder


def commit(folder: Path) -> str:
    """Commit everything and return the id."""
    run_git(folder, "add", "-A")
    run_git(folder, "commit", "-q", "-m", "เนื้อหา")
    return run_git(folder, "rev-parse", "HEAD").strip()


def edit(folder: Path, path: str, *changes: tuple[str, str]) -> None:
    """Replace text in a file; each must be there."""
    file = folder / path
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
