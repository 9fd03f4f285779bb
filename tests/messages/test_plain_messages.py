"""What people see is short, and in the words that people use, Thai and English.

How it should be is in `generator/prongsai/messages/README.md`;
`tests/test_plain_english.py` has phrases that no English text of the project may have.
"""

import re
from collections.abc import Iterator

from each import each
from prongsai import messages
from source_modules import PACKAGE

MOST = 330
LONG = {"offline": 450}
"""Tables with a text of several lines: the note in the copy for a disk."""

STIFF = re.compile(
    "ดังกล่าว|ตามดัง|ดังต่อไปนี้|กรุณา|มิได้|มิใช่|ทั้งนี้|อนึ่ง|จะต้อง|โดยที่|ปรับรุ่น|พึง"
    "|มีการ(?=แก้|ส่ง|เปลี่ยน|ทดสอบ|ตรวจ|บันทึก|เผยแพร่)"
    "|(?<!เวลา)(?<!วัน)ทำการ"
)
TRANSLATED = re.compile(
    r"\banew\b|\bmostly\b|\bin the open\b|\bat work\b|\blies\b|\bdivide (?:it|the)\b"
    r"|\b(?:it|this|”) is no (?!longer\b|more\b)\w|” is no \w|\blook that\b"
    r"|\bsent on (?:to|elsewhere|more)|\bthat there is\b|\bsaid to\b|\bgoes away\b"
    r"|\b(?:is|copied|searched) whole\b|\bwhose (?:rule|score)\b|\bwho owes\b"
    r"|\bhave it (?:noted|looked)\b|\bbelongs? into\b|\bbut do check\b|\bis gone\b",
    re.IGNORECASE,
)
"""English that reads as a translation of something else."""
TABLES = sorted(path.stem for path in (PACKAGE / "messages").glob("*.yml"))


def texts(value: object, other: str, way: str) -> Iterator[tuple[str, str]]:
    """Yield every text of a table but those of the other language."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key != other:
                yield from texts(one, other, f"{way}.{key}")
    elif isinstance(value, str):
        yield way, value


def unlike(
    table: str, other: str, words: re.Pattern[str]
) -> tuple[list[tuple[str, str]], list[tuple[str, int]]]:
    """Return the texts of a language with such words, and those that are too long."""
    found = list(texts(dict(messages._table(table)), other, table))
    most = LONG.get(table, MOST)
    return (
        [(way, said[0]) for way, text in found if (said := words.search(text))],
        [(way, len(text)) for way, text in found if len(text) > most],
    )


@each("table", TABLES)
def test_no_thai_text_is_stiff_or_long(table: str) -> None:
    assert unlike(table, "en", STIFF) == ([], [])


@each("table", TABLES)
def test_no_english_text_reads_as_a_translation_or_is_long(table: str) -> None:
    assert unlike(table, "th", TRANSLATED) == ([], [])


@each(
    "text",
    ["ตามรายการดังกล่าว", "กรุณาเลือก", "มีการแก้ข้อมูล", "ทำการบันทึก", "ต้องปรับรุ่นโปรแกรม"],
)
def test_stiff_words_are_seen(text: str) -> None:
    assert STIFF.search(text)


@each("text", ["เวลาทำการ", "ยังไม่มีการวิเคราะห์", "วันทำการ"])
def test_words_of_every_day_are_not_taken_for_stiff_ones(text: str) -> None:
    assert not STIFF.search(text)


@each(
    "text",
    ["save it anew", "“x” is no address", "Mostly the space is full", "divide it"],
)
def test_english_like_a_translation_is_seen(text: str) -> None:
    assert TRANSLATED.search(text)


def test_english_of_every_day_is_not_taken_for_a_translation() -> None:
    for text in ("it is no longer there", "the whole list", "there is no link"):
        assert not TRANSLATED.search(text)
