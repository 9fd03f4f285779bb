"""Which page a change is on, for a link to it."""

from prongsai.comparing.changed_files import FileChanges
from prongsai.comparing.compare import Change
from prongsai.comparing.difference import Difference
from prongsai.comparing.revision import Revision
from prongsai.pages.addresses import Addresses

_PARTS = ("scores", "measures")


def page_of(difference: Difference, file: FileChanges, change: Change) -> str:
    """Return the whole address of the page that shows what was changed.

    It is empty where no page does, where the page is on neither side, and where the
    site has no address yet.
    """
    for side in (difference.head, difference.base):
        url = side.content.site.value.site_url
        page = _page(side, file, change)
        if url and page is not None and f"/{page}" in (side.addresses or ()):
            return url.rstrip("/") + "/" + page
    return ""


def _page(side: Revision, file: FileChanges, change: Change) -> str | None:
    if not file.agency:
        return None
    addresses = Addresses(site=side.content.site.value)
    here = file.agency, file.year
    if file.kind == "agency":
        return addresses.agency(file.agency)
    if file.kind in _PARTS:
        return addresses.part(*here, file.kind)
    if file.kind == "survey":
        return addresses.part(*here, "eit")
    items = (step.name for step in change.way if step.model == "Disclosure")
    code = next((name for name in items if name[:1] == "O"), "")
    return addresses.item(*here, code) if code else addresses.year(*here)
