"""The agency's seal, its colour and the faces of executives come from the desk."""

import io
import re
from pathlib import Path

import httpx
import pytest
from PIL import Image

from desk_project import Asked, alert, make_project

AGENCY = "/ban-rai/agency"
FILES = "content/agencies/ban-rai/files"
FILE = "content/agencies/ban-rai/agency.yml"


@pytest.fixture
def desk(quick_folder: Path) -> Asked:
    return Asked(make_project(quick_folder))


def picture(colour: str, kind: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(stream, kind)
    return stream.getvalue()


def written(desk: Asked) -> str:
    return (desk.root / FILE).read_text(encoding="utf-8")


def pictures(desk: Asked) -> dict[str, bytes]:
    """Return the files of the agency itself by their names."""
    found = sorted((desk.root / FILES).glob("*"))
    return {one.name: one.read_bytes() for one in found}


def send(
    desk: Asked, field: str, name: str, data: bytes, **form: str
) -> httpx.Response:
    """Send the form that has a picture, as a browser without script does."""
    part = "look" if field == "seal" else "executives"
    files = {f"{field}-file": (name, data)}
    return desk.post(f"{AGENCY}/{part}/save", form, files=files)


def test_a_seal_is_copied_named_and_shown_and_can_be_taken_back(desk: Asked) -> None:
    before, red = desk.files(), picture("red")
    assert send(desk, "seal", "ตรา เทศบาล.png", red).status_code == 303
    assert "\nseal: ตรา เทศบาล.png\n" in written(desk)
    assert pictures(desk) == {"ตรา เทศบาล.png": red}
    [shown] = re.findall(
        r'<img class="field__picture" src="([^"]+)" alt="([^"]+)"',
        desk.get(f"{AGENCY}/look").text,
    )
    assert shown[1] == "ตราหน่วยงานตอนนี้ (ไฟล์ ตรา เทศบาล.png)"
    answer = desk.get(shown[0])
    assert (answer.content, answer.headers["content-type"]) == (red, "image/png")
    desk.post("/undo", {"there": "/"})
    assert desk.files() == before


def test_the_old_seal_goes_when_another_takes_its_place_and_not_before(
    desk: Asked,
) -> None:
    red, blue = picture("red"), picture("blue", "JPEG")
    send(desk, "seal", "ตรา.png", red)
    form = {"was-seal": "ตรา.png", "short_name": "ทต.บ้านไร่", "was-short_name": ""}
    assert desk.post(f"{AGENCY}/about/save", form).status_code == 303
    assert pictures(desk) == {"ตรา.png": red}
    assert (
        send(desk, "seal", "ใหม่.jpg", blue, **{"was-seal": "ตรา.png"}).status_code
        == 303
    )
    assert "\nseal: ใหม่.jpg\n" in written(desk)
    assert pictures(desk) == {"ใหม่.jpg": blue}


def test_a_seal_of_the_same_name_gets_a_name_of_its_own(desk: Asked) -> None:
    send(desk, "seal", "ตรา.png", picture("red"))
    blue = picture("blue")
    send(desk, "seal", "ตรา.png", blue, **{"was-seal": "ตรา.png"})
    assert "\nseal: ตรา (2).png\n" in written(desk)
    assert pictures(desk) == {"ตรา (2).png": blue}


def test_a_seal_is_taken_away_only_where_that_is_ticked(desk: Asked) -> None:
    before = written(desk)
    send(desk, "seal", "ตรา.png", picture("red"))
    form = {"was-seal": "ตรา.png", "seal-gone": "true"}
    assert desk.post(f"{AGENCY}/look/save", form).status_code == 303
    assert (written(desk), pictures(desk)) == (before, {})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ตรา.pdf", b"%PDF-1.7\n"),
        ("ตรา.png", b"<svg onload='x()'/>"),
        ("ตรา.html", picture("red")),
        ("ตรา.heic", b"\0\0\0\x18ftypheic"),
        ("ตรา.png", picture("red", "JPEG")),
    ],
)
def test_what_is_no_picture_is_refused_and_the_old_one_stays(
    desk: Asked, name: str, data: bytes
) -> None:
    send(desk, "seal", "เดิม.png", picture("red"))
    before = desk.files()
    answer = send(desk, "seal", name, data, **{"was-seal": "เดิม.png"})
    told = f"ยังไม่ได้บันทึก ไฟล์ “{name}” ไม่ใช่ภาพ PNG หรือ JPEG บันทึกภาพเป็นชนิดนี้ แล้วเลือกใหม่"
    assert (answer.status_code, alert(answer)) == (422, told)
    assert desk.files() == before
    waiting = desk.root / ".prongsai" / "desk"
    assert not waiting.exists() or list(waiting.iterdir()) == []


