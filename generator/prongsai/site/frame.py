"""Single pages without a build: MkDocs makes one empty page, others are put into it.

For the desk, where a page has to be there while somebody types. What the frame has in
common for all pages (its title, its table of contents) is not that of the page.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from prongsai.loading.content import AgencyContent
from prongsai.pages.page import Page
from prongsai.site.identity import of_agency
from prongsai.site.mkdocs import markdown_of, run_mkdocs
from prongsai.site.navigation import navigation
from prongsai.site.page_types import Plan
from prongsai.site.render import Rendered, render
from prongsai.site.staging import stage
from prongsai.site.templates import template_cache

_FOLDER = "build/cache/frame"
_TEMPLATES = "build/cache/templates"
_MARK = "the-page-is-put-in-here"
_PLACE = re.compile(rf"<h1[^>]*>{_MARK}.*?</h1>")
_DEEPEST = 4


@dataclass(slots=True, kw_only=True)
class Frames:
    """Makes pages of a project below `root`; the empty ones are made once."""

    root: Path
    _made: dict[bytes, Callable[[str], str]] = field(default_factory=dict)

    def page(self, plan: Plan, page: Page) -> str:
        """Return a page as HTML, with links as at its own address."""
        html = self._markdown(plan, page.agency)
        only = replace(plan, pages=(page,), made=())
        templates = template_cache(self.root / _TEMPLATES)
        text = next(iter(render(only, templates))).data.decode()
        depth = page.address.count("/")
        frame = self._site / ("d/" * depth) / "index.html"
        content = html(text)
        return _PLACE.sub(lambda _: content, frame.read_text(encoding="utf-8"))

    def file(self, plan: Plan, path: str) -> bytes | None:
        """Return a file of the theme by its address, None where there is none."""
        if not self._made:
            self._markdown(plan, None)
        found = (self._site / path).resolve()
        inside = found.is_relative_to((self._site / "assets").resolve())
        return found.read_bytes() if inside and found.is_file() else None

    @property
    def _site(self) -> Path:
        return self.root / _FOLDER / "build" / "site"

    def _markdown(
        self, plan: Plan, agency: AgencyContent | None
    ) -> Callable[[str], str]:
        """Return what makes HTML of Markdown; the frames of `agency` are made first."""
        settings = json.loads(navigation(plan))
        if agency is not None:
            settings["extra"] = {"whose": of_agency(plan.context, agency)}
        settings["nav"] = [
            {"-": f"{'d/' * depth}index.md"} for depth in range(_DEEPEST)
        ]
        nav = json.dumps(settings, ensure_ascii=False).encode()
        if nav not in self._made:
            empty = [
                Rendered(path=f"{'d/' * depth}index.md", data=f"# {_MARK}\n".encode())
                for depth in range(_DEEPEST)
            ]
            config = stage(self.root, empty, (), nav, _FOLDER)
            run_mkdocs(config, self.root / "build" / "cache" / "theme")
            self._made = {nav: markdown_of(config)}
        return self._made[nav]
