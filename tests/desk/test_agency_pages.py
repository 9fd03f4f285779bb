"""The agency's own pages: what is typed is in its file, and nothing else changes."""

import re
from pathlib import Path

import pytest

from desk_project import YEAR, Asked, alert, make_project

AGENCY = "/ban-rai/agency"
FILE = "content/agencies/ban-rai/agency.yml"
MORE = """\
contacts:
  - kind: phone  # ห้องธุรการ
    text: 0-3811-1111
  # แผนที่ของเทศบาล
  - kind: map
    text: แผนที่
    url: https://www.example.go.th/map
complaint_channels:
  - title: ร้องทุกข์
"""


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    asked = Asked(make_project(quick_folder))
    path = quick_folder / FILE
    path.write_text(path.read_text(encoding="utf-8") + MORE, encoding="utf-8")
    return asked


def written(desk: Asked) -> str:
    return (desk.root / FILE).read_text(encoding="utf-8")


def save(desk: Asked, part: str, act: str, **form: str) -> str:
    """Send a form and return what the page says on top, empty where it was saved."""
    answer = desk.post(f"{AGENCY}/{part}/{act}", form)
    assert (answer.status_code == 303) == (alert(answer) == "")
    return alert(answer)


def contact(desk: Asked, number: int) -> dict[str, str]:
    """Return what the page sends about a contact: its place, its hash, its fields."""
    page = desk.get(f"{AGENCY}/contacts").text
    of = re.findall(r'name="of" value="(\w{16})"', page)
    kinds, texts = ("phone", "map"), ("0-3811-1111", "แผนที่")
    urls = ("", "https://www.example.go.th/map")
    was = {"kind": kinds[number], "text": texts[number], "url": urls[number]}
    hashes = list(dict.fromkeys(of))
    old = {f"was-{name}": value for name, value in was.items()}
    return {"key": str(number), "of": hashes[number], **was, **old}


@pytest.mark.parametrize(
    ("part", "form", "old", "new"),
    [
        (
            "about",
            {"name": "เทศบาลตำบลใหม่", "was-name": "เทศบาลตำบลบ้านไร่"},
            "name: เทศบาลตำบลบ้านไร่",
            "name: เทศบาลตำบลใหม่",
        ),
        (
            "units",
            {"key": "staff", "name": "งานบุคคล", "was-name": "งานการเจ้าหน้าที่"},
            "name: งานการเจ้าหน้าที่",
            "name: งานบุคคล",
        ),
        (
            "executives",
            {"key": "mayor", "term_from": "1 มิ.ย. 2566", "was-term_from": ""},
            "    post: นายกเทศมนตรี\n",
            "    post: นายกเทศมนตรี\n    term_from: 2566-06-01\n",
        ),
    ],
)
def test_a_typed_field_changes_its_own_line(
    desk: Asked, part: str, form: dict[str, str], old: str, new: str
) -> None:
    before = written(desk)
    assert save(desk, part, "save", **form) == ""
    assert written(desk) == before.replace(old, new)
    assert desk.post("/undo", {"there": "/"}).status_code == 303
    assert written(desk) == before


@pytest.mark.slow
def test_comments_of_contacts_stay_when_one_is_changed(desk: Asked) -> None:
    form = {**contact(desk, 0), "text": "0-3822-2222"}
    before = written(desk)
    assert save(desk, "contacts", "save", **form) == ""
    assert written(desk) == before.replace("0-3811-1111", '"0-3822-2222"')


@pytest.mark.slow
def test_an_entry_that_others_moved_is_found_again(desk: Asked) -> None:
    form = {**contact(desk, 0), "text": "0-3822-2222"}
    save(desk, "contacts", "down", **contact(desk, 0))
    assert save(desk, "contacts", "save", **form) == ""
    assert '- kind: phone  # ห้องธุรการ\n    text: "0-3822-2222"' in written(desk)
    assert "text: แผนที่" in written(desk)


@pytest.mark.slow
def test_an_entry_that_others_removed_is_not_written_over_another(desk: Asked) -> None:
    form = {**contact(desk, 0), "text": "0-3822-2222"}
    save(desk, "contacts", "remove", **contact(desk, 0))
    before = written(desk)
    told = "ยังไม่ได้บันทึก เพราะรายการนี้ถูกแก้หรือลบระหว่างที่ท่านเปิดหน้านี้ หน้านี้แสดงของใหม่แล้ว"
    assert save(desk, "contacts", "save", **form) == told
    assert written(desk) == before


def test_what_others_typed_meanwhile_is_shown_with_both_others(desk: Asked) -> None:
    save(
        desk,
        "units",
        "save",
        **{"key": "clerk", "name": "ของเขา", "was-name": "สำนักปลัด"},
    )
    before = written(desk)
    form = {"key": "clerk", "name": "ของฉัน", "was-name": "สำนักปลัด"}
    answer = desk.post(f"{AGENCY}/units/save", form)
    assert answer.status_code == 409
    assert "<td>สำนักปลัด</td><td>ของเขา</td><td>ของฉัน</td>" in answer.text
    assert written(desk) == before