def test_a_picture_that_does_not_open_is_told_next_to_its_field(desk: Asked) -> None:
    broken = picture("red")[:8] + b" and then nothing"
    assert send(desk, "picture", "ภาพ.png", broken, key="mayor").status_code == 303
    page = desk.get(f"{AGENCY}/executives").text
    assert "ไฟล์ “ภาพ.png” ไม่ใช่ภาพ PNG หรือ JPEG ที่เปิดได้ จึงไม่แสดงบนหน้าเว็บ" in page
    assert "บันทึกภาพเป็น PNG หรือ JPEG ใหม่ แล้วเลือกไฟล์ที่ช่องนี้อีกครั้ง" in page


def test_the_face_of_an_executive_goes_with_the_post(desk: Asked) -> None:
    face = picture("green")
    assert send(desk, "picture", "ภาพ.png", face, key="mayor").status_code == 303
    assert "\n    picture: ภาพ.png\n" in written(desk)
    assert pictures(desk) == {"ภาพ.png": face}
    assert desk.post(f"{AGENCY}/executives/remove", {"key": "mayor"}).status_code == 303
    assert ("mayor" in written(desk), pictures(desk)) == (False, {})


def test_a_colour_that_reads_is_written_and_changed(desk: Asked) -> None:
    for was, typed, new in (("", "#1F4E79", "1f4e79"), ("1f4e79", "000000", "000000")):
        form = {"colour": typed, "was-colour": was}
        assert desk.post(f"{AGENCY}/look/save", form).status_code == 303
        assert re.search(rf'\ncolour: "?{new}"?\n', written(desk))
        page = desk.get(f"{AGENCY}/look").text
        assert f'name="was-colour" value="{new}"' in page
        assert f'fill="#{new}"' in page
        assert "remark" not in page[page.index("colour-0-hint") :]


def test_a_pale_colour_is_kept_and_the_nearest_that_reads_proposed(desk: Asked) -> None:
    desk.post(f"{AGENCY}/look/save", {"colour": "f2c14e", "was-colour": ""})
    page = desk.get(f"{AGENCY}/look").text
    beside = page[page.index('name="colour"') :]
    assert (
        "สี #f2c14e อ่อนเกินไป อ่านยากบนพื้นขาว (ความต่างสี 1.7 ต่อ 1 ต้องได้ 4.5 ขึ้นไป)" in beside
    )
    near = re.search(r"พิมพ์ #(\w{6}) แทน เป็นสีเดียวกันที่เข้มพออ่าน \(4.5 ต่อ 1\)", beside)
    assert near is not None
    desk.post(f"{AGENCY}/look/save", {"colour": near[1], "was-colour": "f2c14e"})
    assert "อ่านยากบนพื้นขาว" not in desk.get(f"{AGENCY}/look").text


def test_what_is_no_colour_is_refused_next_to_its_field(desk: Asked) -> None:
    answer = desk.post(f"{AGENCY}/look/save", {"colour": "เขียว", "was-colour": ""})
    assert (answer.status_code, alert(answer)) == (
        422,
        "ยังไม่ได้บันทึก ดูข้อความข้างช่องด้านล่าง",
    )
    beside = answer.text[answer.text.index('name="colour"') :]
    assert "พิมพ์รหัสสี 6 ตัว เช่น 1f4e79" in beside
    assert "colour:" not in written(desk)


def test_only_pictures_of_the_agency_itself_are_given_out(desk: Asked) -> None:
    for name in ("agency.yml", "../agency.yml", "%2e%2e/agency.yml"):
        assert desk.get(f"{AGENCY}/files/{name}").status_code == 404


@pytest.mark.slow
def test_the_page_beside_the_form_has_the_seal_as_the_site_will_have_it(
    desk: Asked,
) -> None:
    send(desk, "seal", "ตรา.png", picture("red"))
    [there] = re.findall(
        r'data-page[^>]* src="([^"]+)"', desk.get(f"{AGENCY}/look").text
    )
    page = desk.get(there).text
    [seal] = re.findall(r'<img[^>]*src="([^"]*pictures/[^"]*)"', page)[:1]
    answer = desk.get(str(httpx.URL(f"http://desk{there}").join(seal)))
    assert answer.status_code == 200
    assert Image.open(io.BytesIO(answer.content)).size == (40, 40)
