"""The page on which a pasted block is seen before and after, then taken over."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from prongsai.desk.forms import Form, read_form
from prongsai.desk.shown import Shown
from prongsai.desk.state import NotThereError
from prongsai.desk.tables.answering import refusal, step_of, wanted
from prongsai.desk.tables.merging import (
    CannotReadError,
    EmptiedError,
    Merged,
    merged,
)
from prongsai.desk.tables.pasting import Block, block_of, open_columns, typed_block
from prongsai.desk.tables.year import pages, year_of
from prongsai.storage.write import BusyError
from prongsai.workbook import report
from prongsai.workbook.book import Page
from prongsai.yaml.edits import EditError

_COLUMN = re.compile(r"column\.(\d{1,2})")
_LONGEST = 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """A block as it was understood, and what it would come to."""

    page: Page
    block: Block
    done: Merged

    @property
    def of(self) -> str:
        """Return the hash of what would be written, which taking over is of."""
        digest = hashlib.sha256()
        for path, data in sorted(self.done.files.items()):
            digest.update(path.encode() + b"\0" + data)
        return digest.hexdigest()


@dataclass(slots=True, kw_only=True)
class Pasting:
    """Answers what is asked of pasted blocks."""

    shown: Shown

    def routes(self) -> list[Route]:
        """Return the address."""
        path = "/{slug}/{year:int}/tables/{area}/paste"
        return [Route(path, self.paste, methods=["POST"])]

    async def paste(self, request: Request) -> Response:
        """Show a block before and after, or take it over as it was shown."""
        desk = self.shown.desk
        form = await read_form(request, self.shown.pages.token, desk.folder)
        desk.folder.forget(form.files)
        area, _ = wanted(request)
        if not area.pasted:
            raise NotThereError
        text = form.fields.get("block", [""])[-1][:_LONGEST]
        try:
            with desk.folder.alone():
                found = self._understood(request, text, _chosen(form))
                if form.one("of") and form.one("of") == found.of and found.done.files:
                    desk.step(step_of(self.shown, request), found.done.files)
                    there = request.url.path.removesuffix("/paste")
                    return RedirectResponse(there, status_code=303)
        except (CannotReadError, EmptiedError, EditError, BusyError, OSError) as error:
            alert = refusal(self.shown, error)
            return self.shown.pages("told", 422, text=alert, there=_back(request))
        return self._show(request, text, found, asked=bool(form.one("of")))

    def _understood(
        self, request: Request, text: str, fields: Mapping[int, str]
    ) -> Pasted:
        look, assessed = self.shown.year(request)
        area, _ = wanted(request)
        language = self.shown.desk.language
        [page] = pages(year_of(look, assessed), (area.first,), language)
        block = block_of(page, text, fields)
        forms = ((page, typed_block(page, block)),)
        return Pasted(
            page=page, block=block, done=merged(look, assessed, forms, language)
        )

    def _show(
        self, request: Request, text: str, found: Pasted, *, asked: bool
    ) -> Response:
        look, assessed = self.shown.year(request)
        area, _ = wanted(request)
        imported = found.done.imported
        return self.shown.shown(
            request,
            "paste",
            look,
            assessed,
            409 if asked else 200,
            area=area,
            text=text,
            block=found.block,
            columns=[
                (c.name, found.page.headers[c.name]) for c in open_columns(found.page)
            ],
            changes=list(report.changes(imported, self.shown.desk.language)),
            wrong=[one for some in found.done.remarks.values() for one in some],
            clashes=found.done.clashes,
            lines=found.done.said,
            of=found.of if found.done.files else "",
        )


def _chosen(form: Form) -> dict[int, str]:
    """Return what a person said that each column is; empty is of no use."""
    found = ((_COLUMN.fullmatch(name), name) for name in form.fields)
    return {int(match[1]): form.one(name) for match, name in found if match}


def _back(request: Request) -> str:
    return request.url.path.removesuffix("/paste")
