"""A manual, three ticks, and whoever counts on them reads whose comparison it is."""

import json
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from manuals import FORMATS, Shape, asked_of
from prongsai.cli import cli
from prongsai.model.catalogue import LocalCatalogue
from prongsai.rules.own_file import read_own
from small_site import AGENCY, SITE

pytestmark = pytest.mark.slow

YEAR = 2569
WORD = "ครบ 3 จาก 26 ข้อ ตามคู่มือที่ ปลัดเทศบาล เทียบไว้ 3 ข้อ: O4 O7 O9"
TICKED = ("O4", "O7", "O9")


def run(root: Path, *words: str) -> str:
    done = CliRunner().invoke(cli, [*words, "-C", str(root)])
    assert done.exit_code in {0, 1}, done.output
    return done.output


def own(root: Path) -> LocalCatalogue:
    path = root / "content" / "catalogue" / f"{YEAR}.yml"
    read = read_own(path.read_bytes(), path.name)
    assert read is not None
    return read


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read a manual, tick three items, answer and confirm each of their components."""
    root = tmp_path_factory.mktemp("ticked")
    manual = root / "คู่มือ.pdf"
    manual.write_bytes(FORMATS["typst.pdf"](asked_of(YEAR), Shape()))
    files = {
        "content/site.yml": SITE["content/site.yml"]
        + "site_url: https://ita.example.go.th\n",
        f"{AGENCY}/agency.yml": SITE[f"{AGENCY}/agency.yml"],
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    run(root, "rules", str(manual), "--year", str(YEAR))
    run(root, "rules", "confirm", *TICKED, "--year", str(YEAR), "--by", "ปลัดเทศบาล")
    items = [item for item in own(root).items if item.code in TICKED]
    lines = ["items:"]
    for item in items:
        lines += [f"  - code: {item.code}", "    components:"]
        for one in item.components:
            lines += [f"      - id: {one.id}", "        text: อยู่ในหน้านี้"]
    target = root / AGENCY / str(YEAR) / "disclosures.yml"
    target.parent.mkdir()
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for code in TICKED:
        run(root, "confirm", code, "--year", str(YEAR), "--by", "นายกเทศมนตรี")
    return root


def test_check_says_how_many_are_complete_and_by_whose_word(root: Path) -> None:
    assert WORD in run(root, "check")


def test_the_report_for_programs_says_whose_comparison_it_is(root: Path) -> None:
    said = run(root, "check", "--format", "json")
    report, _ = json.JSONDecoder().raw_decode(said)
    [year] = report["coverage"]
    assert year["readings"] == [
        {
            "by": "ปลัดเทศบาล",
            "authority": "local",
            "codes": list(TICKED),
            "complete": 3,
            "message": WORD,
        }
    ]
    schema = files("prongsai") / "reports" / "report.schema.json"
    Draft202012Validator(json.loads(schema.read_text("utf-8"))).validate(report)


def test_the_workbook_says_it_on_its_first_sheet(root: Path) -> None:
    file = root / "book.xlsx"
    run(root, "export", "--xlsx", "--year", str(YEAR), "-o", str(file))
    rows = load_workbook(file)["เริ่มที่นี่"].iter_rows(values_only=True)
    assert [row for row in rows if "คู่มือที่" in str(row)] == [(None, None, WORD)]


def test_the_list_of_open_items_says_it(root: Path) -> None:
    assert WORD in run(root, "todo", "--year", str(YEAR))


def test_the_submission_sheet_says_it(root: Path) -> None:
    run(root, "build")
    run(root, "submission", "--year", str(YEAR))
    sheets = list(root.rglob("submission*.html"))
    assert [WORD in one.read_text(encoding="utf-8") for one in sheets] == [True]


def test_no_public_page_says_who_compared(root: Path) -> None:
    run(root, "build")
    pages = (root / "build" / "site").rglob("*.html")
    assert not any("เทียบไว้" in one.read_text(encoding="utf-8") for one in pages)


def test_another_agency_reads_whose_person_it_was(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "reading.yml"
    year = ("--year", str(YEAR))
    run(root, "rules", "export", *year, "--agency", "ทต.บ้านไร่", "-o", str(file))
    other = tmp_path / "other"
    for path in (f"{AGENCY}/agency.yml", "content/site.yml"):
        (other / path).parent.mkdir(parents=True, exist_ok=True)
        (other / path).write_text(SITE[path], encoding="utf-8")
    run(other, "rules", "import", str(file), *year)
    disclosures = other / AGENCY / str(YEAR) / "disclosures.yml"
    disclosures.parent.mkdir()
    disclosures.write_text(
        "items:\n  - code: O4\n    explanation: ก\n", encoding="utf-8"
    )
    said = run(other, "check")
    assert "ครบ 0 จาก 26 ข้อ ตามคู่มือที่ ปลัดเทศบาล (ทต.บ้านไร่) เทียบไว้ 3 ข้อ: O4 O7 O9" in said
    assert {item.ticked.agency for item in own(other).items if item.ticked} == {
        "ทต.บ้านไร่"
    }
