"""Lists in cells: as HTML, as paragraphs, or run on in one line, up to three deep.

A printed number counts as a mark at the beginning of a line; inside a line only where
it goes on with a list (๑. … ๒. …), so that years and figures stay text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from prongsai.importing.read.document import Line, SourceCell
from prongsai.thai.dates import SHORT_MONTHS
from prongsai.thai.digits import to_arabic

_MARK = re.compile(
    r"(?:(?<=\s)|^)(?:\((?P<both>\d{1,2})\)|(?P<right>\d{1,2})\)|(?P<dot>\d{1,2})\.(?!\d)"
    r"|(?P<below>\d{1,2}\.\d{1,2})\.?(?=\s)"
    r"|(?P<dash>[-–•▪●○‣☐])(?=[\sก-๙A-Za-z]))\s*"
)
_DASHES = "-–"
_RANGE_BEFORE = re.compile(
    r"(?:\d|" + "|".join(map(re.escape, SHORT_MONTHS)) + r"|[A-Z])\s*$"
)
_BELOW = "1.1"
"""The style of marks with the number of the item that they are below."""

_OPENS_LIST = ("ดังนี้", "ได้แก่", ":", "ประกอบด้วย", "ต่อไปนี้")

_Key = tuple[int, str]


@dataclass(slots=True, kw_only=True)
class Entry:
    """One item of a list, with the number it has in the document."""

    text: str
    label: str = ""
    entries: list["Entry"] = field(default_factory=list)

    def walk(self) -> Iterator["Entry"]:
        """Yield the entry and all below it, as they are read."""
        yield self
        for entry in self.entries:
            yield from entry.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    style: str
    label: str
    text: str


def entries(runs: Sequence[Sequence[Line]]) -> list[Entry]:
    """Read the list in a cell; each further run is the cell's text on the next page."""
    builder = _Builder()
    bullets = any(line.text[:1] in _DASHES for run in runs for line in run if line.text)
    texts = " ".join(line.text for run in runs for line in run)
    for at, run in enumerate(runs):
        for position, line in enumerate(run):
            goes_on = at > 0 and position == 0
            for piece in _pieces(line, builder, texts, bullets=bullets):
                builder.add(piece, line.level, goes_on=goes_on)
                goes_on = False
    return _with_text(builder.roots)


def begins_list(line: Line) -> bool:
    """Return whether a line has a mark of a list."""
    return bool(line.mark) or _MARK.match(to_arabic(line.text)) is not None


def apart(cell: SourceCell) -> SourceCell:
    """Return a cell whose text does not continue that of the cell before."""
    first, *rest = cell.lines
    return replace(cell, lines=(replace(first, mark=first.mark or "-"), *rest))


def _with_text(listed: list[Entry]) -> list[Entry]:
    """Remove marks without words; what was below them moves up."""
    made: list[Entry] = []
    for entry in listed:
        entry.entries = _with_text(entry.entries)
        made += [entry] if entry.text else entry.entries
    return made


class _Builder:
    def __init__(self) -> None:
        self.roots: list[Entry] = []
        self.last: dict[str, int] = {}
        self._stack: list[tuple[_Key, Entry]] = []

    def add(self, piece: _Piece, level: int, *, goes_on: bool) -> None:
        """Put a piece of text where its mark belongs."""
        if not piece.style:
            self._unmarked(piece.text, goes_on=goes_on)
            return
        entry = Entry(text=piece.text, label=piece.label)
        key = (level, piece.style)
        if key in (known for known, _ in self._stack):
            while self._stack[-1][0] != key:
                self._close()
            self._stack.pop()
        elif not self._stack and self.roots and _introduces(self.roots[-1]):
            self._stack.append(((level, ""), self.roots[-1]))
        parent = self._stack[-1][1].entries if self._stack else self.roots
        parent.append(entry)
        self._stack.append((key, entry))
        numbers = re.findall(r"\d+", piece.label)
        if numbers:
            self.last[piece.style] = int(numbers[-1])

    def _close(self) -> None:
        (_, style), _ = self._stack.pop()
        self.last.pop(style, None)

    def _unmarked(self, text: str, *, goes_on: bool) -> None:
        if self._stack:
            self._stack[-1][1].text = f"{self._stack[-1][1].text} {text}".strip()
        elif goes_on and self.roots:
            self.roots[-1].text += f" {text}"
        else:
            self.roots.append(Entry(text=text))


def _introduces(entry: Entry) -> bool:
    return not entry.label and entry.text.endswith(_OPENS_LIST)


def _pieces(
    line: Line, builder: _Builder, texts: str, *, bullets: bool
) -> Iterator[_Piece]:
    text = to_arabic(line.text)
    whole = to_arabic(texts)
    last = dict(builder.last)
    marks = []
    for match in _MARK.finditer(text):
        style, label, number = _mark(match)
        if style == _BELOW:
            taken = _is_next_below(label, last)
        else:
            taken = match.start() == 0 or _inside(
                text, match, style, number, last, whole, bullets
            )
        if taken:
            marks.append((match, style, label))
            if number:
                last[style] = number
            if style == ".":
                last.pop(_BELOW, None)
    if not marks or marks[0][0].start() > 0:
        end = marks[0][0].start() if marks else len(text)
        label = "" if line.mark == "-" else to_arabic(line.mark)
        automatic = "li." if label else "li-" if line.mark else ""
        yield _Piece(style=automatic, label=label, text=text[:end].strip())
    for at, (match, style, label) in enumerate(marks):
        end = marks[at + 1][0].start() if at + 1 < len(marks) else len(text)
        yield _Piece(style=style, label=label, text=text[match.end() : end].strip())


def _mark(match: re.Match[str]) -> tuple[str, str, int]:
    """Return style, label and number of a mark."""
    if match["both"]:
        return "()", f"({match['both']})", int(match["both"])
    if match["right"]:
        return ")", f"{match['right']})", int(match["right"])
    if match["dot"]:
        return ".", match["dot"], int(match["dot"])
    if match["below"]:
        return _BELOW, match["below"], int(match["below"].partition(".")[2])
    return "-" if match["dash"] in _DASHES else match["dash"], "", 0


def _is_next_below(label: str, last: dict[str, int]) -> bool:
    """Return whether 1.1 is the next below the item 1 that is open: no other figure."""
    item, _, number = label.partition(".")
    return last.get(".") == int(item) and int(number) == last.get(_BELOW, 0) + 1


def _inside(  # noqa: PLR0913, PLR0917 - it depends on all of them
    text: str,
    match: re.Match[str],
    style: str,
    number: int,
    last: dict[str, int],
    whole: str,
    bullets: bool,  # noqa: FBT001 - one of three alike
) -> bool:
    """Return whether a mark inside a line starts an entry."""
    before = text[: match.start()].rstrip()
    if style == "-":
        return bullets and not _RANGE_BEFORE.search(before)
    if not number:
        return True
    if before.endswith(("ข้อ", "ข้อที่", "ครั้งที่", "พ.ศ.", "ตามมาตรา")):
        return False
    if number != last.get(style, 0) + 1:
        return False
    follower = {".": rf"(?<!\S){number + 1}\.(?!\d)", ")": rf"(?<!\S){number + 1}\)"}
    pattern = follower.get(style, rf"\({number + 1}\)")
    return number > 1 or re.search(pattern, whole) is not None
