"""The sheet of the manual, ticked, becomes the list of the year."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from manuals import FORMATS, Shape, asked_of
from prongsai.cli import cli
from prongsai.rules.own_file import read_own
from typed_cells import put
from workbook_project import Hands, export, import_, project

pytestmark = pytest.mark.slow


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path)


def test_ticking_the_manual_writes_the_own_catalogue(root: Path) -> None:
    hands = Hands(export(root))
    names = [cell.value for cell in hands.sheet("manual")[3]]
    item, component = str(names[0]), str(names[2])
    put(hands, "manual", (item, component), {"tick": "ใช่", "sources": 41})
    hands.put("manual", (), code="O1", text="ข้อความใหม่จากคู่มือ", sources="42")
    put(hands, "manual-items", ("O1",), {"components_known": "ใช่"})
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    path = root / "content/catalogue/2568.yml"
    lines = path.read_text().splitlines()
    assert lines[0] == "# yaml-language-server: $schema=../.schemas/catalogue.json"
    assert lines[1] == "fiscal_year: 2568"
    assert "  - id: manual-p41" in lines
    assert "    title: คู่มือการประเมิน ITA ปีงบประมาณ พ.ศ. 2568 หน้า 41" in lines
    assert f"      - id: {component}" in lines
    assert "        text: ข้อความใหม่จากคู่มือ" in lines
    assert "        authority: local" in lines
    assert "    components_known: true" in lines
    again = export(root, "again.xlsx")
    assert import_(root, again).output == "ไม่มีอะไรเปลี่ยน\n"


def test_a_draft_of_the_manual_counts_once_it_is_ticked_in_the_workbook(
    root: Path,
) -> None:
    manual = root / "manual.txt"
    manual.write_bytes(FORMATS["manual.txt"](asked_of(2568), Shape()))
    words = ["rules", str(manual), "--year", "2568", "-C", str(root)]
    assert CliRunner().invoke(cli, words).exit_code == 0
    hands = Hands(export(root))
    done: dict[str, object] = {
        "components_known": "ใช่",
        "ticked.by": "ปลัดเทศบาล",
        "ticked.on": "2/4/2568",
    }
    put(hands, "manual-items", ("O4",), done)
    put(hands, "manual-items", ("O5",), {"components_known": "ใช่"})
    found = import_(root, hands.save())
    assert found.exit_code == 0, found.output
    own = read_own((root / "content/catalogue/2568.yml").read_bytes(), "")
    assert own is not None
    items = {item.code: item for item in own.items}
    assert not items["O4"].draft
    assert items["O4"].ticked is not None
    assert items["O4"].ticked.name == "ปลัดเทศบาล"
    assert items["O5"].draft
    assert items["O6"].draft
    again = export(root, "again.xlsx")
    assert import_(root, again).output == "ไม่มีอะไรเปลี่ยน\n"


def test_an_empty_year_is_filled_in_from_the_workbook(tmp_path: Path) -> None:
    root = project(tmp_path, {})
    hands = Hands(export(root, "book.xlsx", "--year", "2569"))
    hands.put("measures", (), title="มาตรการแรก")
    put(hands, "survey", (), {"link": "https://itas.nacc.go.th/go/eit/exampl"})
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output
    folder = root / "content/agencies/thot/2569"
    assert (folder / "measures.yml").read_text() == (
        "# yaml-language-server: $schema=../../../.schemas/measures.json\n"
        "measures:\n  - id: m-1\n    title: มาตรการแรก\n"
    )
    assert (folder / "survey.yml").exists()
