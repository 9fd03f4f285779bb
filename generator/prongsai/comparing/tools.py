"""Files that decide how the content is checked and built, next to the content itself.

Who changes them can make every check pass: a change of theirs is said first, and a
request to change is checked with those of the state before.
"""

import os
from pathlib import Path

from prongsai.storage.git import GitError, commit_id, git

TOOLS = (
    *("wheels", "theme", "mkdocs.yml"),
    *(":(top).github", ":(top).gitlab", ":(top).gitlab-ci.yml"),
    *("build", ".prongsai"),
)
"""Paths as git takes them. The last two are what the program keeps for itself: it takes
them for its own, so they must not come from a repository."""


def changed_tools(root: Path, base: str, head: str) -> tuple[str, ...]:
    """Return the paths that changed between two commits, or up to HEAD.

    Nothing where a side is a folder without a commit.
    """
    if not base:
        return ()
    words = ("diff-tree", "-r", "-z", "--name-only", "--no-renames")
    try:
        end = head or commit_id(root, "HEAD")
        found = git(root, *words, base, end, "--", *TOOLS)
    except GitError:
        return ()
    return tuple(path for path in os.fsdecode(found).split("\0") if path)
