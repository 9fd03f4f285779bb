"""The changes as a sheet: it prints, and shows documents by their first pages."""

import base64
import dataclasses
import re
import shutil
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser

from changed_week import diff, fixed
from git_project import AGENCY, repository
from prongsai.comparing.revision import Revision
from prongsai.comparing.sheet import as_html

pytestmark = pytest.mark.slow
ITEMS = f"{AGENCY}/2568/disclosures.yml"
SCORES = f"{AGENCY}/2568/scores.yml"
MEASURES = f"{AGENCY}/2568/measures.yml"
PDF = f"{AGENCY}/2568/files/ทำเนียบผู้บริหาร.pdf"


@pytest.mark.browser
def test_the_sheet_prints_on_a4_with_nothing_from_outside(
    week: Path, tmp_path: Path, browser: Browser
) -> None:
    path = tmp_path / "sheet.html"
    path.write_text(as_html(fixed(week), "th"), encoding="utf-8")
    page = browser.new_page(viewport={"width": 794, "height": 1123})
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    fonts = page.evaluate("document.fonts.ready.then(f => [...f].map(x => x.status))")
    wide = page.evaluate("document.documentElement.scrollWidth")
    data = page.pdf(prefer_css_page_size=True)
    page.close()
    assert [path.as_uri()] == [url for url in requests if not url.startswith("data:")]
    assert "loaded" in fonts
    assert wide <= 794
    paper = pypdfium2.PdfDocument(data)
    assert all(size == pytest.approx((595, 842), abs=1) for size in map(_size, paper))
    text = "".join(page.get_textpage().get_text_bounded() for page in paper)
    for word in ("95.50", "/tambon-tuayang/2568/o24/", "<FM 99>", "ส่งกลับแก้ไข"):
        assert word in text
    for housekeeping in ("2569.1", "aaaaaaaaaa", "bad-score", "administration"):
        assert housekeeping not in text
    paper.close()


def at_home(side: Revision) -> Revision:
    """Return a side whose site has an address."""
    site = side.content.site
    url = {"site_url": "https://prongsai.example/"}
    own = dataclasses.replace(site, value=site.value.model_copy(update=url))
    content = dataclasses.replace(side.content, site=own)
    return dataclasses.replace(side, content=content)


def test_announced_figures_have_their_box_and_lines_lead_to_their_pages(
    week: Path,
) -> None:
    found = fixed(week)
    base, head = at_home(found.base), at_home(found.head)
    page = as_html(dataclasses.replace(found, base=base, head=head), "th")
    _, _, rest = page.partition('<section class="announced">')
    box, _, below = rest.partition("</section>")
    assert box.count("<tr class") == 2
    assert "95.50" in box
    assert "95.50" not in below
    own = "https://prongsai.example/tambon-tuayang/"
    links = re.findall(r'href="([^"]+)"', page)
    assert {f"{own}2568/scores/", f"{own}2568/o1/", own} <= set(links)
    assert f"{own}2568/o24/" in links, "the page that is gone, as it was"


def test_documents_are_shown_by_their_first_pages_before_and_after(week: Path) -> None:
    page = diff(week, "HEAD~1", "HEAD", "--format", "html").stdout
    _, _, rest = page.partition('<section class="file">')
    box, _, _ = rest.partition("</section>")
    assert "<h3>O2 ทำเนียบผู้บริหาร</h3>" in box
    assert '<p class="name">ทำเนียบผู้บริหาร.pdf</p>' in box
    pictures = re.findall(r'<img src="data:image/png;base64,([^"]+)"', box)
    assert len(pictures) == 2
    assert all(base64.b64decode(one).startswith(b"\x89PNG") for one in pictures)
    assert "<p><b>เดิม</b> 1 หน้า</p>" in box
    assert box.count("<p>ขึ้นต้นว่า “") == 2
    assert "ไฟล์เอกสาร ปี" not in page, "said once"


def test_a_document_that_is_not_in_the_history_yet_is_shown_alone(
    tmp_path: Path,
) -> None:
    root = repository(tmp_path)
    new = (root / PDF).with_name("ใหม่.pdf")
    shutil.copyfile(root / PDF, new)
    (root / PDF).with_name("ตาราง.xlsx").write_bytes(b"PK")
    page = diff(root, "HEAD", "--format", "html").stdout
    boxes = page.split('<section class="file">')[1:]
    assert [re.findall("<h3>(.*?)</h3>", one) for one in boxes] == [
        ["ตาราง.xlsx"],
        ["ใหม่.pdf"],
    ]
    assert [one.count("<img ") for one in boxes] == [0, 1]
    assert [re.findall('<p class="none">(.*?)</p>', one) for one in boxes] == [
        ["ไม่มี", "ไม่มีภาพหน้าแรก โปรดเปิดดูไฟล์"],
        ["ไม่มี"],
    ]


def _size(page: pypdfium2.PdfPage) -> tuple[float, float]:
    size: tuple[float, float] = page.get_size()
    return size
