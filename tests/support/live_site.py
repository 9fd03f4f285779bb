"""A small site, built once for an address on this machine, and nginx that serves it."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from prongsai.building import build, plan_site
from prongsai.publishing.expected import Expected
from prongsai.publishing.live_check import built_site
from prongsai.storage.content_folder import read_sources
from small_site import two_items
from web_servers import free_port, nginx, put, serve_with_nginx, wait_for

TODAY = datetime.date(2025, 3, 31)
AT = "/ita/"
PUBLISHED = """\
addresses:
  - /ban-rai/2568/o1/
  - /ban-rai/2568/o7/
redirects:
  - old: /ban-rai/2568/o7/
    new: /ban-rai/2568/o5/
"""


@dataclass(frozen=True, kw_only=True)
class LiveSite:
    """A project, its site on the web, and the address of that."""

    root: Path
    web: Path
    url: str
    port: int

    def built(self) -> Path:
        return self.root / "build" / "site"

    def publish(self) -> None:
        """Put the built site onto the web, whole."""
        put(self.built(), self.web)

    def expected(self, *changed: str) -> Expected:
        _, plan = plan_site(read_sources(self.root), TODAY)
        assert plan is not None
        found = built_site(self.root, plan, TODAY, changed)
        assert found is not None
        return found


def small_project(root: Path, url: str) -> Path:
    """Build a site of one agency, two items, a file and a redirect."""
    two_items(root)
    site = root / "content/site.yml"
    text = site.read_text(encoding="utf-8")
    site.write_text(f"{text}site_url: {url}\n", encoding="utf-8")
    (root / "content/published.yml").write_text(PUBLISHED, encoding="utf-8")
    built = build(root, TODAY)
    assert built.pages, (built.findings, built.site_errors)
    return root


@contextmanager
def live_site(folder: Path) -> Iterator[LiveSite]:
    """Build the site, put it onto the web, and serve it."""
    port = free_port()
    url = f"http://127.0.0.1:{port}{AT}"
    root = small_project(folder / "project", url)
    live = LiveSite(root=root, web=folder / "web", url=url, port=port)
    live.publish()
    server = serve_with_nginx(live.web, port, AT, "autoindex on;")
    with nginx(folder / "nginx", server):
        wait_for(url)
        yield live
