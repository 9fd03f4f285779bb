"""A repository with the changes of a week, made once."""

from pathlib import Path

import pytest

from changed_week import changes_of_a_week
from git_project import commit, repository
from made_once import made_once


def changed_repository(folder: Path) -> Path:
    root = repository(folder / "site")
    changes_of_a_week(root)
    commit(root)
    return root


@pytest.fixture(scope="session")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with the changes of a week; tests only read it."""
    return made_once(tmp_path_factory, "week", changed_repository)
