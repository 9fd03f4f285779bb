"""Send the changes to look at, agree to them or send them back."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.desk.approval import (
    Entry,
    Word,
    hash_of,
    path_of,
    read_entries,
    written_entries,
)
from prongsai.desk.board_acts import approval_of
from prongsai.desk.by_hand import prints_by_hand
from prongsai.desk.change_sheet import ChangeSheet, change_sheet
from prongsai.desk.forms import BadFormError, Form, read_form
from prongsai.desk.past import Past
from prongsai.desk.refusals import REFUSALS, facts_of, key_of
from prongsai.desk.sheet_paper import sheet_paper
from prongsai.desk.shown import Shown, post_of
from prongsai.desk.state import Look
from prongsai.paper.make import NotPrintedError, as_file, available


class _CannotError(Exception):
    """The answer was not written; its argument is the key of the reason."""


@dataclass(slots=True, kw_only=True)
class Approving:
    """Answers what concerns the second pair of eyes."""

    shown: Shown
    past: Past

    def routes(self) -> list[Route]:
        """Return the addresses."""
        here = "/{slug}/{year:int}/send"
        return [
            Route(here, self.page),
            Route(here, self.answer, methods=["POST"]),
            Route(f"{here}/changes.html", self.alone),
            Route(f"{here}/changes.pdf", self.paper),
        ]

    async def page(self, request: Request) -> Response:
        """Show what changed, with what is to be answered."""
        return self._page(request)

    def _page(
        self, request: Request, status: int = 200, alert: str = "", remark: str = ""
    ) -> Response:
        look, assessed = self.shown.year(request)
        return self.shown.shown(
            request,
            "send",
            look,
            assessed,
            status,
            sheet=self._sheet(look),
            approval=approval_of(self.shown.desk, look),
            of=hash_of(look.sources, look.agency.slug),
            paper=available(),
            by_hand=prints_by_hand(),
            alert=alert,
            remark=remark,
        )

    def _sheet(self, look: Look) -> ChangeSheet:
        language = self.shown.pages.language
        slug = look.agency.slug
        return change_sheet(look.sources, self.past, slug, look.today, language)

    async def alone(self, request: Request) -> Response:
        """Return the sheet as one file that needs no other."""
        look, assessed = self.shown.year(request)
        page = self.shown.pages(
            "send_alone",
            sheet=self._sheet(look),
            agency=look.agency.agency.value,
            year=assessed.year.fiscal_year,
            approval=approval_of(self.shown.desk, look),
        )
        return _saved(page, self._name(assessed, "html"))

    async def paper(self, request: Request) -> Response:
        """Return the sheet as a paper to sign."""
        look, assessed = self.shown.year(request)
        try:
            data = as_file(sheet_paper(look, assessed, self._sheet(look)))
        except NotPrintedError:
            text = self.shown.pages.text("not-printed")
            return self._page(request, 422, text)
        answer = Response(data, media_type="application/pdf")
        return _saved(answer, self._name(assessed, "pdf"))

    def _name(self, assessed: AssessedYear, ending: str) -> str:
        return f"changes-{assessed.year.fiscal_year}-{assessed.today:%m%d}.{ending}"

    async def answer(self, request: Request) -> Response:
        """Write that the changes were sent, agreed to, or sent back."""
        form = await read_form(request, self.shown.pages.token, self.shown.desk.folder)
        remark = form.one("remark")
        try:
            with self.shown.desk.folder.alone():
                self._write(request, _word(form), form.one("of"), remark)
        except _CannotError as error:
            text = self.shown.pages.text(str(error))
            return self._page(request, 422, text, remark)
        except REFUSALS as error:
            text = self.shown.pages.text(key_of(error), **facts_of(error))
            return self._page(request, 422, text, remark)
        return RedirectResponse(request.url.path, status_code=303)

    def _write(self, request: Request, word: Word, of: str, remark: str) -> None:
        """Write one answer.

        Raises:
            _CannotError: there is no post, it sent the changes itself, a reason is
                missing, or something was changed while the page was open.
        """
        look, _ = self.shown.year(request)
        desk, by = self.shown.desk, post_of(request)
        now = hash_of(look.sources, look.agency.slug)
        last = approval_of(desk, look).last
        if not by:
            raise _CannotError("send-who-first")
        if of != now:
            raise _CannotError("send-changed")
        if word is not Word.SENT and (last is None or last.of != now):
            raise _CannotError("send-first")
        if word is Word.AGREED and last and last.by == by and last.word is Word.SENT:
            raise _CannotError("send-same-post")
        if word is Word.RETURNED and not remark:
            raise _CannotError("send-why")
        at = desk.clock().isoformat(timespec="seconds")
        said = Entry(word=word, by=by, at=at, of=now, remark=remark)
        what = self.shown.pages.text(f"step-{word}")
        desk.rewrite(
            what,
            path_of(look.agency.slug),
            lambda data: written_entries((*read_entries(data), said)),
        )
        if word is Word.SENT:
            self.past.commit(f"{what} ({look.agency.agency.value.name})", by)


def _word(form: Form) -> Word:
    """Return which button was pressed.

    Raises:
        BadFormError: none of this page.
    """
    try:
        return Word(form.one("word"))
    except ValueError:
        raise BadFormError from None


def _saved(answer: Response, name: str) -> Response:
    """Return an answer that the browser saves under a name."""
    answer.headers["content-disposition"] = f'attachment; filename="{name}"'
    return answer
