"""Look at an item's page and its documents, item by item, and confirm what is there."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.confirmation import CannotConfirmError, confirm
from prongsai.assessment.states import year_states
from prongsai.desk.board_acts import waiting
from prongsai.desk.forms import read_form
from prongsai.desk.past import Past
from prongsai.desk.refusals import REFUSALS, facts_of, key_of
from prongsai.desk.shown import Shown, post_of
from prongsai.desk.state import NotThereError
from prongsai.storage.complete import needs_whole


@dataclass(slots=True, kw_only=True)
class Looking:
    """Answers one look after the other."""

    shown: Shown
    past: Past

    def routes(self) -> list[Route]:
        """Return the addresses."""
        year = "/{slug}/{year:int}"
        return [
            Route(f"{year}/first-page/{{name:path}}", self.picture),
            Route(f"{year}/{{code}}/look", self.page),
            Route(f"{year}/{{code}}/look", self.seen, methods=["POST"]),
        ]

    async def picture(self, request: Request) -> Response:
        """Return the first page of a file of the year as a picture."""
        _, assessed = self.shown.year(request)
        file = assessed.year.attachments.get(request.path_params["name"])
        data = self.past.first_page(file.path, file.sha256) if file else None
        return Response(data, 200 if data else 404, media_type="image/png")

    async def page(self, request: Request) -> Response:
        """Show an item's page and its documents side by side."""
        return self._page(request)

    def _page(self, request: Request, status: int = 200, alert: str = "") -> Response:
        look, assessed = self.shown.year(request)
        code = request.path_params["code"]
        rest = after(assessed, code)
        try:
            year, slug = assessed.year.fiscal_year, look.agency.slug
            of = confirm(look.content, slug, year, code, "-", look.today).of
        except CannotConfirmError:
            of = ""
        return self.shown.item_shown(
            request,
            status,
            name="look",
            of=of,
            waiting=len(tuple(waiting(assessed))),
            then=rest[0] if rest else "",
            alert=alert,
        )

    async def seen(self, request: Request) -> Response:
        """Write that everything was there, and go on to the next item."""
        form = await read_form(request, self.shown.pages.token, self.shown.desk.folder)
        post = post_of(request)
        if not post:
            return self._page(request, 422, self.shown.pages.text("look-who-first"))
        try:
            with self.shown.desk.folder.alone():
                same = self._confirm(request, form.one("of"), post)
        except REFUSALS as error:
            text = self.shown.pages.text(key_of(error), **facts_of(error))
            return self._page(request, 422, text)
        if not same:
            return self._page(request, 409, self.shown.pages.text("changed-since"))
        return RedirectResponse(self._next(request), status_code=303)

    def _confirm(self, request: Request, of: str, post: str) -> bool:
        """Confirm an item; return whether it is still what the page showed."""
        look, assessed = self.shown.year(request)
        needs_whole(look.sources, look.agency.slug)
        code, year = request.path_params["code"], assessed.year.fiscal_year
        seen = confirm(look.content, look.agency.slug, year, code, post, look.today)
        if seen.of != of:
            return False
        what = self.shown.pages.text("step-confirmed", code=code)
        self.shown.desk.rewrite(what, seen.file, seen.written)
        return True

    def _next(self, request: Request) -> str:
        """Return the address of the next item that waits, else that of the board."""
        look, assessed = self.shown.year(request)
        board = f"/{look.agency.slug}/{assessed.year.fiscal_year}/"
        rest = after(assessed, request.path_params["code"])
        return f"{board}{rest[0]}/look" if rest else board


def after(assessed: AssessedYear, code: str) -> list[str]:
    """Return the other items that wait for a look, those after this one first.

    Raises:
        NotThereError: the year has no such item.
    """
    codes = [one.item.code for one in year_states(assessed).items]
    if code not in codes:
        raise NotThereError
    at, rest = codes.index(code), set(waiting(assessed))
    return [one for one in (*codes[at + 1 :], *codes[:at]) if one in rest]
