"""Files dropped on the desk: shown before and after, then taken over as one step."""

import io
import re
from pathlib import Path
from urllib.parse import unquote

import httpx
import pytest
from openpyxl import load_workbook

import small_site
from desk_project import YEAR, Asked, alert, make_project
from office_files import excel, word

PLAN = word([("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ"), ("ทำคู่มือ", "1. ร่าง", "สำนักปลัด")])


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    return Asked(make_project(quick_folder))


def drop(desk: Asked, files: dict[str, bytes]) -> str:
    """Drop files; return the address of what they would change."""
    sent = [("files", (name, data)) for name, data in files.items()]
    answer = desk.post(f"{YEAR}/import", files=sent)
    assert answer.status_code == 303, alert(answer)
    return answer.headers["location"]


def take(desk: Asked, review: str, **more: str) -> httpx.Response:
    """Take over what a page of before and after shows."""
    page = desk.get(review).text
    tail = page[page.index('class="take"') :]
    form: dict[str, object] = {}
    for name in ("file", "answer", "of"):
        form[name] = re.findall(rf'name="{name}" value="([^"]*)"', tail)
    return desk.post(f"{YEAR}/import/review", {**form, **more})


def rows(page: str) -> list[list[str]]:
    """Return the rows of before and after, as text."""
    table = page[page.index('class="rows changes"') :]
    found = re.findall(r"<tr>(<td>.*?)</tr>", table, re.DOTALL)
    return [
        [re.sub("<[^>]+>", "", cell).strip() for cell in row.split("</td>")][:3]
        for row in found
    ]


def written(desk: Asked) -> str:
    return (desk.root / small_site.YEAR / "measures.yml").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_word_file_is_shown_before_and_after_then_taken_over(desk: Asked) -> None:
    before = written(desk)
    review = drop(desk, {"มาตรการ 2568.docx": PLAN})
    assert unquote(review).endswith("มาตรการ+2568.docx")
    shown = rows(desk.get(review).text)
    assert any("ทำคู่มือ" in after and old == "(ว่าง)" for _, old, after in shown), shown
    assert written(desk) == before
    assert take(desk, review).headers["location"].endswith("/import?said=taken")
    assert "title: ทำคู่มือ" in written(desk)
    assert "title: สื่อสารให้ทั่วถึง" in written(desk)
    assert "นำเข้า มาตรการ 2568.docx" in desk.get(f"{YEAR}/").text
    desk.post("/undo", {"there": "/"})
    assert written(desk) == before
    assert not (desk.root / small_site.YEAR / ".import/measures").exists() or not any(
        (desk.root / small_site.YEAR / ".import/measures").iterdir()
    )


@pytest.mark.slow
def test_a_column_that_is_not_sure_is_asked_about_and_the_answer_is_kept(
    desk: Asked,
) -> None:
    table = [("มาตรการ", "ขั้นตอน", "กลุ่มเป้าหมาย"), ("ทำคู่มือ", "ร่าง", "ประชาชน")]
    review = drop(desk, {"มาตรการ.docx": word(table)})
    page = desk.get(review).text
    assert "คอลัมน์ที่ 3 คืออะไร “กลุ่มเป้าหมาย”" in " ".join(
        re.sub("<[^>]+>", "", page).split()
    )
    assert "<option>หมายเหตุ</option>" in page
    answered = f"{review}&header.0.3=กลุ่มเป้าหมาย&choose.0.3=หมายเหตุ"
    assert any("ประชาชน" in after for _, _, after in rows(desk.get(answered).text))
    assert take(desk, answered).status_code == 303
    assert "note: ประชาชน" in written(desk)


@pytest.mark.slow
def test_a_text_without_a_place_is_given_one_by_a_choice(desk: Asked) -> None:
    table = [("มาตรการ", "ขั้นตอน", "กลุ่มเป้าหมาย"), ("ทำคู่มือ", "ร่าง", "ประชาชน")]
    take(desk, drop(desk, {"มาตรการ.docx": word(table)}))
    assert "unplaced:" in written(desk)
    page = desk.get(f"{YEAR}/tables/unplaced").text
    text = page.index("ประชาชน")
    place = re.search(r'<option value="(measures/note/[^"]*)"', page[text:])
    assert place is not None
    number = re.findall(r'name="(\d+)\.place"', page)[0]
    form = dict(re.findall(rf'name="({number}\.[^"]*)" value="([^"]*)"', page))
    shown = {name.partition(".was.")[2]: value for name, value in form.items()}
    form |= {f"{number}.{name}": value for name, value in shown.items() if name}
    form[f"{number}.text"] = "ประชาชน"
    form[f"{number}.place"] = place[1]
    answer = desk.post(f"{YEAR}/tables/unplaced", form)
    assert answer.status_code == 303, answer.text
    assert "note: ประชาชน" in written(desk)
    assert "unplaced" not in written(desk)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("แผน.pdf", b"%PDF-1.7\n", "PDF"),
        ("แผน.doc", b"\xd0\xcf\x11\xe0", ".docx"),
        ("แผน.docx", b"PK\x03\x04broken", "แผน.docx"),
        ("ว่าง.xlsx", excel([["สวัสดี"]]), "ว่าง.xlsx"),
    ],
)
def test_what_cannot_be_taken_over_is_told_and_changes_nothing(
    desk: Asked, name: str, data: bytes, told: str
) -> None:
    before = desk.files()
    page = desk.get(drop(desk, {name: data})).text
    alert_text = page[page.index('class="alert"') :].partition("</div>")[0]
    assert told in alert_text
    assert 'class="take"' not in page
    assert desk.files() == before


