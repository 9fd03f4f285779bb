"""Go back to an earlier day: ask, show what changes, and let it be undone."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from prongsai.desk.folder import Written
from prongsai.desk.forms import read_form
from prongsai.desk.past import Past
from prongsai.desk.refusals import REFUSALS, facts_of, key_of
from prongsai.desk.shown import Shown
from prongsai.desk.state import NotThereError
from prongsai.storage.content_walk import slug_of
from prongsai.storage.snapshots import Snapshot

_DOCUMENTS = "/files/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """What becomes of the files: those that change, and those that cannot."""

    files: Mapping[str, Written]
    lost: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Restoring:
    """Answers what concerns earlier days."""

    shown: Shown
    past: Past

    def routes(self) -> list[Route]:
        """Return the addresses."""
        here = "/{slug}/{year:int}/days"
        return [
            Route(here, self.page),
            Route(f"{here}/{{day}}", self.page),
            Route(f"{here}/{{day}}", self.back, methods=["POST"]),
        ]

    async def page(self, request: Request) -> Response:
        """Show the days that are kept; of one of them what would change."""
        return self._page(request)

    def _page(self, request: Request, status: int = 200, alert: str = "") -> Response:
        look, assessed = self.shown.year(request)
        named = "day" in request.path_params
        day = self._day(request) if named else None
        back = self._files(request, day) if day else None
        return self.shown.shown(
            request,
            "days",
            look,
            assessed,
            status,
            days=self.past.days(),
            day=day,
            back=back,
            alert=alert,
        )

    def _day(self, request: Request) -> Snapshot:
        """Return the day of an address.

        Raises:
            NotThereError: it is not kept.
        """
        wanted = request.path_params["day"]
        for one in self.past.days():
            if one.name == wanted:
                return one
        raise NotThereError

    def _files(self, request: Request, day: Snapshot) -> Back:
        """Return what the agency's files become; documents of later days stay."""
        slug, folder = request.path_params["slug"], self.shown.desk.folder
        kept = {path: one for path, one in day.files.items() if slug_of(path) == slug}
        files: dict[str, Written] = {}
        lost = []
        for path, copy in kept.items():
            data = self.past.data(copy)
            if data is None:
                lost.append(path.rpartition("/")[2])
            elif folder.file(path) != data:
                files[path] = data
        texts = self.shown.desk.folder.read().texts
        for path in texts:
            if slug_of(path) == slug and path not in kept and _DOCUMENTS not in path:
                files[path] = None
        return Back(files=files, lost=tuple(lost))

    async def back(self, request: Request) -> Response:
        """Write the files of that day, as one step that can be taken back."""
        await read_form(request, self.shown.pages.token, self.shown.desk.folder)
        desk, day, pages = self.shown.desk, self._day(request), self.shown.pages
        try:
            with desk.folder.alone():
                what = pages.text("step-back", day=pages.day(day.at))
                desk.step(what, self._files(request, day).files)
        except REFUSALS as error:
            text = self.shown.pages.text(key_of(error), **facts_of(error))
            return self._page(request, 422, text)
        slug, year = request.path_params["slug"], request.path_params["year"]
        return RedirectResponse(f"/{slug}/{year}/", status_code=303)
