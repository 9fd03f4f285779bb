"""Seal and colour of an agency: small, readable, on every page of its own."""

import datetime
import io
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from checkout import ROOT
from prongsai.checking import check_sources
from prongsai.model.colour import ENOUGH, WHITE, Colour, readable
from prongsai.pages.addresses import PICTURES
from prongsai.pages.context import Context
from prongsai.site.identity import of_agency
from prongsai.site.page_types import lay_out
from prongsai.site.palette import style
from prongsai.site.published_addresses import live_addresses
from prongsai.site.render import render
from prongsai.storage.attachments.small import MARK, small
from prongsai.storage.content_folder import read_sources, with_facts, with_small
from small_site import AGENCY, SITE, YEAR, look, two_items, write

COLOURS = st.builds(
    Colour,
    red=st.integers(0, 255),
    green=st.integers(0, 255),
    blue=st.integers(0, 255),
)
DOCUMENT = ROOT / "content/agencies/tambon-tuayang/2568/files/คู่มือการขอรับบริการ.pdf"
SEAL = ROOT / "content" / "agencies" / "tambon-tuayang" / "files" / "seal.png"
EXAMPLE = SITE[f"{AGENCY}/agency.yml"]


def accents(sheet: str) -> tuple[dict[str, Colour], dict[str, Colour]]:
    """Return the colours of a style sheet by name, light and dark."""
    light, dark = sheet.split("@media")
    found = [
        {name: Colour.of(value) for name, value in pairs}
        for part in (light, dark)
        for pairs in [re.findall(r"--pg-([a-z-]+):(#[0-9a-f]{6})", part)]
    ]
    return found[0], found[1]


def test_contrast_is_that_of_wcag() -> None:
    assert Colour.of("000000").contrast(WHITE) == pytest.approx(21)
    assert Colour.of("#777777").contrast(WHITE) == pytest.approx(4.48, abs=0.01)
    assert Colour.of("767676").contrast(WHITE) >= ENOUGH


def test_a_colour_that_reads_stays_as_it_is() -> None:
    assert str(readable(Colour.of("1f4e79"))) == "#1f4e79"


@given(colour=COLOURS)
def test_the_proposed_colour_reads(colour: Colour) -> None:
    assert readable(colour).contrast(WHITE) >= ENOUGH


@given(colour=COLOURS)
def test_links_and_buttons_of_any_colour_read_by_day_and_night(colour: Colour) -> None:
    day, night = accents(style(str(colour)))
    page = {"day": WHITE, "night": Colour.of("151d20")}
    for shown, ground in ((day, page["day"]), (night, page["night"])):
        assert shown["accent"].contrast(ground) >= ENOUGH
        assert shown["accent"].contrast(shown["tint"]) >= ENOUGH
        assert shown["accent-strong"].contrast(ground) >= ENOUGH
        assert shown["head"].contrast(WHITE) >= ENOUGH
        assert shown["foot"].contrast(WHITE) >= ENOUGH


