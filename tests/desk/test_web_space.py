"""The web space is entered at the desk as it is in the letter of the host."""

import re
from pathlib import Path

import pytest

from desk_project import Asked, alert, make_project
from prongsai.model.site import PublishTarget
from prongsai.publishing.targets import Way, read_target

SPACE = "/ban-rai/agency/space"
SITE = "content/site.yml"
HOST = {"way": "sftp", "host": "ftp.example.go.th", "user": "ita", "folder": "www"}


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    return Asked(make_project(quick_folder))


def written(desk: Asked) -> str:
    return (desk.root / SITE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({}, "  - name: web\n    url: sftp://ita@ftp.example.go.th/www\n"),
        (
            {"host": "sftp://ftp.example.go.th:2222/", "user": "ita@banrai"},
            "  - name: web\n    url: sftp://ita%40banrai@ftp.example.go.th:2222/www\n",
        ),
        (
            {"way": "ftp", "folder": "เว็บ ita"},
            "/%E0%B9%80%E0%B8%A7%E0%B9%87%E0%B8%9A%20ita\n    insecure: true\n",
        ),
        ({"way": "zip"}, "  - name: web\n    url: 'zip:'\n"),
        ({"way": "folder", "folder": "Z:\\เว็บ"}, "url: folder:Z:/"),
    ],
)
def test_what_the_host_said_becomes_a_target_that_can_be_used(
    desk: Asked, typed: dict[str, str], expected: str
) -> None:
    assert desk.post(f"{SPACE}/add", {**HOST, **typed}).status_code == 303
    assert expected in written(desk).replace('"zip:"', "'zip:'")
    url = re.search(r"url: (\S+)", written(desk))
    assert url is not None
    insecure = "insecure: true" in written(desk)
    record = PublishTarget(name="web", url=url[1].strip("'\""), insecure=insecure)
    assert read_target(record).way is Way(typed.get("way", "sftp"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            {"host": ""},
            "ยังไม่ได้บันทึก พิมพ์ชื่อเครื่องแม่ข่ายตามที่ผู้ให้บริการแจ้ง เช่น ftp.banrai.go.th",
        ),
        (
            {"host": "ftp.go.th/www"},
            "ยังไม่ได้บันทึก ใช้ชื่อเครื่อง “ftp.go.th/www” ไม่ได้ พิมพ์เฉพาะชื่อ เช่น ftp.banrai.go.th",
        ),
        ({"user": ""}, "ยังไม่ได้บันทึก พิมพ์ชื่อผู้ใช้ตามที่ผู้ให้บริการแจ้ง"),
        ({"way": "folder", "folder": "/"}, "ยังไม่ได้บันทึก พิมพ์ที่อยู่ของโฟลเดอร์ปลายทาง"),
        ({"own": "1"}, "ยังไม่ได้บันทึก พิมพ์ที่อยู่ที่ประชาชนเปิดเว็บไซต์ของหน่วยงาน"),
    ],
)
def test_what_cannot_be_used_is_told_and_what_was_typed_stays(
    desk: Asked, typed: dict[str, str], told: str
) -> None:
    before = written(desk)
    answer = desk.post(f"{SPACE}/add", {**HOST, **typed})
    assert (answer.status_code, alert(answer)) == (422, told)
    assert f'value="{typed.get("user", "ita")}"' in answer.text
    assert written(desk) == before


def test_a_site_of_many_has_the_own_web_space_of_an_agency(desk: Asked) -> None:
    own = {**HOST, "own": "1", "site_url": "www.banrai.go.th/ita"}
    assert desk.post(f"{SPACE}/add", own).status_code == 303
    assert desk.post(f"{SPACE}/add", {**HOST, "folder": "hub"}).status_code == 303
    assert "- agency: ban-rai\n    site_url: https://www.banrai.go.th/ita/" in written(
        desk
    )
    page = desk.get(SPACE).text
    assert "สำหรับเว็บไซต์ของ เทศบาลตำบลบ้านไร่ เอง" in page
    assert "ita@ftp.example.go.th/hub" in page
    desk.post(f"{SPACE}/remove", {"name": "web", "own": "1"})
    assert written(desk).count("url: sftp") == 1
    desk.post(f"{SPACE}/remove", {"name": "web"})
    assert "publish" not in written(desk)


def test_one_more_gets_a_name_of_its_own_and_can_be_taken_back(desk: Asked) -> None:
    before = written(desk)
    for _ in range(3):
        desk.post(f"{SPACE}/add", HOST)
    assert re.findall("name: (.*)", written(desk)) == ["web", "web-2", "web-3"]
    for _ in range(3):
        desk.post("/undo", {"there": "/"})
    assert written(desk) == before
