"""Personal data that was planted is found, or the file says that it was not searched."""

# ruff: noqa: E501 - a case reads best on one line

import io
from pathlib import Path

import pytest
from PIL import Image

from each import each
from planted_files import PLACES
from planted_office import packed
from planted_text import ID, INNOCENT, PHONE, SPELLINGS
from prongsai import messages
from prongsai.checking import check_sources
from prongsai.checks._personal_text import Allowed, masked, seen_in
from prongsai.checks.personal_data import CODES, _seen_in_file
from prongsai.comparing.json import data
from prongsai.comparing.words import label, value_text
from prongsai.model.disclosures import Evidence
from prongsai.storage.attachments import Facts, Trace, Unread
from prongsai.storage.attachments.read import facts_of, read_facts, readers
from prongsai.storage.attachments.reading import MAX_TEXT
from prongsai.thai.dates import parse_date
from prongsai.thai.spelled import spelled
from small_site import AGENCY, SITE, YEAR, sources

NOTHING = Allowed()
PAYLOADS = {"ID": ID, "phone": PHONE}
NOT_READ = {
    *("7z", "rar", "shown in a picture", "very deep"),
    *("doc", "mp4", "ppt"),
}
"""Where a text cannot be found for sure; the file says why."""


def found_in(facts: Facts) -> set[str]:
    return {kind for kind, _ in _seen_in_file(facts, NOTHING)}


def facts_in(place: str, text: str) -> Facts:
    return facts_of(PLACES[place](text), readers())


@each("name", SPELLINGS)
def test_every_spelling_is_found(name: str) -> None:
    assert list(seen_in(SPELLINGS[name], NOTHING)) != []


@each("name", INNOCENT)
def test_what_only_looks_like_it_is_not_named(name: str) -> None:
    assert list(seen_in(INNOCENT[name], NOTHING)) == []


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::UserWarning")
@each("payload", PAYLOADS)
@each("place", PLACES)
def test_every_place_in_a_file_is_searched_or_named(place: str, payload: str) -> None:
    facts = facts_in(place, PAYLOADS[payload])
    found = found_in(facts) & {"id", "phone"}
    assert found or facts.unread
    assert found or place in NOT_READ


@pytest.mark.filterwarnings("ignore::UserWarning")
@each("place", [one for one in PLACES if one not in NOT_READ])
def test_nothing_is_found_where_nothing_was_planted(place: str) -> None:
    assert found_in(facts_in(place, "แผน")) == set() or place == "pdf page"


def test_no_report_repeats_what_it_warns_of() -> None:
    for text in SPELLINGS.values():
        for _, seen in seen_in(text, NOTHING):
            assert ID not in seen
            assert PHONE not in seen


PLANTED_IN_YAML = {
    "title of the site": ("content/site.yml", "title: บ้านไร่", f"title: บ้านไร่ {ID}"),
    "name": (f"{AGENCY}/agency.yml", "เทศบาลตำบลบ้านไร่", f"เทศบาล {ID}"),
    "unit": (f"{AGENCY}/agency.yml", "สำนักปลัด", f"สำนักปลัด {PHONE}"),
    "id of a unit": (f"{AGENCY}/agency.yml", "id: staff", f"id: staff-{ID}"),
    "title": (f"{YEAR}/disclosures.yml", "title: ภาพ", f"title: ภาพ {ID}"),
    "id": (f"{YEAR}/disclosures.yml", "id: page", f"id: page-{ID}"),
    "link": (f"{YEAR}/disclosures.yml", "go.th/page", f"go.th/page/{ID}"),
    "query": (f"{YEAR}/disclosures.yml", "go.th/page", f"go.th/page?id={ID}"),
    "description": (
        f"{YEAR}/disclosures.yml",
        "title: หน้าเว็บ",
        f"title: หน้าเว็บ\n        description: เลข {ID}",
    ),
    "survey": (f"{YEAR}/survey.yml", "eit/abc", f"eit/{ID}"),
    "measure": (f"{YEAR}/measures.yml", "สื่อสารให้ทั่วถึง", f"สื่อสาร {PHONE}"),
    "step": (f"{YEAR}/measures.yml", "text: จัดทำ", f"text: จัดทำ {ID}"),
    "result": (
        f"{YEAR}/measures.yml",
        "summary: ทำแล้ว",
        "summary: แจ้ง somchai@gmail.com",
    ),
    "follow-up": (f"{YEAR}/measures.yml", "text: รายงาน", f"text: รายงาน {PHONE}"),
    "heading": (f"{YEAR}/measures.yml", "heading: ต่ำสุด", f"heading: ต่ำสุด {ID}"),
}


@each("name", PLANTED_IN_YAML)
def test_every_text_of_every_file_is_searched(name: str) -> None:
    path, old, new = PLANTED_IN_YAML[name]
    assert old in SITE[path]
    given = sources({path: SITE[path].replace(old, new)})
    checked = check_sources(given, parse_date("2568-03-31"))
    named = [one for one in checked.findings if one.code.startswith("personal-")]
    assert named != []
    for one in named:
        assert ID not in messages.message(one)


