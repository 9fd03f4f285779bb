"""Pages of long work: what it will do, how far it is, what came of it."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from prongsai.desk.board_acts import approval_of
from prongsai.desk.by_hand import pages_to_print, prints_by_hand
from prongsai.desk.forms import Form, read_form
from prongsai.desk.seen import document
from prongsai.desk.shown import Shown, post_of
from prongsai.desk.state import NotThereError
from prongsai.desk.web_space import own_site
from prongsai.desk.works import Order, Work, Works
from prongsai.findings import has_errors

_ALLOWED = frozenset({"adopt", "many", "trust"})


@dataclass(slots=True, kw_only=True)
class Working:
    """Orders work and shows how far it is; the work itself is done elsewhere."""

    shown: Shown
    works: Works

    def routes(self) -> list[Route]:
        """Return the addresses."""
        here = "/{slug}/{year:int}/work/{work}"
        return [
            Route(here, self.page),
            Route(here, self.order, methods=["POST"]),
            Route("/made/{path:path}", self.made),
        ]

    async def page(self, request: Request) -> Response:
        """Show the work, and how far it is."""
        return self._page(request)

    def _page(self, request: Request, status: int = 200, alert: str = "") -> Response:
        look, assessed = self.shown.year(request)
        work = _work(request)
        state = self.works.state()
        own = state is not None and _same(state.order, request)
        busy = state is not None and state.running and not own
        by_hand = work is Work.PAPERS and prints_by_hand()
        return self.shown.shown(
            request,
            "work",
            look,
            assessed,
            status,
            work=work,
            state=state if own else None,
            busy=state.order.work if busy and state else "",
            targets=[one.name for one in look.content.site.value.publish],
            own=own_site(look.content.site.value, look.agency.slug),
            agreed=approval_of(self.shown.desk, look).agreed,
            alert=alert,
            to_print=pages_to_print(look, assessed.year.fiscal_year) if by_hand else (),
            by_hand=by_hand,
            broken=has_errors(look.findings),
        )

    async def order(self, request: Request) -> Response:
        """Begin the work, unless another is not done yet."""
        form = await read_form(request, self.shown.pages.token, self.shown.desk.folder)
        self.shown.year(request)
        post = post_of(request)
        if form.one("sure") and not post:
            return self._page(request, 422, self.shown.pages.text("send-who-first"))
        if password := form.fields.get("password", [""])[-1]:
            self.works.password(password, keep=bool(form.one("keep")))
        if not self.works.begin(self._ordered(request, form, post)):
            return self._page(request, 409, self.shown.pages.text("work-one-at-a-time"))
        return RedirectResponse(request.url.path, status_code=303)

    def _ordered(self, request: Request, form: Form, post: str) -> Order:
        """Return the order, with what an earlier one was allowed already."""
        before = self.works.state()
        same = before is not None and _same(before.order, request)
        allowed = before.order.allowed if before and same else frozenset[str]()
        return Order(
            work=_work(request),
            slug=request.path_params["slug"],
            year=request.path_params["year"],
            by=post,
            sure=bool(form.one("sure")),
            target=form.one("target"),
            own=bool(form.one("own")),
            allowed=allowed | (_ALLOWED & set(form.all("allow"))),
        )

    async def made(self, request: Request) -> Response:
        """Return a file that the last work made."""
        path = request.path_params["path"]
        return document(path, self.works.made(path), inline=True) or Response(
            status_code=404
        )


def _work(request: Request) -> Work:
    """Return the work of an address.

    Raises:
        NotThereError: there is no such work.
    """
    try:
        return Work(request.path_params["work"])
    except ValueError:
        raise NotThereError from None


def _same(order: Order, request: Request) -> bool:
    parts = request.path_params
    named = (parts["slug"], parts["year"], parts["work"])
    return (order.slug, order.year, str(order.work)) == named
