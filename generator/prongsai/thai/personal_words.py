"""Find what is personal by the words next to it: passports, cards, e-mail and more.

Each rule needs a word that says what the sign is, but e-mail at a provider for
everybody. What is found is returned hidden but for its beginning or end.
"""

import re
from collections.abc import Iterator

from prongsai.thai.spelled import says, spelled

_PROVIDERS = (
    r"gmail|googlemail|hotmail|yahoo|ymail|outlook|live|msn|icloud|me|mac|aol|proton"
    r"|protonmail|gmx|mail|zoho|windowslive|rocketmail"
)
_AT = re.compile(
    rf"(?:\s?(?:@|[(\[{{]at[)\]}}])\s?|\sat\s)((?:{_PROVIDERS})"
    r"(?:\s?(?:\.|[(\[{]dot[)\]}])\s?|\sdot\s)(?:com|co\.th|net|me|org|co\.uk))\b",
    re.IGNORECASE,
)
_SAYS_AT = ("@", "(at)", "[at]", "{at}", " at ")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*\Z")
_LONGEST_NAME = 64
"""Signs before `@`; they are looked for backwards, since any word may be long."""

_LINE = re.compile(
    r"(?:(?:\bline|(?<!ออน)ไลน์)\s{0,9}(?:\(?\s{0,9}(?:id|ไอดี)\s{0,9}\)?\s{0,9}[:=.]?|[:=])\s{0,9}"
    r"|(?:\bid|ไอดี)\s{0,9}(?:line|ไลน์)\s{0,9}[:=.]?\s{0,9}|\bline(?:\.me|:/)/(?:R/)?ti/p/~?"
    r"|(?:แอด|add)\s{0,3}(?:ไลน์|line)\s{0,9}[:=]?\s{0,9}"
    r"|(?<!ออน)ไลน์\s{1,3}(?=[A-Za-z][A-Za-z._-]{0,20}[0-9]))"
    r"([A-Za-z0-9][A-Za-z0-9._-]{3,30})",
    re.IGNORECASE,
)
_PASSPORT = re.compile(
    r"(?:หนังสือเดินทาง|พาสปอร์ต|passport)[^\n]{0,40}?\b([A-Z]{1,2} ?[0-9]{6,8})\b",
    re.IGNORECASE,
)
_CARD_BACK = re.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}[0-9]-[0-9]{7}-[0-9]{2}(?![0-9])"
    r"|(?:หลังบัตร|laser)[^\n\t0-9]{0,15}?[A-Z]{2}[0-9]{10}(?![0-9])",
    re.IGNORECASE,
)
"""The code on the back of an identity card."""

