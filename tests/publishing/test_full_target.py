"""A target on a disk that is really full, and files that may only be read."""

import os
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from prongsai.publishing.here import Here
from publishing_project import served
from publishing_to import bring, refused
from target_servers import Place

SITE: dict[str, str | bytes] = {
    "index.html": "home",
    "a/index.html": "a",
    "b/index.html": "b",
}
Site = Callable[[Mapping[str, str | bytes]], Here]

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("known_password")]


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Put a disk of 200 kilobytes at a folder of a server, for everybody to write."""
    folder.mkdir(mode=0o777)
    size = "size=200k,mode=0777"
    words = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)]
    if subprocess.run(words, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@pytest.mark.parametrize(
    "place", ["folder", "sftp", "ftps-vsftpd", "davs-nginx"], indirect=True
)
def test_a_full_disk_keeps_the_site_of_before_and_takes_the_next_when_there_is_room(
    place: Place, root: Path, site: Site
) -> None:
    with small_disk(place.folder):
        bring(root, place, site(SITE))
        before = served(place.folder)
        much = {**SITE, "index.html": "new", "a/files/1.pdf": os.urandom(300_000)}
        error = refused(root, place, site(much))
        assert error.key in {"no-room", "refused", "not-whole", "cut"}
        assert served(place.folder) == before
        bring(root, place, site({**SITE, "index.html": "less"}))
        assert served(place.folder) == {**before, "index.html": b"less"}


@pytest.mark.parametrize("place", ["folder", "sftp", "ftps-vsftpd"], indirect=True)
def test_a_file_that_may_only_be_read_is_replaced(
    place: Place, root: Path, site: Site
) -> None:
    bring(root, place, site(SITE))
    (place.folder / "index.html").chmod(0o444)
    bring(root, place, site({**SITE, "index.html": "new"}))
    assert served(place.folder)["index.html"] == b"new"
