"""Two versions of a small site, to publish one after the other."""

from collections.abc import Mapping

from memory_target import (
    MemoryServer,
)
from prongsai.publishing.here import Here
from prongsai.publishing.lock import Waiting
from prongsai.publishing.published import Published
from prongsai.publishing.run import Wishes, publish
from prongsai.publishing.targets import Target, Way

TARGET = Target(name="web", address="memory:", way=Way.FOLDER)
SOON = Waiting(seconds=0.2, silent=-1, beats=60, looks=0)
OLD = {
    "index.html": "old home a/ b/ assets/1.css",
    "a/index.html": "old assets/1.css b/ a/files/plan.pdf",
    "a/files/plan.pdf": "pdf",
    "b/index.html": "stays",
    "assets/1.css": "css",
    "sitemap.xml": "a/ b/",
}


NEW = {
    "index.html": "new home a/ b/ c/ assets/2.css",
    "a/index.html": "new assets/2.css b/ c/ a/files/plan.pdf",
    "a/files/plan.pdf": "pdf, newer",
    "b/index.html": "stays",
    "c/index.html": "a/ c/d/ assets/2.css",
    "c/d/index.html": "c/ assets/2.css",
    "assets/2.css": "css",
    "sitemap.xml": "a/ b/ c/",
}


def bring(
    server: MemoryServer, here: Here, *, adopt: bool = False, many: bool = True
) -> Published:
    with server.lines() as lines:
        wishes = Wishes(adopt=adopt, many=many, waiting=SOON)
        return publish(lines, here, TARGET, wishes)


def data(site: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in site.items()}
