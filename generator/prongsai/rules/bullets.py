"""Lines of a cell as entries: which bullet begins one, which line goes on."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from prongsai.rules.codes import names_code
from prongsai.rules.manual import Line
from prongsai.thai.digits import to_arabic

_STYLES = {
    "o": re.compile(r"^([oOоο○◦º]\s+|[oº○◦](?=[เ-ไก-ฮA-Z]))"),
    "dot": re.compile(r"^[•●▪■◾♦‣·∙❖➢]\s*"),
    "dash": re.compile(r"^[-–—−]\s+"),
    "tick": re.compile(r"^[✓✔☑☐□❑]\s*"),
    "brackets": re.compile(r"^\([0-9๐-๙]{1,2}\)\s*"),
    "number": re.compile(r"^[0-9๐-๙]{1,2}[.)](\s+|(?=[^\s0-9๐-๙]))"),
    "decimal": re.compile(r"^[0-9๐-๙]{1,2}(\.[0-9๐-๙]{1,2})+[.)]?\s+"),
    "item": re.compile(r"^ข้อ\s?[0-9๐-๙]{1,2}[.:)]?\s+"),
    "letter": re.compile(r"^(\(?[ก-ฌa-j][.)]\s+|\(?[ก-ฌ]\)(?=\S))"),
}
_NUMBERED = frozenset({"brackets", "number", "decimal", "item", "letter"})
_LETTERS = ("กขคงจฉชซฌ", "abcdefghij")
_SIGNS = frozenset({"So", "Sm", "Po", "Pf", "Pi", "Co"})
"""Kinds of signs that are bullets where a blank follows."""
_ANNOUNCES = re.compile(r"(ประกอบด้วย|ดังนี้|ต่อไปนี้|ได้แก่|:)\s*$")
_LOCAL = r"(องค์กรปกครองส่วนท้องถิ่น|อปท)"
NOTE = re.compile(rf"^(หมายเหตุ|\*+|[(\[]?\s?((กรณี|สำหรับ)\s?{_LOCAL}|อปท\.))")
_NOTES_BEGIN = re.compile(r"^(หมายเหตุ|คำอธิบาย(เพิ่มเติม)?|ข้อสังเกต)\s*:?$")
_THAI = "\u0e01-\u0e5b"


_ALONE = re.compile(r"^(\(?[0-9๐-๙]{1,2}[.)]?|[oOο○•●▪■–-])$")
"""A bullet without text: in cells of its own next to the text."""
_BARE = re.compile(r"^([0-9๐-๙]{1,2})\s+(?=\S)")
_INNER = re.compile(r"\(([0-9๐-๙]{1,2})\)")
_NUMBER = re.compile(r"[0-9๐-๙]{1,2}")


class Part(Enum):
    """Whether an entry of a cell is a component that counts, or a note."""

    COMPONENT = "component"
    NOTE = "note"


@dataclass(slots=True, kw_only=True)
class Entry:
    """One component or note that is being put together."""

    part: Part
    text: str
    page: int | None
    doubtful: bool


@dataclass(slots=True, kw_only=True)
class _List:
    """The entries of one item, and the bullet that begins its components."""

    entries: list[Entry]
    top: str | None = None
    number: int = 0
    notes: bool = False

    def take(self, line: Line, page: int | None) -> None:
        style, text = bullet(line.text)
        if _NOTES_BEGIN.match(text):
            self.notes = True
        elif NOTE.match(text):
            self._begin(Part.NOTE, text, line, page)
        elif self.notes:
            self._note(style, text, line, page)
        elif style is None:
            self._plain(line, page)
        elif self.entries and (
            self._is_below(style) or not self._counts_on(style, line.text)
        ):
            self._go_on(line.text, line)
            self.entries[-1].doubtful |= self._skips(style, line.text)
        else:
            if self.top is None and page is not None:
                self._doubt_all()
            self.top = self.top or style
            self._begin(Part.COMPONENT, text, line, page)
            self.entries[-1].doubtful |= self._may_be_inner(style)
            self.entries[-1].doubtful |= not self._counts_on(style, line.text)
            self.number += 1

    def _doubt_all(self) -> None:
        """Mark lines before the first bullet: they may belong to the title."""
        for entry in self.entries:
            entry.doubtful |= entry.part is Part.COMPONENT

    def _is_below(self, style: str) -> bool:
        """Return whether a bullet begins a part of the entry above it."""
        if self.top is None:
            before = self.entries[-1].text if self.entries else ""
            return style in _NUMBERED and bool(_ANNOUNCES.search(before))
        return style != self.top

    def _counts_on(self, style: str, text: str) -> bool:
        """Return whether a numbered bullet has the number that is next."""
        return style not in _NUMBERED or _number(text) == self.number + 1

    def _skips(self, style: str, text: str) -> bool:
        """Return whether a number of the list is missing before this bullet."""
        numbered = style == self.top and style in _NUMBERED
        return numbered and _number(text) > self.number + 1

    def _may_be_inner(self, style: str) -> bool:
        """Return whether this number also goes on a list within the entry above."""
        above = self.entries[-2].text if len(self.entries) > 1 else ""
        inner = [int(to_arabic(found[1])) for found in _INNER.finditer(above)]
        return style in _NUMBERED and bool(inner) and inner[-1] == self.number

    def _plain(self, line: Line, page: int | None) -> None:
        """Take a line without a bullet: it goes on, or is a paragraph of its own."""
        alone = not self.entries or (self.top is None and page is None)
        number = _BARE.match(line.text)
        if alone:
            self._begin(Part.COMPONENT, line.text, line, page)
            self.entries[-1].doubtful |= bool(number)
        else:
            self._go_on(line.text, line)
            footnote = number and (page is None or names_code(line.text))
            self.entries[-1].doubtful |= self.top is None or bool(footnote)

    def _note(self, style: str | None, text: str, line: Line, page: int | None) -> None:
        begins = style is not None or not self.entries
        if begins or self.entries[-1].part is not Part.NOTE:
            self._begin(Part.NOTE, text, line, page)
            self.entries[-1].doubtful |= style is not None and style == self.top
        else:
            self._go_on(text, line)

    def _begin(self, part: Part, text: str, line: Line, page: int | None) -> None:
        self.entries.append(
            Entry(part=part, text=text, page=page, doubtful=line.doubtful)
        )

    def _go_on(self, text: str, line: Line) -> None:
        last = self.entries[-1]
        last.text = join(last.text, text)
        last.doubtful |= line.doubtful


def entries(lines: Iterable[tuple[Line, int | None]]) -> list[Entry]:
    """Return the entries of an item from its lines with their pages.

    The first bullet of an item is the one of its components; any other begins a part of
    the component above. Where lines have no bullet at all, a format with paragraphs
    has one component a paragraph; a PDF has one in all, which is doubtful.
    """
    made = _List(entries=[])
    for line, page in _dotted(list(_with_their_marks(lines))):
        made.take(line, page)
    return [entry for entry in made.entries if entry.text]


def _with_their_marks(
    lines: Iterable[tuple[Line, int | None]],
) -> Iterator[tuple[Line, int | None]]:
    """Put a number that is a line of its own before the line that follows."""
    mark = ""
    for line, page in lines:
        if _ALONE.match(line.text):
            digit = line.text[-1].isdigit()
            mark = f"{line.text}." if digit else line.text
            continue
        yield (replace(line, text=f"{mark} {line.text}") if mark else line), page
        mark = ""


def _dotted(
    lines: list[tuple[Line, int | None]],
) -> Iterator[tuple[Line, int | None]]:
    """Put a dot behind numbers that count the lines: 1 … 2 …; else change nothing."""
    found = [_BARE.match(line.text) for line, _ in lines]
    numbers = [int(to_arabic(one[1])) for one in found if one]
    counts = len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
    for (line, page), one in zip(lines, found, strict=True):
        dotted = f"{one[1]}. {line.text[one.end() :]}" if one else line.text
        yield (replace(line, text=dotted) if counts and found[0] else line), page


def bullet(text: str) -> tuple[str | None, str]:
    """Return the style of the bullet that a line begins with, and the rest."""
    for style, pattern in _STYLES.items():
        if found := pattern.match(text):
            return style, text[found.end() :]
    sign = text[:1]
    if text[1:2].isspace() and unicodedata.category(sign) in _SIGNS and sign != "*":
        return sign, text[1:].lstrip()
    return None, text


def _number(text: str) -> int:
    """Return the number of a bullet: the last one of 1.2, the place of a letter."""
    first = re.split(r"[\s)]", text.lstrip("("), maxsplit=1)[0].strip(".")
    for letters in _LETTERS:
        if first and first in letters:
            return letters.index(first) + 1
    style, _ = bullet(text)
    found = _NUMBER.findall(first if style == "decimal" else text)
    return int(to_arabic(found[-1 if style == "decimal" else 0])) if found else 0


def join(before: str, after: str) -> str:
    """Join two lines: Thai goes on without a blank, all else with one."""
    if not before or not after:
        return before + after
    thai = re.match(f"[{_THAI}]", before[-1]) and re.match(f"[{_THAI}]", after[0])
    return f"{before}{after}" if thai else f"{before} {after}"
