"""What others put at a target is not removed; what they took away is put back."""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ftp_servers import pure_ftpd
from prongsai.publishing.connect import lines_to
from prongsai.publishing.here import Here
from prongsai.publishing.manifest import MANIFEST, OWN, STAGING
from prongsai.publishing.plan import PublishPlan
from prongsai.publishing.run import Wishes, compare
from prongsai.publishing.secrets import Passwords
from publishing_project import served
from publishing_to import bring, refused, target_of
from target_servers import Place

OLD = {
    "index.html": "https://a.example/",
    "assets/search-index.js": "x",
    "a/index.html": "a",
    "a/files/1.pdf": "pdf",
    "b/index.html": "b",
    "assets/1.css": "css",
}
NEW = {
    **OLD,
    "index.html": "https://a.example/ c/",
    "a/index.html": "new a",
    "c/index.html": "c",
}
WAYS = ("folder", "sftp", "ftps-vsftpd", "davs-apache")

Site = Callable[[Mapping[str, str]], Here]


@pytest.mark.slow
@pytest.mark.parametrize("place", WAYS, indirect=True)
def test_a_folder_in_the_place_of_a_file_is_named_and_kept(
    place: Place, root: Path, site: Site
) -> None:
    bring(root, place, site(OLD))
    page = place.folder / "a/index.html"
    page.unlink()
    page.mkdir()
    (page / "theirs.txt").write_text("theirs")
    error = refused(root, place, site(NEW))
    assert (error.key, error.facts) == ("in-the-way", {"path": "a/index.html"})
    assert (page / "theirs.txt").read_text() == "theirs"
    assert (place.folder / "index.html").read_text() == OLD["index.html"]
    less = {path: text for path, text in OLD.items() if path != "a/index.html"}
    bring(root, place, site(less))
    assert (page / "theirs.txt").read_text() == "theirs"
    page.rename(place.folder / "theirs")
    bring(root, place, site(NEW))
    found = served(place.folder)
    assert found.pop("theirs/theirs.txt") == b"theirs"
    assert found == {path: text.encode() for path, text in NEW.items()}


@pytest.mark.slow
@pytest.mark.parametrize("place", WAYS, indirect=True)
def test_a_file_in_the_place_of_a_folder_is_named_and_kept(
    place: Place, root: Path, site: Site
) -> None:
    bring(root, place, site(OLD))
    (place.folder / "c").write_text("theirs")
    error = refused(root, place, site(NEW))
    assert (error.key, error.facts) == ("in-the-way", {"path": "c"})
    (place.folder / "c").rename(place.folder / "theirs")
    bring(root, place, site(NEW))
    assert served(place.folder)["theirs"] == b"theirs"


@pytest.mark.slow
@pytest.mark.parametrize("place", ["folder", "sftp", "ftps-vsftpd"], indirect=True)
def test_links_are_replaced_and_removed_and_what_they_lead_to_is_kept(
    place: Place, root: Path, site: Site
) -> None:
    bring(root, place, site(OLD))
    theirs = place.folder.parent / "theirs.txt"
    theirs.write_text("theirs")
    for path in ("a/index.html", "a/files/1.pdf"):
        (place.folder / path).unlink()
        (place.folder / path).symlink_to(theirs)
    (place.folder / "round").symlink_to(place.folder)
    less = {path: text for path, text in NEW.items() if path != "a/files/1.pdf"}
    bring(root, place, site(less))
    assert theirs.read_text() == "theirs"
    assert not (place.folder / "a/files").exists()
    (place.folder / MANIFEST).unlink()
    assert bring(root, place, site(less)).sent == ()
    (place.folder / "round").unlink()
    assert served(place.folder) == {path: text.encode() for path, text in less.items()}
    theirs.unlink()


@pytest.mark.slow
@pytest.mark.parametrize("place", [*WAYS], indirect=True)
def test_the_clock_of_the_server_decides_nothing(
    place: Place, root: Path, site: Site
) -> None:
    """Whatever times a wrong clock gave to the files: only their bytes count."""
    bring(root, place, site(OLD))
    by_clock(place, -10)
    assert bring(root, place, site(OLD)).sent == ()
    assert bring(root, place, site(OLD), afresh=True).sent == ()
    by_clock(place, 10)
    assert bring(root, place, site(NEW)).sent == (
        "a/index.html",
        "c/index.html",
        "index.html",
    )


def by_clock(place: Place, years: int) -> None:
    when = time.time() + years * 365 * 86_400
    for path in (place.folder, *place.folder.rglob("*")):
        os.utime(path, (when, when))


@pytest.mark.slow
@pytest.mark.parametrize("place", [*WAYS], indirect=True)
def test_what_others_changed_by_hand_is_brought_back_by_a_repair(
    place: Place, root: Path, site: Site
) -> None:
    bring(root, place, site(OLD))
    (place.folder / "a/index.html").write_text("x")  # of the same size
    (place.folder / "b/index.html").unlink()
    (place.folder / "theirs.html").write_text("theirs")
    assert bring(root, place, site(OLD)).sent == ()
    shown = planned(root, place, site(OLD))
    assert (shown.new, shown.changed) == (("b/index.html",), ("a/index.html",))
    done = bring(root, place, site(OLD), afresh=True)
    assert done.sent == ("a/index.html", "b/index.html")
    found = served(place.folder)
    assert found.pop("theirs.html") == b"theirs"
    assert found == {path: text.encode() for path, text in OLD.items()}
    assert bring(root, place, site(OLD), afresh=True).sent == ()


def planned(root: Path, place: Place, here: Here) -> PublishPlan:
    target = target_of(place)
    with lines_to(root, target, Passwords(target)) as lines:
        return compare(lines, here, Wishes(afresh=True))


@pytest.mark.slow
def test_a_listing_that_leaves_names_out_is_not_taken_for_whole(
    request: pytest.FixtureRequest, root: Path, site: Site, tmp_path: Path
) -> None:
    for name in ("account", "trusted", "known_password"):
        request.getfixturevalue(name)
    authority = request.getfixturevalue("authority")
    many = {f"files/{at}.pdf": str(at) for at in range(40)} | OLD
    with pure_ftpd(authority, tmp_path, "-L", "20:8") as server:
        place = Place(folder=server.home / "ita", url=server.url("ita"))
        error = refused(root, place, site(many))
        assert error.key == "listing-cut"
        assert error.facts["path"] == STAGING
        assert not [one for one in served(place.folder) if not one.startswith(OWN)]
        bring(root, place, site(OLD))
        (place.folder / MANIFEST).unlink()
        for number in range(30):
            (place.folder / f"a/files/theirs-{number}.pdf").touch()
        assert bring(root, place, site(OLD)).sent == ()
