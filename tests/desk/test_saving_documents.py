"""Documents at the desk: copied, cited, taken off; one of last year used again."""

import re
from pathlib import Path

import pytest

import small_site
from desk_project import YEAR, Asked, alert, make_project

DROPPED = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    return Asked(make_project(quick_folder))


def save(desk: Asked, act: str, code: str = "O1", **form: str) -> str:
    """Send a form and return what the page says on top, empty where it was saved."""
    answer = desk.post(f"{YEAR}/{code}/{act}", form)
    assert (answer.status_code == 303) == (alert(answer) == "")
    return alert(answer)


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
