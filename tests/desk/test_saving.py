"""What is typed at the desk is in the year's file, and nothing else changes."""

import re
from pathlib import Path

import pytest

import small_site
from desk_project import YEAR, Asked, alert, make_project
from prongsai.desk import on_disk
from prongsai.storage.write import lock

DROPPED = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


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


def test_files_are_copied_cited_and_named_by_the_program(desk: Asked) -> None:
    files = [
        ("files", ("แผนปฏิบัติการ_ปี 2568.pdf", DROPPED)),
        ("files", ("C:\\งาน\\คู่มือ.pdf", DROPPED + b"2")),
    ]
    answer = desk.post(f"{YEAR}/O1/drop", {"component": "o1-chart"}, files=files)
    assert answer.status_code == 303
    assert (
        "      - id: o1-doc-1\n"
        "        title: แผนปฏิบัติการ ปี 2568\n"
        "        file: แผนปฏิบัติการ_ปี 2568.pdf\n"
        "        year: 2568\n"
        "      - id: o1-doc-2\n"
        "        title: คู่มือ\n"
        "        file: คู่มือ.pdf\n"
    ) in desk.written
    assert "- id: o1-chart\n        evidence:\n          - o1-doc-1\n" in desk.written
    folder = desk.year_file.parent / "files"
    assert (folder / "คู่มือ.pdf").read_bytes() == DROPPED + b"2"


def test_the_same_file_under_another_name_is_not_copied_again(desk: Asked) -> None:
    desk.post(f"{YEAR}/O1/drop", {}, files=[("files", ("ก.pdf", DROPPED))])
    desk.post(f"{YEAR}/O2/drop", {}, files=[("files", ("ข.pdf", DROPPED))])
    names = sorted(one.name for one in (desk.year_file.parent / "files").iterdir())
    assert names == ["ก.pdf", "ภาพ.png"]
    assert desk.written.count("file: ก.pdf") == 2


def test_another_file_of_the_same_name_keeps_both(desk: Asked) -> None:
    for data in (DROPPED, DROPPED + b"2"):
        desk.post(f"{YEAR}/O1/drop", {}, files=[("files", ("ก.pdf", data))])
    names = sorted(one.name for one in (desk.year_file.parent / "files").iterdir())
    assert names == ["ก (2).pdf", "ก.pdf", "ภาพ.png"]


@pytest.mark.parametrize("name", ["หน้า.html", "รูป.svg", "งาน.exe", "ลิงก์.url", "x"])
def test_kinds_that_never_reach_the_site_are_not_taken(desk: Asked, name: str) -> None:
    before = desk.files()
    answer = desk.post(f"{YEAR}/O1/drop", {}, files=[("files", (name, b"x"))])
    told = f"ไม่ได้รับไฟล์ {name} เพราะเป็นชนิดที่เผยแพร่ไม่ได้ โปรดบันทึกเป็น PDF แล้ววางใหม่"
    assert (alert(answer), desk.files()) == (told, before)
    assert not any((desk.root / ".prongsai" / "desk").iterdir())


@pytest.mark.parametrize(
    "name", ["../../site.pdf", "con.pdf", "a:b?.pdf", ".pdf", "ก" * 300 + ".pdf"]
)
def test_a_name_cannot_lead_out_of_the_folder(desk: Asked, name: str) -> None:
    desk.post(f"{YEAR}/O1/drop", {}, files=[("files", (name, DROPPED))])
    before = set(desk.files()) - {f"content{YEAR}"}
    new = [one for one in before if one.endswith(".pdf")]
    assert all(one.startswith("content/agencies/ban-rai/2568/files/") for one in new)


def test_a_document_is_taken_off_with_its_citations_and_its_file_stays(
    desk: Asked,
) -> None:
    desk.post(
        f"{YEAR}/O1/drop",
        {"component": "o1-chart"},
        files=[("files", ("ก.pdf", DROPPED))],
    )
    assert save(desk, "remove", id="o1-doc-1") == ""
    assert "o1-doc-1" not in desk.written
    assert "o1-chart" not in desk.written
    assert (desk.year_file.parent / "files" / "ก.pdf").exists()
    assert save(desk, "pick", file="ก.pdf") == ""
    assert "file: ก.pdf" in desk.written


def test_a_component_cites_what_is_ticked_and_keeps_what_the_page_did_not_show(
    desk: Asked,
) -> None:
    desk.year_file.write_text(
        "items:\n  - code: O1\n    evidence:\n"
        "      - {id: a, title: ก, file: ภาพ.png}\n"
        "      - {id: b, title: ข, file: ภาพ.png}\n    components:\n"
        "      - id: o1-chart\n        evidence: [a, b]\n",
        encoding="utf-8",
    )
    form = {"id": "o1-chart", "offered": "a"}
    assert save(desk, "component", **form) == ""
    assert "evidence: [b]" in desk.written or "- b" in desk.written
    assert "[a" not in desk.written


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


def test_a_document_of_the_year_before_is_used_again_without_a_copy(
    desk: Asked,
) -> None:
    before = desk.root / small_site.AGENCY / "2567"
    (before / "files").mkdir(parents=True)
    (before / "files" / "แผนผัง.png").write_bytes(small_site.PICTURE)
    (before / "disclosures.yml").write_text(
        "items:\n  - code: O2\n    evidence:\n      - id: other\n        title: อื่น\n"
        "        url: https://www.example.go.th/old\n"
        "  - code: O1\n    evidence:\n      - id: chart\n        title: แผนผัง 2567\n"
        "        file: แผนผัง.png\n        date: 2567-01-12\n        year: 2567\n",
        encoding="utf-8",
    )
    page = desk.get(f"{YEAR}/O1").text
    [offered] = re.findall(r'<select id="document".*?</select>', page)
    assert re.findall(r'value="(\w+)">([^<]+)<', offered) == [
        ("chart", "O1 แผนผัง 2567"),
        ("other", "O2 อื่น"),
    ]
    assert save(desk, "again", document="chart") == ""
    assert (
        "      - id: o1-doc-1\n        title: แผนผัง 2567\n"
        "        file: 2567/แผนผัง.png\n        date: 2567-01-12\n        year: 2567\n"
    ) in desk.written
    assert not (desk.year_file.parent / "files" / "แผนผัง.png").exists()
    page = desk.get(f"{YEAR}/O1").text
    assert 'value="chart"' not in page
    answer = desk.get(f"{YEAR}/files/2567/แผนผัง.png")
    assert (answer.status_code, answer.content) == (200, small_site.PICTURE)
    told = save(desk, "again", document="nothing")
    assert told == "ไม่พบเอกสารของปีก่อนแล้ว อาจมีคนเอาออก"
