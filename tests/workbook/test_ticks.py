"""Items of a manual are ticked in Excel, by several people, and un-ticked."""

import dataclasses
from pathlib import Path

import pytest
from PIL import Image as PILImage

from manuals import FORMATS, Shape, asked_of
from prongsai.assessment.readings import ids_of_sources
from prongsai.model.catalogue import LocalCatalogue
from prongsai.rules.own_file import read_own
from workbook_project import FOLDER, Hands, export, import_, project, prongsai

pytestmark = pytest.mark.slow

HALF = (
    "ข้อ O3 ที่อ่านจากคู่มือยังไม่มีผล เพราะยังไม่ครบทุกช่อง: เลือก “ใช่” ตำแหน่งผู้เทียบ"
    " วันที่เทียบ และไม่เหลือบรรทัดที่อาจอ่านผิด"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a site of 2570 with a reading in which O2 is another item than before."""
    root = project(tmp_path, {})
    (root / FOLDER).rename(root / FOLDER.replace("2568", "2570"))
    (root / FOLDER.replace("2568", "2570") / "measures.yml").write_text("{}\n")
    asked = asked_of(2569)
    moved = dataclasses.replace(asked[1], title="นโยบายปัญญาประดิษฐ์")
    manual = root / "manual.txt"
    manual.write_bytes(FORMATS["manual.txt"]((asked[0], moved, *asked[2:]), Shape()))
    read = prongsai("rules", manual, "--year", 2570, "-C", root)
    assert read.exit_code == 0, read.output
    return root


def own(root: Path) -> LocalCatalogue:
    read = read_own((root / "content/catalogue/2570.yml").read_bytes(), "")
    assert read is not None
    return read


def typed(root: Path, *rows: tuple[str, str, str, str]) -> None:
    """Type code, yes, post and day into the sheet of known items, and import it."""
    name = f"book-{len([*root.glob('*.xlsx')])}.xlsx"
    hands = Hands(export(root, name, "--year", "2570"))
    sheet = hands.sheet("manual-items")
    for code, *cells in rows:
        for name, value in zip(
            ("components_known", "ticked.by", "ticked.on"), cells, strict=True
        ):
            at = hands.column("manual-items", name)
            sheet.cell(hands.row("manual-items", code), at).value = value or None
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output


def test_posts_tick_their_items_and_what_is_half_ticked_is_reported(root: Path) -> None:
    hands = Hands(export(root, "book.xlsx", "--year", "2570"))
    row = hands.sheet("manual-items")[hands.row("manual-items", "O2")]
    assert row[1].value == "นโยบายปัญญาประดิษฐ์"
    assert row[1].hyperlink.target == "build/internal/rules-2570.html#o2"
    typed(
        root,
        ("O2", "ใช่", "ปลัดเทศบาล", "1/12/2569"),
        ("O3", "ใช่", "", ""),
        ("O4", "ใช่", "รองปลัดเทศบาล", "๒ ธ.ค. ๒๕๖๙"),
    )
    ticks = {item.code: item.ticked.by for item in own(root).items if item.ticked}
    assert ticks == {"O2": "ปลัดเทศบาล", "O4": "รองปลัดเทศบาล"}
    assert [item.code for item in own(root).items if not item.draft] == ["O2", "O4"]
    assert HALF in prongsai("check", "-C", root).output


def test_each_item_is_next_to_the_picture_of_its_page(root: Path) -> None:
    page = PILImage.new("L", (774, 1094), 255)
    seen = {"O1", "O4"}
    folder = root / "build/internal/rules-2570"
    folder.mkdir(exist_ok=True)
    for code in seen:
        [item] = [one for one in own(root).items if one.code == code]
        page.save(folder / f"{ids_of_sources(item)[0]}.png")
    hands = Hands(export(root, "pictures.xlsx", "--year", "2570"))
    sheet = hands.sheet("manual-items")
    rows = [one.anchor._from.row + 1 for one in sheet._images]
    wanted = {ids_of_sources(one)[0] for one in own(root).items if one.code in seen}
    codes = [one.code for one in own(root).items if ids_of_sources(one)[0] in wanted]
    assert rows == [hands.row("manual-items", code) for code in codes]
    assert all(sheet.row_dimensions[row].height == 366 for row in rows)
    done = import_(root, hands.save())
    assert done.exit_code == 0, done.output


def test_a_tick_that_is_taken_back_leaves_the_draft_and_all_ticks_make_the_list(
    root: Path,
) -> None:
    before = own(root)
    typed(root, ("O4", "ใช่", "ปลัดเทศบาล", "1/12/2569"))
    assert not own(root).items[3].draft
    typed(root, ("O4", "", "", ""))
    assert own(root) == before
    everything = [(item.code, "ใช่", "ปลัดเทศบาล", "1/12/2569") for item in before.items]
    typed(root, *everything)
    assert own(root).items_known
    typed(root, ("O3", "", "", ""))
    assert not any(one.draft for one in own(root).items)
