"""One small site on the web for all tests of publishing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from live_site import LiveSite, live_site
from publishing_project import make_project, project_copy


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """Serve a small site with nginx as long as the session runs."""
    with live_site(tmp_path_factory.mktemp("served")) as live:
        yield live


@pytest.fixture
def live(served: LiveSite) -> LiveSite:
    """Put the site onto the web again: the test before may have spoiled it."""
    served.publish()
    return served


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask again at once for what does not answer."""
    monkeypatch.setattr("prongsai.publishing.live_check.PAUSES", (0,))
    monkeypatch.setattr("prongsai.publishing.live_check.SETTLING", (0,))
    monkeypatch.setattr("prongsai.publishing.carry_out.LINGER", 0)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("made") / "project")


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    return project_copy(made, tmp_path / "project")
