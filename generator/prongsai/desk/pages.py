"""The pages of the desk as HTML, and the words on them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any  # what templates show

from starlette.responses import HTMLResponse, Response

from prongsai import messages
from prongsai.desk.board import SIGNS, Stage
from prongsai.site.templates import environment
from prongsai.storage.starter import starter
from prongsai.thai.dates import format_iso, format_short

TABLES = ("desk", "desk-agency", "desk-tables", "desk-acts")
"""The tables of its words."""

STATIC: Mapping[str, str] = {
    "desk.css": "text/css; charset=utf-8",
    "acts.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
}
"""The desk's own files, and what they are."""

FONTS = frozenset(
    f"sarabun-{script}-{weight}-normal.woff2"
    for script in ("latin", "thai")
    for weight in (400, 700)
)
"""Those of the site's own theme."""


@dataclass(slots=True, kw_only=True)
class Pages:
    """Makes pages; `token` is on every form."""

    language: str
    token: str
    _made: Any = field(default_factory=environment, init=False)

    def __call__(
        self,
        name: str,
        status: int = 200,
        /,
        **facts: Any,  # noqa: ANN401 - what a template shows
    ) -> HTMLResponse:
        """Return the page of a template."""
        self._made.globals |= {
            "t": self.text,
            "thai_day": self.day,
            "token": self.token,
            "signs": SIGNS,
            "stages": list(Stage),
            "language": self.language,
        }
        self._made.filters["capital"] = messages.capital
        page = self._made.get_template(f"desk/{name}.html.jinja").render(**facts)
        return HTMLResponse(page, status_code=status)

    def text(self, key: str, /, **facts: object) -> str:
        """Return words of the desk, or the label of a field."""
        table = next((one for one in TABLES if messages.has(one, key)), TABLES[0])
        return messages.text(table, key, self.language, **facts)

    def day(self, at: str) -> str:
        """Return day and time of a moment (ISO) as people read them."""
        when = datetime.datetime.fromisoformat(at)
        shown = format_short if self.language == "th" else format_iso
        return f"{shown(when.date())} {when:%H:%M}"


def static(name: str) -> Response:
    """Return one of the desk's own files; 404 where there is no such file."""
    if name in FONTS:
        data = starter("theme").joinpath("assets", "fonts", name).read_bytes()
        return Response(data, media_type="font/woff2")
    if name not in STATIC:
        return Response(status_code=404)
    data = files("prongsai.desk").joinpath("static", name).read_bytes()
    return Response(data, media_type=STATIC[name])
