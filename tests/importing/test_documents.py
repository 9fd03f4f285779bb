"""Several documents of one agency: each keeps what it brought, in whatever order."""

import itertools
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from office_documents import DOCUMENTS, HALF, PLAN, QUOTED, SCORES, Office, content


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def orders(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield orders with each document first, last, and before and after each other.

    `make torture` brings them in every order.
    """
    given = tuple(names)
    if os.environ.get("PRONGSAI_TORTURE"):
        yield from itertools.permutations(given)
        return
    for at in range(len(given)):
        turned = given[at:] + given[:at]
        yield turned
        yield turned[::-1]


@pytest.mark.slow
def test_no_order_of_the_documents_changes_the_content(tmp_path: Path) -> None:
    found = []
    for number, order in enumerate(orders(DOCUMENTS)):
        office = Office(tmp_path / str(number))
        for name in order:
            year = 2567 if name == "scores" else 2568
            result = office.bring(name, *DOCUMENTS[name], year=year)
            assert result.exit_code == 0, (order, name, result.output)
        found.append((order, content(office)))
    for order, one in found[1:]:
        assert one == found[0][1], order


@pytest.mark.slow
def test_a_report_fills_the_measures_of_the_plan_and_stands_beside_it(
    office: Office,
) -> None:
    for name in ("plan", "half", "whole"):
        assert office.bring(name, *DOCUMENTS[name]).exit_code == 0
    tree = office.tree("2568/measures.yml")
    assert [(one["kind"], one.get("round")) for one in tree["documents"]] == [
        ("measures", None),
        ("report", "6-months"),
        ("report", "12-months"),
    ]
    manual, channel, gifts, training = office.measures()
    assert [step["text"] for step in manual["steps"]] == ["ร่างคู่มือ", "เผยแพร่คู่มือ"]
    assert [(r["id"], r["round"], r["summary"]) for r in manual["results"]] == [
        ("m01-r6-1", "6-months", "อยู่ระหว่างร่างคู่มือ"),
        ("m01-r12-1", "12-months", "เผยแพร่คู่มือแล้วเมื่อวันที่ 2 กันยายน 2568"),
    ]
    assert channel["title"] == "เปิดช่องทางร้องเรียน"
    assert channel["units"] == [{"text": "สำนักปลัด"}]
    assert "results" not in gifts
    assert training["title"] == "อบรมบุคลากร"


def test_what_gives_way_to_the_plan_is_kept_unplaced_with_its_document_and_place(
    office: Office,
) -> None:
    office.bring("plan", PLAN)
    result = office.bring("half", HALF)
    assert office.tree("2568/measures.yml")["unplaced"] == [
        {
            "table": "1",
            "row": "3",
            "column": "1",
            "text": "เปิดช่องทางการร้องเรียน",
            "document": "half.docx",
        },
        {
            "table": "1",
            "row": "3",
            "column": "3",
            "text": "งานนิติการ",
            "document": "half.docx",
        },
    ]
    for line in (
        "เติมลงในมาตรการที่มีอยู่แล้ว 1 มาตรการ (ชื่อเหมือนกัน)",
        "เติมลงในมาตรการที่มีอยู่แล้วโดยไม่แน่ใจ (1) โปรดตรวจ",
        "  “เปิดช่องทางการร้องเรียน” ถือเป็น “เปิดช่องทางร้องเรียน” เพราะชื่อใกล้เคียงกัน",
        "เอกสารต่างกันในช่องเดียวกัน (2) ค่าที่ไม่ได้ใช้เก็บไว้ในข้อความที่ยังไม่ได้จัดเข้าหัวข้อ",
        "  ผู้รับผิดชอบ: ใช้ «สำนักปลัด» ไม่ใช้ «งานนิติการ» ของ “half.docx”",
    ):
        assert line in result.output.splitlines()


def test_scores_of_a_table_and_scores_of_a_plan_are_one_list_with_their_sources(
    office: Office,
) -> None:
    office.bring("plan", PLAN, QUOTED)
    office.bring("scores", SCORES, year=2567)
    tree = office.tree("2567/scores.yml")
    assert tree["source"] == {"document": "ผลการประเมิน ITA ประจำปีงบประมาณ พ.ศ. 2567"}
    found = {
        one["code"]: (one["score"], one.get("source")) for one in tree["indicators"]
    }
    assert found["1"] == ("91.71", None)
    assert found["2"] == ("84.20", PLAN[0])
    assert [cell["text"] for cell in tree["unplaced"]] == ["91.70"]
