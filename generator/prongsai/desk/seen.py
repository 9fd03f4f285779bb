"""The site as the public will see it, page by page, while it is being written."""

import mimetypes
from dataclasses import dataclass, field
from typing import Protocol

from starlette.responses import HTMLResponse, Response

from prongsai.desk.folder import Folder
from prongsai.desk.state import Look
from prongsai.findings import has_errors
from prongsai.pages.addresses import DATA
from prongsai.pages.page import Page
from prongsai.site.page_types import Plan, lay_out
from prongsai.storage.content_folder import Sources

POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; frame-ancestors 'self'"
)
"""A page of the site runs nothing here; its theme has styles within it."""

_SLOW = frozenset({"data"})
"""Types of page that no other page rests on, and that take half of the time."""

_SHOWN = frozenset(
    {"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"}
)
"""What a browser shows without running anything; all else is saved."""


class Theme(Protocol):
    """What makes single pages of a plan."""

    def page(self, plan: Plan, page: Page) -> str:
        """Return a page as HTML."""

    def file(self, plan: Plan, path: str) -> bytes | None:
        """Return a file of the theme."""


@dataclass(slots=True, kw_only=True)
class Seen:
    """Shows the pages of what was last looked at."""

    folder: Folder
    theme: Theme
    _of: Sources | None = field(default=None, init=False)
    _plan: Plan | None = field(default=None, init=False)

    def plan(self, look: Look) -> Plan | None:
        """Return the plan of all but the open data; None where errors forbid one."""
        if self._of is not look.sources:
            self._of = look.sources
            wrong = has_errors(look.findings)
            self._plan = None if wrong else lay_out(look.content, without=_SLOW)
        return self._plan

    def _with(self, look: Look, path: str) -> Plan | None:
        """Return the plan in which an address is."""
        plan = self.plan(look)
        return lay_out(look.content) if plan and path.startswith(DATA) else plan

    def answer(self, look: Look, path: str) -> Response | None:
        """Return what is at an address of the site, None where nothing is."""
        plan = self._with(look, path)
        if plan is None:
            return None
        for page in plan.pages:
            if page.address == path:
                html = self.theme.page(plan, page)
                return HTMLResponse(html, headers={"content-security-policy": POLICY})
        for copy in plan.copies:
            if copy.address == path:
                return document(path, self.folder.file(copy.source))
        made = next((one.data for one in plan.made if one.address == path), None)
        return document(path, made or self.theme.file(plan, path), inline=True)


def document(name: str, data: bytes | None, *, inline: bool = False) -> Response | None:
    """Return a file as the browser may have it: shown only where nothing runs."""
    if data is None:
        return None
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    how = "inline" if inline or kind in _SHOWN else "attachment"
    headers = {"content-disposition": how, "content-security-policy": POLICY}
    return Response(data, media_type=kind, headers=headers)
