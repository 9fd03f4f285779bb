"""`prongsai diff` between real revisions and folders; nothing is touched."""

import base64
import dataclasses
import datetime
import hashlib
import json
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pypdfium2
import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser

from checkout import ROOT
from git_project import AGENCY, commit, edit, example, repository, run_git
from golden import same_as_golden
from prongsai import messages
from prongsai.cli import cli
from prongsai.cli.diff import FORMATS
from prongsai.comparing import DIFFS
from prongsai.comparing.diff import diff as compare
from prongsai.comparing.difference import Difference, difference
from prongsai.comparing.markdown import MARKER
from prongsai.comparing.revision import Coverage, Revision, read_content
from prongsai.comparing.sheet import as_html
from prongsai.findings import Finding, Place
from prongsai.reports.markdown import MOST
from prongsai.reports.report import Heading, Since
from prongsai.storage.content_folder import read_sources
from prongsai.storage.git_revision import read_revision

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
SCHEMA = json.loads(
    (ROOT / "generator/prongsai/comparing/diff.schema.json").read_text(encoding="utf-8")
)
ITEMS = f"{AGENCY}/2568/disclosures.yml"
SCORES = f"{AGENCY}/2568/scores.yml"
MEASURES = f"{AGENCY}/2568/measures.yml"
PDF = f"{AGENCY}/2568/files/ทำเนียบผู้บริหาร.pdf"


def diff(root: Path, *arguments: str) -> Result:
    line = ["diff", "-C", str(root), "--today", "2568-03-31", *arguments]
    result = CliRunner().invoke(cli, line, catch_exceptions=False)
    assert result.exit_code in {0, 2}, result.output
    return result


def found(root: Path, *arguments: str) -> Any:
    value = json.loads(diff(root, *arguments, "--format", "json").stdout)
    jsonschema.validate(value, SCHEMA)
    return value


def found_and_said(root: Path) -> tuple[Any, str]:
    """Compare the work tree with its last commit; return the JSON and the text."""
    one = compare(root, "HEAD", None, datetime.date(2025, 3, 31))
    value = json.loads(DIFFS["json"](one, "th"))
    jsonschema.validate(value, SCHEMA)
    return value, DIFFS["text"](one, "th")


@cache
def of_the_week(week: Path) -> Any:
    return found(week, "HEAD~1", "HEAD")


def without_item(root: Path, code: str, following: str) -> None:
    file = root / ITEMS
    text = file.read_text(encoding="utf-8")
    begin, end = (text.index(f"  - code: {one}\n") for one in (code, following))
    file.write_text(text[:begin] + text[end:], encoding="utf-8")


def changes_of_a_week(root: Path) -> None:
    """Edit as an office would: scores, an item, a step, a document, a contact."""
    edit(root, SCORES, ("score: 95.05", "score: 95.50"), ("ผ่านดี", "ดี"))
    edit(
        root,
        ITEMS,
        ("code: O1\n    owner: administration\n", "code: O1\n    owner: planning\n"),
        ("updated: 2568-01-15", "updated: 2568-02-20"),
    )
    without_item(root, "O24", "O25")
    edit(root, MEASURES, ("post: ปลัดเทศบาล", "post: รองปลัดเทศบาล"))
    edit(
        root,
        f"{AGENCY}/agency.yml",
        ("  - kind: fax\n    text: 0-0000-0001\n", ""),
        ("contacts:\n", "contacts:\n  - kind: other\n    text: วิทยุชุมชน <FM 99>\n"),
    )
    (root / PDF).write_bytes((root / PDF).read_bytes() + b"\n")
    edit(root, f"{AGENCY}/2568/survey.yml", ("link: https", "# ใหม่\nlink:   https"))


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository with the changes of a week; tests only read it."""
    root = repository(tmp_path_factory.mktemp("week") / "site")
    changes_of_a_week(root)
    commit(root)
    return root


NEW = Finding(
    code="bad-score",
    place=Place(path=SCORES, line=14, column=5),
    facts=(("value", "195"), ("field", "score")),
    agency="tambon-tuayang",
    year=2568,
)


def fixed(week: Path) -> Difference:
    """Return the week's changes, with what other rules would say put in by hand."""
    day = datetime.date(2025, 3, 31)
    base, head = (
        read_content(name, digest * 40, read_revision(week, name), day)
        for name, digest in (("HEAD~1", "a"), ("HEAD", "b"))
    )
    heading = Heading(
        program="2569.1",
        catalogue=datetime.date(2026, 11, 20),
        date=day,
        commit="b" * 40,
    )
    key = ("tambon-tuayang", 2568)
    return dataclasses.replace(
        difference(heading, base, head),
        coverage={
            key: (
                Coverage(pages=24, of=28, complete=9, incomplete=2, unknown=17),
                Coverage(pages=27, of=28, complete=10, incomplete=1, unknown=17),
            )
        },
        findings=Since(
            revision="HEAD~1",
            new=(NEW,),
            old=(),
            fixed=(dataclasses.replace(NEW, year=2567),),
        ),
    )


