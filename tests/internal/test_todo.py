"""Who owes what: whole outputs of an agency that has every kind of open end."""

import datetime
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from built_project import copy_content
from checkout import ROOT
from golden import same_as_golden
from prongsai.assessment.assessed_year import AssessedYear
from prongsai.assessment.coverage import Basis, coverage
from prongsai.checking import check_sources
from prongsai.cli import cli
from prongsai.internal.todo import Todo, todo
from prongsai.internal.todo_text import as_html, as_markdown, as_text
from prongsai.storage.content_folder import read_sources, with_facts
from typed_command import typed

GOLDEN = ROOT / "tests/golden"
TODAY = datetime.date(2025, 6, 5)
DISCLOSURES = "content/agencies/tambon-tuayang/2568/disclosures.yml"


def item(text: str, code: str) -> str:
    """Return the lines of one item."""
    found = re.search(
        rf"^  - code: {code}\n(?:(?!  - code:|  #).*\n)*", text, re.MULTILINE
    )
    assert found
    return found[0]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project whose example agency has every kind of open end."""
    folder = tmp_path_factory.mktemp("todo")
    copy_content(folder)
    path = folder / DISCLOSURES
    text = path.read_text(encoding="utf-8")
    components = item(text, "O1")
    chart = components[components.index("      - id: o1-chart") :]
    chart = chart[: chart.index("      - id: o1-posts")]
    for old, new in (
        # O1 lacks a component and its day has passed.
        (components, components.replace(chart, "")),
        # O5 has no evidence; it is due in five days.
        (
            item(text, "O5"),
            "  - code: O5\n    owner: planning\n    due: 2568-06-10\n",
        ),
        # O6 has no entry at all.
        (item(text, "O6"), ""),
        # O7 has no owner, is due today and has nothing.
        (item(text, "O7"), "  - code: O7\n    due: 2568-06-05\n"),
        # The assessor waits for a reply on O10, past the day, with *signs* in it.
        (
            item(text, "O10"),
            item(text, "O10") + "    assessor:\n      comment: เปิด <ลิงก์> *ไม่ได้*\n"
            "      deadline: 2568-06-01\n",
        ),
        # O26 has a day for the reply, which has passed, and no comment.
        (
            item(text, "O26"),
            item(text, "O26") + "    assessor:\n      score: 0\n"
            "      deadline: 2568-06-02\n",
        ),
        # O14 was answered in time: nothing is open.
        (
            item(text, "O14"),
            item(text, "O14") + "    assessor:\n      comment: ไม่พบแผน\n"
            "      reply: แผนอยู่ในหน้านี้\n      deadline: 2568-06-01\n",
        ),
    ):
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return folder


def owed(root: Path, language: str = "th", slug: str = "tambon-tuayang") -> Todo:
    checked = check_sources(with_facts(root, read_sources(root)), TODAY)
    assert checked.content is not None
    agency = next(one for one in checked.content.agencies if one.slug == slug)
    year = agency.year(2568)
    assert year is not None
    assessed = AssessedYear(
        content=checked.content, agency=agency, year=year, today=TODAY
    )
    return todo(assessed, checked.findings, language)


@pytest.mark.slow
def test_as_text_for_a_chat(root: Path, *, update_golden: bool) -> None:
    text = as_text(owed(root))
    same_as_golden(GOLDEN / "todo.txt", text, update=update_golden)


def test_as_text_in_english(root: Path, *, update_golden: bool) -> None:
    text = as_text(owed(root, "en"))
    same_as_golden(GOLDEN / "todo-en.txt", text, update=update_golden)


def test_as_markdown(root: Path, *, update_golden: bool) -> None:
    text = as_markdown(owed(root))
    same_as_golden(GOLDEN / "todo.md", text, update=update_golden)


@pytest.mark.slow
def test_as_sheets_of_paper(root: Path, *, update_golden: bool) -> None:
    whole = owed(root)
    text = as_html(whole, *whole.units).decode()
    same_as_golden(GOLDEN / "todo.html", text, update=update_golden)


def test_a_real_agency_without_disclosures(root: Path, *, update_golden: bool) -> None:
    text = as_text(owed(root, slug="plalai"))
    same_as_golden(GOLDEN / "todo-plalai.txt", text, update=update_golden)


def test_overdue_comes_first_and_nobody_last(root: Path) -> None:
    units = {unit.id: [task.code for task in unit.tasks] for unit in owed(root).units}
    assert list(units)[-1] == "none"
    assert units["administration"][:3] == ["O1", "O10", "O11"]
    assert units["none"] == ["O7", "O6"]
    assert "O22" not in {code for codes in units.values() for code in codes}


def test_a_sheet_is_a_page_of_its_own_and_needs_nothing_else(
    root: Path, tmp_path: Path
) -> None:
    from prongsai.site.verify import Terms, outside
    from prongsai.site.verify.site import BuiltSite

    whole = owed(root)
    data = as_html(whole, *whole.units)
    (tmp_path / "index.html").write_bytes(data)
    assert (
        list(outside.check(BuiltSite(root=tmp_path, terms=Terms(language="th")))) == []
    )
    assert data.count(b"<section>") == len(whole.units)


@pytest.mark.slow
def test_todo_and_check_agree_on_what_is_owed(root: Path) -> None:
    content = check_sources(with_facts(root, read_sources(root)), TODAY).content
    assert content is not None
    counted = {(one.agency, one.year): one for one in coverage(content, TODAY)}
    for slug in ("plalai", "tambon-tuayang"):
        told, year = owed(root, slug=slug), counted[slug, 2568]
        not_begun = sum(len(unit.not_begun) for unit in told.units)
        assert year.incomplete >= not_begun > 0
        assert told.basis is year.basis
    assert counted["plalai", 2568].items == 28
    assert counted["plalai", 2568].basis is Basis.DEMONSTRATION


@pytest.mark.parametrize("command", ["todo", "submission"])
def test_an_agency_without_years_is_told_in_words(command: str, tmp_path: Path) -> None:
    agency = tmp_path / "content/agencies/new/agency.yml"
    agency.parent.mkdir(parents=True)
    lines = "name: อบต. ใหม่\nkind: other\nprovince: ก\n"
    agency.write_text(lines, encoding="utf-8")
    site = tmp_path / "content/site.yml"
    site.write_text("version: 1\ntitle: ก\nmode: hub\n", encoding="utf-8")
    day = ["--today", "2570-10-01"]
    done = CliRunner().invoke(cli, [command, "-C", str(tmp_path), *day])
    assert done.exit_code == 2
    assert done.stderr == (
        "“อบต. ใหม่” ยังไม่ได้กรอกข้อมูลปีใด จึงยังไม่มีข้อให้ทำ สร้างโฟลเดอร์ปี เช่น "
        "content/agencies/new/2571/ แล้วใส่ disclosures.yml ก่อน\n"
    )


def run(root: Path, *options: str) -> Result:
    return typed(root, "todo", "--today", "2568-06-05", *options)


@pytest.mark.slow
def test_the_command_prints_one_division_with_its_sections(root: Path) -> None:
    done = run(root, "--agency", "tambon-tuayang", "--unit", "finance")
    assert done.exit_code == 0, done.stderr
    headings = [line for line in done.stdout.splitlines() if line.startswith("■")]
    assert headings == ["■ งานพัสดุและทรัพย์สิน (กองคลัง) ค้าง 2 ข้อ"]


@pytest.mark.slow
def test_the_command_writes_sheets_and_forgets_old_ones(root: Path) -> None:
    folder = root / "build/internal/tambon-tuayang/2568"
    folder.mkdir(parents=True)
    (folder / "todo-gone.html").write_text("", encoding="utf-8")
    done = run(root, "--agency", "tambon-tuayang", "--format", "html")
    assert done.exit_code == 0, done.stderr
    names = [
        "todo.html",
        "todo-administration.html",
        "todo-personnel.html",
        "todo-planning.html",
        "todo-legal.html",
        "todo-procurement.html",
        "todo-internal-audit.html",
        "todo-clerk-office.html",
        "todo-none.html",
    ]
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    printed = done.stdout.split()
    assert sorted(printed) == sorted(
        f"build/internal/tambon-tuayang/2568/{name}" for name in names
    )


@pytest.mark.slow
def test_an_unknown_unit_is_wrong_usage(root: Path) -> None:
    done = run(root, "--agency", "tambon-tuayang", "--unit", "nowhere")
    assert done.exit_code == 2
    assert "ไม่มีหน่วยงานย่อย “nowhere” มีแต่: accounting, " in done.stderr