def test_entries_move_with_their_comments(desk: Asked) -> None:
    assert save(desk, "contacts", "up", **contact(desk, 1)) == ""
    assert written(desk).endswith(
        "contacts:\n"
        "  # แผนที่ของเทศบาล\n"
        "  - kind: map\n    text: แผนที่\n    url: https://www.example.go.th/map\n"
        "  - kind: phone  # ห้องธุรการ\n    text: 0-3811-1111\n"
        "complaint_channels:\n  - title: ร้องทุกข์\n"
    )


def test_the_first_and_the_last_stay_where_they_are(desk: Asked) -> None:
    before = written(desk)
    assert save(desk, "units", "up", key="clerk") == ""
    assert save(desk, "units", "down", key="staff") == ""
    assert written(desk) == before


def test_a_new_section_comes_behind_those_of_its_unit(desk: Asked) -> None:
    save(desk, "units", "add", name="กองคลัง", parent="")
    save(desk, "units", "add", name="งานแผน", parent="clerk")
    ids = re.findall(r"- id: (\S+)", written(desk))
    assert ids == ["clerk", "staff", "unit-2", "unit-1", "mayor"]


@pytest.mark.slow
def test_removing_a_unit_names_what_rests_on_it_and_gives_it_to_another(
    desk: Asked,
) -> None:
    page = desk.get(f"{AGENCY}/units").text
    for line in (
        "งานที่อยู่ข้างใต้: งานการเจ้าหน้าที่",
        "ข้อ OIT ปี 2568: O1",
        "มาตรการปี 2568: 1 ข้อ",
    ):
        assert f"<li>{line}</li>" in page
    before = desk.files()
    assert save(desk, "units", "remove", key="clerk", other="staff") == ""
    assert "clerk" not in written(desk)
    assert "parent" not in written(desk)
    assert "owner: staff" in desk.written
    measures = desk.year_file.with_name("measures.yml").read_text(encoding="utf-8")
    assert "- text: สำนักปลัด\n        unit: staff\n" in measures
    desk.post("/undo", {"there": "/"})
    assert desk.files() == before


def test_a_unit_may_go_without_another(desk: Asked) -> None:
    assert save(desk, "units", "remove", key="clerk", other="") == ""
    assert "owner" not in desk.written
    assert desk.get(f"{YEAR}/").status_code == 200


@pytest.mark.parametrize(
    ("part", "act", "form", "told", "beside"),
    [
        (
            "contacts",
            "add",
            {"kind": "map", "text": "แผนที่", "url": "โน่น"},
            "ยังไม่ได้บันทึก ดูข้อความข้างช่องด้านล่าง",
            "“โน่น” ไม่ใช่ลิงก์<br>คัดลอกทั้งบรรทัดจากช่องที่อยู่ของเบราว์เซอร์ ขึ้นต้นด้วย https://",
        ),
        (
            "units",
            "add",
            {"name": " ", "parent": ""},
            "ยังไม่ได้บันทึก ต้องกรอกช่อง “ชื่อกองหรืองาน”",
            "",
        ),
        (
            "executives",
            "save",
            {"key": "mayor", "term_to": "31/2/2568"},
            "ยังไม่ได้บันทึก อ่านวันที่ “31/2/2568” ไม่ได้ พิมพ์เช่น 31/3/2568",
            "",
        ),
        (
            "about",
            "save",
            {"kind": "village", "was-kind": "subdistrict-municipality"},
            "ยังไม่ได้บันทึก ดูข้อความข้างช่องด้านล่าง",
            "เลือกจากรายการในช่องนี้",
        ),
    ],
)
def test_what_cannot_be_used_is_told_and_what_was_typed_stays_on_the_page(
    desk: Asked, part: str, act: str, form: dict[str, str], told: str, beside: str
) -> None:
    before = desk.files()
    answer = desk.post(f"{AGENCY}/{part}/{act}", form)
    assert (answer.status_code, alert(answer)) == (422, told)
    assert beside in answer.text
    typed = form.get("url") or form.get("term_to") or ""
    assert f'value="{typed}"' in answer.text
    assert desk.files() == before


def test_the_website_is_changed_in_its_own_file(desk: Asked) -> None:
    form = {"site_url": "ita.banrai.go.th/", "was-site_url": ""}
    assert save(desk, "site", "save", **form) == ""
    site = (desk.root / "content/site.yml").read_text(encoding="utf-8")
    assert site == "version: 1\ntitle: บ้านไร่\nsite_url: https://ita.banrai.go.th/\n"


def test_a_finding_about_the_agency_is_next_to_its_entry(desk: Asked) -> None:
    path = desk.root / FILE
    text = path.read_text(encoding="utf-8").replace("0-3811-1111", "1-1002-00345-67-0")
    path.write_text(text, encoding="utf-8")
    page = desk.get(f"{AGENCY}/contacts").text
    opened = page.count('<details class="entry__form" open>')
    assert opened == page.count("remark--error") == 1


@pytest.mark.parametrize("path", ["nothing", "about/add", "about/remove", "units/x"])
def test_other_addresses_lead_nowhere(desk: Asked, path: str) -> None:
    answer = (
        desk.post(f"{AGENCY}/{path}") if "/" in path else desk.get(f"{AGENCY}/{path}")
    )
    assert answer.status_code == 404
