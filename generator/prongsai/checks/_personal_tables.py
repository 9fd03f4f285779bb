"""What is personal by the header of its column or its table.

Rows are lines, cells are parted by tabs (as `storage.attachments` gives them) or, in
CSV, by commas and semicolons.
"""

import re
from collections.abc import Iterator

from prongsai.thai.personal import hidden_id, is_citizen_id
from prongsai.thai.spelled import says

_SIGN = re.compile(r"(?:ลง)?ลายมือชื่อ|ลงชื่อ|ลายเซ็น(?:ต์)?")
_NAME = re.compile(r"(?:ยศ|คำนำหน้า)?[ /-]*ชื่อ")
_LIST = re.compile(r"[0-9.)\s]*(?:ใบ|บัญชี)?(?:รายชื่อผู้เข้า|รายชื่อผู้ลงทะเบียน|ลงทะเบียนผู้เข้า)")
_IN_PDF = re.compile(r"ชื่อ.{0,30}(?:ลายมือชื่อ|ลงชื่อ|ลายเซ็น)")
_COMPLAINANT = re.compile(
    r"(?:รายชื่อ|ชื่อ)[^\t]{0,20}ผู้(?:ร้อง|แจ้งเบาะแส|ถูกร้อง|เสียหาย)|^ผู้ร้อง(?:เรียน|ทุกข์)?$"
)
_PATIENT = re.compile(
    r"(?:รายชื่อ|ชื่อ)[^\t]{0,20}ผู้(?:ป่วย|ติดเชื้อ|พิการ|ติดเตียง|รับเบี้ย|ยากไร้|เสพ)|^(?:ชื่อ)?ผู้ป่วย$"
)
_ILLNESS = re.compile(
    r"^(?:HN|AN|โรค(?:ประจำตัว)?|อาการ|(?:การ)?วินิจฉัย(?:โรค)?|การรักษา|ผลตรวจ|ความพิการ"
    r"|ประเภทความพิการ|diagnosis|patient)\b",
    re.IGNORECASE,
)
_COLUMNS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "phone",
        re.compile(r"โทร|เบอร์|มือถือ|phone|mobile|\btel", re.IGNORECASE),
        re.compile(r"0?([689][0-9]{8})"),
    ),
    (
        "id",
        re.compile(r"ประชาชน|citizen|\bid card|เลขบัตร", re.IGNORECASE),
        re.compile(r"([1-8][0-9]{12})"),
    ),
    (
        "account",
        re.compile(r"บัญชี|account|พร้อมเพย์", re.IGNORECASE),
        re.compile(r"([0-9]{3}-?[0-9]-?[0-9]{5}-?[0-9]|[0-9]{12})"),
    ),
    (
        "birth",
        re.compile(r"วันเกิด|ปีเกิด|ด/ป ?เกิด|birth|\bdob\b", re.IGNORECASE),
        re.compile(r".*?([0-9]{1,4}[-/. ]\S{1,12}[-/. ][0-9]{2,4}).*|([0-9]{5})"),
    ),
    (
        "home",
        re.compile(r"^(?:ที่อยู่|บ้านเลขที่|ภูมิลำเนา)"),
        re.compile(r"(?:บ้าน)?(?:เลขที่)? ?([0-9]{1,4}(?:/[0-9]{1,4})?)(?:[ หม].*)?"),
    ),
    (
        "passport",
        re.compile(r"เดินทาง|พาสปอร์ต|passport", re.IGNORECASE),
        re.compile(r"([A-Za-z]{1,2}[0-9]{6,8})"),
    ),
    (
        "plate",
        re.compile(r"ทะเบียนรถ|ป้ายทะเบียน|plate", re.IGNORECASE),
        re.compile(r"([0-9]?[ก-ฮ]{2}[ -]?[0-9]{1,4}).*"),
    ),
    (
        "line",
        re.compile(r"^(?:line|ไลน์)(?: ?(?:id|ไอดี))?$", re.IGNORECASE),
        re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]{3,})"),
    ),
)
"""What a column holds: the words of its header, and a cell of it."""