_CARD = re.compile(r"(?<![0-9])[3-6](?:[ .-]?[0-9]){14,15}(?![0-9])(?![.,-][0-9])")
_SAYS_CARD = re.compile(
    r"เครดิต|เดบิต|เลขบัตร|หมายเลขบัตร|credit|debit|visa|master|card", re.IGNORECASE
)
_MONTHS = (
    r"ม\.?ค|ก\.?พ|มี\.?ค|เม\.?ย|พ\.?ค|มิ\.?ย|ก\.?ค|ส\.?ค|ก\.?ย|ต\.?ค|พ\.?ย|ธ\.?ค|มกรา|กุมภา"
    r"|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา|[A-Za-z]{3}"
)
_DATE = (
    rf"(?:[0-9]{{1,2}}\s{{0,9}}(?:[-/.]\s{{0,9}}[0-9]{{1,2}}\s{{0,9}}[-/.]|(?:{_MONTHS})\S{{0,5}})\s{{0,9}}"
    r"(?:พ\.ศ\.)?\s{0,9}[0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2})"
)
_BIRTH = re.compile(
    r"(?:(?<!เหตุ)(?<!ภัย)(?<!ไหม้)เกิด(?:วันที่|เมื่อ)|วันเกิด(?!เหตุ|ภัย)"
    r"|(?:นาย|นาง|น\.ส\.|ด\.[ชญ]\.|เด็กชาย|เด็กหญิง)[^\n\t0-9]{2,60}(?<!เหตุ)(?<!ภัย)(?<!ไหม้)เกิด"
    r"|ปีเกิด|ปี เกิด|ว/ด/ป\s*เกิด|\bdob\b|birth(?:day|date)?|born)"
    rf"[^\n0-9]{{0,40}}({_DATE})",
    re.IGNORECASE,
)
_HOUSE = r"[0-9]{1,4}(?:/[0-9]{1,4})?"
_HOME = re.compile(
    rf"(?:(?:อยู่)?บ้านเลขที่|ที่อยู่(?:ปัจจุบัน|ตามทะเบียนบ้าน|ตามบัตร[^\s0-9]{{0,20}}|ผู้[^\s0-9]{{1,15}})"
    rf"|(?:ตั้ง)?บ้านอยู่(?:เลขที่)?|ภูมิลำเนา|home address)[^\n0-9]{{0,20}}({_HOUSE})",
    re.IGNORECASE,
)
_LIVES = re.compile(
    rf"(?:นาย|นาง(?:สาว)?|น\.ส\.|ด\.[ชญ]\.)[^\n\t]{{2,60}}(?:ที่อยู่|อยู่)[^\n0-9]{{0,15}}({_HOUSE})\s*"
    r"(?:หมู่|ม\.|ซ\.|ซอย|ถ\.|ถนน|ต\.|ตำบล)"
)
_OFFICE = re.compile(
    r"สำนักงาน|เทศบาล|อบต|องค์การ|ที่ทำการ|บริษัท|หจก|ห้าง|ร้าน|ศูนย์|โรงเรียน|วัด|โรงพยาบาล|"
    r"ที่ว่าการ|สถานี"
)
_PLATE = re.compile(
    r"(?:ทะเบียนรถ|รถ[^\n\t]{0,25}ทะเบียน|ป้ายทะเบียน|หมายเลขทะเบียน|เลขทะเบียน|plate|รถ(?:ยนต์|จักรยานยนต์|เก๋ง|กระบะ|ตู้))[^\n\t0-9ก-ฮ]{0,12}"
    r"(?:เลขที่|หมายเลข|เลข|รถ)?[^\n\t0-9ก-ฮ]{0,5}"
    r"([0-9]?[ก-ฮ]{2}[ -]?[0-9]{1,4})(?![0-9ก-๙/])"
)
_PATIENT = re.compile(
    r"(?:ผู้ป่วย|คนไข้|นาย|นาง|น\.ส\.|ด\.[ชญ]\.|เด็กชาย|เด็กหญิง|patient)[^\n]{0,60}?"
    r"(?<![A-Za-z])(?:HN|AN)(?![A-Za-z])[^\n0-9A-Za-zก-ฮ]{0,4}([0-9][0-9/-]{3,10})"
    r"|(?<![A-Za-z])(?:HN|AN)(?![A-Za-z])[^\n0-9A-Za-zก-ฮ]{0,4}([0-9][0-9/-]{3,10})"
    r"[^\n]{0,20}?(?:ผู้ป่วย|คนไข้|นาย|นาง|น\.ส\.|ด\.[ชญ]\.|เด็กชาย|เด็กหญิง)"
)
"""The number of a patient in a hospital, next to who it is."""

_OFFICIAL = re.compile(r"ราชการ|ส่วนกลาง|ของเทศบาล|ของ อบต|รถดับเพลิง|รถขยะ|รถบรรทุก|รถกู้ชีพ")
_NEAR = 60
_DIGIT = re.compile("[0-9]")


def _may_hold(text: str, *words: str) -> bool:
    """Return whether there is a digit and one of the words that a rule needs."""
    return _DIGIT.search(text) is not None and says(text, words)


def emails(text: str) -> Iterator[str]:
    """Yield addresses at providers for everybody, hidden but for the first letter."""
    for name, host in _addresses(text):
        yield f"{name[0]}…@{host.lower()}"


