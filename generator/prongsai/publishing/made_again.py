"""Make a version of a site again of the commit that it was made of."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from prongsai.building import build
from prongsai.loading.load import load
from prongsai.publishing.built import Build
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.own_site import content_root, own_project
from prongsai.publishing.version import Version, build_hash
from prongsai.storage.content_folder import read_sources
from prongsai.storage.git import GitError, commit_id, prefix
from prongsai.storage.git_revision import lay_out
from prongsai.storage.papers import FOLDER as PAPERS
from prongsai.storage.write import Scratch

_INPUTS = ("content/", "theme/", "mkdocs.yml")
"""What a build reads of a project."""

_SHORT = 8


@contextmanager
def made_again(root: Path, version: Version) -> Iterator[Path]:
    """Give a folder in which a version was built, the same as it was.

    The project itself, its work tree and its own build stay as they are.

    Raises:
        RefusedError: its commit is not known here, or what is built differs from
            what was published.
    """
    shown = version.commit[:_SHORT]
    commit = _commit(content_root(root), version)
    with Scratch.temporary() as laid_out:
        try:
            lay_out(laid_out, content_root(root), commit, _INPUTS)
        except GitError:  # an object is missing, as in a partial clone
            raise RefusedError("undo-no-commit", commit=shown) from None
        project = _project(root, laid_out.folder)
        if project is None or _built(root, project, version) != version.build:
            key = "undo-edited" if version.edited else "undo-differs"
            raise RefusedError(key, commit=shown)
        yield project


def _commit(home: Path, version: Version) -> str:
    """Return the whole id of the commit."""
    if not version.commit or version.day is None:
        raise RefusedError("undo-not-kept")
    shown = version.commit[:_SHORT]
    try:
        prefix(home)
    except GitError:
        raise RefusedError("undo-no-repository", commit=shown) from None
    try:
        return commit_id(home, version.commit)
    except GitError:
        raise RefusedError("undo-no-commit", commit=shown) from None


def _project(root: Path, laid_out: Path) -> Path | None:
    """Return the project to build: of an own site, that made of the hub's content."""
    if content_root(root) == root:
        return laid_out
    content, _ = load(read_sources(laid_out))
    return own_project(laid_out, content, root.name) if content else None


def _built(root: Path, project: Path, version: Version) -> str:
    """Build with the papers that lie here, and return the hash of the build."""
    if (root / PAPERS).is_dir():
        Scratch(project).copy_tree(root / PAPERS, PAPERS)
    if version.day is not None:
        build(project, version.day)
    return build_hash(Build.of(project).files)
