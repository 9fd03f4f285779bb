"""What is typed at the desk is in the year's file, and nothing else changes."""

import re
from pathlib import Path

import pytest

from desk_project import YEAR, Asked, alert, make_project
from prongsai.desk import on_disk
from prongsai.storage.write import lock


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    return Asked(make_project(quick_folder))


def save(desk: Asked, act: str, code: str = "O1", **form: str) -> str:
    """Send a form and return what the page says on top, empty where it was saved."""
    answer = desk.post(f"{YEAR}/{code}/{act}", form)
    assert (answer.status_code == 303) == (alert(answer) == "")
    return alert(answer)


def test_a_typed_field_changes_its_own_line(desk: Asked) -> None:
    before = desk.written
    form = {"owner": "staff", "was-owner": "clerk"}
    assert save(desk, "words", **form) == ""
    assert desk.written == before.replace("owner: clerk", "owner: staff")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31/3/2568", "2568-03-31"),
        ("๓๑ มี.ค. ๒๕๖๘", "2568-03-31"),
        ("31 มีนาคม 2568", "2568-03-31"),
        ("2568-03-31", "2568-03-31"),
    ],
)
def test_days_are_typed_as_people_write_them(desk: Asked, typed: str, day: str) -> None:
    assert save(desk, "words", **{"updated": typed, "was-updated": ""}) == ""
    assert f"    updated: {day}\n" in desk.written


