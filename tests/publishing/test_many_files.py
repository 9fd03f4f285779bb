"""A site of many files goes up in one publish, and one change in a few requests.

`make torture-publish` does it with 5,000 files over every way and prints the seconds,
and into folders that hold 12,000 names of others.
"""

import os
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from paramiko import SFTPClient

from publishing_to import bring, refused
from site_in_memory import here_of
from target_servers import Place

COUNT = int(os.environ.get("PRONGSAI_MANY_FILES", "600"))
WAYS = ["sftp", "ftps-vsftpd", "davs-nginx", "folder"] if COUNT > 600 else ["sftp"]
NAMES = 12_000 if COUNT > 600 else 1_500
SERVERS = ["sftp", "ftps-vsftpd", "ftps-proftpd", "davs-nginx", "davs-apache"]
BESIDE = SERVERS if COUNT > 600 else ["sftp", "ftps-vsftpd", "davs-nginx"]

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


@pytest.mark.slow
@pytest.mark.parametrize("place", BESIDE, indirect=True)
def test_a_folder_with_many_names_of_others_is_no_obstacle(
    place: Place, root: Path
) -> None:
    """Also where it is listed: for a file whose name changes in capitals alone."""
    site = {"index.html": "home", "files/Plan.pdf": "plan"}
    bring(root, place, here_of(root / "1", site))
    theirs = place.folder / "files"
    with_names(theirs)
    site = {"index.html": "new", "files/plan.pdf": "plan"}
    bring(root, place, here_of(root / "2", site))
    assert bring(root, place, here_of(root / "2", site)).sent == ()
    assert (place.folder / "index.html").read_text() == "new"
    assert (theirs / "plan.pdf").read_text() == "plan"
    assert not (theirs / "Plan.pdf").exists()
    assert sum(1 for _ in theirs.iterdir()) == NAMES + 1


@pytest.mark.slow
@pytest.mark.parametrize("place", BESIDE, indirect=True)
def test_many_names_of_others_are_all_counted(place: Place, root: Path) -> None:
    with_names(place.folder)
    error = refused(root, place, here_of(root / "1", {"index.html": "home"}))
    assert (error.key, error.facts["count"]) == ("foreign", NAMES)
    assert sum(1 for _ in place.folder.iterdir()) == NAMES


def with_names(folder: Path) -> None:
    """Fill a folder of a server with files of others."""
    folder.mkdir(exist_ok=True)
    for number in range(NAMES):
        (folder / f"theirs-{number:05}.txt").touch()
