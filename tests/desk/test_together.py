"""Others work in the same folder: that is seen, awaited, and never confirmed unseen."""

import re
from pathlib import Path

import pytest

from desk_project import YEAR, Asked, alert, make_project
from prongsai.desk import on_disk
from prongsai.storage.write import lock

CITED = {"id": "o1-chart", "cited": "photo", "offered": "photo"}


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    asked = Asked(make_project(quick_folder))
    asked.post(f"{YEAR}/O1/component", CITED)
    return asked


def seen(desk: Asked) -> str:
    """Return the hash of what the page shows of the component."""
    found = re.search(r'name="of" value="([^"]+)"', desk.get(f"{YEAR}/O1").text)
    assert found is not None
    return found[1]


def confirm(desk: Asked, of: str) -> str:
    form = {"id": "o1-chart", "post": "นายกเทศมนตรี", "of": of}
    return alert(desk.post(f"{YEAR}/O1/confirm", form))


def test_what_was_looked_at_is_confirmed(desk: Asked) -> None:
    assert confirm(desk, seen(desk)) == ""
    assert "by: นายกเทศมนตรี" in desk.written


def test_what_was_changed_while_the_page_was_open_is_not_confirmed(desk: Asked) -> None:
    before = seen(desk)
    (desk.year_file.parent / "files" / "ภาพ.png").write_bytes(b"another picture")
    told = (
        "ยังไม่ได้ยืนยัน เพราะมีคนแก้ส่วนนี้ระหว่างที่ท่านเปิดหน้าอยู่ หน้านี้แสดงของใหม่แล้ว "
        "เปิดดูอีกครั้งแล้วกดยืนยัน"
    )
    assert confirm(desk, before) == told
    assert "confirmed" not in desk.written


@pytest.mark.slow
def test_while_another_command_works_every_form_says_so_and_nothing_changes(
    desk: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(on_disk, "PATIENCE", 0.0)
    of, before = seen(desk), desk.files()
    with lock.project_lock(desk.root, "import"):
        taken = lock._HELD.set(frozenset())
        form = {"explanation": "x", "was-explanation": ""}
        told = [
            alert(desk.post(f"{YEAR}/O1/words", form)),
            confirm(desk, of),
            alert(desk.post("/undo", {"there": "/"})),
        ]
        lock._HELD.reset(taken)
    for one in told:
        assert one.startswith("ยังไม่ได้บันทึก เพราะโปรแกรมกำลังทำงานอื่นในโฟลเดอร์นี้")
    assert desk.files() == before
