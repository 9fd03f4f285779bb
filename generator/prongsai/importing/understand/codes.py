"""Codes as scanned documents print them: O38, 038, ๐๓๘, e๖, 1๑, ๖๗, ๑๑๓, or a number.

A letter, or a zero in place of O, is certain. Anything else is a guess that the text of
the question must confirm, or the table's instrument where no text is known; what
neither confirms stays as printed. A number is never replaced elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from prongsai.importing.notes import OpenPoint, Reason
from prongsai.importing.understand.vocabulary import normalise
from prongsai.model.catalogue import Catalogue
from prongsai.thai.digits import to_arabic

_D = "[0-9๐-๙]"
_END = rf"(?!{_D}|[.,]{_D})"
_NUMBER = rf"({_D}{{1,2}}){_END}\.?\s*"
_ITEM = r"[\s.:-]{0,2}(?:ข้อ(?:ที่)?\s*)?"
_OIT = rf"(?:ข้อ(?:ที่)?\s*)?(?:OIT{_ITEM}|[OoΟοОоＯｏ][\s.-]{{0,2}})0?"
_SURE = (
    ("O", re.compile(_OIT + _NUMBER)),
    ("O", re.compile(rf"[0๐]({_D}{{1,2}})(?!{_D}|[.,)])\s*(?=\S)")),
    ("e", re.compile(rf"(?:EIT{_ITEM}|[EeЕе][\s.-]{{0,2}}){_NUMBER}")),
    ("i", re.compile(rf"(?:IIT{_ITEM}|[IiІі][\s.-]{{0,2}}|[l|]\s?){_NUMBER}")),
)
_ONE_FOR_I = re.compile(rf"1([๐-๙]{{1,2}}){_END}\.?\s*")
_BARE = re.compile(
    rf"(ข้อ(?:คำถาม)?(?:ที่)?\s*)?({_D}{{1,3}})(?!{_D}|[.,)/]|\s*คะแนน)\s*(?=\S)"
)
_LETTERS = {"IIT": "i", "EIT": "e", "OIT": "O"}

_CONFIRMED, _FOUND, _OTHER = 0.6, 0.75, 0.45


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The code that a text begins with.

    Attributes:
        code: canonical, empty where it stays open.
        raw: the code as printed.
        rest: the text after it.
        guessed: why the code has to be confirmed, if it has.
        open: why it stays open, if it does.
        conflict: another code that the text fits better.
    """

    code: str
    raw: str
    rest: str
    guessed: Reason | None = None
    open: OpenPoint | None = None
    conflict: str = ""

    @property
    def sure(self) -> bool:
        """Return whether nothing has to be confirmed."""
        return not (self.guessed or self.open)


