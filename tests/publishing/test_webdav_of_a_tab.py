"""WebDAV by the page of a tab: the same sites on the same servers, and its refusals.

WsgiDAV is not among them: it answers 404 to the browser's look before a new file.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from browser_page import as_in_a_tab, sent_by_page
from prongsai.online.request import through_page
from prongsai.publishing.here import Here
from prongsai.publishing.manifest import MANIFEST
from prongsai.publishing.secrets import variable
from publishing_project import served
from publishing_to import bring, refused
from sites_to_send import CHANGED, SITE, in_bytes
from target_servers import PASSWORD, Place

Site = Callable[[Mapping[str, str | bytes]], Here]


@pytest.mark.slow
@pytest.mark.parametrize("place", ["davs-apache", "davs-nginx"], indirect=True)
def test_a_site_is_published_changed_and_found_again(
    place: Place, root: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    with as_in_a_tab(monkeypatch) as asked:
        bring(root, place, site(SITE))
        assert served(place.folder) == {one: in_bytes(SITE[one]) for one in SITE}
        then = bring(root, place, site(CHANGED))
        assert then.gaps == 1  # a tab cannot look whether uploads are written aside
        again = bring(root, place, site(CHANGED))
    assert served(place.folder) == {one: in_bytes(CHANGED[one]) for one in CHANGED}
    assert sorted(one.name for one in place.folder.glob(".*")) == [MANIFEST]
    assert again.sent == ()
    assert asked


@pytest.mark.slow
@pytest.mark.parametrize("place", ["davs-apache"], indirect=True)
def test_a_wrong_password_is_asked_for_again(
    place: Place, root: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable("PASSWORD", "web"), "another")
    with as_in_a_tab(monkeypatch):
        assert refused(root, place, site(SITE)).key == "wrong-login"


NOTHING, NOT_ALLOWED = (0, "{}", b""), (0, '"refused"', b"")


@pytest.mark.parametrize(
    ("shown", "key"), [(NOTHING, "not-open"), (NOT_ALLOWED, "not-allowed")]
)
@pytest.mark.usefixtures("known_password")
def test_a_host_that_shows_nothing_or_is_not_allowed_is_named(
    shown: tuple[int, str, bytes], key: str, root: Path, site: Site
) -> None:
    through_page.append(lambda *_: shown)
    place = Place(folder=root, url="davs://me@dav.example.go.th/ita")
    try:
        error = refused(root, place, site(SITE))
    finally:
        through_page.clear()
    assert (error.key, error.facts["host"]) == (key, "dav.example.go.th")
    assert PASSWORD not in str(error.facts)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("never", "key"), [(99, "not-open"), (2, "")], ids=["not-allowed", "cut-twice"]
)
@pytest.mark.parametrize("place", ["davs-nginx"], indirect=True)
def test_a_host_that_answers_looks_but_takes_no_files_is_no_cut_line(
    place: Place,
    never: int,
    key: str,
    root: Path,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A host may allow other websites to look, and not to write."""
    failed: list[str] = []

    def page(
        method: str, url: str, headers: str, body: bytes
    ) -> tuple[int, str, bytes]:
        if method == "PUT" and len(failed) < never:
            failed.append(url)
            return NOTHING
        return sent_by_page(method, url, headers, body)

    with as_in_a_tab(monkeypatch):
        through_page[:] = [page]
        if key:
            assert refused(root, place, site(SITE), tries=6).key == key
        else:
            assert len(bring(root, place, site(SITE), tries=6).sent) == len(SITE)
