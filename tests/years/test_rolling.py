"""A year begins with what is still true of the one before."""

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
from prongsai.years.sheet import sheets
from prongsai.years.written import write
from rolled_year import CONTENT, LAST, NEXT, roll
from small_site import write as small_site

TODAY = datetime.date(2026, 11, 26)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = small_site(tmp_path, CONTENT)
    for name in ("แผนผัง.png", "แผน.pdf", "รายงาน.pdf"):
        path = folder / LAST / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"%PDF-1.7 " + name.encode())
    return folder


def test_what_is_in_force_is_cited_from_where_it_lies(root: Path) -> None:
    write(root, roll(root))
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
    told = repr(sheets(roll(root), content, content.agencies[0], language))
    assert said in told


def test_measures_that_go_on_come_along_without_what_is_over(root: Path) -> None:
    write(root, roll(root))
    tree = tree_of((root / NEXT / "measures.yml").read_bytes(), "")
    assert [one["id"] for one in tree["measures"]] == ["m1", "m3"]
    assert tree["measures"][0]["follow_up"][0]["due"] == "2570-03-31"
    assert not {"results", "addresses"} & {*tree["measures"][0], *tree["measures"][1]}
    assert "analysis" not in tree


def test_scores_become_proposals_by_the_agencys_own_rule(root: Path) -> None:
    proposals = roll(root).proposals
    assert [(one["id"], one["kind"], one["text"]) for one in proposals] == [
        ("below-e1-public", "urgent", "ผลปี 2569 ได้ 72.15 คะแนน ต่ำกว่า 85"),
        ("below-e2-public", "urgent", "ผลปี 2569 ได้ 84.99 คะแนน ต่ำกว่า 85"),
        (
            "highest-e3-public",
            "keep",
            "ผลปี 2569 ได้ 99 คะแนน อยู่ในกลุ่มสูงสุด รักษาไว้",
        ),
    ]


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
