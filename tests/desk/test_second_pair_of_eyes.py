"""Who works is chosen, items are looked at, changes are sent, agreed to or returned."""

import io
import json
import re
from pathlib import Path

import pypdfium2
import pytest

import git_project
from checkout import ROOT
from desk_project import NOW, YEAR, Asked, alert, make_project
from prongsai.storage.snapshots import PUBLISHED, take

SEND = f"{YEAR}/send"
CITED = {"id": "o1-chart", "cited": "photo", "offered": "photo"}


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    return Asked(make_project(quick_folder))


def works(desk: Asked, post: str) -> None:
    answer = desk.post("/who", {"post": post, "there": f"{YEAR}/"})
    desk.cookies["prongsai-post"] = answer.cookies["prongsai-post"]


def of(desk: Asked, path: str) -> str:
    found = re.search(r'name="of" value="([^"]+)"', desk.get(path).text)
    assert found is not None
    return found[1]


def say(desk: Asked, word: str, remark: str = "", seen: str = "") -> str:
    form = {"word": word, "of": seen or of(desk, SEND), "remark": remark}
    return alert(desk.post(SEND, form))


def published(desk: Asked) -> None:
    take(desk.root, PUBLISHED, "2025-01-14T10:00:00")


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def pdf_of_two_colours(colour: int) -> bytes:
    """Return a PDF of one page with a rectangle."""
    document = pypdfium2.PdfDocument.new()
    document.new_page(200 + colour, 280)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_page_asks_who_works_until_a_post_is_chosen(desk: Asked) -> None:
    page = desk.get(f"{YEAR}/").text
    assert "ไม่ใช่ลายมือชื่อ" in page
    assert '<button class="plain-button" name="post" value="นายกเทศมนตรี">' in page
    assert '<button class="plain-button" name="post" value="เจ้าหน้าที่ สำนักปลัด">' in page
    works(desk, "นายกเทศมนตรี")
    assert "วันนี้ใครทำงาน" not in desk.get(f"{YEAR}/").text


@pytest.mark.slow
def test_one_look_confirms_an_item_and_leads_to_the_next(desk: Asked) -> None:
    desk.post(f"{YEAR}/O1/component", CITED)
    other = {"id": "o2-top", "text": "นายก"}
    component = re.search(r'name="id" value="(o2-[^"]+)"', desk.get(f"{YEAR}/O2").text)
    assert component is not None
    desk.post(f"{YEAR}/O2/component", {**other, "id": component[1], "was-text": ""})
    assert f'href="{YEAR}/O1/look">เปิดดูและยืนยัน 2 ข้อ' in desk.get(f"{YEAR}/").text
    form = {"of": of(desk, f"{YEAR}/O1/look")}
    told = alert(desk.post(f"{YEAR}/O1/look", form))
    assert told == "ยังไม่ได้บันทึก โปรดกรอกตำแหน่งของท่านที่มุมบนก่อน"
    works(desk, "นายกเทศมนตรี")
    answer = desk.post(f"{YEAR}/O1/look", form)
    assert answer.headers["location"] == f"{YEAR}/O2/look"
    last = desk.post(f"{YEAR}/O2/look", {"of": of(desk, f"{YEAR}/O2/look")})
    assert last.headers["location"] == f"{YEAR}/"
    assert desk.written.count("by: นายกเทศมนตรี") == 2


def test_what_changed_while_it_was_looked_at_is_not_confirmed(desk: Asked) -> None:
    desk.post(f"{YEAR}/O1/component", CITED)
    works(desk, "นายกเทศมนตรี")
    before = of(desk, f"{YEAR}/O1/look")
    (desk.year_file.parent / "files" / "ภาพ.png").write_bytes(b"another")
    told = alert(desk.post(f"{YEAR}/O1/look", {"of": before}))
    assert told.startswith("ยังไม่ได้ยืนยัน เพราะมีคนแก้ส่วนนี้")
    assert "confirmed" not in desk.written


