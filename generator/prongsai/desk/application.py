"""The desk as an ASGI application: addresses, and what answers each."""

import datetime
import secrets
from collections.abc import Callable
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import HTTPConnection, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from prongsai.desk.acts_routes import acts_routes
from prongsai.desk.agency_answers import AgencyAnswers
from prongsai.desk.around import Around
from prongsai.desk.beginning import Beginning
from prongsai.desk.editing import WORKER
from prongsai.desk.folder import Folder
from prongsai.desk.forms import BadFormError
from prongsai.desk.guard import Application, Guard, Receive, Scope, Send, token
from prongsai.desk.importing.answering import Importing
from prongsai.desk.importing.importer import Importer
from prongsai.desk.pages import Pages
from prongsai.desk.refusals import REFUSALS, facts_of, key_of
from prongsai.desk.saving import Saving
from prongsai.desk.seen import Seen, Theme
from prongsai.desk.shown import Shown, post_of
from prongsai.desk.state import Desk, NotThereError, UnreadError
from prongsai.desk.tables.answering import Tables
from prongsai.desk.tables.pasting_page import Pasting
from prongsai.desk.web_space_page import WebSpace


def desk_application(  # noqa: PLR0913 - each is of another kind
    folder: Folder,
    theme: Theme,
    clock: Callable[[], datetime.datetime],
    key: str,
    *,
    around: Around | None = None,
    importer: Importer | None = None,
    hosts: frozenset[str] = frozenset(),
    language: str = "th",
    computer: str = "",
    alone: bool = False,
) -> Guard:
    """Return the desk over a folder.

    Args:
        folder: where everything is.
        theme: makes the pages as the public will see them.
        clock: returns the time now.
        key: the secret of the first address and of the cookie.
        around: what else there is around the desk.
        importer: opens files of others; without it none are taken over.
        hosts: the names, with port, under which it may be asked; none: any.
        language: that of its words.
        computer: the name of this computer, for others on the same folder.
        alone: one person works at this desk, under whatever post.
    """
    pages = Pages(language=language, token=token(key))
    seen = Seen(folder=folder, theme=theme)
    shown = Shown(
        desk=Desk(folder, clock, language, computer, alone=alone),
        pages=pages,
        seen=seen,
        around=around,
    )
    application = Starlette(
        routes=_routes(shown, Saving(shown=shown), importer),
        exception_handlers={
            UnreadError: _told(pages, 409, "agency-unread"),
            NotThereError: _told(pages, 404, "not-there"),
            BadFormError: _told(pages, 403, "refused"),
            404: _told(pages, 404, "not-there"),
            405: _page_of_form,
            **dict.fromkeys(REFUSALS, _not_saved(pages)),
        },
    )
    return Guard(inner=_for_post(application), key=key, hosts=hosts)


def _for_post(inner: Application) -> Application:
    """Return the application, which knows the post that works."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        WORKER.set(post_of(HTTPConnection(scope)))
        await inner(scope, receive, send)

    return answer


def _routes(shown: Shown, saving: Saving, importer: Importer | None) -> list[Route]:
    files = Importing(shown=shown, importer=importer).routes() if importer else []
    item, post = "/{slug}/{year:int}/{code}", ["POST"]
    return [
        Route("/", shown.start),
        Route("/static/{name}", shown.static),
        Route("/seen/{slug}/at/{path:path}", shown.site),
        Route("/undo", saving.undo, methods=post),
        Route("/who", saving.who, methods=post),
        *files,
        *Pasting(shown=shown).routes(),
        *Tables(shown=shown).routes(),
        *Beginning(shown=shown).routes(),
        *WebSpace(shown=shown).routes(),
        *AgencyAnswers(shown=shown).routes(),
        *acts_routes(shown),
        Route("/{slug}/", shown.agency),
        Route("/{slug}/{year:int}/", shown.board),
        Route("/{slug}/{year:int}/files/{name:path}", shown.file),
        Route(f"{item}/confirm", saving.confirm, methods=post),
        Route(f"{item}/{{act}}", saving.act, methods=post),
        Route(item, shown.item),
    ]


def _told(
    pages: Pages, status: int, key: str
) -> Callable[[Request, Exception], Response]:
    """Return what answers an address that leads nowhere, or a form that is not ours."""

    def answer(request: Request, error: Exception) -> Response:
        del request, error
        return pages("told", status, text=pages.text(key), there="/")

    return answer


def _not_saved(pages: Pages) -> Callable[[Request, Exception], Response]:
    """Return what answers a form of which not even the files could be received."""

    def answer(request: Request, error: Exception) -> Response:
        if request.method != "POST":
            raise error
        text = pages.text(key_of(error), **facts_of(error))
        return pages("told", 409, text=text, there="/")

    return answer


def _page_of_form(request: Request, error: Exception) -> Response:
    """Lead from the address of a form, opened as a page, to the page it is on."""
    del error
    above = request.url.path.rstrip("/").rpartition("/")[0]
    return RedirectResponse(quote(f"/{above.lstrip('/')}"), status_code=303)


def new_key() -> str:
    """Return a secret that cannot be guessed."""
    return secrets.token_urlsafe(24)