def test_a_seal_that_is_cut_off_is_named_and_not_shown(tmp_path: Path) -> None:
    whole = SEAL.read_bytes()
    for data, said in ((whole, []), (whole[: len(whole) // 2], ["picture-kind"])):
        changes: dict[str, str | bytes | None] = {
            f"{AGENCY}/agency.yml": f"{EXAMPLE}seal: seal.png\n",
            f"{AGENCY}/files/seal.png": data,
        }
        write(tmp_path, changes)
        sources = with_facts(tmp_path, read_sources(tmp_path))
        found = check_sources(sources, datetime.date(2025, 3, 31)).findings
        assert [one.code for one in found if one.code == "picture-kind"] == said


def test_a_seal_is_made_small_once_and_keeps_nothing_but_the_picture(
    tmp_path: Path,
) -> None:
    path = tmp_path / "files" / "photo.jpg"
    path.parent.mkdir()
    exif = Image.Exif()
    exif[0x010F] = "camera of somebody"
    Image.new("RGB", (900, 1200), "teal").save(path, exif=exif)
    head = path.read_bytes()[:512]
    made = small(path, "0" * 64, head, 1000, tmp_path / "cache")
    assert made is not None
    assert (made.width, made.height) == (MARK * 3 // 4, MARK)
    assert b"camera" not in made.data
    path.write_bytes(b"gone")
    assert small(path, "0" * 64, head, 1000, tmp_path / "cache") == made


def test_a_picture_that_does_not_open_has_no_small_one(tmp_path: Path) -> None:
    path = tmp_path / "seal.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n and then nothing")
    assert small(path, "1" * 64, path.read_bytes(), 30, tmp_path / "cache") is None


def test_each_agency_of_a_hub_has_its_own_seal_and_colour(tmp_path: Path) -> None:
    own = f"{EXAMPLE}seal: seal.png\ncolour: 7b3f00\n"
    write(tmp_path, {f"{AGENCY}/agency.yml": own})
    place = tmp_path / AGENCY / "files" / "seal.png"
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SEAL, place)
    sources = with_small(tmp_path, with_facts(tmp_path, read_sources(tmp_path)))
    content, findings = look(sources)
    assert content is not None
    assert findings == ()
    [agency] = content.agencies
    shown = of_agency(Context.of(content), agency)
    [made] = [f for f in lay_out(content).made if f.address == shown["seal"]]
    assert Image.open(io.BytesIO(made.data)).size == (MARK, MARK)
    assert shown["style"] == style("#7b3f00")


def test_a_seal_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, {f"{AGENCY}/agency.yml": f"{EXAMPLE}seal: ตรา.png\n"})
    _, findings = look(read_sources(tmp_path))
    assert [(one.code, dict(one.facts)) for one in findings] == [
        ("missing-file", {"file": "ตรา.png", "folder": f"{AGENCY}/files/"})
    ]


@pytest.mark.slow
def test_a_document_shows_its_first_page_and_how_many_it_has(tmp_path: Path) -> None:
    two_items(tmp_path)
    files = tmp_path / YEAR / "files"
    for old in files.iterdir():
        old.unlink()
    shutil.copyfile(DOCUMENT, files / "แผน.pdf")
    texts = tmp_path / YEAR / "disclosures.yml"
    named = re.sub(r"file: .*", "file: แผน.pdf", texts.read_text("utf-8"))
    texts.write_text(named, encoding="utf-8")
    sources = with_small(tmp_path, with_facts(tmp_path, read_sources(tmp_path)))
    content, _ = look(sources)
    assert content is not None
    plan = lay_out(content)
    [made] = [one for one in plan.made if f"/{PICTURES}" in one.address]
    own = made.address.partition("/")[2]
    page = next(
        one.data.decode() for one in render(plan) if one.path.endswith("/o1/index.md")
    )
    assert f'src="../../{own}" alt="หน้าแรกของ “' in page
    assert re.search(r'<span class="nb">[0-9]+ หน้า</span>', page)
    assert not {f"/{made.address}"} & live_addresses(plan)


def test_an_executive_has_a_face_on_the_home_page_and_the_item_that_lists_them(
    tmp_path: Path,
) -> None:
    faces = EXAMPLE.replace(
        "executives:\n",
        "executives:\n  - id: clerk\n    post: ปลัด\n    picture: ภาพ.jpg\n",
    )
    write(tmp_path, {f"{AGENCY}/agency.yml": faces})
    place = tmp_path / AGENCY / "files" / "ภาพ.jpg"
    place.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (600, 800), "teal").save(place)
    sources = with_small(tmp_path, with_facts(tmp_path, read_sources(tmp_path)))
    content, _ = look(sources)
    assert content is not None
    plan = lay_out(content)
    [made] = [one for one in plan.made if f"/{PICTURES}" in one.address]
    own = made.address.partition("/")[2]
    shown = {
        one.path: set(found)
        for one in render(plan)
        if one.path.endswith(".md")
        if (found := re.findall(r'<img class="face"[^>]*>', one.data.decode()))
    }
    face = (
        f'<img class="face" src="UP{own}" alt="ภาพของปลัด" '
        'width="54" height="72" loading="lazy">'
    )
    assert shown == {
        "ban-rai/index.md": {face.replace("UP", "")},
        "ban-rai/2568/o2/index.md": {face.replace("UP", "../../")},
    }
