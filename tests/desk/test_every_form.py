"""Every form of every page without a script: nothing that was typed gets lost."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_project import YEAR, Asked, make_project
from page_forms import PageForm, forms_of

AGENCY = "/ban-rai/agency"
PAGES = (
    *(f"{YEAR}/{one}" for one in ("O1", "O2", "O1/look", "send")),
    *(
        f"{YEAR}/tables/{one}"
        for one in (
            "measures", "measures/m1", "results", "scores", "analysis", "survey",
            "papers", "unplaced",
        )
    ),
    *(
        f"{AGENCY}/{one}"
        for one in (
            "about", "look", "units", "executives", "contacts", "complaints", "site",
            "space",
        )
    ),
)  # fmt: skip
ODD = "ทดลอง 31/2/2568 <b>&'"
"""Good for a text, and wrong where a day, a figure or an address is asked for."""

ASKED_ELSEWHERE = {"/who", "/undo"}


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    return Asked(make_project(quick_folder))


def forms(desk: Asked, page: str) -> Iterator[PageForm]:
    for form in forms_of(desk.get(page).text):
        if form.method == "post" and form.action not in ASKED_ELSEWHERE:
            yield form


def kind(name: str) -> str:
    """Return the name of a field without the number of its record."""
    return re.sub(r"\d+", "", name)


def words(page: str) -> str:
    return " ".join(html.unescape(page).split())


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.slow
def test_what_is_typed_is_saved_or_still_on_the_page(desk: Asked, page: str) -> None:
    lost, seen = [], set()
    for form in forms(desk, page):
        for name in form.typed:
            of = (form.action, kind(name), form.fields.get("key") == [""])
            if of in seen:
                continue
            seen.add(of)
            before = desk.files()
            answer = desk.post(form.action, form.sent(**{name: ODD}))
            if answer.status_code < 400:
                while desk.files() != before:
                    assert desk.post("/undo", {"there": "/"}).status_code == 303
            elif ODD not in words(answer.text):
                lost.append((form.action, name, answer.status_code))
            assert desk.files() == before
    assert lost == []


@pytest.mark.parametrize("page", PAGES)
def test_a_form_that_is_sent_as_it_is_changes_nothing(desk: Asked, page: str) -> None:
    before = desk.files()
    for form in forms(desk, page):
        if form.typed and form.action.endswith(
            ("save", "words", "document", "component")
        ):
            answer = desk.post(form.action, form.sent())
            assert answer.status_code in {200, 303, 422}, form
            assert desk.files() == before, form