@pytest.mark.parametrize(
    ("act", "form", "told"),
    [
        (
            "words",
            {"updated": "31/2/2568"},
            "ยังไม่ได้บันทึก อ่านวันที่ “31/2/2568” ไม่ได้ พิมพ์เช่น 31/3/2568",
        ),
        (
            "words",
            {"due": "มีนาคม"},
            "ยังไม่ได้บันทึก อ่านวันที่ “มีนาคม” ไม่ได้ พิมพ์เช่น 31/3/2568",
        ),
        (
            "document",
            {"id": "photo", "year": "2025"},
            "ยังไม่ได้บันทึก อ่านปี “2025” ไม่ได้ พิมพ์ปี พ.ศ. เช่น 2568",
        ),
        (
            "document",
            {"id": "photo", "title": " "},
            "ยังไม่ได้บันทึก เอกสารต้องมีชื่อ พิมพ์ชื่อแล้วบันทึกอีกครั้ง",
        ),
        (
            "address",
            {"url": "javascript:alert(1)"},
            "ใช้ที่อยู่ “javascript:alert(1)” ไม่ได้ คัดลอกจากช่องที่อยู่ของเบราว์เซอร์ ขึ้นต้นด้วย https://",
        ),
        ("address", {"url": ""}, "ยังไม่ได้พิมพ์ที่อยู่หน้าเว็บ"),
        ("drop", {}, "ยังไม่ได้เลือกไฟล์"),
        ("pick", {"file": "ไม่มี.pdf"}, "ไม่พบไฟล์ ไม่มี.pdf แล้ว อาจมีคนย้ายหรือลบ"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_saved(
    desk: Asked, act: str, form: dict[str, str], told: str
) -> None:
    before = desk.files()
    assert save(desk, act, **form) == told
    assert desk.files() == before


@pytest.mark.parametrize(
    ("act", "form", "kept"),
    [
        ("words", {"updated": "31/2/2568"}, 'name="updated" value="31/2/2568"'),
        ("document", {"id": "photo", "year": "20x5"}, 'name="year" value="20x5"'),
        ("address", {"url": "x y", "title": "แผน"}, 'name="url" inputmode="url"'),
        ("address", {"url": "x y", "title": "แผน"}, 'name="title" value="แผน"'),
    ],
)
def test_what_was_refused_stays_in_its_field_with_the_reason_beside_it(
    desk: Asked, act: str, form: dict[str, str], kept: str
) -> None:
    answer = desk.post(f"{YEAR}/O1/{act}", form)
    assert answer.status_code == 422
    assert answer.text.count('role="alert"') == 1
    assert kept in answer.text
    [field] = [line for line in answer.text.splitlines() if "aria-invalid" in line]
    [wrong] = re.findall(r'<p class="alert" id="([^"]+)" role="alert">', answer.text)
    assert wrong in field
    assert str(form.get("url") or next(reversed(form.values()))) in field


def test_words_stay_while_another_command_is_at_work(
    desk: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_disk, "PATIENCE", 0.0)
    with lock.project_lock(desk.root, "publish"):
        taken = lock._HELD.set(frozenset())
        form = {"explanation": "ข้อความยาวที่พิมพ์ไว้", "was-explanation": ""}
        answer = desk.post(f"{YEAR}/O1/words", form)
        lock._HELD.reset(taken)
    assert answer.status_code == 422
    assert ">ข้อความยาวที่พิมพ์ไว้</textarea>" in answer.text


@pytest.mark.parametrize(
    ("address", "page"),
    [
        (f"{YEAR}/O1/words", f"{YEAR}/O1"),
        ("/ban-rai/agency/units/save", "/ban-rai/agency/units"),
        ("/undo", "/"),
    ],
)
def test_the_address_of_a_form_that_is_opened_leads_to_its_page(
    desk: Asked, address: str, page: str
) -> None:
    answer = desk.get(address)
    assert (answer.status_code, answer.headers["location"]) == (303, page)


def test_a_field_that_was_emptied_goes(desk: Asked) -> None:
    assert save(desk, "words", **{"owner": "", "was-owner": "clerk"}) == ""
    assert "owner" not in desk.written


def test_an_item_that_has_nothing_yet_is_put_where_it_belongs(desk: Asked) -> None:
    form = {"explanation": "แผนพัฒนา", "was-explanation": ""}
    assert save(desk, "words", "O10", **form) == ""
    assert desk.written.endswith("  - code: O10\n    explanation: แผนพัฒนา\n")
    assert (
        save(desk, "words", "O10", **{"explanation": "", "was-explanation": "แผนพัฒนา"})
        == ""
    )
    assert desk.written.endswith("  - code: O10\n")


def test_what_somebody_else_typed_meanwhile_is_not_lost(desk: Asked) -> None:
    save(desk, "words", **{"explanation": "ของเขา", "was-explanation": ""})
    before = desk.written
    form = {"explanation": "ของฉัน", "was-explanation": ""}
    answer = desk.post(f"{YEAR}/O1/words", form)
    assert answer.status_code == 409
    assert "<td>–</td><td>ของเขา</td><td>ของฉัน</td>" in answer.text
    assert desk.written == before


def test_other_fields_that_somebody_changed_meanwhile_stay(desk: Asked) -> None:
    save(desk, "words", **{"explanation": "ของเขา", "was-explanation": ""})
    save(desk, "words", **{"owner": "staff", "was-owner": "clerk"})
    assert "explanation: ของเขา" in desk.written
    assert "owner: staff" in desk.written


def test_a_year_with_a_mistake_is_not_written(desk: Asked) -> None:
    desk.year_file.write_text("items: [{code: O1\n", encoding="utf-8")
    told = save(desk, "words", **{"explanation": "x", "was-explanation": ""})
    assert told.startswith("ยังไม่ได้บันทึก เพราะไฟล์ข้อมูลของปีนี้มีที่ผิดอยู่ก่อน")
    assert desk.written == "items: [{code: O1\n"


def test_a_year_without_a_file_gets_one(desk: Asked) -> None:
    desk.year_file.unlink()
    assert save(desk, "words", **{"explanation": "x", "was-explanation": ""}) == ""
    assert desk.written == (
        "# yaml-language-server: $schema=../../../.schemas/disclosures.json\n"
        "items:\n  - code: O1\n    explanation: x\n"
    )


def test_what_is_not_written_of_visibility_is_public(desk: Asked) -> None:
    form = {"visibility": "internal", "was-visibility": "public"}
    desk.post(f"{YEAR}/O2/words", form)
    assert "visibility: internal" in desk.written
