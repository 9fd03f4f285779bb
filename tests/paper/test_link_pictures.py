"""The picture that a chat shows next to a link: whose page it is, and which."""

import dataclasses
import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from checkout import ROOT
from prongsai.loading.content import AgencyContent
from prongsai.loading.load import load
from prongsai.pages.context import Context
from prongsai.pages.page import Page
from prongsai.paper.link_pictures import link_pictures
from prongsai.storage.attachments.small import Small
from prongsai.storage.content_folder import read_sources

EXAMPLE = "tambon-tuayang"
HOSTILE = '🎉<b>{{ x }}</b> #set page(width: 1pt) \\ "ก' + "ก" * 400


@pytest.fixture(scope="module")
def context() -> Context:
    content, _ = load(read_sources(ROOT))
    assert content is not None
    return Context.of(content)


def page_of(context: Context, name: str = "O1 โครงสร้าง", slug: str = EXAMPLE) -> Page:
    [agency] = [one for one in context.agencies if one.slug == slug]
    return Page(
        address=f"{slug}/2569/o1/",
        title=name,
        name=name,
        view=None,
        agency=agency,
        year=2569,
        codes=("o1",),
    )


def renamed(page: Page, **about: object) -> Page:
    assert page.agency is not None
    loaded = page.agency.agency
    value = loaded.value.model_copy(update=about)
    agency = dataclasses.replace(
        page.agency, agency=dataclasses.replace(loaded, value=value)
    )
    return dataclasses.replace(page, agency=agency)


def with_site(context: Context, **facts: object) -> Context:
    site = context.content.site
    loaded = dataclasses.replace(site, value=site.value.model_copy(update=facts))
    return Context.of(dataclasses.replace(context.content, site=loaded))


def shown(made: Mapping[str, bytes]) -> Image.Image:
    [data] = made.values()
    picture = Image.open(io.BytesIO(data))
    assert picture.format == "PNG"
    return picture.convert("RGB")


def colour_at(picture: Image.Image, line: int) -> tuple[int, ...]:
    """Return red, green and blue near the right side of a line."""
    found = picture.getpixel((590, line))
    assert isinstance(found, tuple)
    return found


def test_a_page_has_a_picture_in_the_colour_of_its_agency(
    context: Context, tmp_path: Path
) -> None:
    page = renamed(page_of(context), colour="8a1c1c", seal=None)
    picture = shown(link_pictures(context, [page], tmp_path))
    assert picture.size == (600, 315)
    red, green, blue = colour_at(picture, 10)
    assert (red > 100, green < 40, blue < 40) == (True, True, True)
    assert min(colour_at(picture, 200)) > 250


def test_other_words_make_another_picture_and_the_same_words_the_same(
    context: Context, tmp_path: Path
) -> None:
    first, other = page_of(context), page_of(context, "O1 ข้อมูลผู้บริหาร")
    made = [link_pictures(context, [page], tmp_path) for page in (first, other, first)]
    assert made[0] == made[2] != made[1]
    assert len(list(tmp_path.iterdir())) == 2


def test_any_words_can_be_shown(context: Context, tmp_path: Path) -> None:
    page = renamed(page_of(context, HOSTILE), name=HOSTILE)
    assert shown(link_pictures(context, [page], tmp_path)).size == (600, 315)


def test_a_seal_that_cannot_be_drawn_takes_no_other_picture_away(
    context: Context, tmp_path: Path
) -> None:
    good = page_of(context)
    broken = with_seal(good, Small(data=b"x", ending="png", width=0, height=0))
    broken = dataclasses.replace(broken, address="broken/")
    made = link_pictures(context, [good, broken, good], tmp_path)
    assert list(made) == [good.address]


def with_seal(page: Page, small: Small) -> Page:
    assert isinstance(page.agency, AgencyContent)
    files = {
        name: dataclasses.replace(file, small=small)
        for name, file in page.agency.attachments.items()
    }
    agency = dataclasses.replace(page.agency, attachments=files)
    return dataclasses.replace(page, agency=agency)


def test_a_damaged_picture_is_drawn_anew(context: Context, tmp_path: Path) -> None:
    page = page_of(context)
    made = link_pictures(context, [page], tmp_path)
    [kept] = tmp_path.iterdir()
    for data in (b"", b"{}", kept.read_bytes()[:-9], b"\x89PNG"):
        kept.write_bytes(data)
        assert link_pictures(context, [page], tmp_path) == made


def test_what_nobody_should_find_has_no_picture(
    context: Context, tmp_path: Path
) -> None:
    """Without an address there is nothing that a picture could be linked by."""
    page = page_of(context)
    hidden = with_site(context, noindex=True), with_site(context, site_url=None)
    assert [link_pictures(one, [page], tmp_path) for one in hidden] == [{}, {}]
    demonstration = page_of(context, slug="plalai")
    alone = dataclasses.replace(page, agency=None)
    assert link_pictures(context, [demonstration, alone], tmp_path) == {}
