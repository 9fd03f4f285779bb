"""The page about the web space: where the site goes when it is published."""

from dataclasses import dataclass
from typing import Any  # trees of YAML

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from prongsai.desk.agency_parts import PARTS
from prongsai.desk.beginning import SITE
from prongsai.desk.changes import BrokenError
from prongsai.desk.forms import Form, read_form
from prongsai.desk.judged import RefusedError, judged
from prongsai.desk.refusals import REFUSALS, facts_of, key_of
from prongsai.desk.shown import Shown
from prongsai.desk.web_space import added, own_site, removed, spaces, ways
from prongsai.model.site import Mode, Site
from prongsai.storage.capabilities import Capability, has
from prongsai.yaml.between import edits_between
from prongsai.yaml.edits import edit
from prongsai.yaml.reader import read_yaml

FIELDS = ("way", "host", "user", "folder", "site_url", "own")
_ACTS = {"add": added, "remove": removed}


@dataclass(slots=True, kw_only=True)
class WebSpace:
    """Answers what is asked of the web space."""

    shown: Shown

    def routes(self) -> list[Route]:
        """Return the addresses."""
        here = "/{slug}/agency/space"
        return [
            Route(here, self.page),
            Route(f"{here}/{{act:str}}", self.act, methods=["POST"]),
        ]

    async def page(self, request: Request) -> Response:
        """Show the web spaces, and the form for one more."""
        return self._page(request, Form(fields={}))

    def _page(
        self, request: Request, form: Form, status: int = 200, alert: str = ""
    ) -> Response:
        slug = request.path_params["slug"]
        look = self.shown.desk.look(slug)
        site = look.content.site.value
        own = own_site(site, slug)
        return self.shown.of_agency(
            request,
            "space",
            look,
            status,
            parts=list(PARTS),
            spaces=list(spaces(site, slug)),
            ways=ways(),
            sends=has(Capability.CONNECTIONS),
            hub=site.mode is Mode.HUB,
            address=(own.site_url if own else site.site_url) or "",
            given={one: form.one(one) for one in FIELDS},
            alert=alert,
        )

    async def act(self, request: Request) -> Response:
        """Add or remove a web space, and show the page again."""
        desk, slug = self.shown.desk, request.path_params["slug"]
        make = _ACTS.get(request.path_params["act"], removed)
        form = await read_form(request, self.shown.pages.token, desk.folder)
        desk.folder.forget(form.files)
        try:
            with desk.folder.alone():
                before = desk.folder.file(SITE) or b""
                tree = _tree(before)
                new = list(edits_between(tree, make(tree, form, slug)))
                data = edit(before, new, tree)
                judged(Site, data, SITE)
                desk.step(self.shown.pages.text("step-space"), {SITE: data})
        except RefusedError as error:
            remarks = error.remarks(desk.language).values()
            told = " ".join(
                f"{one.text} {one.hint}" for some in remarks for one in some
            )
            return self._page(request, form, 422, told)
        except REFUSALS as error:
            text = self.shown.pages.text(key_of(error), **facts_of(error))
            return self._page(request, form, 422, text)
        return RedirectResponse(f"/{slug}/agency/space", 303)


def _tree(data: bytes) -> dict[str, Any]:
    tree = read_yaml(data, SITE).tree
    if not isinstance(tree, dict):
        raise BrokenError
    return tree
