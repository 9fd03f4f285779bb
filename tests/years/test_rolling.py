"""A year begins with what is still true of the one before, and can be taken back."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.checking import check_sources
from prongsai.findings import Severity
from prongsai.loading.load import load
from prongsai.storage.content_folder import read_sources
from prongsai.years.carrying import a_year_on, carried, covers, is_true
from prongsai.years.moving import tree_of
from prongsai.years.rolling import Rolled, roll_over
from prongsai.years.sheet import sheets
from prongsai.years.written import NOTE, made_before, undo, write
from small_site import AGENCY
from small_site import write as small_site

TODAY = datetime.date(2026, 11, 26)
LAST = f"{AGENCY}/2569"
NEXT = f"{AGENCY}/2570"
CONTENT = {
    f"{LAST}/disclosures.yml": """\
items:
  - code: O1
    owner: clerk
    due: 2569-01-31
    updated: 2569-01-10
    explanation: แผนผังอยู่ในหน้านี้
    confirmed: {by: ปลัด, on: 2569-01-12, of: sha256-0000000000000000}
    evidence:
      - {id: chart, title: แผนผังโครงสร้าง, file: แผนผัง.png, year: 2569}
      - {id: law, title: อำนาจหน้าที่ ปี 2569, url: 'https://www.example.go.th/law'}
    assessor: {score: 100, comment: ครบ}
  - code: O5
    owner: staff
    explanation: แผนที่ใช้ในปี 2569
    evidence:
      - {id: plan, title: แผนพัฒนา พ.ศ. 2566–2570, file: แผน.pdf, year: 2569}
  - code: O7
    owner: clerk
    due: 2569-02-28
    evidence:
      - {id: report, title: รายงานปี 2568, file: รายงาน.pdf, year: 2568}
""",
    f"{LAST}/measures.yml": """\
selection: [{id: top, rule: highest, count: 1, heading: สูงสุด}]
analysis: [{id: a1, kind: urgent, text: ช้า}]
measures:
  - id: m1
    title: ระบบคิว
    schedule: {text: ตลอดปี, repeats: monthly}
    units: [{text: สำนักปลัด, unit: clerk}]
    addresses: [{code: '2568:e1'}]
    follow_up: [{id: f1, text: รายงาน, due: 2569-03-31}]
    results: [{id: r1, round: 12-months, status: done, summary: ทำแล้ว}]
  - id: m2
    title: อบรม
    results: [{id: r2, round: 12-months, status: done, summary: อบรมแล้ว}]
  - id: m3
    title: ปรับปรุงเว็บไซต์
    results: [{id: r3, round: 12-months, status: ongoing, summary: ทำอยู่}]
""",
    f"{LAST}/scores.yml": """\
questions:
  - {code: e1, part: public, score: 72.15}
  - {code: e2, part: public, score: 84.99}
  - {code: e3, part: public, score: 99}
