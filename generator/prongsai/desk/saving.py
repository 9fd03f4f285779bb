"""What the desk saves: each form is one step, which can be taken back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from prongsai.assessment.confirmation import confirm
from prongsai.desk.acts import ACTS, BadValueError, Done
from prongsai.desk.changes import ClashError
from prongsai.desk.forms import Form, read_form
from prongsai.desk.refusals import REFUSALS, facts_of, key_of
from prongsai.desk.shown import POST, Shown, post_of
from prongsai.desk.state import NothingToUndoError, NotThereError
from prongsai.storage.complete import needs_whole
from prongsai.storage.write import BusyError


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a refused form had, so that its page shows it again.

    Attributes:
        of: the id of what the form is about, empty for the item itself.
        values: what was typed, by the name of the field.
    """

    of: str
    values: Mapping[str, str]


@dataclass(slots=True, kw_only=True)
class Saving:
    """Answers forms; what cannot be saved is shown again with the reason."""

    shown: Shown

    async def _form(self, request: Request) -> Form:
        return await read_form(request, self.shown.pages.token, self.shown.desk.folder)

    def _begun(self, form: Form) -> Form:
        """Return a form whose files are known by their first lines."""
        begun = map(self.shown.desk.folder.begun, form.files)
        return replace(form, files=tuple(begun))

    async def act(self, request: Request) -> Response:
        """Change an item, and show it again."""
        make = ACTS.get(request.path_params["act"])
        if make is None:
            raise NotThereError
        form = Form(fields={})
        try:
            form = self._begun(await self._form(request))
            with self.shown.desk.folder.alone():  # reads what others wrote until now
                _, assessed = self.shown.year(request)
                done = make(assessed, request.path_params["code"], form)
                self._change(request, done)
        except ClashError as error:
            return self.shown.item_shown(request, 409, clashes=error.clashes)
        except REFUSALS as error:
            return self._refused(request, error, form)
        finally:
            self.shown.desk.folder.forget(form.files)
        if form.one("then") == "board":
            return self._to_board(request, done.said)
        return self._back(request, done.said)

    def _change(self, request: Request, done: Done) -> None:
        slug, year, code = (request.path_params[n] for n in ("slug", "year", "code"))
        what = self.shown.pages.text(done.what, code=code)
        self.shown.desk.change(what, (slug, year, code), done.act, done.files)

    def _refused(self, request: Request, error: Exception, form: Form) -> Response:
        """Show the item again and why nothing was saved, with what was typed."""
        tried = Tried(of=form.one("id"), values={n: form.one(n) for n in form.fields})
        return self._told(request, key_of(error), tried, **facts_of(error))

    async def confirm(self, request: Request) -> Response:
        """Write that a post looked at an item, or at one of its components."""
        form = await self._form(request)
        post = form.one("post") or post_of(request)
        if not post:
            return self._told(request, "who-first", _NOTHING)
        try:
            with self.shown.desk.folder.alone():
                self._confirm(request, form, post)
        except REFUSALS as error:
            return self._refused(request, error, form)
        return self._back(request)

    def _confirm(self, request: Request, form: Form, post: str) -> None:
        """Write that a post saw what the page showed, where that has not changed.

        Raises:
            BadValueError: it was changed while the page was open.
            IncompleteError: something of the agency could not be read.
        """
        look, assessed = self.shown.year(request)
        needs_whole(look.sources, look.agency.slug)
        code, part = request.path_params["code"], form.one("id")
        target = f"{code}.{part}" if part else code
        year, slug = assessed.year.fiscal_year, look.agency.slug
        seen = confirm(look.content, slug, year, target, post, look.today)
        if seen.of != form.one("of"):
            raise BadValueError("changed-since")
        what = self.shown.pages.text("step-confirmed", code=code)
        self.shown.desk.rewrite(what, seen.file, seen.written)

    def _told(self, request: Request, key: str, tried: Tried, **facts: str) -> Response:
        """Show the item again, with what is wrong; nothing was saved."""
        more = {"year": request.path_params["year"], **facts}
        text = self.shown.pages.text(key, **more)
        return self.shown.item_shown(request, 422, alert=text, tried=tried)

    def _back(self, request: Request, said: tuple[str, ...] = ()) -> Response:
        parts = (str(request.path_params[n]) for n in ("slug", "year", "code"))
        there = "/" + "/".join(map(quote, parts))
        query = f"?said={said[0]}" if said else ""
        return RedirectResponse(f"{there}{query}", status_code=303)

    def _to_board(self, request: Request, said: tuple[str, ...]) -> Response:
        slug, year = (quote(str(request.path_params[n])) for n in ("slug", "year"))
        query = f"?said={said[0]}" if said else ""
        return RedirectResponse(f"/{slug}/{year}/{query}", status_code=303)

    async def undo(self, request: Request) -> Response:
        """Take the last step back."""
        form = await self._form(request)
        try:
            self.shown.desk.undo()
        except (NothingToUndoError, BusyError, OSError) as error:
            text = self.shown.pages.text(key_of(error), **facts_of(error))
            there = _own(form.one("there"))
            return self.shown.pages("told", 409, text=text, there=there)
        return RedirectResponse(_own(form.one("there")), status_code=303)

    async def who(self, request: Request) -> Response:
        """Remember the post that works here."""
        form = await self._form(request)
        answer = RedirectResponse(_own(form.one("there")), status_code=303)
        answer.set_cookie(
            POST, quote(form.one("post")), httponly=True, samesite="strict"
        )
        return answer


_NOTHING = Tried(of="", values={})


def _own(there: str) -> str:
    """Return an address of the desk itself, whatever was sent."""
    return "/" + there.lstrip("/\\")
