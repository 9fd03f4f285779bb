"""What Excel shows for a value in a number format, in words and digits to keep.

The importer and the workbook both ask here. Days are of พ.ศ. whatever calendar the
format names, and as exact as the format shows them; digits are Arabic, as everywhere
inside; a percentage keeps its sign.
"""

import datetime
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from prongsai.thai.dates import ERA_OFFSET, MONTHS

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<gap>.)|\*(?P<fill>.)'
    r"|\[(?P<bracket>[^\]]*)\]|(?P<ampm>AM/PM|A/P)|(?P<general>General)|(?P<sign>.)",
    re.IGNORECASE | re.DOTALL,
)
_DIGITS = "0#?"
_DATE_SIGNS = "dmybhse"
_GENERAL = re.compile(r"general|standard", re.IGNORECASE)
_FIRST_DAY = datetime.date(1899, 12, 30)
_TYPED_AS_BUDDHIST = 2400
_SIGNIFICANT = 15
"""Digits of a figure that Excel keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Format:
    """One part of a number format.

    Attributes:
        parts: signs of the format and plain text.
        date, digits: the signs of a day and of a figure.
        general: whether the figure is shown as it is.
        text: the plain text where there is no figure.
        before, after: the plain text around the figure.
    """

    parts: tuple[tuple[str, str], ...]
    date: str
    digits: str
    general: bool
    text: str
    before: str
    after: str

    @property
    def is_date(self) -> bool:
        return bool(self.date.strip())


def _format(parts: tuple[tuple[str, str], ...]) -> _Format:
    def of(kind: str, among: tuple[tuple[str, str], ...] = parts) -> str:
        return "".join(text for name, text in among if name == kind)

    figure = {"digits", "general"}
    at = [i for i, (name, _) in enumerate(parts) if name in figure] or [0]
    return _Format(
        parts=parts,
        date=of("date"),
        digits=of("digits"),
        general=bool(of("general")),
        text=of("text"),
        before=of("text", parts[: at[0]]),
        after=of("text", parts[at[-1] + 1 :]),
    )


def shown(value: object, form: str = "General") -> str:
    """Return the text that a cell shows; nothing where its format hides the value."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.date):  # a datetime is one, too
        return shown_day(value, form)
    if isinstance(value, int | float):
        return shown_figure(value, form)
    if isinstance(value, str) and _hides_text(form):
        return ""
    return _time(value)


def _hides_text(form: str) -> bool:
    """Return whether a format has a part for text that shows nothing (`;;;`)."""
    sections = _sections(form)
    return len(sections) > 3 and not sections[3].parts


def _time(value: object) -> str:
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, datetime.timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    return str(value)


def shown_day(value: datetime.date, form: str = "General") -> str:
    """Return a day as exact as its format shows it: มีนาคม 2568, 31 มีนาคม 2568."""
    fields = _fields_of_date(form)
    if "h" in fields and not fields & set("dmy"):
        return f"{value:%H:%M}"
    if not fields & set("dmy"):
        fields = set("dmy")
    parts = [
        str(value.day) if "d" in fields else "",
        MONTHS[value.month - 1] if "m" in fields else "",
        str(shown_year(value, form)) if "y" in fields else "",
    ]
    return " ".join(part for part in parts if part)


def shown_year(value: datetime.date, form: str = "General") -> int:
    """Return the year (พ.ศ.) that a day shows.

    A year after 2400 was typed as พ.ศ. into a Western calendar; so was one of the last
    century that is shown with two digits (31/3/68 is kept as 1968).
    """
    if value.year > _TYPED_AS_BUDDHIST:
        return value.year
    bare = _sections(form)[0].date
    two_digits = re.search(r"(?<!y)yy(?!y)", bare) is not None
    western = not _is_buddhist(form)
    if two_digits and western and 1950 <= value.year < 2000:
        return 2500 + value.year % 100
    return value.year + ERA_OFFSET


def shown_figure(value: float, form: str = "General") -> str:
    """Return a figure rounded as Excel rounds: half away from zero, as shown."""
    sections = _sections(form)
    if sections[0].is_date:
        day = _FIRST_DAY + datetime.timedelta(days=int(value))
        return shown_day(day, form)
    exact = Decimal(f"{value:.{_SIGNIFICANT}g}")
    section, exact = _section_for(exact, sections)
    if section.general:
        return section.before + _general(exact) + section.after
    pattern = section.digits
    if not pattern or (exact == 0 and not set(pattern) - {"?", ","}):
        return section.text
    if "e" in pattern or "E" in pattern or "/" in pattern:
        return _general(exact)
    return section.before + _rounded(exact, pattern) + section.after


