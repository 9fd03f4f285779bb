"""What the desk shows: the board, an item, the site as it will be."""

from dataclasses import dataclass
from typing import Any  # what templates show
from urllib.parse import unquote

from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.desk.around import Around
from prongsai.desk.board import Wanted, board
from prongsai.desk.board_acts import board_acts
from prongsai.desk.item_page import item_page
from prongsai.desk.pages import Pages, static
from prongsai.desk.seen import Seen, document
from prongsai.desk.state import Desk, Look, NotThereError
from prongsai.desk.tables.cards import area_cards
from prongsai.findings import has_errors
from prongsai.loading.content import Year
from prongsai.model.agency import Agency
from prongsai.pages.addresses import Addresses
from prongsai.thai.dates import fiscal_year

POST = "prongsai-post"
"""The cookie with the post that works at the desk."""

_SAID = frozenset({"some-not-listed"})
"""Texts that an address may ask a page to say."""


@dataclass(slots=True, kw_only=True)
class Shown:
    """Answers what only reads; each time the folder as it is now."""

    desk: Desk
    pages: Pages
    seen: Seen
    around: Around | None = None

    async def start(self, request: Request) -> Response:
        """Choose the agency; where there is one, its year that is running."""
        del request
        agencies = self.desk.agencies()
        if not agencies:
            return RedirectResponse("/new", status_code=303)
        if len(agencies) == 1:
            return RedirectResponse(f"/{next(iter(agencies))}/", status_code=303)
        return self.pages("agencies", agencies=agencies)

    async def static(self, request: Request) -> Response:
        """Return one of the desk's own files."""
        return static(request.path_params["name"])

    async def agency(self, request: Request) -> Response:
        """Lead to the year that is running, else to the last one."""
        look = self.desk.look(request.path_params["slug"])
        there = f"/{look.agency.slug}/{year_of(look)}/"
        return RedirectResponse(there, status_code=303)

    async def board(self, request: Request) -> Response:
        """Show a year's items."""
        look, assessed = self.year(request)
        wanted = Wanted(
            unit=request.query_params.get("unit", ""),
            stage=request.query_params.get("stage", ""),
            late=bool(request.query_params.get("late")),
        )
        view = board(assessed, look.findings, self.desk.language, wanted)
        acts = self.around and board_acts(self.desk, look, assessed, self.around)
        more = {
            "said": self._said(request),
            "view": view,
            "wanted": wanted,
            "acts": acts,
            "last_changes": self.desk.last_changes(look, assessed.year.fiscal_year),
            "area_cards": area_cards(
                look, assessed, self.pages.text, self.desk.language
            ),
        }
        return self.shown(request, "board", look, assessed, 200, **more)

    async def item(self, request: Request) -> Response:
        """Show an item."""
        return self.item_shown(request, said=self._said(request))

    def _said(self, request: Request) -> str:
        """Return what an address asks to say, in words."""
        said = request.query_params.get("said", "")
        return self.pages.text(said) if said in _SAID else ""

    def item_shown(
        self,
        request: Request,
        status: int = 200,
        *,
        name: str = "item",
        **facts: object,
    ) -> Response:
        """Show an item, with what else there is to say on top."""
        look, assessed = self.year(request)
        code = request.path_params["code"]
        view = item_page(assessed, look.findings, code, self.desk.language)
        own = look.agency.slug, assessed.year.fiscal_year, code
        there = Addresses(site=look.content.site.value).item(*own)
        address = "" if has_errors(look.findings) else there
        more = {"view": view, "address": address, **facts}
        return self.shown(request, name, look, assessed, status, **more)

    def shown(
        self,
        request: Request,
        name: str,
        look: Look,
        assessed: AssessedYear,
        status: int = 200,
        **facts: object,
    ) -> Response:
        """Show a page of an agency's year."""
        facts["year"] = assessed.year.fiscal_year
        return self.of_agency(request, name, look, status, **facts)

    def of_agency(
        self,
        request: Request,
        name: str,
        look: Look,
        status: int = 200,
        **facts: Any,  # noqa: ANN401 - what a template shows
    ) -> Response:
        """Show a page of an agency, which may be of no year."""
        steps = self.desk.steps()
        facts = {"year": year_of(look), **facts}
        return self.pages(
            name,
            status,
            agency=look.agency.agency.value,
            slug=look.agency.slug,
            years=sorted({fiscal_year(look.today), *_years(look)}),
            begun=_years(look),
            running=fiscal_year(look.today),
            last=steps[-1] if steps else None,
            post=post_of(request),
            posts=posts_of(look.agency.agency.value, self.pages),
            here=request.url.path,
            editing=self.desk.editors.others(look.agency.slug),
            unread=[
                (name, one.fiscal_year)
                for one in look.agency.years
                for name in sorted(one.broken)
            ],
            **facts,
        )

    def year(self, request: Request) -> tuple[Look, AssessedYear]:
        """Return agency and year of an address; the running year may be empty."""
        look = self.desk.look(request.path_params["slug"])
        number = request.path_params["year"]
        year = look.agency.year(number)
        if year is None and number != fiscal_year(look.today):
            raise NotThereError
        return look, look.assessed(year or Year(fiscal_year=number, catalogue=None))

    async def site(self, request: Request) -> Response:
        """Show what is at an address of the site, as it will be."""
        look = self.desk.look(request.path_params["slug"])
        answer = self.seen.answer(look, request.path_params["path"])
        return answer or self.pages("no-page", 404)

    async def file(self, request: Request) -> Response:
        """Return a file of the year."""
        _, assessed = self.year(request)
        name = request.path_params["name"]
        found = assessed.year.attachments.get(name)
        if found is None:
            raise NotThereError
        return document(name, self.desk.folder.file(found.path)) or Response(
            status_code=404
        )


def year_of(look: Look) -> int:
    """Return the year that is running, else the last one."""
    years, running = _years(look), fiscal_year(look.today)
    return running if running in years or not years else max(years)


def _years(look: Look) -> list[int]:
    return [one.fiscal_year for one in look.agency.years]


def posts_of(agency: Agency, pages: Pages) -> list[str]:
    """Return the posts that may work here: executives, then somebody of each unit."""
    staff = [pages.text("staff-of", unit=one.name) for one in agency.units]
    return [*(one.post for one in agency.executives), *staff]


def post_of(request: HTTPConnection) -> str:
    """Return the post that works at the desk, empty where none was chosen."""
    return unquote(request.cookies.get(POST, ""))
