"""The agency's own pages: shown, and saved as one step each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any  # trees of YAML
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from prongsai.desk import agency_changes
from prongsai.desk.agency_changes import GoneError
from prongsai.desk.agency_page import NEW, Tried, agency_page, loaded_of
from prongsai.desk.agency_parts import PARTS, Part
from prongsai.desk.agency_pictures import picture_kind, replaced, with_picture
from prongsai.desk.agency_rests import files_naming, sections_moved, taken_over
from prongsai.desk.changes import BrokenError, ClashError
from prongsai.desk.forms import Form, read_form
from prongsai.desk.judged import RefusedError, judged
from prongsai.desk.refusals import REFUSALS, facts_of, key_of
from prongsai.desk.shown import Shown
from prongsai.desk.state import Look, NotThereError
from prongsai.thai.dates import fiscal_year
from prongsai.yaml.between import edits_between
from prongsai.yaml.edits import edit
from prongsai.yaml.moves import swapped
from prongsai.yaml.reader import read_yaml

Files = Mapping[str, bytes]

_REFUSALS: tuple[type[Exception], ...] = (
    *REFUSALS,
    ClashError,
    GoneError,
    RefusedError,
)


@dataclass(slots=True, kw_only=True)
class AgencyAnswers:
    """Answers what is asked of the agency's own pages."""

    shown: Shown

    def routes(self) -> list[Route]:
        """Return the addresses of the pages and of their forms."""
        page = "/{slug}/agency/{part}"
        return [
            Route("/{slug}/agency/files/{name:path}", self.picture),
            Route(page, self.show),
            Route(f"{page}/{{act}}", self.act, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        """Show a page, with the entry open that was saved last."""
        return self._page(request, Tried(key=request.query_params.get("open", "")))

    async def picture(self, request: Request) -> Response:
        """Return a picture of the agency as it is."""
        agency = self.shown.desk.look(request.path_params["slug"]).agency
        found = agency.attachments.get(request.path_params["name"])
        kind = picture_kind(found.head) if found else ""
        if found is None or not kind:
            raise NotThereError
        return Response(self.shown.desk.folder.file(found.path), media_type=kind)

    def _page(
        self, request: Request, tried: Tried, status: int = 200, **facts: object
    ) -> Response:
        look, part = self._wanted(request)
        say, language = self.shown.pages.text, self.shown.desk.language
        return self.shown.of_agency(
            request,
            "agency",
            look,
            status,
            view=agency_page(look, part, tried, say, language),
            parts=list(PARTS),
            new=NEW,
            tried=tried,
            first=_year(request.query_params.get("first", "")),
            address=self._address(look, part),
            **facts,
        )

    def _wanted(self, request: Request) -> tuple[Look, Part]:
        part = PARTS.get(request.path_params["part"])
        if part is None:
            raise NotThereError
        return self.shown.desk.look(request.path_params["slug"]), part

    def _address(self, look: Look, part: Part) -> str | None:
        """Return the page of the site that shows this data, None where none can be."""
        plan = self.shown.seen.plan(look)
        if plan is None:
            return None
        slug, addresses = look.agency.slug, plan.context.addresses
        shown = {page.address for page in plan.pages}
        for year in reversed(look.agency.years):
            items = year.catalogue.items if year.catalogue and part.role else ()
            for item in items:
                there = addresses.item(slug, year.fiscal_year, item.code)
                if item.role is part.role and there in shown:
                    return there
        return addresses.agency(slug)

    async def act(self, request: Request) -> Response:
        """Change something, and show the page again."""
        desk = self.shown.desk
        look, part = self._wanted(request)
        make = _ACTS.get(request.path_params["act"])
        if make is None or not (part.rows or make is _save):
            raise NotThereError
        form = Form(fields={})
        try:
            form = await read_form(request, self.shown.pages.token, desk.folder)
            with desk.folder.alone():  # what others wrote until now is seen
                look, part = self._wanted(request)
                named, new = with_picture(look.agency, part, form)
                file = loaded_of(look, part).file
                files = make(look, part, named, desk.folder.file(file) or b"")
                old = replaced(look.agency, judged(part.whole, files[file], file))
                desk.step(self._step(part), {**files, **old, **new})
        except _REFUSALS as error:
            return self._refused(request, part, form, error)
        finally:
            desk.folder.forget(form.files)
        there = f"/{look.agency.slug}/agency/{part.name}"
        if part.rows and make is _save:
            there = f"{there}?open={quote(form.one('key'))}"
        if first := _year(form.one("first")):
            there = f"{there}?first={first}"
        return RedirectResponse(there, 303)

    def _step(self, part: Part) -> str:
        say = self.shown.pages.text
        return say("step-agency", part=say(f"part-{part.name}"))

    def _refused(
        self, request: Request, part: Part, form: Form, error: Exception
    ) -> Response:
        """Show the page again, with what was typed and why it was not saved."""
        pages = self.shown.pages
        key = form.one("key") or (NEW if part.rows else "0")
        said = {
            one.name: form.one(one.name)
            for one in part.cells
            if one.name in form.fields
        }
        tried = Tried(key=key, typed=said)
        if isinstance(error, ClashError):
            return self._page(request, tried, 409, clashes=error.clashes)
        if isinstance(error, GoneError):
            return self._page(request, Tried(), 409, alert=pages.text("entry-gone"))
        if isinstance(error, RefusedError):
            wrong = error.remarks(self.shown.desk.language)
            tried = Tried(key=key, typed=said, remarks=wrong)
            return self._page(request, tried, 422, alert=pages.text("not-saved"))
        facts = {"year": fiscal_year(self.shown.desk.clock().date()), **facts_of(error)}
        if "field" in facts:
            facts["field"] = pages.text(str(facts["field"]))
        return self._page(request, tried, 422, alert=pages.text(key_of(error), **facts))


def _year(text: str) -> str:
    """Return the year to begin with, empty where there is none."""
    return text if text.isdecimal() and text.isascii() else ""


def _tree(data: bytes) -> dict[str, Any]:
    read = read_yaml(data, "")
    if read.findings or not isinstance(read.tree, dict):
        raise BrokenError
    return read.tree


def _edited(data: bytes, new: Mapping[str, object]) -> bytes:
    tree = _tree(data)
    return edit(data, list(edits_between(tree, new)), tree)


def _save(look: Look, part: Part, form: Form, data: bytes) -> Files:
    new = agency_changes.saved(_tree(data), part, form)
    return {loaded_of(look, part).file: _edited(data, new)}


def _add(look: Look, part: Part, form: Form, data: bytes) -> Files:
    new = agency_changes.added(_tree(data), part, form)
    return {loaded_of(look, part).file: _edited(data, new)}


def _move(step: int, look: Look, part: Part, form: Form, data: bytes) -> Files:
    tree = _tree(data)
    at = agency_changes.place(tree, part, form)
    first = at + min(step, 0)
    rows = tree[part.rows]
    last = len(rows) - 2 if isinstance(rows, list) else -1
    new = swapped(data, (part.rows,), first) if 0 <= first <= last else data
    return {loaded_of(look, part).file: new}


def _up(look: Look, part: Part, form: Form, data: bytes) -> Files:
    return _move(-1, look, part, form, data)


def _down(look: Look, part: Part, form: Form, data: bytes) -> Files:
    return _move(1, look, part, form, data)


def _remove(look: Look, part: Part, form: Form, data: bytes) -> Files:
    """Remove an entry; what rests on a unit goes to the one that was chosen."""
    tree, file = _tree(data), loaded_of(look, part).file
    files: dict[str, bytes] = {}
    if part.name == "units":
        unit, other = form.one("key"), form.one("other")
        known = {one.id for one in look.agency.agency.value.units} - {unit}
        if other and other not in known:
            raise GoneError
        tree = sections_moved(tree, unit, other)
        for path in files_naming(look.agency):
            files[path] = taken_over(look.sources.texts[path], unit, other)
    new = agency_changes.removed(tree, part, form)
    return {**files, file: _edited(data, new)}


_ACTS = {"save": _save, "add": _add, "up": _up, "down": _down, "remove": _remove}
"""Every form of a page by the last part of its address."""