def _section_for(
    value: Decimal, sections: tuple[_Format, ...]
) -> tuple[_Format, Decimal]:
    """Choose the part of the format for a sign; the minus is in the part for it."""
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


def _rounded(value: Decimal, pattern: str) -> str:
    percents = pattern.count("%")
    bare = pattern.replace("%", "")
    whole, _, fraction = bare.rstrip(",").partition(".")
    thousands = "," in whole
    scale = 2 * percents - 3 * (len(bare) - len(bare.rstrip(",")))
    places = sum(sign in _DIGITS for sign in fraction)
    figure = value.scaleb(scale).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    sign = "-" if figure < 0 else ""
    digits, _, behind = f"{abs(figure):f}".partition(".")
    least = fraction.count("0")
    while len(behind) > least and behind.endswith("0"):
        behind = behind[:-1]
    digits = digits.zfill(whole.count("0"))
    if thousands:
        digits = f"{int(digits):,}"
    if whole.strip(",#") == "" and whole and digits == "0":
        digits = ""
    text = f"{digits}.{behind}" if behind else digits
    return sign + (text or "0") + "%" * percents


def _general(value: Decimal) -> str:
    text = f"{float(value):.11g}"
    return text if "e" not in text else f"{value.normalize():f}"


def _fields_of_date(form: str) -> set[str]:
    """Return which of d, m, y, h a format shows; m next to hours is minutes."""
    bare = _sections(form)[0].date
    bare = bare.replace("b", "y").replace("e", "y")
    fields = {"y"} if "y" in bare else set()
    if re.search(r"(?<!d)d{1,2}(?!d)", bare):
        fields.add("d")
    without_minutes = re.sub(r"h\s*m{1,2}(?!m)|(?<!m)m{1,2}\s*s", "h", bare)
    if "m" in without_minutes:
        fields.add("m")
    return fields | ({"h"} if "h" in bare else set())


def _is_buddhist(form: str) -> bool:
    """Return whether a format shows years of พ.ศ.: bbbb, or the Thai calendar."""
    if "b" in _sections(form)[0].date:
        return True
    by_number = re.search(r"\[\$[^\]-]*-(?:[0-9A-Fa-f]{0,2}07[0-9A-Fa-f]{4})\]", form)
    by_name = re.search(r"\[\$-[^\]]*(?:,[0-9A-Fa-f]*07|ca-buddhist)[^\]]*\]", form)
    return bool(by_number or by_name)


@lru_cache(maxsize=512)
def _sections(form: str) -> tuple[_Format, ...]:
    """Part a number format at its semicolons into what each part shows."""
    form = form or "General"
    sections: list[list[tuple[str, str]]] = [[]]
    is_date = _names_date(form)
    for token in _TOKEN.finditer(form):
        kind, text = token.lastgroup or "", token[token.lastgroup or 0]
        if kind == "sign" and text == ";":
            sections.append([])
            continue
        part = _part(kind, text, is_date=is_date)
        if part:
            sections[-1].append(part)
    return tuple(_format(tuple(parts)) for parts in sections)


def _names_date(form: str) -> bool:
    bare = re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", form.partition(";")[0])
    bare = _GENERAL.sub("", bare)
    return bool(re.search(r"[dmybhs]", bare, re.IGNORECASE)) and not re.search(
        r"[#?]|0\.0", bare
    )


def _part(kind: str, text: str, *, is_date: bool) -> tuple[str, str] | None:
    if kind in {"quoted", "escaped"}:
        return "text", text
    if kind == "bracket":
        return _bracket(text, is_date=is_date)
    if kind == "general" or (kind == "sign" and text == "@"):
        return "general", text
    if kind == "sign" and is_date:
        return "date", text.lower() if text.lower() in _DATE_SIGNS else " "
    if kind != "sign" or text in "tTgGyY":
        return None
    return "digits" if text in f"{_DIGITS}.,%eE/" else "text", text


def _bracket(text: str, *, is_date: bool) -> tuple[str, str] | None:
    """Keep a currency sign, and the hours of [h]:mm; a colour shows nothing."""
    if text.startswith("$"):
        currency = text[1:].partition("-")[0]
        return ("text", currency) if currency else None
    if is_date and set(text.lower()) <= set("hms"):
        return "date", text.lower()
    return None