_HEADING_WORDS = (
    *("ชื่อ", "ลายเซ็น", "ลงทะเบียน", "ผู้", "โรค", "อาการ", "วินิจฉัย", "รักษา", "ผลตรวจ"),
    *("พิการ", "โทร", "เบอร์", "มือถือ", "ประชาชน", "บัตร", "บัญชี", "พร้อมเพย์", "เกิด", "ที่อยู่"),
    *("บ้าน", "ภูมิลำเนา", "เดินทาง", "พาสปอร์ต", "ทะเบียน", "ไลน์", "hn", "an", "diagnos"),
    *("patient", "phone", "mobile", "tel", "citizen", "id", "account", "birth", "dob"),
    *("passport", "plate", "line"),
)
_WHOLE = {"hn": r"\bhn\b", "an": r"\ban\b", "tel": r"\btel", "id": r"\bid\b"}
_HEADING = re.compile(
    "|".join(_WHOLE.get(word, word) for word in _HEADING_WORDS), re.IGNORECASE
)
"""One of these is in every heading above: other lines need no closer look."""

_NOT_PERSONS = re.compile(
    r"ร้าน|บริษัท|ผู้ประกอบการ|หน่วยงาน|ผู้รับจ้าง|ผู้ขาย|ผู้เสนอ|คู่สัญญา|โรงเรียน|สำนักงาน|ส่วนราชการ"
    r"|ครุภัณฑ์|ตำแหน่ง|กอง|โครงการ"
)
_MOST_HEADER = 60
_MOST_SEEN = 500


def in_tables(text: str, *, pdf: bool) -> Iterator[tuple[str, str]]:
    """Yield what is personal by headers; phones come whole, to know those allowed."""
    columns: dict[int, tuple[str, re.Pattern[str]]] = {}
    count = 0
    for line in text.splitlines() if says(text, _HEADING_WORDS) else ():
        heading = _HEADING.search(line)
        if not heading and not columns:
            continue
        cells = _cells(line)
        if heading:
            yield from _headings(line, cells, pdf=pdf)
            headed = _headed(cells)
            if headed:
                columns = headed
                continue
        if len(cells) == 1:
            continue
        for at, (kind, cell) in columns.items():
            found = cell.fullmatch(cells[at]) if at < len(cells) else None
            if found and count < _MOST_SEEN:
                count += 1
                yield from _cell(kind, found[1] or found[0])


def _cells(line: str) -> list[str]:
    mark = "\t" if "\t" in line else ";" if line.count(";") > 1 else ","
    return [cell.strip(' "') for cell in line.split(mark)]


def _headed(cells: list[str]) -> dict[int, tuple[str, re.Pattern[str]]]:
    """Return the columns whose header says what they hold; none, if it is no header."""
    if len(cells) < 2 or any(_is_value(cell) for cell in cells):
        return {}
    persons = not any(_NOT_PERSONS.search(cell) for cell in cells)
    found = {}
    for at, cell in enumerate(cells):
        for kind, header, value in _COLUMNS:
            fits = len(cell) <= _MOST_HEADER and header.search(cell)
            if fits and (persons or kind in {"id", "passport", "birth"}):
                found[at] = kind, value
                break
    return found


def _is_value(cell: str) -> bool:
    return len(re.findall("[0-9]", cell)) > 5


def _cell(kind: str, seen: str) -> Iterator[tuple[str, str]]:
    if kind == "phone":
        yield kind, f"0{seen}"
    elif kind == "id":
        if is_citizen_id(seen):
            yield kind, hidden_id(seen)
    else:
        yield kind, f"…{seen[-2:]}"


def _headings(line: str, cells: list[str], *, pdf: bool) -> Iterator[tuple[str, str]]:
    """Yield lists of persons by the headings of their tables."""
    shown = " ".join(line.split())[:_MOST_HEADER]
    signed = any(_SIGN.fullmatch(cell) for cell in cells)
    named = any(_NAME.match(cell) for cell in cells)
    if (signed and named) or _LIST.match(line) or (pdf and _IN_PDF.search(line)):
        yield "attendance", shown
    if any(_COMPLAINANT.search(cell) for cell in cells if len(cell) < _MOST_HEADER):
        yield "complainant", shown
    ill = any(_ILLNESS.match(cell) for cell in cells)
    if (named and ill and len(cells) > 1) or any(
        _PATIENT.search(cell) for cell in cells if len(cell) < _MOST_HEADER
    ):
        yield "patient", shown
