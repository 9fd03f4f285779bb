"""One small site on the web for all tests of publishing."""

from collections.abc import Iterator

import pytest

from live_site import LiveSite, live_site


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
