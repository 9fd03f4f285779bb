"""Long work is ordered, seen first, done elsewhere, and reported with what was made."""

import io
import re
import zipfile
from pathlib import Path

import pytest

import git_project
from desk_project import POST, YEAR, Asked, alert, make_project, order, works
from prongsai import messages, plan
from prongsai.desk.works import Order, Work, WorkState
from prongsai.desk.works_here import _ASKS
from prongsai.publishing.secrets import Secret
from source_modules import MODULES

OF_THE_FILE = re.compile(r"prongsai |\.ya?ml|--[a-z]|[\[\]]|\bgit\b|\bpip\b")
EDGE = re.compile(r"^\s*(?:import|from) (?:threading|subprocess|socket)", re.MULTILINE)


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    return Asked(make_project(quick_folder / "project"))


def to_folder(desk: Asked) -> Path:
    """Let the project publish into the folder `public` next to it."""
    site = desk.root / "content/site.yml"
    target = "publish:\n- name: web\n  url: folder:../public\n"
    site.write_text(site.read_text(encoding="utf-8") + target, encoding="utf-8")
    (desk.root.parent / "public").mkdir()
    return desk.root.parent / "public"


def told(page: str) -> str:
    main = page[page.index("<main") :]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


@pytest.mark.slow
def test_a_publish_is_seen_first_then_done_and_kept(desk: Asked) -> None:
    public = to_folder(desk)
    git_project.run_git(desk.root, "init", "-q")
    ahead = order(desk, "publish")
    assert "ถ้าทำต่อ จะเป็นอย่างนี้" in ahead
    assert re.search(r"เพิ่ม \d+ ไฟล์ เปลี่ยน 0 ไฟล์ ลบ 0 ไฟล์", ahead)
    assert list(public.iterdir()) == []
    refused = order(desk, "publish", sure="1")
    assert "โปรดกรอกตำแหน่งของท่านที่มุมบนก่อน" in refused
    works(desk)
    done = told(order(desk, "publish", sure="1"))
    assert "เผยแพร่แล้ว ส่งขึ้น" in done
    assert "ยังไม่ได้พิสูจน์ เพราะยังไม่ได้บอกที่อยู่ของเว็บไซต์" in done
    assert (public / "index.html").is_file()
    shown = git_project.run_git(desk.root, "log", "--format=%an|%s").strip()
    assert shown == f"{POST}|เผยแพร่เว็บไซต์ บ้านไร่"
    assert "ไม่มีอะไรเปลี่ยนจากที่เผยแพร่ครั้งก่อน" in desk.get(f"{YEAR}/send").text
    again = order(desk, "publish")
    assert "เว็บไซต์เป็นปัจจุบันแล้ว ไม่มีอะไรต้องส่ง" in again


@pytest.mark.slow
def test_a_folder_with_files_of_others_is_asked_about(desk: Asked) -> None:
    public = to_folder(desk)
    (public / "ของเดิม.html").write_text("x", encoding="utf-8")
    works(desk)
    asked = order(desk, "publish")
    assert "โฟลเดอร์ปลายทางมีไฟล์ของผู้อื่น 1 รายการ" in asked
    assert 'name="allow" value="adopt"' in asked
    assert "ถ้าทำต่อ จะเป็นอย่างนี้" in order(desk, "publish", allow="adopt")
    assert "เผยแพร่แล้ว" in order(desk, "publish", sure="1")
    assert (public / "ของเดิม.html").is_file()


@pytest.mark.slow
def test_a_hub_publishes_the_own_site_of_an_agency_as_zip_files(desk: Asked) -> None:
    form = {"way": "zip", "own": "1", "site_url": "https://www.banrai.go.th/ita/"}
    assert desk.post("/ban-rai/agency/space/add", form).status_code == 303
    works(desk)
    assert "เว็บไซต์ของ เทศบาลตำบลบ้านไร่ เอง" in desk.get(f"{YEAR}/work/publish").text
    assert "ถ้าทำต่อ จะเป็นอย่างนี้" in order(desk, "publish", own="1")
    done = order(desk, "publish", own="1", sure="1")
    assert "ทำไฟล์ ZIP แล้ว ดาวน์โหลดข้างล่าง" in told(done)
    [place] = re.findall(r'href="(/made/[^"]+-whole\.zip)"', done)
    with zipfile.ZipFile(io.BytesIO(desk.get(place).content)) as archive:
        home = archive.read("index.html").decode()
        assert "2568/index.html" in archive.namelist()
    assert 'href="https://www.banrai.go.th/ita/"' in home
    assert "ยังไม่ได้บอกว่าจะวางเว็บไซต์ไว้ที่ใด" in told(order(desk, "publish"))


