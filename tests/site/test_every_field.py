"""Every field of the year's files is shown by every output, or has a reason why not."""

import html
import io
import itertools
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from model_walk import Field, good, own_fields, yaml
from prongsai.loading.content import Content
from prongsai.model.disclosures import Disclosures
from prongsai.model.fields import Record
from prongsai.model.measures import Measures
from prongsai.model.survey import Survey
from prongsai.opendata.package import tables
from prongsai.pages.context import Context
from prongsai.paper.kinds import papers
from prongsai.site.page_types import lay_out
from prongsai.site.render import render
from prongsai.workbook.export import export_xlsx
from prongsai.yaml.reader import YamlTree
from small_site import YEAR, look, sources, write

FILES: Mapping[str, type[Record]] = {
    "disclosures": Disclosures,
    "measures": Measures,
    "survey": Survey,
}
KNOWN = {"code": "O1", "Target.code": "2567:i1", "ScoreReference.code": "2567:i1"}
"""Codes that the catalogue has: those of items and of questions."""

INTERNAL = "internal: nothing public has it"
KEPT = "what an import could not place: only the file keeps it"
REASON = "a reason that the officer gives to the program, not to the public"
OWN = "a note of the officer to the officers"
PERSON = "a name: the public needs the post alone"
NO_CODE = "in place of a code: where there is a code, that is shown"
HEAD = "of the file as a whole: the page and the package say it"

PUBLIC: Mapping[str, str] = {
    "Analysis.no_measure": REASON,
    "Assessor.comment": INTERNAL,
    "Assessor.reply": INTERNAL,
    "Confirmed.by": INTERNAL,
    "Confirmed.of": INTERNAL,
    "Disclosure.to_renew": INTERNAL,
    "Evidence.personal_data": REASON,
    "Measure.note": OWN,
    "Survey.note": OWN,
    "Target.text": NO_CODE,
    "Unplaced.document": KEPT,
    "Unplaced.text": KEPT,
}
"""What nothing public shows, and why."""

SKIPPED: Mapping[str, str] = {
    "Disclosure.components": "the catalogue says which an item has",
    "Disclosures.unsettled": "only in a year without its own list; never shown",
}
"""Records that the filled files do not have, and why."""

LEFT_OUT: Mapping[str, Mapping[str, str]] = {
    "page": {
        **PUBLIC,
        "Signature.acting_for": "the page names the post that approved",
        "Signature.name": PERSON,
    },
    "paper": {
        **PUBLIC,
        "Disclosure.explanation": "the paper of a year is the list of its items",
        "Evidence.description": "the paper of a year is the list of its items",
        "Evidence.title": "the paper of a year is the list of its items",
        "Measures.year_inferred": HEAD,
        "Source.document": HEAD,
        "Source.note": HEAD,
    },
    "Excel": {
        "Confirmed.by": "written by `confirm` alone: a hash cannot be typed",
        "Confirmed.of": "written by `confirm` alone: a hash cannot be typed",
        "Disclosure.to_renew": "written when a year begins, gone when it is renewed",
        "Unplaced.document": KEPT,
        "Unplaced.text": KEPT,
    },
    "open data": {
        **PUBLIC,
        "Measures.year_inferred": HEAD,
        "Selection.heading": "beside the analysis that names its selection",
        "Signature.acting_for": "the table has the post that approved",
        "Signature.name": PERSON,
        "Source.document": HEAD,
        "Source.note": HEAD,
        "Survey.how_to": "the page tells people how to answer",
    },
}


class Filled:
    """A tree with a text of its own in every field of text."""

    def __init__(self) -> None:
        self.texts: dict[str, list[str]] = {}
        self.files: dict[str, str] = {}
        self._ids = itertools.count(1)

    def of(self, model: type[Record], deep: int = 0) -> dict[str, YamlTree]:
        """Return a record in which every field of text is filled."""
        tree: dict[str, YamlTree] = {}
        for one in own_fields(model):
            value = self._value(model, one, deep)
            if value is not None:
                tree[one.name] = [value] if one.many else value
        return tree

    def _value(self, model: type[Record], one: Field, deep: int) -> YamlTree:
        if one.type == "text":
            return self._text(f"{model.__name__}.{one.name}")
        if one.type == "record":
            again = one.inner is model
            if f"{model.__name__}.{one.name}" in SKIPPED or (again and deep):
                return None
            return self.of(one.inner, deep + again)
        special = {
            "id": f"x{next(self._ids)}",
            "code": KNOWN.get(f"{model.__name__}.code", KNOWN["code"]),
            "url": "https://www.example.go.th/",
            "link": "https://www.example.go.th/",
        }
        return special.get(one.name, good(one) if one.required else None)

    def _text(self, where: str) -> str:
        letters = "กขคงจฉชซฌญ"
        number = sum(map(len, self.texts.values())) + 1
        text = f"คำ{''.join(letters[int(digit)] for digit in f'{number:03}')}คำ"
        self.texts.setdefault(where, []).append(text)
        return text


@pytest.fixture(scope="module")
def filled() -> Filled:
    """Return the texts of every field, and fill the files with them."""
    made = Filled()
    made.files = {
        f"{YEAR}/{name}.yml": yaml(made.of(model)) for name, model in FILES.items()
    }
    return made


def content(filled: Filled) -> Content:
    found, _ = look(sources(filled.files, attachments=()))
    assert found is not None
    return found


def on_pages(filled: Filled, root: Path) -> str:
    del root
    pages = (one.data for one in render(lay_out(content(filled))))
    return html.unescape(b"\n".join(pages).decode(errors="replace"))


def on_paper(filled: Filled, root: Path) -> str:
    del root
    return "\n".join(paper.data for paper in papers(content(filled)))


def in_open_data(filled: Filled, root: Path) -> str:
    del root
    found = content(filled)
    agency = found.agencies[0]
    made = (
        table
        for year in agency.years
        for table in tables(Context.of(found), agency, year)
    )
    return "\n".join(str(cell) for one in made for row in one.rows for cell in row)


def in_excel(filled: Filled, root: Path) -> str:
    write(root, filled.files)
    _, data = export_xlsx(root, None, 2568, None)
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = (
        str(cell)
        for sheet in book
        if sheet.sheet_state == "visible"
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    )
    return "\n".join(cells)


OUTPUTS = {
    "page": on_pages,
    "paper": on_paper,
    "Excel": in_excel,
    "open data": in_open_data,
}


@pytest.mark.parametrize("output", OUTPUTS)
def test_every_text_is_shown_or_has_a_reason(
    output: str, filled: Filled, tmp_path: Path
) -> None:
    shown = OUTPUTS[output](filled, tmp_path)
    left = {
        where
        for where, texts in filled.texts.items()
        if not any(text in shown for text in texts)
    }
    assert left == set(LEFT_OUT[output])