""",
    f"{LAST}/survey.yml": "link: https://itas.nacc.go.th/go/eit/abc\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = small_site(tmp_path, CONTENT)
    for name in ("แผนผัง.png", "แผน.pdf", "รายงาน.pdf"):
        path = folder / LAST / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-1.7 " + name.encode())
    return folder


def _rolled(root: Path) -> Rolled:
    sources = read_sources(root)
    content, _ = load(sources)
    assert content is not None
    made = made_before(root, "ban-rai", 2570)
    rolled = roll_over(sources, content, content.agencies[0], 2570, "th", made)
    assert rolled is not None
    return rolled


def test_what_is_in_force_is_cited_from_where_it_lies(root: Path) -> None:
    write(root, _rolled(root))
    path = root / NEXT / "disclosures.yml"
    items = tree_of(path.read_bytes(), "")["items"]
    assert items == [
        {
            "code": "O1",
            "owner": "clerk",
            "due": "2570-01-31",
            "explanation": "แผนผังอยู่ในหน้านี้",
            "evidence": [
                {"id": "chart", "title": "แผนผังโครงสร้าง", "file": "2569/แผนผัง.png"}
            ],
            "to_renew": ["อำนาจหน้าที่ ปี 2569"],
        },
        {
            "code": "O5",
            "owner": "staff",
            "evidence": [
                {
                    "id": "plan",
                    "title": "แผนพัฒนา พ.ศ. 2566–2570",
                    "file": "2569/แผน.pdf",
                    "year": "2570",
                }
            ],
        },
        {
            "code": "O7",
            "owner": "clerk",
            "due": "2570-02-28",
            "to_renew": ["รายงานปี 2568"],
        },
    ]
    assert "due: 2570-01-31  # เลื่อนจากปีก่อนหนึ่งปี โปรดยืนยัน" in path.read_text()
    assert not (root / NEXT / "files").exists()
    content, _ = load(read_sources(root))
    assert content is not None
    year = content.agencies[0].year(2570)
    assert year is not None
    assert {*year.attachments} == {"2569/แผนผัง.png", "2569/แผน.pdf"}
    found = check_sources(read_sources(root), TODAY).findings
    assert [f for f in found if f.year == 2570 and f.severity is Severity.ERROR] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [("th", "ยืนยันกำหนดส่ง 31 ม.ค. 2570"), ("en", "confirm the day 2570-01-31")],
)
def test_the_sheet_writes_days_as_people_write_them(
    root: Path, language: str, said: str
) -> None:
    content, _ = load(read_sources(root))
    assert content is not None
    told = repr(sheets(_rolled(root), content, content.agencies[0], language))
    assert said in told


def test_measures_that_go_on_come_along_without_what_is_over(root: Path) -> None:
    write(root, _rolled(root))
    tree = tree_of((root / NEXT / "measures.yml").read_bytes(), "")
    assert [one["id"] for one in tree["measures"]] == ["m1", "m3"]
    assert tree["measures"][0]["follow_up"][0]["due"] == "2570-03-31"
    assert not {"results", "addresses"} & {*tree["measures"][0], *tree["measures"][1]}
    assert "analysis" not in tree


def test_scores_become_proposals_by_the_agencys_own_rule(root: Path) -> None:
    proposals = _rolled(root).proposals
    assert [(one["id"], one["kind"], one["text"]) for one in proposals] == [
        ("below-e1-public", "urgent", "ผลปี 2569 ได้ 72.15 คะแนน ต่ำกว่า 85"),
        ("below-e2-public", "urgent", "ผลปี 2569 ได้ 84.99 คะแนน ต่ำกว่า 85"),
        (
            "highest-e3-public",
            "keep",
            "ผลปี 2569 ได้ 99 คะแนน อยู่ในกลุ่มสูงสุด รักษาไว้",
        ),
    ]


OWN = f"{NEXT}/disclosures.yml"
SKELETON = """\
# ข้อมูลของปี 2570
items:
  - code: O1  # โครงสร้าง หน้าที่และอำนาจ
  - code: O5  # แผนพัฒนาหน่วยงาน
    owner: clerk  # เราพิมพ์เอง
  - code: O9  # คู่มือ