@pytest.mark.slow
def test_without_a_place_for_the_site_it_says_so(desk: Asked) -> None:
    page = told(order(desk, "publish"))
    assert (
        "ยังไม่ได้บอกว่าจะวางเว็บไซต์ไว้ที่ใด กรอกที่ “ข้อมูลหน่วยงาน” ส่วน “ที่วางเว็บไซต์” ก่อน" in page
    )


@pytest.mark.slow
def test_the_sheet_and_the_papers_are_made_and_can_be_opened(desk: Asked) -> None:
    site = desk.root / "content/site.yml"
    site.write_text(
        site.read_text(encoding="utf-8") + "site_url: https://www.example.go.th/\n",
        encoding="utf-8",
    )
    works(desk)
    assert "จะทำใบส่งลิงก์ของปี 2568" in order(desk, "submission")
    page = order(desk, "submission", sure="1")
    place = re.search(r'href="(/made/[^"]+\.html)"', page)
    assert place is not None
    assert "ใบส่งลิงก์" in desk.get(place[1]).text
    assert "จะทำ" in order(desk, "papers")
    printed = order(desk, "papers", sure="1")
    paper = re.search(r'href="(/made/[^"]+\.pdf)"', printed)
    assert paper is not None
    assert desk.get(paper[1]).content.startswith(b"%PDF-")
    assert desk.get("/made/content/site.yml").status_code == 404


def test_the_year_that_runs_already_is_not_begun_again(desk: Asked) -> None:
    assert "เริ่มปี 2568 ไม่ได้ เพราะไม่มีข้อมูลของปี 2567" in order(desk, "roll-over")


def test_only_one_work_is_done_at_a_time(desk: Asked) -> None:
    busy = Order(work=Work.PAPERS, slug="ban-rai", year=2568)
    desk.works._state = WorkState(order=busy)
    answer = desk.post(f"{YEAR}/work/prove")
    assert alert(answer) == "ยังไม่ได้เริ่ม เพราะงานก่อนหน้ายังไม่เสร็จ"
    page = desk.get(f"{YEAR}/work/papers").text
    assert 'hx-trigger="every 1s"' in page
    assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page


def test_a_password_is_in_no_page_and_no_file(desk: Asked) -> None:
    desk.works.password("ลับสุดยอด-9", keep=False)
    order(desk, "papers")
    assert "ลับสุดยอด-9" not in desk.get(f"{YEAR}/work/papers").text
    assert repr(desk.works._typed) == repr(Secret("x"))
    for path in desk.root.rglob("*"):
        assert not path.is_file() or "ลับสุดยอด-9".encode() not in path.read_bytes()


def test_no_word_of_a_file_or_command_is_in_what_the_acts_say() -> None:
    for key, words in messages._table("desk-acts").items():
        text = re.sub(r"\{[a-z_]+\}", "", str(words["th"]))
        assert OF_THE_FILE.search(text) is None, key


def test_what_can_be_answered_has_words_and_a_button() -> None:
    for key, asks in _ASKS.items():
        assert messages.has("desk-acts", f"refused-{key}")
        assert asks in {"password", "token"} or messages.has(
            "desk-acts", f"allow-{asks}"
        )


def test_the_application_itself_has_no_thread_process_or_socket() -> None:
    edge = {"works_here", "on_disk", "past_on_disk"}
    for path in MODULES:
        if path.parent.name == "desk" and path.stem not in edge:
            text = path.read_text(encoding="utf-8")
            assert EDGE.search(text) is None, path


def test_content_that_breaks_while_it_is_published_is_not_online(
    desk: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = to_folder(desk)
    measures = desk.root / "content/agencies/ban-rai/2568/measures.yml"

    def breaking(*given: object) -> object:
        made = plan(*given)  # type: ignore[arg-type]  # handed on as they came
        measures.write_text("measures: {", encoding="utf-8")
        return made

    monkeypatch.setattr("prongsai.publishing.ready.plan_site", breaking)
    works(desk)
    page = told(order(desk, "publish", sure="1"))
    assert messages.text("desk-acts", "work-errors", "th") in page
    assert list(public.iterdir()) == []
