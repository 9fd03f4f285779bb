"""The document of อบจ.อุบลราชธานี, its tables read without the importer."""

import re
from collections.abc import Iterator
from decimal import Decimal

from prongsai.thai.digits import to_arabic
from seeds import decimals, table_rows

INDICATORS = {
    "การปฏิบัติหน้าที่": "1",
    "การใช้งบประมาณ": "2",
    "การใช้อำนาจ": "3",
    "การใช้ทรัพย์สินของราชการ": "4",
    "การแก้ไขปัญหาการทุจริต": "5",
    "คุณภาพการดำเนินงาน": "6",
    "ประสิทธิภาพการสื่อสาร": "7",
    "การปรับปรุงการทำงาน": "8",
    "การเปิดเผยข้อมูล": "9",
    "การป้องกันการทุจริต": "10",
}


HEADER = re.compile(r"ลำดับ|ข้อคำถาม|ข้อความ|ประเด็นที่ต้องปรับปรุงแก้ไข/")
QUESTION = re.compile(r"(ข้อ |E|1)(\d+) |(2) (?=บุคคลากร)")
STATEMENT = re.compile(r"<input[^>]*>|(?<=\s)- (?:ใ้)?")
VERDICTS = ("ผ่านเกณฑ์", "ไม่ผ่านเกณฑ์")
QuestionRow = tuple[str, str, list[str], list[Decimal], list[str]]


def plain(text: str) -> str:
    """Fold digits, put blanks for tags, and fold white space."""
    return " ".join(re.sub(r"<[^>]*>", " ", to_arabic(text)).split())


def squeeze(text: str) -> str:
    """Drop all white space too: line breaks inside a cell mean nothing."""
    return plain(text).replace(" ", "")


def rows_of(document: str, width: int) -> list[list[str]]:
    """Return the rows of `width` cells, but no headers."""
    rows = table_rows(to_arabic(document))
    return [row for row in rows if len(row) == width and not HEADER.match(row[0])]


def joined(rows: list[list[str]]) -> list[list[str]]:
    """Put a row that goes on after a page break back to the row above."""
    whole: list[list[str]] = []
    for row in rows:
        if row[0] and any(row[1:]):
            whole.append(row)
        else:
            whole[-1] = [" ".join(pair) for pair in zip(whole[-1], row, strict=True)]
    return whole


def question_rows(document: str) -> Iterator[QuestionRow]:
    """Yield code, wording, statements, scores and guidance of every question."""
    low = [row[2:] for row in rows_of(document, 5) if QUESTION.match(row[2])]
    for question, scores, guidance in low + joined(rows_of(document, 3)):
        match = QUESTION.match(question)
        assert match is not None, question
        letter = "e" if match[1] == "E" else "i"
        code = letter + (match[2] or "6")
        wording, *statements = STATEMENT.split(question[match.end() :])
        bullets = [bullet for bullet in plain(guidance).split("- ") if bullet]
        figures = [Decimal(score) for score in decimals(scores)]
        yield code, wording, statements, figures, bullets


def item_rows(document: str) -> dict[str, list[str]]:
    """Return the cells of every item from its title on, by code."""
    return {
        f"O{cell[1:3]}": [cell[4:], *row[at + 1 :]]
        for row in table_rows(to_arabic(document))
        for at, cell in enumerate(row)
        if re.match(r"0\d\d ", cell)
    }
