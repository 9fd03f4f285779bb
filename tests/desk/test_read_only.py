"""A folder that becomes read-only while the desk is open: said, and nothing lost."""

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import httpx
import pytest

from desk_project import YEAR, Asked, alert, make_project
from faults import Outcome, broken
from prongsai import messages

TOLD = messages.text("desk", "not-written", "th")
BANNER = messages.text("desk-acts", "read-only", "th")
TYPED = "ข้อความยาวที่พิมพ์ไว้ก่อนไดรฟ์หลุด"
FORM = {"explanation": TYPED, "was-explanation": ""}
DROPPED = [("files", ("แผน.pdf", b"%PDF-1.7\n%%EOF\n"))]
NOBODY = 65534
PARTED = "\n--- next ---\n"
Click: TypeAlias = tuple[str, Mapping[str, Any]]
CLICKS: Sequence[Click] = (
    (f"{YEAR}/O1/drop", {"files": DROPPED}),
    (f"{YEAR}/O1/document", {"data": {"id": "photo", "title": TYPED}}),
    (f"{YEAR}/O2/confirm", {"data": {"post": "ปลัดเทศบาล"}}),
    (f"{YEAR}/tables/measures/paste", {"files": DROPPED}),
    (f"{YEAR}/import", {"files": DROPPED}),
    ("/ban-rai/agency/look/save", {"files": DROPPED}),
    ("/ban-rai/agency/space/add", {"data": {"way": "zip"}}),
    ("/ban-rai/agency/space/add", {"files": DROPPED}),
    ("/undo", {"data": {"there": "/"}}),
    ("/undo", {"files": DROPPED}),
    ("/who", {"files": DROPPED}),
    (f"{YEAR}/send", {"files": DROPPED}),
    (f"{YEAR}/O2/look", {"files": DROPPED}),
    (f"{YEAR}/work/papers", {"files": DROPPED}),
)


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    """Return a desk that was at work, so that everything of it is loaded."""
    made = Asked(make_project(quick_folder / "project"))
    assert made.post(f"{YEAR}/O2/words", FORM).status_code == 303
    return made


def shown(answer: httpx.Response) -> str:
    return f"{answer.status_code} {alert(answer)}\n"


def without_writing(desk: Asked, clicks: Sequence[Click], fault: int) -> Outcome:
    """Send forms while nothing below the folder can be written."""

    def click() -> None:
        for path, sent in clicks:
            answer = desk.post(path, **sent)
            sys.stdout.write(f"{shown(answer)}{answer.text}{PARTED}")

    return broken(click, desk.root, 1, fault, stays=True)


@pytest.mark.parametrize("fault", [errno.EROFS, errno.EACCES])
def test_what_was_typed_stays_in_the_page_with_the_reason(
    desk: Asked, fault: int
) -> None:
    before = desk.files()
    outcome = without_writing(desk, [(f"{YEAR}/O1/words", {"data": FORM})], fault)
    assert (outcome.code, outcome.reached) == (0, True), outcome.printed
    assert outcome.printed.startswith(f"422 {TOLD}\n")
    assert f">{TYPED}</textarea>" in outcome.printed
    assert desk.files() == before
    assert desk.post(f"{YEAR}/O1/words", FORM).status_code == 303
    assert desk.written.count(TYPED) == 2


def test_every_kind_of_click_says_it_in_thai_and_changes_nothing(desk: Asked) -> None:
    before = desk.files()
    outcome = without_writing(desk, CLICKS, errno.EROFS)
    assert (outcome.code, outcome.reached) == (0, True), outcome.printed
    answers = outcome.printed.split(PARTED)[:-1]
    assert len(answers) == len(CLICKS)
    for (path, _), answer in zip(CLICKS, answers, strict=True):
        assert answer.startswith(("409 ", "422 ")), (path, answer[:200])
        assert TOLD in answer, path
    assert desk.files() == before


def test_the_board_says_that_the_folder_cannot_be_written(desk: Asked) -> None:
    assert BANNER not in desk.get(f"{YEAR}/").text
    for folder in (desk.root, *(p for p in desk.root.rglob("*") if p.is_dir())):
        folder.chmod(0o555)
    desk.root.parent.chmod(0o755)

    def look() -> None:
        if os.geteuid() == 0:  # whom no rights keep from writing
            os.setuid(NOBODY)
        sys.stdout.write(desk.get(f"{YEAR}/").text)
        sys.stdout.write(shown(desk.post(f"{YEAR}/O1/words", FORM)))

    outcome = broken(look, desk.root, 0, errno.EROFS)
    assert outcome.code == 0, outcome.printed
    assert f'<p class="alert" role="alert">{BANNER}</p>' in outcome.printed
    assert outcome.printed.endswith(f"422 {TOLD}\n")
