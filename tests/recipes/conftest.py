"""A new site with its recipes, made once."""

from pathlib import Path

import pytest

from made_once import made_once
from prongsai.new import example_site


def new_site(folder: Path) -> Path:
    example_site(folder / "site")
    return folder / "site"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "new-site", new_site)
