"""The pages where files are dropped to be taken over, and workbooks are handed out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from prongsai.desk.documents import safe_name
from prongsai.desk.folder import Received, TooLargeError
from prongsai.desk.forms import Form, read_form
from prongsai.desk.importing.importer import Importer
from prongsai.desk.importing.review import Given, Review, review
from prongsai.desk.shown import Shown
from prongsai.desk.state import NotThereError
from prongsai.desk.tables.year import whole_year_of
from prongsai.importing.answers import choices
from prongsai.storage.write import OWN_FOLDER, BusyError
from prongsai.workbook.book import book_of
from prongsai.workbook.write import write_book

_INBOX = f"{OWN_FOLDER}/inbox"
_FILE = re.compile(r"[0-9a-f]{16}/[^/\\]+")
_MOST = 20
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(slots=True, kw_only=True)
class Importing:
    """Answers what is asked of dropped files."""

    shown: Shown
    importer: Importer

    def routes(self) -> list[Route]:
        """Return the addresses."""
        year = "/{slug}/{year:int}"
        return [
            Route(f"{year}/import", self.start),
            Route(f"{year}/import", self.receive, methods=["POST"]),
            Route(f"{year}/import/review", self.show),
            Route(f"{year}/import/review", self.take, methods=["POST"]),
            Route(f"{year}/workbook/{{name}}", self.workbook),
        ]

    async def start(self, request: Request) -> Response:
        """Show where files are dropped, and the workbook of each unit."""
        return self._start(request)

    def _start(self, request: Request, key: str = "", **facts: object) -> Response:
        look, assessed = self.shown.year(request)
        said = request.query_params.get("said", "") == "taken"
        return self.shown.shown(
            request,
            "import",
            look,
            assessed,
            422 if key else 200,
            alert=self.shown.pages.text(key, **facts) if key else "",
            said=said,
            units=[one for one in look.agency.agency.value.units if not one.parent],
        )

    async def receive(self, request: Request) -> Response:
        """Put the files aside, and lead to what they would change."""
        self.shown.year(request)
        desk = self.shown.desk
        form = Form(fields={})
        try:
            form = await read_form(request, self.shown.pages.token, desk.folder)
            if not form.files:
                return self._start(request, "no-file")
            with desk.folder.alone():
                desk.folder.write({_path(one): one for one in form.files[:_MOST]})
        except TooLargeError as error:
            return self._start(request, "too-large", file=str(error))
        except (BusyError, OSError):
            return self._start(request, "not-written")
        finally:
            desk.folder.forget(form.files)
        names = [_path(one).removeprefix(f"{_INBOX}/") for one in form.files[:_MOST]]
        return RedirectResponse(_review_of(request, names, ()), status_code=303)

    async def show(self, request: Request) -> Response:
        """Show what the files would change."""
        asked = request.query_params
        names, answers = asked.getlist("file"), asked.getlist("answer")
        return self._shown(request, names, _answered(names, answers, asked))

    def _shown(
        self,
        request: Request,
        names: Sequence[str],
        answers: Sequence[str],
        status: int = 200,
        alert: str = "",
    ) -> Response:
        look, assessed = self.shown.year(request)
        with self.shown.desk.folder.alone():
            found = self._review(request, names, answers)
        return self.shown.shown(
            request,
            "import-review",
            look,
            assessed,
            status,
            review=found,
            names=names,
            answers=answers,
            choices=choices(),
            alert=self.shown.pages.text(alert) if alert else "",
        )

    def _review(
        self, request: Request, names: Sequence[str], answers: Sequence[str]
    ) -> Review:
        look, assessed = self.shown.year(request)
        given = tuple(self._given(names, answers))
        language = self.shown.desk.language
        return review(self.importer, look, assessed.year.fiscal_year, given, language)

    def _given(self, names: Sequence[str], answers: Sequence[str]) -> list[Given]:
        if not names or not all(map(_FILE.fullmatch, names)):
            raise NotThereError
        found = []
        for at, name in enumerate(names[:_MOST]):
            path = f"{_INBOX}/{name}"
            own = [one.partition(":") for one in answers]
            if self.shown.desk.folder.file(path) is None:
                raise NotThereError
            found.append(
                Given(
                    path=path,
                    name=name.partition("/")[2],
                    answers=tuple(text for of, _, text in own if of == str(at)),
                )
            )
        return found

    async def take(self, request: Request) -> Response:
        """Take over what was shown, as one step."""
        desk = self.shown.desk
        form = await read_form(request, self.shown.pages.token, desk.folder)
        desk.folder.forget(form.files)
        names, answers = form.all("file"), form.all("answer")
        try:
            with desk.folder.alone():
                found = self._review(request, names, answers)
                if not found.written or found.of != form.one("of"):
                    return self._shown(request, names, answers, 409, "import-changed")
                what = self.shown.pages.text(
                    "step-imported", names=", ".join(one.name for one in found.files)
                )
                desk.step(what, found.written)
                desk.folder.write({f"{_INBOX}/{name}": None for name in names})
        except (BusyError, OSError):
            return self._start(request, "not-written")
        there = quote(request.url.path.removesuffix("/review"))
        return RedirectResponse(f"{there}?said=taken", status_code=303)

    async def workbook(self, request: Request) -> Response:
        """Hand out the workbook of the year, or of one unit."""
        look, assessed = self.shown.year(request)
        unit = request.path_params["name"].removesuffix(".xlsx")
        known = {one.id: one.name for one in look.agency.agency.value.units}
        if unit not in {*known, "all"}:
            raise NotThereError
        year = whole_year_of(look, assessed)
        own = "" if unit == "all" else unit
        data = write_book(
            book_of(year, own, self.shown.desk.language), self.shown.desk.language
        )
        name = f"ITA {assessed.year.fiscal_year} {known.get(unit, look.agency.slug)}"
        headers = {
            "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
        }
        return Response(data, media_type=_EXCEL, headers=headers)


def _path(one: Received) -> str:
    """Return where a file waits until it is taken over."""
    return f"{_INBOX}/{one.sha256[:16]}/{safe_name(one.name)}"


def _answered(
    names: Sequence[str], answers: Sequence[str], asked: object
) -> tuple[str, ...]:
    """Return the answers of before, and those that were chosen now.

    `choose.0.2` is the answer for column 2 of the first file, `header.0.2` its header.
    """
    chosen = dict(getattr(asked, "multi_items", list)())
    new = {
        f"{of}:{chosen.get(f'header.{of}.{column}', '')}": field
        for name, field in chosen.items()
        if name.startswith("choose.") and field
        for _, of, column in [name.split(".", 2)]
        if of.isdecimal() and int(of) < len(names)
    }
    kept = [one for one in answers if one.rpartition("=")[0] not in new]
    return (*kept, *(f"{header}={field}" for header, field in new.items()))


def _review_of(request: Request, names: Sequence[str], answers: Sequence[str]) -> str:
    asked = [("file", one) for one in names] + [("answer", one) for one in answers]
    return f"{quote(request.url.path)}/review?{urlencode(asked)}"