"""


def _files(root: Path) -> dict[Path, bytes]:
    own = sorted((root / "content").rglob("*"))
    return {path: path.read_bytes() for path in own if path.is_file()}


def _begun(root: Path) -> dict[Path, bytes]:
    """Let the year begin with files of which a person has written one line."""
    (root / NEXT).mkdir(parents=True)
    (root / OWN).write_text(SKELETON, encoding="utf-8")
    measures = "# มาตรการปี 2570\nmeasures: []  # ของเรา\n"
    (root / NEXT / "measures.yml").write_text(measures, encoding="utf-8")
    return _files(root)


def test_a_year_that_is_there_takes_what_it_has_nothing_for(root: Path) -> None:
    _begun(root)
    rolled = _rolled(root)
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
    before = _begun(root)
    write(root, _rolled(root))
    undone = undo(root, "ban-rai", 2570)
    assert undone.restored == (OWN, f"{NEXT}/measures.yml")
    assert undone.gone == ()
    assert _files(root) == before


def test_a_second_run_brings_back_nothing_that_a_person_took_out(root: Path) -> None:
    _begun(root)
    write(root, _rolled(root))
    text = (root / OWN).read_text("utf-8")
    (root / OWN).write_text(text.partition("  - code: O7")[0], encoding="utf-8")
    before = _files(root)
    again = _rolled(root)
    assert (again.files, again.there) == ({}, (OWN, f"{NEXT}/measures.yml"))
    write(root, again)
    assert _files(root) == before


def test_measures_that_a_person_wrote_stay_alone(root: Path) -> None:
    own = "measures: [{id: ours, title: ระบบคิว}]\nproposals: [{id: p, kind: keep}]\n"
    _begun(root)
    (root / NEXT / "measures.yml").write_text(own, encoding="utf-8")
    rolled = _rolled(root)
    assert rolled.there == (f"{NEXT}/measures.yml",)
    write(root, rolled)
    assert (root / NEXT / "measures.yml").read_text("utf-8") == own


def test_codes_of_another_list_take_nothing(root: Path) -> None:
    _begun(root)
    own = SKELETON.replace("items:", "codes_of: 2568\nitems:")
    (root / OWN).write_text(own, encoding="utf-8")
    assert _rolled(root).there == (OWN,)


def test_one_undo_takes_all_of_it_away(root: Path) -> None:
    before = {p for p in (root / "content").rglob("*") if p.is_file()}
    write(root, _rolled(root))
    undone = undo(root, "ban-rai", 2570)
    assert len(undone.gone) == 2
    assert {p for p in (root / "content").rglob("*") if p.is_file()} == before
    assert undo(root, "ban-rai", 2570).gone == ()


def test_what_was_changed_since_is_not_taken_away(root: Path) -> None:
    write(root, _rolled(root))
    path = root / NEXT / "disclosures.yml"
    path.write_text(path.read_text() + "# ของเรา\n")
    undone = undo(root, "ban-rai", 2570)
    assert undone.gone == ()
    assert undone.changed == (f"{NEXT}/disclosures.yml",)
    assert (root / NEXT / "measures.yml").is_file()
    assert (root / NEXT / NOTE).is_file()


@pytest.mark.parametrize(
    ("day", "later"),
    [("2567-02-29", "2568-02-28"), ("2569-01-31", "2570-01-31")],
)
def test_a_day_moves_a_year_on(day: str, later: str) -> None:
    assert a_year_on(day) == later


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("แผนพัฒนา พ.ศ. 2566-2570", True),
        ("แผน ๒๕๖๖ – ๗๐", True),
        ("แผน 2565-2569", False),
        ("ข้อมูล ณ ปี 2569", False),
        ("พ.ร.บ. ปี 2562", True),
        ("โครงสร้าง", True),
    ],
)
def test_a_text_of_a_year_that_is_over_is_not_carried(text: str, *, true: bool) -> None:
    assert is_true(text, 2569) is true


@given(st.text(alphabet="กขคง 0123456789", min_size=1, max_size=30))
def test_confirmations_and_the_assessors_words_never_carry(text: str) -> None:
    entry = {
        "code": "O1",
        "explanation": text,
        "confirmed": {"by": "ปลัด"},
        "assessor": {"comment": text},
        "updated": "2569-01-01",
    }
    assert not {"confirmed", "assessor", "updated"} & set(
        carried(entry, None, 2569, "")
    )
    assert covers("2566-2570", 2570)


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", '{"files": []}', '{"files": {"../../mine": "x"}}', "[" * 5000],
)
def test_a_damaged_note_takes_nothing_back(root: Path, damage: str) -> None:
    write(root, _rolled(root))
    before = {path: path.read_bytes() for path in root.rglob("*.yml")}
    (root / NEXT / NOTE).write_text(damage)
    undone = undo(root, "ban-rai", 2570)
    assert (undone.gone, undone.changed) == ((), ())
    assert {path: path.read_bytes() for path in root.rglob("*.yml")} == before
