"""A field is called once, in `fields.yml`; an output only says what differs."""

from collections.abc import Iterator

import pytest

from prongsai import messages

TABLES = ("importing", "opendata", "paper", "ui", "workbook")
PREFIXES = {"importing": "field-", "opendata": "field-", "workbook": "column-"}


def own_labels(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield the labels of a table: its key, the field, the words in Thai."""
    prefix = PREFIXES.get(name, "")
    for key, words in messages._table(name).items():
        if key[:1].isupper():
            yield key, key, words["th"]
        elif prefix and key.startswith(prefix):
            yield key, key.removeprefix(prefix), words["th"]


@pytest.mark.parametrize("name", TABLES)
def test_no_output_repeats_the_label_of_a_field(name: str) -> None:
    repeated = []
    for key, field, words in own_labels(name):
        try:
            label = messages.label(field)
        except KeyError:
            continue
        if label == words:
            repeated.append(key)
    assert repeated == []


@pytest.mark.parametrize(
    ("name", "key", "words"),
    [
        ("ui", "Measure.schedule", "ระยะเวลาดำเนินการ"),
        ("ui", "Measure.steps", "ขั้นตอนหรือวิธีการ"),
        ("paper", "Measure.steps", "ขั้นตอนหรือวิธีการ"),
        ("paper", "Measure.units", "ผู้รับผิดชอบ"),
        ("ui", "Round.year", "ไม่แยกรอบ"),
        ("paper", "Round.year", "ไม่แยกรอบ"),
        ("ui", "Status.done", "แล้วเสร็จ"),
        ("fields", "Agency.units", "กองหรืองาน"),
    ],
)
def test_a_label_is_that_of_the_output_else_that_of_the_field(
    name: str, key: str, words: str
) -> None:
    assert messages.text(name, key, "th") == words


def test_a_heading_begins_with_a_capital_letter() -> None:
    assert messages.capital(messages.label("Measure.expected", "en")) == "Expected"
    assert messages.capital(messages.label("Measure.expected")) == "ผลที่คาดว่าจะได้รับ"


def test_a_field_that_nobody_named_is_a_bug_of_ours() -> None:
    with pytest.raises(KeyError):
        messages.text("ui", "Measure.no_such_field")