@pytest.mark.slow
def test_the_sheet_has_titles_and_not_ids(desk: Asked) -> None:
    published(desk)
    desk.post(f"{YEAR}/O1/component", CITED)
    desk.post(
        f"{YEAR}/O1/document", {"id": "photo", "title": "ภาพใหม่", "was-title": "ภาพ"}
    )
    page = text_of(desk.get(SEND).text)
    assert "เทียบกับที่เผยแพร่เมื่อ 14 ม.ค. 2568 10:00" in page
    assert "องค์ประกอบ “แผนผังโครงสร้างการแบ่งส่วนราชการ”" in page
    assert "เอกสารประกอบ “ภาพใหม่” › ชื่อ" in page
    assert "o1-chart" not in page
    assert "photo" not in page


def test_figures_that_an_assessor_announced_have_their_own_box(desk: Asked) -> None:
    published(desk)
    scores = desk.root / "content/agencies/ban-rai/2568/scores.yml"
    scores.write_text(
        scores.read_text(encoding="utf-8").replace("93.78", "94.78"), encoding="utf-8"
    )
    page = desk.get(SEND).text
    box = re.search(r'<section class="announced">(.*?)</section>', page, re.DOTALL)
    assert box is not None
    assert "93.78" in box[1]
    assert "94.78" in box[1]
    assert page.count("94.78") == 1


@pytest.mark.slow
def test_a_changed_file_is_shown_with_its_first_pages(desk: Asked) -> None:
    files = desk.year_file.parent / "files"
    desk.post(f"{YEAR}/O5/drop", files={"files": ("แผน.pdf", pdf_of_two_colours(1))})
    published(desk)
    (files / "แผน.pdf").write_bytes(pdf_of_two_colours(90))
    page = desk.get(SEND).text
    pictures = re.findall(r'src="data:image/png;base64,([^"]+)"', page)
    assert len(set(pictures)) == 2
    assert "O5 แผน" in page


@pytest.mark.slow
def test_the_papers_have_how_files_begin_and_room_for_an_answer(desk: Asked) -> None:
    files = desk.year_file.parent / "files"
    own = ROOT / "content/agencies/tambon-tuayang/2568/files"
    old = (own / "ทำเนียบผู้บริหาร.pdf").read_bytes()
    desk.post(f"{YEAR}/O5/drop", files={"files": ("แผน.pdf", old)})
    published(desk)
    new = own / "คู่มือการขอรับบริการ.pdf"
    (files / "แผน.pdf").write_bytes(new.read_bytes())
    page = desk.get(f"{SEND}/changes.html").text
    paper = pypdfium2.PdfDocument(desk.get(f"{SEND}/changes.pdf").content)
    printed = "".join(one.get_textpage().get_text_range() for one in paper)
    for text in (page, printed.replace("\r\n", "")):
        assert "ทำเนียบผู้บริหาร" in text
        assert "คู่มือการขอรับบริการสำหรับประชาชน" in text
        assert "ส่งกลับแก้ไข" in text


@pytest.mark.slow
def test_an_address_that_vanishes_is_on_top(desk: Asked) -> None:
    published(desk)
    form = {"visibility": "internal", "was-visibility": "public"}
    desk.post(f"{YEAR}/O2/words", form)
    page = desk.get(SEND).text
    assert "ที่อยู่หน้าเว็บที่จะหายไป 1 แห่ง" in page
    assert page.index('class="vanished"') < page.index('class="changes"')


def test_where_addresses_cannot_be_compared_the_sheet_says_so(desk: Asked) -> None:
    published(desk)
    survey = desk.year_file.parent / "survey.yml"
    survey.write_text("link: 1\n", encoding="utf-8")
    assert "ยังบอกไม่ได้ว่าจะมีที่อยู่หน้าเว็บใดหายไป" in desk.get(SEND).text


