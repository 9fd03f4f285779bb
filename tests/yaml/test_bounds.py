"""YAML that is made to hurt is refused after little work, with its place."""

import pytest

from each import each
from prongsai import messages
from prongsai.findings import MOST_OF_A_KIND, counted
from prongsai.loading.validate import shape
from prongsai.model.measures import Measures
from prongsai.yaml import reader
from prongsai.yaml.reader import MAX_BYTES, MAX_NODES, MAX_SCALAR, read_yaml

BIG = {
    "a list": b"- a\n" * 400_000,
    "a list in brackets": b"a: [" + b"a," * 900_000 + b"]",
    "keys": b"".join(b"k%d: 1\n" % number for number in range(150_000)),
    "the same key": b"k: 1\n" * 390_000,
    "braces": b"a: [" + b"{}," * 600_000 + b"]",
    "unknown fields": b"measures:\n" + b"- {id: a, titel: b, scroe: c}\n" * 60_000,
    "units": b"units:\n" + b"- {id: u, name: n, parent: v}\n" * 60_000,
}


REALLY = "unknown fields"
MOST = 10_000
"""Nodes that a file may have here but for one: to count to the real limit is long."""


@each("name", BIG)
@pytest.mark.slow
def test_a_file_with_too_many_entries_is_one_finding(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(BIG[name]) <= MAX_BYTES
    most = MAX_NODES if name == REALLY else MOST
    monkeypatch.setattr(reader, "MAX_NODES", most)
    read = read_yaml(BIG[name], "a.yml")
    assert read.tree is None
    (finding,) = read.findings
    assert finding.code == "yaml-too-much"
    assert messages.message(finding) == (
        f"ไฟล์นี้มีข้อมูลมากกว่า {most} รายการ จึงหยุดอ่านที่บรรทัดนี้"
    )


@pytest.mark.slow
def test_what_counts_is_keys_values_and_lists() -> None:
    """A list is one, whether or not there is something in it."""
    most = b"a: [" + b"[]," * (MAX_NODES - 3) + b"]"
    assert read_yaml(most, "a.yml").findings == ()
    (finding,) = read_yaml(b"b: 1\n" + most, "a.yml").findings
    assert finding.code == "yaml-too-much"


def test_a_text_that_is_too_long_is_refused() -> None:
    (finding,) = read_yaml(b"a: " + b"x" * (MAX_SCALAR + 1), "a.yml").findings
    assert messages.message(finding) == f"ข้อความนี้ยาวเกิน {MAX_SCALAR} ตัวอักษร"
    assert (finding.code, finding.place.line) == ("yaml-text-too-long", 1)
    assert read_yaml(b"a: " + b"x" * MAX_SCALAR, "a.yml").findings == ()


def test_a_file_over_the_limit_is_refused_before_it_is_parsed() -> None:
    (finding,) = read_yaml(b"[" * (MAX_BYTES + 1), "a.yml").findings
    assert finding.code == "file-too-large"


def test_mistakes_of_one_kind_are_counted_from_the_two_hundred_first() -> None:
    same = b"k: 1\n" * (MOST_OF_A_KIND + 51)
    found = read_yaml(same, "a.yml").findings
    assert [one.code for one in found[:-1]] == ["duplicate-key"] * MOST_OF_A_KIND
    assert messages.message(found[-1]) == (
        "ยังมีเรื่องแบบเดียวกันอีก 50 แห่งในไฟล์นี้ (duplicate-key)"
    )
    assert counted(found) == found


def test_mistakes_of_the_shape_are_counted_too() -> None:
    data = b"measures:\n" + b"- {id: a, title: b, scroe: c}\n" * 300
    _, found = shape(Measures, read_yaml(data, "a.yml"))
    assert [one.code for one in found].count("unknown-field") <= MOST_OF_A_KIND
    assert len(found) == MOST_OF_A_KIND + 1
    assert dict(found[-1].facts)["count"] == "100"
    assert found[-1].code == "more-of-the-same"


@pytest.mark.slow
def test_a_thousand_measures_with_results_are_read() -> None:
    measure = (
        "- {id: m-%d, title: a, steps: [{id: s, text: b}, {id: t, text: c}],\n"
        "  units: [{text: d}], schedule: {text: e, from: 2567-10-01, to: 2568-09-30},\n"
        "  addresses: [{code: i1, wording: f}], follow_up: [{id: g, text: h}],\n"
        "  expected: [i], results: [{round: 6-months, status: done, summary: j},\n"
        "    {round: 12-months, status: done, summary: k}]}\n"
    )
    text = "measures:\n" + "".join(measure % number for number in range(1000))
    assert read_yaml(text.encode(), "a.yml").findings == ()
