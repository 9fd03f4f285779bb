"""A year that is there takes what it has nothing for; all of it can be taken back."""

from pathlib import Path

import pytest

from prongsai.years.moving import tree_of
from prongsai.years.written import NOTE, undo, write
from rolled_year import CONTENT, LAST, NEXT, roll
from small_site import write as small_site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = small_site(tmp_path, CONTENT)
    for name in ("แผนผัง.png", "แผน.pdf", "รายงาน.pdf"):
        path = folder / LAST / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-1.7 " + name.encode())
    return folder


OWN = f"{NEXT}/disclosures.yml"
SKELETON = """\
# ข้อมูลของปี 2570
items:
  - code: O1  # โครงสร้าง หน้าที่และอำนาจ
  - code: O5  # แผนพัฒนาหน่วยงาน
    owner: clerk  # เราพิมพ์เอง
  - code: O9  # คู่มือ
"""


def files_of(root: Path) -> dict[Path, bytes]:
    own = sorted((root / "content").rglob("*"))
    return {path: path.read_bytes() for path in own if path.is_file()}


def begin(root: Path) -> dict[Path, bytes]:
    """Let the year begin with files of which a person has written one line."""
    (root / NEXT).mkdir(parents=True)
    (root / OWN).write_text(SKELETON, encoding="utf-8")
    measures = "# มาตรการปี 2570\nmeasures: []  # ของเรา\n"
    (root / NEXT / "measures.yml").write_text(measures, encoding="utf-8")
    return files_of(root)


def test_a_year_that_is_there_takes_what_it_has_nothing_for(root: Path) -> None:
    begin(root)
    rolled = roll(root)
    assert rolled.filled == (OWN, f"{NEXT}/measures.yml")
    assert [one["code"] for one in rolled.items] == ["O1", "O7"]
    write(root, rolled)
    text = (root / OWN).read_text("utf-8")
    tree = tree_of(text.encode(), "")
    assert tree["codes_of"] == "2569"
    assert [one["code"] for one in tree["items"]] == ["O1", "O5", "O9", "O7"]
    assert tree["items"][0]["owner"] == "clerk"
    assert tree["items"][0]["evidence"][0]["file"] == "2569/แผนผัง.png"
    assert tree["items"][1:3] == [{"code": "O5", "owner": "clerk"}, {"code": "O9"}]
    for line in SKELETON.splitlines():
        assert line in text.splitlines()
    measures = (root / NEXT / "measures.yml").read_text("utf-8")
    tree = tree_of(measures.encode(), "")
    assert [one["id"] for one in tree["measures"]] == ["m1", "m3"]
    assert len(tree["proposals"]) == 3
    assert measures.startswith("# มาตรการปี 2570\n")


def test_one_undo_gives_back_the_year_that_was_there(root: Path) -> None:
    before = begin(root)
    write(root, roll(root))
    undone = undo(root, "ban-rai", 2570)
    assert undone.restored == (OWN, f"{NEXT}/measures.yml")
    assert undone.gone == ()
    assert files_of(root) == before


def test_a_second_run_brings_back_nothing_that_a_person_took_out(root: Path) -> None:
    begin(root)
    write(root, roll(root))
    text = (root / OWN).read_text("utf-8")
    (root / OWN).write_text(text.partition("  - code: O7")[0], encoding="utf-8")
    before = files_of(root)
    again = roll(root)
    assert (again.files, again.there) == ({}, (OWN, f"{NEXT}/measures.yml"))
    write(root, again)
    assert files_of(root) == before


def test_measures_that_a_person_wrote_stay_alone(root: Path) -> None:
    own = "measures: [{id: ours, title: ระบบคิว}]\nproposals: [{id: p, kind: keep}]\n"
    begin(root)
    (root / NEXT / "measures.yml").write_text(own, encoding="utf-8")
    rolled = roll(root)
    assert rolled.there == (f"{NEXT}/measures.yml",)
    write(root, rolled)
    assert (root / NEXT / "measures.yml").read_text("utf-8") == own


def test_codes_of_another_list_take_nothing(root: Path) -> None:
    begin(root)
    own = SKELETON.replace("items:", "codes_of: 2568\nitems:")
    (root / OWN).write_text(own, encoding="utf-8")
    assert roll(root).there == (OWN,)


def test_one_undo_takes_all_of_it_away(root: Path) -> None:
    before = {p for p in (root / "content").rglob("*") if p.is_file()}
    write(root, roll(root))
    undone = undo(root, "ban-rai", 2570)
    assert len(undone.gone) == 2
    assert {p for p in (root / "content").rglob("*") if p.is_file()} == before
    assert undo(root, "ban-rai", 2570).gone == ()


def test_what_was_changed_since_is_not_taken_away(root: Path) -> None:
    write(root, roll(root))
    path = root / NEXT / "disclosures.yml"
    path.write_text(path.read_text() + "# ของเรา\n")
    undone = undo(root, "ban-rai", 2570)
    assert undone.gone == ()
    assert undone.changed == (f"{NEXT}/disclosures.yml",)
    assert (root / NEXT / "measures.yml").is_file()
    assert (root / NEXT / NOTE).is_file()


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", '{"files": []}', '{"files": {"../../mine": "x"}}', "[" * 5000],
)
def test_a_damaged_note_takes_nothing_back(root: Path, damage: str) -> None:
    write(root, roll(root))
    before = {path: path.read_bytes() for path in root.rglob("*.yml")}
    (root / NEXT / NOTE).write_text(damage)
    undone = undo(root, "ban-rai", 2570)
    assert (undone.gone, undone.changed) == ((), ())
    assert {path: path.read_bytes() for path in root.rglob("*.yml")} == before
