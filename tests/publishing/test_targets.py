"""An address of `publish:` is read into a target, or refused with what to do."""

import pytest

from each import each
from prongsai.model.site import PublishTarget
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.targets import Target, Way, choose, read_target


def read(url: str, *, insecure: bool = False) -> Target:
    return read_target(PublishTarget(name="web", url=url, insecure=insecure))


@each(
    ("url", "way", "user", "host", "port", "path"),
    [
        ("folder:///srv/www/ita", Way.FOLDER, "", "", None, "/srv/www/ita"),
        ("sftp://me@h.example/html/ita", Way.SFTP, "me", "h.example", None, "html/ita"),
        (
            "sftp://me@h.example//srv/ita/",
            Way.SFTP,
            "me",
            "h.example",
            None,
            "/srv/ita",
        ),
        ("sftp://me@h.example:2222", Way.SFTP, "me", "h.example", 2222, ""),
        ("ftps://a%40b@h.example/html", Way.FTPS, "a@b", "h.example", None, "html"),
        ("davs://me@h.example/dav/ita", Way.DAVS, "me", "h.example", None, "dav/ita"),
        ("sftp://me@h.example/ไอที ก", Way.SFTP, "me", "h.example", None, "ไอที ก"),
        ("ftps://me@h.example/a%23%3F", Way.FTPS, "me", "h.example", None, "a#?"),
        ("zip:", Way.ZIP, "", "", None, ""),
    ],
)
def test_an_address_is_read(
    url: str, way: Way, user: str, host: str, port: int | None, path: str
) -> None:
    read_as = read(url)
    assert (read_as.way, read_as.user, read_as.host) == (way, user, host)
    assert (read_as.port, read_as.path) == (port, path)


def test_a_branch_is_read() -> None:
    target = read("git+ssh://git@h.example/me/site.git#gh-pages")
    assert (target.way, target.branch) == (Way.GIT_SSH, "gh-pages")


@each(
    ("url", "key"),
    [
        ("sftp://me:secret@h.example/ita", "target-secret"),
        ("sftp://me@h.example/ita?password=secret", "target-secret"),
        ("git+https://secret@h.example/me/site.git#gh-pages", "target-secret"),
        ("http://h.example/", "target-scheme"),
        ("ftp://me@h.example/ita", "target-insecure"),
        ("dav://me@h.example/ita", "target-insecure"),
        ("sftp:///ita", "target-form"),
        ("sftp://me@h.example/ita#2", "target-sign"),
        ("ftps://me@h.example/what?", "target-sign"),
        ("folder:///srv/a?b", "target-sign"),
        ("ftps://h.example/ita", "target-user"),
        ("davs://h.example/ita", "target-user"),
        ("ftps://me@h.example/a%0D%0ADELE%20b", "target-form"),
        ("sftp://me@h.example:port/ita", "target-form"),
        ("folder://", "target-form"),
        ("folder://srv/www/ita", "target-form"),
        ("git+ssh://git@h.example/me/site.git", "target-branch"),
        ("git+ssh://git@h.example/me/site.git#--force", "target-branch"),
        ("git+ssh://git@h.example/me/site.git#a..b", "target-branch"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused(url: str, key: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read(url)
    assert refused.value.key == key
    assert "secret" not in str(refused.value.facts)


def test_what_is_not_encrypted_has_to_be_allowed() -> None:
    assert read("ftp://me@h.example/ita", insecure=True).way is Way.FTP


WEB = PublishTarget(name="web", url="folder:///a")
TRY = PublishTarget(name="try", url="folder:///b")


def test_the_only_target_needs_no_name() -> None:
    assert choose([WEB], None).name == "web"


def test_one_of_several_is_chosen_by_its_name() -> None:
    assert choose([WEB, TRY], "try").path == "/b"


@each(
    ("records", "name", "key"),
    [
        ([], None, "target-none"),
        ([WEB, TRY], None, "target-which"),
        ([WEB], "try", "target-unknown"),
    ],
)
def test_no_target_is_chosen_where_it_is_not_clear(
    records: list[PublishTarget], name: str | None, key: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        choose(records, name)
    assert refused.value.key == key
