"""What official documents print around their tables: number, day, who signs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from prongsai.importing.understand.draft import Tree
from prongsai.importing.understand.times import days_named
from prongsai.importing.understand.vocabulary import normalise, words
from prongsai.thai.dates import format_iso
from prongsai.thai.digits import to_arabic

_LONGEST = 160
_NUMBER = re.compile(
    r"(?:เลขที่|หนังสือที่|บันทึกที่|ที่)\s*[:：]?\s*"
    r"(?P<number>[ก-๙A-Za-z. ]{0,12}\d[\d./-]*\d|\d+)"
    r"(?=$|\s+(?:ลง)?วันที่|\s+เรื่อง)"
)
_DAY = re.compile(r"(?:^|\s)(?:ประกาศ\s*ณ\s*วันที่|ลงวันที่|วันที่|ณ\s*วันที่)\s*[:：]?\s*$")
_SIGN = re.compile(r"\(?\s*(?:ลงชื่อ|ลงนาม)\s*\)?|[.…_]{3,}")
_PERSON = re.compile(
    r"\(?\s*(?P<name>(?:นาย(?!ก|ช่าง)|นางสาว|นาง|น\.ส\.|ว่าที่|ดร\.|จ่า|พัน|ร้อย|สิบ)[^()]{3,60}?)\s*\)?"
    r"(?=$|\s+ตำแหน่ง|\s*\))"
)
_POST = re.compile(r"^\)?\s*(?:ตำแหน่ง\s*[:：]?\s*)?(?P<post>.*)$")
_LABELS = (
    ("prepared_by", ("ผู้จัดทำ", "ผู้รายงาน", "จัดทำโดย", "รายงานโดย")),
    (
        "reviewed_by",
        ("ผู้ตรวจสอบ", "ผู้ทาน", "ตรวจสอบโดย", "ผู้เห็นชอบ", "เห็นชอบโดย", "ผู้ให้ความเห็นชอบ"),
    ),
    ("approved_by", ("ผู้อนุมัติ", "อนุมัติโดย", "ผู้มีอำนาจอนุมัติ")),
)


@dataclass(slots=True, kw_only=True)
class _Signing:
    """A signature whose lines are still being read."""

    role: str
    name: str = ""


@dataclass(slots=True, kw_only=True)
class Around:
    """Collects the fields of the official document from lines outside tables.

    `fields` are those of the document, `left` the lines that no field has.
    """

    fields: Tree = field(default_factory=dict)
    left: list[str] = field(default_factory=list)
    _open: _Signing | None = None
    _pending: list[str] = field(default_factory=list)

    def take(self, printed: str) -> None:
        """Read one line."""
        text = " ".join(to_arabic(printed).split())
        if len(text) > _LONGEST or not (self._signature(text) or self._of_letter(text)):
            self._close()
            self.left.append(printed)
        elif self._open is not None:
            self._pending.append(printed)

    def end(self) -> None:
        """Tell of lines of a signature that lacks its post."""
        self._close()

    def _close(self) -> None:
        self.left += self._pending
        self._open, self._pending = None, []

    def _of_letter(self, text: str) -> bool:
        """Read the number and the day of the document."""
        number = _NUMBER.match(text)
        found = bool(number)
        if number:
            self.fields.setdefault("number", number["number"].strip())
        rest = text[number.end() :] if number else text
        days = list(days_named(rest))
        if len(days) == 1:
            before, day, after = days[0]
            if day and not after.strip(" .") and _DAY.fullmatch(before):
                self.fields.setdefault("date", format_iso(day))
                return True
        return found and not rest.strip()

    def _signature(self, text: str) -> bool:
        role, rest = _labelled(text)
        if role:
            self._close()
            if role in self.fields:
                return False
            self._open = _Signing(role=role)
            return self._person_or_post(rest) if rest else True
        return self._open is not None and self._person_or_post(_bare(text))

    def _person_or_post(self, text: str) -> bool:
        """Read the name in brackets, then the post, into the open signature."""
        if self._open is None:
            return False
        found = _PERSON.match(text)
        if found and not self._open.name:
            self._open.name = " ".join(found["name"].split())
            text = text[found.end() :].strip()
            if not text.strip("() "):
                return True
        post = _POST.match(text)
        named = post["post"].strip(" ()") if post else ""
        if not named or not _is_post(named, text):
            return False
        made: Tree = {"post": named}
        if self._open.name:
            made["name"] = self._open.name
        self.fields[self._open.role] = made
        self._open, self._pending = None, []
        return True


def _labelled(text: str) -> tuple[str, str]:
    """Return the role that a line names at its beginning or end, and the rest."""
    bare = _bare(text)
    for role, labels in _LABELS:
        for label in labels:
            rest = bare.removeprefix(label)
            if rest != bare and (not rest or rest[0] in " :："):
                return role, rest.strip(" :：")
            rest = bare.removesuffix(label)
            if rest != bare and (not rest or rest[-1] == " "):
                return role, rest.strip()
    return "", ""


def _bare(text: str) -> str:
    return _SIGN.sub(" ", text).strip()


def _is_post(named: str, text: str) -> bool:
    said = text.startswith("ตำแหน่ง") or normalise(named).startswith(words("posts"))
    return said and len(named) <= _LONGEST // 2


def fields_of(lines: Sequence[str]) -> tuple[Tree, list[str]]:
    """Return the fields that lines outside tables fill, and the lines that are left."""
    around = Around()
    for line in lines:
        around.take(line)
    around.end()
    return around.fields, around.left
