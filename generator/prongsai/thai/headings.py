"""How documents are headed: which of their first lines are their title."""

import re
from collections.abc import Sequence

from prongsai.thai.dates import MONTHS, SHORT_MONTHS
from prongsai.thai.digits import to_arabic

_LONGEST = 120
"""Letters of a title."""

_PARAGRAPH = 200
"""Letters of a line that is no title any more."""

_TOP = 5
"""Lines with letters among which a subject is looked for."""

_MONTH = "|".join(map(re.escape, (*MONTHS, *SHORT_MONTHS)))
_NOT_A_TITLE = re.compile(
    r"บันทึกข้อความ|ลำดับ(?:ที่)?"
    r"|(?:ที่|เลขที่)[^0-9]{0,20}[0-9]+ ?/.*"  # the number of a letter
    r"|(?:ส่วนราชการ|วันที่|เรียน|อ้างถึง|สิ่งที่ส่งมาด้วย|โทร).*"
    rf"|[0-9]{{1,2}} ?(?:เดือน)? ?(?:{_MONTH}) ?(?:พ\.ศ\.)? ?[0-9]{{2,4}}"
    r"|.*(?:https?:|www\.|@).*"
)
_OFFICE = re.compile("เทศบาล|องค์การบริหาร|สำนักงาน|สำนักปลัด|ที่ว่าการ|อำเภอ|จังหวัด|ตำบล|ถนน")
"""How the words of a letterhead begin that only names who wrote it, and where."""

_SUBJECT = re.compile("เรื่อง[ :]*(?=[^ :])")
_OF_AUTHORITY = re.compile("ประกาศ|คำสั่ง|ระเบียบ|ข้อบังคับ|ข้อบัญญัติ|เทศบัญญัติ|แจ้งความ|แถลงการณ์")
"""How a document begins whose kind belongs to its title."""

_GOES_ON = re.compile(
    r"ประจำ|ปีงบประมาณ|พ\.ศ\.|ปี ?[0-9]|รอบ|ระยะ|ครั้งที่|ฉบับที่|ของ|และ|หรือ|เพื่อ|สำหรับ|ด้าน"
    r"|ตาม(?!ที่)|\(|[a-z]"
)
_UNFINISHED = re.compile(r"(?:และ|หรือ|ของ|เพื่อ|ด้าน|ตาม|กับ|การ|[,(-])$")
_YEAR = re.compile("25[0-9]{2}")
_NUMBER = re.compile(" (?:ที่|เลขที่) [^0-9 ]{1,10} ?[0-9]+/[0-9]+")
"""The number of a letter at the end of a line."""

_MARKS = re.compile("[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]")


def subject_of(texts: Sequence[str]) -> int:
    """Return the number of the line with which the title begins."""
    return next((n for n, one in enumerate(texts[:_TOP]) if _SUBJECT.match(one)), 0)


def may_be_title(text: str) -> bool:
    """Return whether a line has words, and is of no letterhead."""
    plain = to_arabic(text)
    letters = sum(one.isalpha() for one in plain)
    digits = sum(one.isdecimal() for one in plain)
    if letters <= max(3, digits) or _NOT_A_TITLE.fullmatch(plain):
        return False
    return not all(map(_OFFICE.match, plain.split()))


def title_at(texts: Sequence[str], place: int) -> str:
    """Return the title that begins at a line, empty where that is a paragraph."""
    return _cut(_whole(texts, place))


def _whole(texts: Sequence[str], place: int) -> str:
    """Return a title with what goes on in the next lines."""
    title = texts[place]
    if len(title) > _PARAGRAPH:
        return ""
    subject = _SUBJECT.match(title)
    if subject and place and _OF_AUTHORITY.match(texts[place - 1]):
        title = f"{texts[place - 1]} {title}"
    elif subject:
        title = title[subject.end() :]
    for one in texts[place + 1 : place + 3]:
        if not _goes_on(title, one):
            break
        title = f"{title} {one}"
    number = _NUMBER.search(to_arabic(title))
    return title[: number.start()] if number else title


def _goes_on(title: str, line: str) -> bool:
    """Return whether a line belongs to a title; the year is in it once."""
    plain = to_arabic(line)
    if len(title) + len(line) >= _LONGEST:
        return False
    if any(year in to_arabic(title) for year in _YEAR.findall(plain)):
        return False
    return bool(_GOES_ON.match(plain) or _UNFINISHED.search(title))


def _cut(title: str) -> str:
    """Return a title that is not too long, cut between words where there is a blank."""
    if len(title) <= _LONGEST:
        return title
    end = title.rfind(" ", 0, _LONGEST)
    if end < _LONGEST // 2:
        end = _LONGEST
        while _MARKS.match(title[end]):
            end -= 1
    return f"{title[:end]}…"