@pytest.mark.slow
def test_changes_are_sent_and_agreed_to_by_another_post(desk: Asked) -> None:
    told = say(desk, "sent")
    assert told == "ยังไม่ได้บันทึก โปรดกรอกตำแหน่งของท่านที่มุมบนก่อน"
    works(desk, "เจ้าหน้าที่ สำนักปลัด")
    assert say(desk, "agreed").startswith("ยังไม่ได้บันทึก เพราะรายการนี้ยังไม่ได้ส่งให้ดู")
    assert say(desk, "sent") == ""
    assert "ส่งให้ดูแล้ว รอคำตอบ:" in desk.get(f"{YEAR}/").text
    assert say(desk, "agreed").startswith("ยังไม่ได้บันทึก ผู้เห็นชอบต้องเป็นคนละตำแหน่ง")
    works(desk, "นายกเทศมนตรี")
    assert say(desk, "agreed") == ""
    board = desk.get(f"{YEAR}/").text
    assert "เห็นชอบแล้ว:" in board
    kept = desk.root / "content/agencies/ban-rai/.approval.json"
    entries = json.loads(kept.read_text(encoding="utf-8"))
    assert [(one["word"], one["by"], one["at"]) for one in entries] == [
        ("sent", "เจ้าหน้าที่ สำนักปลัด", NOW.isoformat()),
        ("agreed", "นายกเทศมนตรี", NOW.isoformat()),
    ]
    desk.post(f"{YEAR}/O1/component", CITED)
    assert "ข้อมูลถูกแก้หลังจากนั้น" in desk.get(f"{YEAR}/").text


@pytest.mark.slow
def test_what_is_sent_back_says_why_on_the_board(desk: Asked) -> None:
    works(desk, "เจ้าหน้าที่ สำนักปลัด")
    say(desk, "sent")
    works(desk, "นายกเทศมนตรี")
    assert say(desk, "returned") == "ยังไม่ได้บันทึก โปรดบอกว่าต้องแก้อะไร"
    assert say(desk, "returned", "ข้อ O1 <ยังไม่ชัด>") == ""
    assert "“ข้อ O1 &lt;ยังไม่ชัด&gt;”" in desk.get(f"{YEAR}/").text


@pytest.mark.slow
def test_nothing_unseen_is_agreed_to(desk: Asked) -> None:
    works(desk, "เจ้าหน้าที่ สำนักปลัด")
    seen = of(desk, SEND)
    say(desk, "sent")
    desk.post(f"{YEAR}/O1/component", CITED)
    works(desk, "นายกเทศมนตรี")
    told = say(desk, "agreed", seen=seen)
    assert told.startswith("ยังไม่ได้บันทึก เพราะมีคนแก้ข้อมูลระหว่างที่ท่านเปิดหน้านี้")


@pytest.mark.slow
def test_the_sheet_is_one_file_and_a_paper(desk: Asked) -> None:
    alone = desk.get(f"{SEND}/changes.html")
    assert alone.headers["content-disposition"].startswith("attachment")
    assert not re.search(r'(?:src|href)="(?!data:)', alone.text)
    assert "O1 ภาพ" in alone.text
    paper = desk.get(f"{SEND}/changes.pdf")
    assert paper.content.startswith(b"%PDF-")


def test_sending_is_written_into_the_history_by_the_post(desk: Asked) -> None:
    git_project.run_git(desk.root, "init", "-q")
    works(desk, "เจ้าหน้าที่ สำนักปลัด")
    say(desk, "sent")
    shown = git_project.run_git(desk.root, "log", "--format=%an|%s").strip()
    said = "ส่งรายการเปลี่ยนแปลงให้ดู (เทศบาลตำบลบ้านไร่)"
    assert shown == f"เจ้าหน้าที่ สำนักปลัด|{said}"
    assert not re.search(r"\bgit\b|commit", desk.get(SEND).text, re.IGNORECASE)