@pytest.mark.parametrize("form", DIFFS)
def test_whole_outputs_are_as_they_were(
    form: str, week: Path, *, update_golden: bool
) -> None:
    text = re.sub(r"base64,[A-Za-z0-9+/=]+", "base64,…", DIFFS[form](fixed(week), "th"))
    path = HERE / "golden" / f"week.{form}.txt"
    same_as_golden(path, text, update=update_golden)


def test_the_command_offers_every_format() -> None:
    assert tuple(DIFFS) == FORMATS


def test_the_work_tree_is_the_default_and_says_the_same(week: Path) -> None:
    one, two = of_the_week(week), found(week, "HEAD~1")
    assert one["changes"] == two["changes"]
    assert two["head"] == {"name": None, "commit": None, "unreadable": []}


def test_two_folders_say_the_same_as_two_revisions(week: Path, tmp_path: Path) -> None:
    example(tmp_path / "before")
    folders = found(tmp_path, str(tmp_path / "before"), str(week))
    assert folders["changes"] == of_the_week(week)["changes"]


def test_a_bare_clone_has_enough(week: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.git"
    run_git(tmp_path, "clone", "-q", "--bare", str(week), str(bare))
    before = sorted(path.name for path in bare.iterdir())
    assert found(bare, "HEAD~1", "HEAD") == of_the_week(week)
    assert before == sorted(path.name for path in bare.iterdir())
    assert diff(bare, "HEAD").exit_code == 2


def test_nothing_is_touched(week: Path, tmp_path: Path) -> None:
    root = shutil.copytree(week, tmp_path / "site", symlinks=True)
    edit(root, SCORES, ("score: 95.50", "score: 95.60"))
    run_git(root, "add", SCORES)
    edit(root, SCORES, ("score: 95.60", "score: 95.70"))

    def all_files() -> dict[str, str]:
        return {
            str(path.relative_to(root)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(root.rglob("*"))
            if path.is_file() and "build" not in path.parts
        }

    before = all_files()
    diff(root, "HEAD~1", "HEAD")
    diff(root, "HEAD~1")
    assert before == all_files()


def test_a_revision_reads_as_its_checkout_does(week: Path) -> None:
    one, two = read_revision(week, "HEAD"), read_sources(week)
    assert one.texts == two.texts
    assert one.fingerprint == two.fingerprint
    assert PDF in one.attachments


def test_a_project_below_the_top_of_the_repository(tmp_path: Path) -> None:
    root = example(tmp_path / "งาน ITA" / "site")
    example(tmp_path / "other")
    run_git(tmp_path, "init", "-q")
    commit(tmp_path)
    edit(root, SCORES, ("score: 95.05", "score: 95.50"))
    assert [change["file"] for change in found(root, "HEAD")["changes"]] == [SCORES]


def test_what_stands_behind_an_lfs_pointer_is_compared(tmp_path: Path) -> None:
    root = repository(tmp_path)
    data = (root / PDF).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    pointer = (
        "version https://git-lfs.github.com/spec/v1\n"
        f"oid sha256:{digest}\nsize {len(data)}\n"
    )
    (root / PDF).write_text(pointer, encoding="utf-8")
    commit(root)
    (root / PDF).write_bytes(data)
    assert found(root, "HEAD")["changes"] == []


def test_formatting_order_and_comments_are_no_change(tmp_path: Path) -> None:
    root = repository(tmp_path)
    assert "เนื้อหาไม่เปลี่ยน\n" in diff(root, "HEAD").stdout
    edit(
        root,
        SCORES,
        ("level:", "# หมายเหตุ\nlevel:"),
        ("total: 91.03", "total:    '๙๑.๐๓'"),
        ("  - code: 2\n    score: 91.48\n", ""),
        ("sub_indicators:", "  - code: 2\n    score: 91.48\nsub_indicators:"),
    )
    value, text = found_and_said(root)
    assert (value["changes"], value["formatting"]) == ([], [SCORES])
    assert "เนื้อหาไม่เปลี่ยน เปลี่ยนเฉพาะวิธีเขียนไฟล์" in text


def test_line_ends_of_windows_are_not_even_formatting(tmp_path: Path) -> None:
    root = repository(tmp_path)
    file = root / SCORES
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert found(root, "HEAD")["formatting"] == []


@pytest.mark.parametrize(
    ("path", "change"),
    [
        (MEASURES, ("documents:", "documents")),
        (SCORES, ("total: 91.03", "total: ดี")),
        (f"{AGENCY}/agency.yml", ("province:", "provinec:")),
        ("content/site.yml", ("version: 1", "version: [")),
    ],
)
@pytest.mark.parametrize("side", ["base", "head"])
def test_a_broken_file_hides_nothing_but_itself(
    tmp_path: Path, path: str, change: tuple[str, str], side: str
) -> None:
    root = repository(tmp_path)
    if side == "base":
        edit(root, path, change)
        commit(root)
        edit(root, path, change[::-1])
    edit(root, ITEMS, ("updated: 2568-01-15", "updated: 2568-02-20"))
    if side == "head":
        edit(root, path, change)
    value, text = found_and_said(root)
    assert [(one["kind"], one["file"]) for one in value["changes"]] == [
        ("changed", ITEMS)
    ]
    assert value[side]["unreadable"] == [path]
    assert value["addresses"] == {"appeared": None, "vanished": None}
    if side == "head":
        assert value["findings"]["fixed"] == []
    assert f"เทียบไม่ได้เพราะอ่านไม่ออก: {path}" in text
    assert "เทียบที่อยู่หน้าเว็บไม่ได้" in text


def test_addresses_and_coverage_follow_an_item_that_goes(week: Path) -> None:
    value = of_the_week(week)
    assert "/tambon-tuayang/2568/o24/" in value["addresses"]["vanished"]
    assert value["addresses"]["appeared"] == []
    (coverage,) = value["coverage"]
    assert (coverage["before"]["pages"], coverage["after"]["pages"]) == (28, 27)
    back = found(week, "HEAD", "HEAD~1")
    assert value["addresses"]["vanished"] == back["addresses"]["appeared"]
    assert value["findings"]["new"] != []


def test_a_whole_year_that_comes_is_one_line_a_file(tmp_path: Path) -> None:
    root = repository(tmp_path)
    shutil.rmtree(root / AGENCY / "2567")
    commit(root)
    text = diff(root, "HEAD", "HEAD~1").stdout
    assert f"เพิ่มทั้งไฟล์ {AGENCY}/2567/scores.yml" in text
    assert "เปลี่ยนแปลง: เพิ่ม 2" in text


def test_a_file_that_no_record_names_is_told(tmp_path: Path) -> None:
    root = repository(tmp_path)
    (root / PDF).with_name("ใหม่.pdf").write_bytes(b"%PDF-")
    (change,) = found(root, "HEAD")["changes"]
    assert (change["kind"], change["path"]) == ("added", ["ใหม่.pdf"])


def test_a_comment_on_a_large_change_stays_below_the_limit(tmp_path: Path) -> None:
    root = repository(tmp_path)
    file = root / MEASURES
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"(\n +text: )(\S)", r"\1แก้ใหม่ \2", text), encoding="utf-8")
    more = "".join(f"  - ขั้นตอนที่ {n} {'ยาวมาก' * 30}\n" for n in range(900))
    edit(root, f"{AGENCY}/2568/survey.yml", ("how_to:\n", f"how_to:\n{more}"))
    comment = diff(root, "HEAD", "--format", "markdown").stdout
    assert comment.startswith(f"{MARKER}\n")
    assert len(comment.encode()) <= MOST
    assert re.search(r"ตัดออก \d+ รายการเพราะยาวเกิน", comment)


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("HEAD", "nonsense"), ("--", "--help"), ("HEAD", "/nowhere"), ()],
)
def test_what_cannot_be_found_is_a_usage_error(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    root = repository(tmp_path)
    result = diff(root, *arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_every_word_is_there_in_both_languages(week: Path) -> None:
    for key, entry in messages._table("diff").items():
        assert set(entry) == set(messages.LANGUAGES), key
    for form in DIFFS:
        assert diff(week, "HEAD~1", "--lang", "en", "--format", form).stdout


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
