"""Whatever was edited here and there: nothing of either side is lost unsaid."""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prongsai.importing.merge import Merge, apply, merge
from prongsai.importing.store import plain
from prongsai.yaml.reader import read_yaml
from prongsai.yaml.writer import dump

WORDS = (
    "จัดทำคู่มือ",
    "เผยแพร่บนเว็บไซต์",
    "ตั้งคณะทำงาน",
    "รายงานผู้บริหาร",
    "อบรมบุคลากร",
    "เปิดช่องทางร้องเรียน",
    "ประเมินความเสี่ยง",
    "ประกาศเจตนารมณ์",
)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
UNTOUCHED = ("id", "steps")


@st.composite
def measures(draw: st.DrawFn) -> dict[str, Any]:
    """Make a tree as an import makes it: ids by position."""
    made = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        name = f"m{number:02}"
        steps = [
            {"id": f"{name}-s{at}", "label": str(at), "text": text}
            for at, text in enumerate(draw(st.lists(texts, max_size=3)), 1)
        ]
        title = f"{number * 7919} {draw(texts)}"
        measure = {"id": name, "title": title, "units": [{"text": draw(texts)}]}
        made.append({**measure, **({"steps": steps} if steps else {})})
    return {"measures": made}


def merged(base: Any, ours: Any, theirs: Any) -> tuple[Merge, Any]:
    result = merge(base, ours, theirs)
    data = ("# by hand\n" + dump(ours)).encode()
    new = apply(data, ours, result.changes)
    assert new.startswith(b"# by hand\n")
    return result, read_yaml(new, "").tree


def without_ids(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_ids(v) for k, v in value.items() if k != "id"}
    return [without_ids(part) for part in value] if isinstance(value, list) else value


@given(measures())
def test_the_same_again_changes_nothing(base: dict[str, Any]) -> None:
    result = merge(base, deepcopy(base), deepcopy(base))
    assert (result.changes, result.conflicts) == ([], [])
    assert result.remembered == base


@pytest.mark.slow
@given(measures(), measures())
def test_without_edits_by_hand_the_new_document_is_what_stands(
    base: dict[str, Any], theirs: dict[str, Any]
) -> None:
    result, tree = merged(base, plain(base), theirs)
    assert result.conflicts == []
    assert without_ids(tree) == without_ids(theirs)
    ids = [measure["id"] for measure in tree["measures"]]
    assert len(ids) == len(set(ids))
    again, same = merged(result.remembered, tree, theirs)
    assert again.changes == []
    assert same == tree


@pytest.mark.slow
@given(measures(), st.data())
def test_edits_of_both_sides_in_different_places_all_survive(
    base: dict[str, Any], data: st.DataObject
) -> None:
    ours, theirs = deepcopy(base), deepcopy(base)
    for at, (mine, comes) in enumerate(
        zip(ours["measures"], theirs["measures"], strict=True)
    ):
        if data.draw(st.booleans()):
            mine["id"] = f"own-{at}"
            mine["note"] = "ของเรา"
        if data.draw(st.booleans()):
            comes["recommendation"] = "ของเอกสาร"
        if data.draw(st.booleans()):
            side = mine if data.draw(st.booleans()) else comes
            side["units"] = [{"text": f"{side['units'][0]['text']} และอื่นๆ"}]
    result, tree = merged(base, ours, theirs)
    assert result.conflicts == []
    for made, mine, comes in zip(
        tree["measures"], ours["measures"], theirs["measures"], strict=True
    ):
        assert made["id"] == mine["id"]
        assert made.get("note") == mine.get("note")
        assert made.get("recommendation") == comes.get("recommendation")
        longer = max(mine["units"][0]["text"], comes["units"][0]["text"], key=len)
        assert made["units"] == [{"text": longer}]


@given(measures(), texts, texts)
def test_both_sides_in_one_place_is_a_conflict_with_three_values(
    base: dict[str, Any], one: str, other: str
) -> None:
    ours, theirs = deepcopy(base), deepcopy(base)
    ours["measures"][0]["recommendation"] = f"{one} ก"
    theirs["measures"][0]["recommendation"] = f"{other} ข"
    (conflict,) = merge(base, ours, theirs).conflicts
    assert conflict.path == ("measures", 0, "recommendation")
    assert (conflict.base, conflict.ours, conflict.theirs) == (
        None,
        f"{one} ก",
        f"{other} ข",
    )
