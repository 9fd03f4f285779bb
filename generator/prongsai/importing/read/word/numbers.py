"""Numbers that Word gives to paragraphs by itself, counted on as Word counts."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from prongsai.importing.read.word.xml import child, children, value, whole

_THAI_LETTERS = "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_BARE = re.compile(r"[(\[]?(?:\d+(?:\.\d+)*|[ก-ฮa-zA-Z]|[ivxIVX]+)[.)\]]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""


@dataclass(slots=True, kw_only=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counted: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class _Use:
    """One use of a list (`w:num`): it may begin anew at some levels."""

    list: _List
    starts: dict[int, int] = field(default_factory=dict)
    begun: set[int] = field(default_factory=set)


class Numbers:
    """Counts the numbered paragraphs of a document in their order."""

    def __init__(self, root: Element | None) -> None:
        """Read `word/numbering.xml`; None where the file has none."""
        lists = {
            value(one, "abstractNumId"): _List(levels=_levels(one))
            for one in children(root, "abstractNum")
        }
        self._uses = {
            value(one, "numId"): _Use(
                list=lists.get(value(child(one, "abstractNumId")), _List()),
                starts=_starts(one),
            )
            for one in children(root, "num")
        }

    def next(self, number: tuple[str, int]) -> tuple[str, str]:
        """Count a paragraph; return its mark, and words before its text.

        The mark is `3`, `(3)`, `1.2` or `ก.`, a dash for a bullet; what has other words
        in it (`ข้อ 3`) is part of the text.
        """
        use, level = self._uses.get(number[0]), number[1]
        if use is None or level not in use.list.levels:
            return "", ""
        if use.list.levels[level].form in {"bullet", "none"}:
            return ("-" if use.list.levels[level].form == "bullet" else ""), ""
        text = self._printed(use, level)
        if not _BARE.fullmatch(text):
            return "", text
        return (text.rstrip(".") if re.fullmatch(r"[\d.]+", text) else text), ""

    def _printed(self, use: _Use, level: int) -> str:
        counted, levels = use.list.counted, use.list.levels
        start = use.starts.get(level)
        if start is not None and level not in use.begun:
            use.begun.add(level)
            counted[level] = start
        else:
            counted[level] = counted.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counted if at > level]:
            del counted[deeper]
        text = levels[level].text
        for at in range(level + 1):
            known = levels.get(at, _Level())
            printed = _figure(counted.get(at, known.start), known.form)
            text = text.replace(f"%{at + 1}", printed)
        return text.strip()


def _levels(one: Element) -> dict[int, _Level]:
    return {
        whole(level, "ilvl"): _Level(
            start=whole(child(level, "start"), otherwise=1),
            form=value(child(level, "numFmt"), otherwise="decimal"),
            text=value(child(level, "lvlText")),
        )
        for level in children(one, "lvl")
    }


def _starts(one: Element) -> dict[int, int]:
    return {
        whole(override, "ilvl"): whole(start, otherwise=1)
        for override in children(one, "lvlOverride")
        if (start := child(override, "startOverride")) is not None
    }


def _figure(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"} and number >= 1:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form == "thaiLetters" and number >= 1:
        return _THAI_LETTERS[(number - 1) % len(_THAI_LETTERS)]
    if form in {"lowerRoman", "upperRoman"}:
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    return str(number)


def _roman(number: int) -> str:
    out = ""
    for size, sign in _ROMAN:
        out += sign * (number // size)
        number %= size
    return out
