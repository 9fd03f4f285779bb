"""A site of many files goes up in one publish, and one change in a few requests.

`make torture-publish` does it with 5,000 files over every way and prints the seconds.
"""

import os
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from paramiko import SFTPClient

from publishing_to import bring
from site_in_memory import here_of
from target_servers import Place

COUNT = int(os.environ.get("PRONGSAI_MANY_FILES", "600"))
WAYS = ["sftp", "ftps-vsftpd", "davs-nginx", "folder"] if COUNT > 600 else ["sftp"]

pytestmark = pytest.mark.usefixtures("known_password")


@pytest.fixture
def requests(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count what is asked of an SFTP server: the kind of each request."""
    asked: list[int] = []
    real = SFTPClient._async_request

    def counted(self: object, answers: object, kind: int, *facts: object) -> int:
        asked.append(kind)
        number: int = real(self, answers, kind, *facts)
        return number

    monkeypatch.setattr(SFTPClient, "_async_request", counted)
    return asked


def timed(
    root: Path, name: str, place: Place, site: Mapping[str, str]
) -> tuple[tuple[str, ...], float]:
    here = here_of(root / name, site)
    begin = time.monotonic()
    return bring(root, place, here).sent, time.monotonic() - begin


@pytest.mark.slow
@pytest.mark.parametrize("place", WAYS, indirect=True)
def test_one_change_among_many_files_sends_that_file_alone(
    place: Place,
    requests: list[int],
    root: Path,
    request: pytest.FixtureRequest,
) -> None:
    site = {
        f"a{number % 40}/o{number}/index.html": f"{number}" for number in range(COUNT)
    }
    sent, whole = timed(root, "1", place, site)
    assert len(sent) == COUNT
    for path in ("a0/o0/index.html", f"a{(COUNT - 1) % 40}/o{COUNT - 1}/index.html"):
        assert (place.folder / path).read_text() == site[path]
    assert sum(1 for path in place.folder.rglob("index.html")) == COUNT
    first = len(requests)
    requests.clear()
    site["a1/o1/index.html"] = "changed"
    sent, one = timed(root, "2", place, site)
    assert sent == ("a1/o1/index.html",)
    assert (place.folder / "a1/o1/index.html").read_text() == "changed"
    assert len(requests) <= first / 10
    _, nothing = timed(root, "2", place, site)
    print(  # noqa: T201 - for a person
        f"\n{request.node.name}: {COUNT} files {whole:.1f} s,"
        f" one changed {one:.2f} s, nothing {nothing:.2f} s"
    )
