"""Single pages without a build, for the desk: the same bytes as a build makes.

Frames that a build kept are used; else MkDocs makes the blank of a page's kind once.
A page that has no frame is made by MkDocs alone.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

from prongsai.pages.page import Page
from prongsai.paper.link_pictures import link_pictures
from prongsai.site.frames.single import Single
from prongsai.site.navigation import hub_slugs, navigation_of
from prongsai.site.page_types import Plan
from prongsai.site.render import render
from prongsai.site.staging import stage
from prongsai.site.templates import template_cache

_FOLDER = "build/cache/frame"
_CACHE = "build/cache"
_TEMPLATES = "build/cache/templates"


@dataclass(slots=True, kw_only=True)
class Frames:
    """Makes pages of a project below `root`; each navigation is staged once."""

    root: Path
    _made: dict[bytes, Single] = field(default_factory=dict)

    def page(
        self,
        plan: Plan,
        page: Page,
        nav: bytes | None = None,
        *,
        pictured: bool = False,
    ) -> str:
        """Return a page as HTML, as it will be at its address.

        Args:
            plan: the site, or an agency of it.
            page: one of its pages.
            nav: the navigation of the site, where the plan is of one agency.
            pictured: whether to make the picture that chats show next to a link, too.
        """
        only = replace(plan, pages=(page,), made=())
        templates = template_cache(self.root / _TEMPLATES)
        folder = self.root / _CACHE / "link-pictures"
        pictures = link_pictures(plan.context, (page,), folder) if pictured else {}
        text = next(iter(render(only, templates, pictures))).data.decode()
        return self._single(plan, nav).page(page.address, text).decode()

    def file(self, plan: Plan, path: str) -> bytes | None:
        """Return a file of the theme by its address, None where there is none."""
        return self._single(plan).file(path)

    def _single(self, plan: Plan, nav: bytes | None = None) -> Single:
        nav = nav or navigation_of(plan)
        if nav not in self._made:
            config = stage(self.root, nav, _FOLDER)
            cache = self.root / _CACHE
            self._made = {nav: Single.of(config, cache, hub_slugs(plan))}
        return self._made[nav]