def email_addresses(text: str) -> Iterator[str]:
    """Yield the same addresses whole, in small letters: to know those allowed."""
    for name, host in _addresses(text):
        yield f"{name}@{host}".lower()


def _addresses(text: str) -> Iterator[tuple[str, str]]:
    text = spelled(text)
    for match in _AT.finditer(text) if says(text, _SAYS_AT) else ():
        begin = max(0, match.start() - _LONGEST_NAME)
        name = _NAME.search(text, begin, match.start())
        if name:
            yield name[0], match[1]


def line_names(text: str) -> Iterator[str]:
    """Yield LINE IDs of persons, whole; official accounts begin with `@`."""
    if not says(text, ("line", "ไลน์")):
        return
    for match in _LINE.finditer(spelled(text)):
        if match[1].lower() not in {"official", "notify", "group"}:
            yield match[1]


def passports(text: str) -> Iterator[str]:
    """Yield passport numbers next to the word for it."""
    text = spelled(text)
    if not _may_hold(text, "หนังสือเดินทาง", "พาสปอร์ต", "passport"):
        return
    for match in _PASSPORT.finditer(text):
        yield f"{match[1][:2]}…{match[1][-2:]}"


def card_backs(text: str) -> Iterator[str]:
    """Yield codes from the backs of identity cards, hidden but for the end."""
    for match in _CARD_BACK.finditer(spelled(text)):
        yield f"…{match[0][-2:]}"


def cards(text: str) -> Iterator[str]:
    """Yield numbers of bank cards: the right last digit, and grouped or named so."""
    text = spelled(text)
    for match in _CARD.finditer(text):
        digits = re.sub(r"[^0-9]", "", match[0])
        before = text[max(0, match.start() - _NEAR) : match.start()]
        grouped = re.fullmatch(
            r"([0-9]{4}[ .-]){3}[0-9]{4}|3[47][0-9]{2}[ -][0-9]{6}[ -][0-9]{5}",
            match[0],
        )
        if _is_card(digits) and (grouped or _SAYS_CARD.search(before)):
            yield f"…{digits[-4:]}"


def _is_card(digits: str) -> bool:
    doubled = [int(one) * (2 if at % 2 else 1) for at, one in enumerate(digits[::-1])]
    return sum(one // 10 + one % 10 for one in doubled) % 10 == 0


def birth_dates(text: str) -> Iterator[str]:
    """Yield dates of birth, hidden but for the year's end."""
    text = spelled(text)
    if not _may_hold(text, "เกิด", "dob", "birth", "born"):
        return
    for match in _BIRTH.finditer(text):
        yield f"…{match[1][-2:]}"


def homes(text: str) -> Iterator[str]:
    """Yield house numbers of homes; those of offices and companies are none."""
    text = spelled(text)
    if not _may_hold(text, "บ้าน", "อยู่", "ภูมิลำเนา", "home"):
        return
    for rule in (_HOME, _LIVES):
        for match in rule.finditer(text):
            line = text.rfind("\n", 0, match.start()) + 1
            if not _OFFICE.search(text[max(line, match.start() - _NEAR) : match.end()]):
                yield f"{match[1][0]}…"


def plates(text: str) -> Iterator[str]:
    """Yield number plates next to the word for it, but those of official cars."""
    text = spelled(text)
    if not _may_hold(text, "ทะเบียน", "plate", "รถ"):
        return
    for match in _PLATE.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        if not _OFFICIAL.search(text[max(line, match.start() - _NEAR) : match.end()]):
            yield f"…{match[1][-2:]}"


def patients(text: str) -> Iterator[str]:
    """Yield numbers that hospitals give to patients, next to the word for a person."""
    text = spelled(text)
    if "HN" not in text and "AN" not in text:
        return
    for match in _PATIENT.finditer(text):
        yield f"HN …{(match[1] or match[2])[-2:]}"
