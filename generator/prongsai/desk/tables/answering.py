"""The pages of measures, scores and the like: shown, and saved as one step each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from prongsai.assessment.assessed_year import AssessedYear
from prongsai.desk.beside import Remark
from prongsai.desk.changes import Clash
from prongsai.desk.forms import Form, read_form
from prongsai.desk.shown import Shown
from prongsai.desk.state import Look, NotThereError
from prongsai.desk.tables.areas import AREAS, Area
from prongsai.desk.tables.areas import Look as Shape
from prongsai.desk.tables.beside import Spot, remarks
from prongsai.desk.tables.merging import (
    CannotReadError,
    EmptiedError,
    Forms,
    Merged,
    merged,
    without,
)
from prongsai.desk.tables.records import (
    SEPARATOR,
    Remarks,
    Table,
    Wording,
)
from prongsai.desk.tables.typed import typed_records
from prongsai.desk.tables.year import pages, year_of
from prongsai.storage.write import BusyError
from prongsai.workbook.sheet import Key, Sheet
from prongsai.yaml.edits import EditError

_REFUSALS: Mapping[type[Exception], str] = {
    CannotReadError: "broken",
    EmptiedError: "emptied",
    EditError: "broken",
    BusyError: "busy",
    OSError: "not-written",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What was tried to save, for a page that is shown again."""

    remarks: Remarks = field(default_factory=dict)
    typed: Mapping[Spot, str] = field(default_factory=dict)
    clashes: tuple[Clash, ...] = ()
    said: tuple[str, ...] = ()
    alert: str = ""


@dataclass(slots=True, kw_only=True)
class Tables:
    """Answers what is asked of the areas of a year."""

    shown: Shown

    def routes(self) -> list[Route]:
        """Return the addresses of the areas."""
        area = "/{slug}/{year:int}/tables/{area}"
        return [
            Route(path, answer, methods=[method])
            for path in (area, f"{area}/{{key}}")
            for answer, method in ((self.show, "GET"), (self.save, "POST"))
        ]

    async def show(self, request: Request) -> Response:
        """Show an area, or one of its records."""
        return self._page(request, Tried())

    def _page(self, request: Request, tried: Tried, status: int = 200) -> Response:
        look, assessed = self.shown.year(request)
        area, only = wanted(request)
        year = year_of(look, assessed)
        sheets = pages(year, _sheets(area, only), self._language)
        wrong = {
            **remarks(assessed, look.findings, year, self._language),
            **tried.remarks,
        }
        words = Wording(
            year=assessed.year.fiscal_year,
            say=self.shown.pages.text,
            remarks=wrong,
            typed=tried.typed,
        )
        offered = area.look is Shape.TABLE and not only
        tables = [words.table(page, only, offered=offered) for page in sheets]
        if only and not tables[0].records:
            raise NotThereError
        return self.shown.shown(
            request,
            "record" if only else "area",
            look,
            assessed,
            status,
            area=area,
            areas=[name for name in AREAS if name != "unplaced"],
            tables=_numbered(tables),
            remarks_of_page=() if only else _of_page(area, wrong),
            tried=tried,
        )

    @property
    def _language(self) -> str:
        return self.shown.desk.language

    async def save(self, request: Request) -> Response:
        """Save the records of a form, as one step."""
        desk = self.shown.desk
        form = await read_form(request, self.shown.pages.token, desk.folder)
        desk.folder.forget(form.files)
        try:
            with desk.folder.alone():  # what others wrote until now is seen
                forms, done = self._merge(request, form)
                desk.step(step_of(self.shown, request), done.files)
        except tuple(_REFUSALS) as error:
            return self._page(request, Tried(alert=refusal(self.shown, error)), 422)
        if done.imported.failed:
            return self._page(request, _tried(done, forms), _status(done))
        if done.said:
            return self._page(request, Tried(said=done.said))
        return RedirectResponse(_own(request), status_code=303)

    def _merge(self, request: Request, form: Form) -> tuple[Forms, Merged]:
        look, assessed = self.shown.year(request)
        forms = self._forms(request, form, look, assessed)
        gone = form.one("remove")
        if gone:
            forms = without(forms, int(gone) if gone.isdecimal() else -1)
        done = merged(look, assessed, forms, self._language, delete=bool(gone))
        return forms, done

    def _forms(
        self, request: Request, form: Form, look: Look, assessed: AssessedYear
    ) -> Forms:
        area, only = wanted(request)
        every = (*_sheets(area, only), *area.into)
        sheets = pages(year_of(look, assessed), every, self._language)
        return tuple((page, typed_records(form, page)) for page in sheets)


def step_of(shown: Shown, request: Request) -> str:
    """Return what a step in an area is called."""
    area = shown.pages.text(f"area-{request.path_params['area']}")
    return shown.pages.text("step-table", area=area)


def refusal(shown: Shown, error: Exception) -> str:
    """Return why nothing was saved."""
    key = next(one for kind, one in _REFUSALS.items() if isinstance(error, kind))
    since = error.busy.since[11:16] if isinstance(error, BusyError) else ""
    return shown.pages.text(key, since=since)


def wanted(request: Request) -> tuple[Area, Key]:
    """Return the area of an address, and the key of its record where it has one.

    Raises:
        NotThereError: there is no such page.
    """
    area = AREAS.get(request.path_params["area"])
    if area is None:
        raise NotThereError
    key = request.path_params.get("key", "")
    if key and not area.inner:
        raise NotThereError
    return area, tuple(key.split(SEPARATOR)) if key else ()


def _sheets(area: Area, only: Key) -> tuple[Sheet, ...]:
    return area.inner if only else area.sheets


def _of_page(area: Area, wrong: Remarks) -> tuple[Remark, ...]:
    """Return what is wrong with an area as a whole."""
    names = {"", *(sheet.name for sheet in area.sheets if sheet.lists)}
    return tuple(
        one
        for (sheet, key, _), some in wrong.items()
        for one in some
        if not key and sheet in names
    )


def _numbered(tables: list[Table]) -> list[tuple[int, Table]]:
    """Return each table with the number of its first record in the forms of a page."""
    found, number = [], 0
    for table in tables:
        found.append((number, table))
        number += len(table.records) + 1
    return found


def _tried(done: Merged, forms: Forms) -> Tried:
    """Return what to show again: what was typed stays where it could not be saved."""
    typed = {
        (page.sheet.name, one.key, name): text
        for page, records in forms
        for one in records
        for name, text in one.words.items()
    }
    return Tried(
        remarks=done.remarks,
        typed={} if done.clashes else typed,
        clashes=done.clashes,
        said=done.said,
        alert="" if done.clashes else "not-saved",
    )


def _status(done: Merged) -> int:
    return 409 if done.clashes else 422


def _own(request: Request) -> str:
    return quote(request.url.path)
