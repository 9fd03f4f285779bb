"""Thai that people see is short, and in the words that people use.

How it should be is in `generator/prongsai/messages/README.md`.
"""

import re
from collections.abc import Iterator

import pytest

from prongsai import messages
from source_modules import PACKAGE

THAI = re.compile("[\u0e01-\u0e5b]")
MOST = 330
LONG = {"offline": 450}
"""Tables with a text of several lines: the note in the copy for a disk."""

STIFF = re.compile(
    "ดังกล่าว|ตามดัง|ดังต่อไปนี้|กรุณา|มิได้|มิใช่|ทั้งนี้|อนึ่ง|จะต้อง|โดยที่|ปรับรุ่น|พึง"
    "|มีการ(?=แก้|ส่ง|เปลี่ยน|ทดสอบ|ตรวจ|บันทึก|เผยแพร่)"
    "|(?<!เวลา)(?<!วัน)ทำการ"
)
TABLES = sorted(path.stem for path in (PACKAGE / "messages").glob("*.yml"))


def texts(value: object, way: str) -> Iterator[tuple[str, str]]:
    """Yield every Thai text of a table, whatever it is below."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key != "en":
                yield from texts(one, f"{way}.{key}")
    elif isinstance(value, str) and THAI.search(value):
        yield way, value


@pytest.mark.parametrize("table", TABLES)
def test_no_thai_text_is_stiff_or_long(table: str) -> None:
    found = list(texts(dict(messages._table(table)), table))
    assert [(way, said[0]) for way, text in found if (said := STIFF.search(text))] == []
    most = LONG.get(table, MOST)
    assert [(way, len(text)) for way, text in found if len(text) > most] == []


@pytest.mark.parametrize(
    "text",
    ["ตามรายการดังกล่าว", "กรุณาเลือก", "มีการแก้ข้อมูล", "ทำการบันทึก", "ต้องปรับรุ่นโปรแกรม"],
)
def test_stiff_words_are_seen(text: str) -> None:
    assert STIFF.search(text)


@pytest.mark.parametrize("text", ["เวลาทำการ", "ยังไม่มีการวิเคราะห์", "วันทำการ"])
def test_words_of_every_day_are_not_taken_for_stiff_ones(text: str) -> None:
    assert not STIFF.search(text)