def filled(desk: Asked, unit: str, cells: dict[tuple[str, str], str]) -> bytes:
    """Download a unit's workbook and fill in cells of its first row of results."""
    answer = desk.get(f"{YEAR}/workbook/{unit}.xlsx")
    assert answer.status_code == 200
    book = load_workbook(io.BytesIO(answer.content))
    for (sheet, header), text in cells.items():
        page = book[sheet]
        heads = [
            (row, cell.column)
            for row in range(1, 8)
            for cell in page[row]
            if cell.value == header
        ]
        row, column = heads[0]
        page.cell(row + 1, column).value = text
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def three_units(desk: Asked) -> None:
    """Give the small site a measure for each of three units."""
    agency = desk.root / small_site.AGENCY / "agency.yml"
    text = agency.read_text(encoding="utf-8")
    for name in ("works", "finance"):
        text = text.replace(
            "executives:", f"  - id: {name}\n    name: กอง {name}\nexecutives:"
        )
    agency.write_text(text, encoding="utf-8")
    path = desk.root / small_site.YEAR / "measures.yml"
    more = "".join(
        f"  - id: {name}\n    title: งานของ {name}\n    topic: 2\n    units:\n"
        f"      - text: กอง {name}\n        unit: {name}\n"
        for name in ("works", "finance")
    )
    path.write_text(written(desk) + more, encoding="utf-8")


@pytest.mark.slow
def test_three_units_send_their_results_back_at_once(desk: Asked) -> None:
    three_units(desk)
    summary = ("ผลการดำเนินการ", "สรุปผล")
    books = {
        f"{unit}.xlsx": filled(desk, unit, {summary: f"ผลของ {unit}"})
        for unit in ("clerk", "works", "finance")
    }
    book = load_workbook(io.BytesIO(books["works.xlsx"]))
    text = str([c.value for row in book["มาตรการ"].iter_rows() for c in row])
    assert "งานของ works" in text
    assert "งานของ finance" not in text
    review = drop(desk, books)
    assert len(rows(desk.get(review).text)) >= 1
    assert take(desk, review).status_code == 303
    for unit in ("clerk", "works", "finance"):
        assert f"summary: ผลของ {unit}" in written(desk)


@pytest.mark.slow
def test_what_was_changed_here_and_in_a_workbook_shows_three_values(
    desk: Asked,
) -> None:
    summary = ("ผลการดำเนินการ", "สรุปผล")
    book = filled(desk, "clerk", {summary: "ของหน่วย"})
    path = desk.root / small_site.YEAR / "measures.yml"
    path.write_text(
        written(desk).replace("summary: ทำแล้ว", "summary: ของปลัด"), encoding="utf-8"
    )
    page = desk.get(drop(desk, {"clerk.xlsx": book})).text
    assert "<td>ทำแล้ว</td><td>ของปลัด</td><td>ของหน่วย</td>" in page
    assert 'class="take"' not in page


def test_what_changed_since_it_was_shown_is_shown_again(desk: Asked) -> None:
    review = drop(desk, {"มาตรการ.docx": PLAN})
    answer = take(desk, review, of="0" * 64)
    assert answer.status_code == 409
    assert alert(answer) == (
        "ยังไม่ได้นำเข้า เพราะข้อมูลเปลี่ยนระหว่างที่ท่านเปิดหน้านี้ หน้านี้แสดงของใหม่แล้ว โปรดดูอีกครั้ง"
    )
    assert "ทำคู่มือ" not in written(desk)


@pytest.mark.parametrize(
    "file", ["../../../content/site.yml", "0123456789abcdef/../x", "x", ""]
)
def test_no_other_file_can_be_asked_for(desk: Asked, file: str) -> None:
    answer = desk.get(f"{YEAR}/import/review", params={"file": file})
    assert answer.status_code == 404


@pytest.mark.slow
def test_a_unit_that_is_not_there_has_no_workbook(desk: Asked) -> None:
    assert desk.get(f"{YEAR}/workbook/nobody.xlsx").status_code == 404
    assert desk.get(f"{YEAR}/workbook/all.xlsx").status_code == 200