def test_the_name_of_a_file_is_searched() -> None:
    name = f"สำเนาบัตร {ID}.png"
    path = f"{YEAR}/disclosures.yml"
    given = sources(
        {path: SITE[path].replace("ภาพ.png", name)}, [f"{YEAR}/files/{name}"]
    )
    checked = check_sources(given, parse_date("2568-03-31"))
    assert "personal-id-in-data" in {one.code for one in checked.findings}


def _with_position(form: str) -> bytes:
    exif = Image.Exif()
    exif[271] = "กล้อง"
    exif.get_ifd(0x8825).update({1: "N", 2: (13.0, 45.0, 0.0)})
    if form == "TIFF":
        return exif.tobytes().removeprefix(b"Exif\0\0")
    stream = io.BytesIO()
    Image.new("RGB", (8, 8)).save(stream, form, exif=exif)
    return stream.getvalue()


@each("form", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_position_is_found_in_every_picture(form: str) -> None:
    facts = facts_of(_with_position(form), readers())
    assert found_in(facts) == {"place"}
    assert Trace.POSITION in facts.traces


def test_a_position_is_found_in_pictures_and_films_of_telephones() -> None:
    jpeg = _with_position("JPEG")
    heic = b"\0\0\0\x20ftypheic" + bytes(40) + jpeg[jpeg.index(b"Exif") :]
    film = b"\0\0\0\x20ftypisom" + bytes(40) + b"\xa9xyz+13.7563+100.5018/"
    inside = packed({"word/document.xml": "<w/>", "word/media/a.jpg": jpeg})
    for picture in (heic, film, inside):
        assert found_in(facts_of(picture, readers())) == {"place"}


def test_what_is_beyond_the_limits_is_said(tmp_path: Path) -> None:
    long = facts_of(b"a " * MAX_TEXT, readers())
    assert Unread.LIMIT in long.unread
    path = tmp_path / "a.mp4"
    with path.open("wb") as stream:
        stream.truncate(50_000_001)
    assert read_facts(path).unread == (Unread.LIMIT,)


@each(
    ("data", "reason"),
    [
        (b"%PDF-1.7\nnothing", Unread.BROKEN),
        (packed({"word/document.xml": "<w><t>not closed"}), Unread.BROKEN),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + "EncryptedPackage".encode("utf-16-le"),
            Unread.LOCKED,
        ),
        (b"7z\xbc\xaf\x27\x1c", Unread.KIND),
        (PLACES["shown in a picture"](""), Unread.PICTURE),
        (
            packed({"word/document.xml": "<w/>", "word/embeddings/a.bin": bytes(9)}),
            Unread.EMBEDDED,
        ),
    ],
)
def test_a_file_that_cannot_be_searched_says_why(data: bytes, reason: Unread) -> None:
    assert reason in facts_of(data, readers()).unread


def test_without_a_reader_a_file_says_so() -> None:
    assert facts_of(PLACES["pdf page"](ID), frozenset()).unread == (Unread.READER,)
    jpeg = facts_of(_with_position("JPEG"), frozenset())
    assert {Unread.PICTURE, Unread.READER} <= set(jpeg.unread)


def test_every_kind_of_person_has_its_code() -> None:
    kinds = {kind for text in SPELLINGS.values() for kind, _ in seen_in(text, NOTHING)}
    assert {f"personal-{kind}" for kind in kinds | {"place"}} <= set(CODES)


def test_a_text_is_masked_and_nothing_else_of_it() -> None:
    assert masked(f"ผู้ขอ {ID} ปี 2568") == "ผู้ขอ xxxxxxxxxxx21 ปี 2568"
    assert masked("โทร 081-234-5678 ต่อ 12") == "โทร xxx-xxx-xx78 ต่อ 12"
    assert masked("somchai@gmail.com") == "s…@gmail.com"
    for name, text in SPELLINGS.items():
        shown = masked(text)
        assert ID not in spelled(shown), name
        assert PHONE not in spelled(shown), name
    for text in INNOCENT.values():
        assert masked(text) == text


def test_a_difference_hides_what_a_check_hides_on_both_sides() -> None:
    before = {"id": "a", "title": f"ภาพของ {ID}", "file": f"{ID}.png"}
    record = Evidence.model_validate(before)
    for told in (data(record), label(record), value_text(record.title, "th")):
        assert ID not in str(told)
        assert "21" in str(told)


@pytest.mark.parametrize(
    ("piece", "before"),
    [
        ("a", ""),
        ("1", ""),
        (" ", "line"),
        (" ", "วันเกิด 1"),
        ("1 ", "รายชื่อ"),
        ("a.", "ชื่อ"),
    ],
)
@pytest.mark.slow
def test_a_long_run_of_one_sign_is_searched_in_one_go(piece: str, before: str) -> None:
    text = f"{before}{piece * 50_000} somchai@gmail.com"
    assert ("email", "s…@gmail.com") in seen_in(text, NOTHING)
    assert "somchai" not in masked(text)