class CodeReader:
    """Reads codes of one fiscal year's assessment."""

    def __init__(self, rules: Catalogue | None) -> None:
        """Take the rules of the year that the codes are of."""
        self._grams: dict[str, tuple[frozenset[str], ...]] = {}
        self._names: dict[str, str] = {}
        self.known = rules is not None
        for question in rules.questions if rules else ():
            texts = (question.wording or "", *question.aliases)
            self._grams[question.code] = tuple(
                _grams_of_rules(text) for text in texts if text
            )
        for item in rules.items if rules else ():
            texts = (item.title, *item.aliases)
            self._grams[item.code] = tuple(_grams_of_rules(text) for text in texts)
        for item in rules.items if rules else ():
            self._name(item.code, item.title, *item.aliases)
        for sub in rules.sub_indicators if rules else ():
            self._name(sub.code, sub.title)
        for indicator in rules.indicators if rules else ():
            self._name(indicator.code, indicator.title, *indicator.aliases)
        self._instruments = {
            i.code: i.instrument for i in (rules.indicators if rules else ())
        }

        self._subs = {sub.code for sub in (rules.sub_indicators if rules else ())}

    def _name(self, code: str, *titles: str) -> None:
        self._names |= {normalise(title): code for title in titles}

    def named(self, text: str) -> str:
        """Return the code whose title or alias `text` is, or an empty string."""
        squeezed = normalise(re.sub(r"^\s*(?:ด้าน|ประเด็น|ตัวชี้วัด(?:ย่อย)?)\s*", "", text))
        return self._names.get(squeezed) or self._names.get(normalise(text), "")

    def instrument(self, indicator: str) -> str:
        """Return the instrument of an indicator."""
        return self._instruments.get(indicator, "")

    def is_indicator(self, code: str) -> bool:
        """Return whether the year has an indicator or sub-indicator of this number."""
        return code in self._instruments or code in self._subs

    def read(self, text: str, instrument: str = "") -> Reading | None:
        """Read the code at the beginning of `text`; None where there is none."""
        for letter, pattern in _SURE:
            match = pattern.match(text)
            if match and not (
                letter == "i" and text[0] in "l|" and instrument != "IIT"
            ):
                return self._checked(letter, match[1], match, text)
        match = _ONE_FOR_I.match(text)
        if match and instrument in {"IIT", ""}:
            reading = self._checked("i", match[1], match, text)
            if instrument == "IIT" or not reading.code:
                return reading
            return self._guess(
                text, match.end(), match[0].strip(), match[0], instrument
            )
        match = _BARE.match(text)
        if match:
            raw = match[0].strip()
            return self._guess(text, match.end(), raw, match[2], instrument)
        return None

    def _checked(
        self, letter: str, number: str, match: re.Match[str], text: str
    ) -> Reading:
        code = f"{letter}{int(number)}"
        raw, rest = match[0].strip().rstrip("."), text[match.end() :].strip()
        if self.known and code not in self._grams:
            return Reading(code="", raw=raw, rest=rest, open="code-not-of-year")
        own = self._fit(code, rest)
        if own is not None and own < _OTHER:
            other, fit = self._best(rest)
            if fit >= _FOUND and other != code:
                return Reading(code=code, raw=raw, rest=rest, conflict=other)
            if own < 0.3:
                return Reading(code=code, raw=raw, rest=rest, conflict="-")
        return Reading(code=code, raw=raw, rest=rest)

    def _guess(
        self, text: str, end: int, raw: str, number: str, instrument: str
    ) -> Reading:
        rest = text[end:].strip()
        candidates = tuple(self._candidates(to_arabic(number).strip(), instrument))
        best, fit = self._best(rest, _LETTERS.get(instrument, ""))
        if best in candidates and fit >= _CONFIRMED:
            return Reading(code=best, raw=raw, rest=rest, guessed="text-confirms")
        if fit >= _FOUND:
            return Reading(code=best, raw=raw, rest=rest, guessed="text-says")
        if instrument and candidates and self._fit(candidates[0], rest) is None:
            code = candidates[0]
            return Reading(code=code, raw=raw, rest=rest, guessed="heading-says")
        return Reading(code="", raw=raw, rest=rest, open="code-open")

    def _candidates(self, number: str, instrument: str) -> Iterator[str]:
        letters = _LETTERS.get(instrument)
        codes = [f"{letter}{int(number)}" for letter in (letters or "ieO")]
        if letters in {"i", None} and len(number) > 1 and number[0] in "61":
            codes.append(f"i{int(number[1:])}")
        yield from (code for code in codes if not self.known or code in self._grams)

    def _fit(self, code: str, text: str) -> float | None:
        """Return how well `text` fits the wording of `code`; None if none is known."""
        known = self._grams.get(code)
        if not known or not text:
            return None
        return max(_dice(text, grams) for grams in known)

    def _best(self, text: str, letter: str = "") -> tuple[str, float]:
        fits = [
            (self._fit(code, text) or 0.0, code)
            for code in self._grams
            if not letter or code[0] == letter
        ]
        fit, code = max(fits, default=(0.0, ""))
        return code, fit


def _grams(text: str) -> frozenset[str]:
    squeezed = normalise(text)
    return frozenset(squeezed[at : at + 3] for at in range(max(1, len(squeezed) - 2)))


@lru_cache(maxsize=1000)
def _grams_of_rules(text: str) -> frozenset[str]:
    """Return those of a text of the rules, with which every document is compared."""
    return _grams(text)


def _dice(text: str, grams: frozenset[str]) -> float:
    """Compare the beginning of `text`, as long as the wording is, with the wording."""
    own = _grams(normalise(text)[: len(grams) + 12])
    return 2 * len(own & grams) / (len(own) + len(grams)) if own else 0.0


def likeness(one: str, other: str) -> float:
    """Return from 0 to 1 how much of `one` is in `other`."""
    left, right = _grams(one), _grams(other)
    return len(left & right) / len(left) if left else 0.0
