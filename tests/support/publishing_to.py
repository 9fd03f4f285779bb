"""Publish to a place of a real server, as tests do."""

from pathlib import Path

import pytest

from prongsai import messages
from prongsai.model.site import PublishTarget
from prongsai.publishing.connect import lines_to
from prongsai.publishing.failures import RefusedError
from prongsai.publishing.here import Here
from prongsai.publishing.lines import Patience
from prongsai.publishing.lock import Waiting
from prongsai.publishing.published import Published
from prongsai.publishing.run import Wishes, publish
from prongsai.publishing.secrets import Passwords
from prongsai.publishing.targets import Target, read_target
from target_servers import Place

FTP_SERVERS = {
    "ftps-proftpd": "proftpd_server",
    "ftps-vsftpd": "vsftpd_server",
    "ftps-pure-ftpd": "pure_ftpd_server",
}

DAV_SERVERS = {
    "davs-apache": "apache_dav_server",
    "davs-nginx": "nginx_dav_server",
    "davs-wsgi": "wsgi_dav_server",
}


def target_of(place: Place, *, insecure: bool = False, host_key: str = "") -> Target:
    return read_target(
        PublishTarget(
            name="web", url=place.url, insecure=insecure, host_key=host_key or None
        )
    )


def bring(
    root: Path,
    place: Place,
    here: Here,
    *,
    afresh: bool = False,
    host_key: str = "",
    tries: int = 2,
) -> Published:
    insecure = place.url.startswith(("ftp:", "dav:"))
    target = target_of(place, insecure=insecure, host_key=host_key)
    patience = Patience(tries=tries, first=0.01 * tries)
    with lines_to(root, target, Passwords(target), patience) as lines:
        waiting = Waiting(seconds=1, silent=0.2, looks=0.05)
        wishes = Wishes(many=True, afresh=afresh, waiting=waiting)
        return publish(lines, here, target, wishes)


def refused(
    root: Path, place: Place, here: Here, *, host_key: str = "", tries: int = 2
) -> RefusedError:
    """Return why a publish was refused; no secret is anywhere in it."""
    with pytest.raises(RefusedError) as caught:
        bring(root, place, here, host_key=host_key, tries=tries)
    for language in messages.LANGUAGES:
        assert said(caught.value, language)
    return caught.value


def said(error: RefusedError, language: str = "th") -> str:
    """Return the sentence of a refusal; all that it names is in its facts."""
    return messages.text("publishing", error.key, language, **error.facts)
