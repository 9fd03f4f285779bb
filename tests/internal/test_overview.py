"""All agencies at a glance: the one that needs help first, each with its state."""

import datetime
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from built_project import copy_content
from prongsai.checking import Checked, check_sources
from prongsai.internal.live_proof import LiveProof
from prongsai.internal.overview import Overview, as_html, as_text, overview
from prongsai.site.manifest import kept_since
from prongsai.storage.content_folder import read_sources
from typed_command import typed

TODAY = datetime.date(2025, 5, 5)
EXAMPLE = "tambon-tuayang"
LIVE = LiveProof(
    when=datetime.datetime(2025, 5, 4, 9, 0, tzinfo=datetime.UTC),
    lost=("tambon-tuayang/2568/o1/", "search/"),
    wrong=2,
    all=70,
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with an agency of each kind of state."""
    folder = tmp_path_factory.mktemp("overview")
    copy_content(folder)
    agencies = folder / "content/agencies"
    example = (agencies / "tambon-tuayang/agency.yml").read_text(encoding="utf-8")
    for slug, name in (("empty", "อบต. ว่าง"), ("unreadable", "อบต. เสีย")):
        (agencies / slug).mkdir()
        lines = f"name: {name}\nkind: other\nprovince: ก\n"
        (agencies / slug / "agency.yml").write_text(lines, encoding="utf-8")
    (agencies / "unreadable/agency.yml").write_text("name: [", encoding="utf-8")
    shutil.copytree(agencies / "tambon-tuayang", agencies / "stopped")
    stopped = example.replace("เทศบาลตำบลตัวอย่าง", "เทศบาลตำบลหยุด")
    (agencies / "stopped/agency.yml").write_text(stopped, encoding="utf-8")
    (agencies / "stopped/2568/survey.yml").write_text("opens: ไม่รู้\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def checked(root: Path) -> Checked:
    return check_sources(read_sources(root), TODAY)


def seen(checked: Checked, language: str = "th") -> Overview:
    return overview(checked, TODAY, language, LIVE, {"stopped": "2025-05-01"})


@pytest.mark.slow
def test_each_agency_has_a_line_and_broken_pages_come_first(checked: Checked) -> None:
    lines = list(as_text(seen(checked)))
    assert lines[:2] == [
        "ทุกหน่วยงาน ณ วันที่ 5 พ.ค. 2568",
        "5 หน่วยงาน: เลยกำหนด 1 · แบบวัด EIT เปิดอยู่ 1 · หน้าเว็บมีปัญหา 3",
    ]
    blocks = {
        block.partition("\n")[0]: block.splitlines()[1:]
        for block in "\n".join(lines).split("\n\n")
    }
    assert list(blocks)[1:-1] == [
        "■ เทศบาลตำบลตัวอย่าง ปีงบประมาณ พ.ศ. 2568",
        "■ unreadable",
        "■ เทศบาลตำบลหยุด ปีงบประมาณ พ.ศ. 2568",
        "■ เทศบาลตำบลปลาไหล ปีงบประมาณ พ.ศ. 2568",
        "■ อบต. ว่าง",
    ]
    assert blocks["■ อบต. ว่าง"] == ["   ยังไม่ได้กรอกข้อมูลปีใด"]
    assert blocks["■ เทศบาลตำบลปลาไหล ปีงบประมาณ พ.ศ. 2568"][1:] == [
        "   ยังไม่มีลิงก์แบบวัด EIT",
        "   ข้อมูลสาธิต ไม่ได้แปลว่าหน่วยงานจริงค้างอยู่",
    ]
    first, *_, survey = blocks["■ เทศบาลตำบลตัวอย่าง ปีงบประมาณ พ.ศ. 2568"]
    assert first == (
        "   ! เปิดไม่ได้หรือไม่ตรงบนเว็บไซต์จริง 1 หน้า เช่น tambon-tuayang/2568/o1/"
    )
    assert survey == "   แบบวัด EIT เปิดถึง 30 พ.ค. 2568"
    stopped = blocks["■ เทศบาลตำบลหยุด ปีงบประมาณ พ.ศ. 2568"]
    assert stopped[1:] == ["   มีไฟล์ที่อ่านไม่ได้ จึงยังไม่นับ"]
    assert stopped[0].startswith("   ! หน้าเว็บยังเป็นของวันที่ 1 พ.ค. 2568 เพราะมีที่ต้องแก้ ")
    assert blocks["■ unreadable"][0].startswith("   ! ยังขึ้นเว็บไม่ได้ มีที่ต้องแก้ 1 แห่ง: ")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-01-05", "แบบวัด EIT เปิดวันที่ 3 ก.พ. 2568"),
        ("2025-05-30", "แบบวัด EIT เปิดถึง 30 พ.ค. 2568"),
        ("2025-05-31", "แบบวัด EIT ปิดแล้วเมื่อ 30 พ.ค. 2568"),
    ],
)
def test_the_survey_is_open_on_its_days(
    checked: Checked, day: str, expected: str
) -> None:
    made = overview(checked, datetime.date.fromisoformat(day), "th", None, {})
    [line] = [one for one in made.lines if one.slug == "tambon-tuayang"]
    assert (line.survey, line.survey_open) == (
        expected,
        expected.startswith("แบบวัด EIT เปิดถึง"),
    )


def test_a_survey_is_open_though_the_next_one_has_no_link_yet(
    checked: Checked,
) -> None:
    assert checked.content is not None
    [example] = [one for one in checked.content.agencies if one.slug == EXAMPLE]
    year = example.years[-1]
    assert year.survey is not None
    later = year.survey.value.model_copy(update={"link": None})
    more = replace(year, fiscal_year=2569, survey=replace(year.survey, value=later))
    agency = replace(example, years=(*example.years, more))
    content = replace(checked.content, agencies=(agency,))
    [line] = [
        one
        for one in seen(replace(checked, content=content)).lines
        if one.slug == EXAMPLE
    ]
    assert (line.survey, line.survey_open) == ("แบบวัด EIT เปิดถึง 30 พ.ค. 2568", True)


def test_the_page_links_to_the_sheets_that_are_there(checked: Checked) -> None:
    sheet = "plalai/2568/todo.html"
    page = as_html(seen(checked), frozenset([sheet])).decode()
    assert page.count("<a href=") == 1
    assert f'<a href="{sheet}">เทศบาลตำบลปลาไหล</a>' in page
    assert page.count("<tr>") == 6


def test_words_of_officers_are_no_markup(checked: Checked) -> None:
    made = seen(checked)
    hostile = replace(made.lines[0], name="<b>ก</b>", troubles=("<script>",))
    page = as_html(replace(made, lines=(hostile,)), frozenset()).decode()
    assert "&lt;b&gt;ก&lt;/b&gt;" in page
    assert "<script>" not in page


@pytest.mark.slow
def test_the_command_writes_the_page_though_an_agency_is_broken(root: Path) -> None:
    done = typed(root, "overview", "--today", "2568-05-05")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "build/internal/overview.html"
    assert "เทศบาลตำบลหยุด" in (root / "build/internal/overview.html").read_text("utf-8")


def test_the_days_of_older_pages_come_from_the_manifest(tmp_path: Path) -> None:
    manifest = tmp_path / "build/manifest.json"
    assert kept_since(tmp_path) == {}
    manifest.parent.mkdir()
    for damaged in ("", "{", "[]", '{"kept": 1}', '{"kept": {"a": "x"}}'):
        manifest.write_text(damaged, encoding="utf-8")
        assert kept_since(tmp_path) == {}
    kept = {"kept": {"plalai": "2025-05-01"}}
    manifest.write_text(json.dumps(kept), encoding="utf-8")
    assert kept_since(tmp_path) == {"plalai": "2025-05-01"}
