"""What headings between tables say about the tables below them."""

import re
from dataclasses import dataclass, field, replace

from prongsai.importing.read.document import SourceCell
from prongsai.importing.understand.codes import CodeReader
from prongsai.importing.understand.periods import Period, period
from prongsai.importing.understand.topics import topic_of
from prongsai.importing.understand.vocabulary import begins, normalise, says, words
from prongsai.model.catalogue import Catalogue, Topic
from prongsai.thai.digits import to_arabic

_LONGEST_HEADING = 260
_LONGEST_SUMMARY = 500

_TOTAL = re.compile(
    r"(?<![\d.])(?P<total>\d{1,2}\.\d{1,3}|100(?:\.0+)?)\s*คะแนน\s*(?:อยู่ใน\s*)?ระดับ\s*(?:ผลการประเมิน\s*)?:?\s*"
    r"(?P<level>[A-Z]{1,2}|ผ่านดีเยี่ยม|ผ่านดี|ผ่าน|ต้องปรับปรุง[^\s]*)"
)
_FISCAL = re.compile(r"ปี\s*งบประมาณ\s*(?:พ\.?\s?ศ\.?\s*)?(25\d\d)(?!\d)")
_INDICATOR = re.compile(r"ตัวชี้วัด(?:ย่อย)?(?:\s*ที่\s*(?P<number>\d{1,2}))?\s*(?P<name>.*)")
_SCORE = re.compile(r"\s*(\d{1,3}\.\d{1,3})\s*คะแนน.*$")
_VALUE = re.compile(
    r"(?:ต่ำกว่า|น้อยกว่า|ไม่ถึง|มากกว่า|สูงกว่า)\s*(?:ร้อยละ\s*)?(\d{1,3}(?:\.\d+)?)"
)
_COUNT = re.compile(r"(?:น้อยที่สุด|ต่ำที่สุด|มากที่สุด|สูงที่สุด)\s*(\d{1,2})\s*อันดับ")
_INSTRUMENTS = ("IIT", "EIT", "OIT")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSection:
    """What is known of a table before it is read.

    `group` is the row inside the table that said it, where it was one.
    """

    instrument: str = ""
    part: str = ""
    indicator: str = ""
    topic: int = 0
    kind: str = ""
    selection: str = ""
    of_kind: str = ""
    heading: str = ""
    group: SourceCell | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """How the document selects what it treats, with its words."""

    id: str
    rule: str
    value: str
    count: str
    heading: str

    def same_rule(self, other: "Choice") -> bool:
        """Return whether both pick the same rows, whatever their words are."""
        return replace(self, id=other.id, heading=other.heading) == other


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title of the document: of the measures, or of a report."""

    kind: str
    text: str
    round: str
    period: Period


def _is_name(text: str) -> bool:
    """Return whether a paragraph above all tables may be the name of the document."""
    return any(word in normalise(text) for word in words("names"))


@dataclass(slots=True, kw_only=True)
class Sections:
    """Reads the paragraphs of a document one after the other.

    `first` is the paragraph that names the document, `above` the last one before what
    is read; `below` is set once a table came.
    """

    rules: Catalogue | None
    codes: CodeReader
    year: int
    now: SourceSection = field(default_factory=SourceSection)
    choices: list[Choice] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    years: set[int] = field(default_factory=set)
    total: str = ""
    level: str = ""
    total_year: int = 0
    first: str = ""
    round: str = ""
    below: bool = False
    above: str = ""

    @property
    def topics(self) -> tuple[Topic, ...]:
        """The topics of the year."""
        return self.rules.topics if self.rules else ()

    def take(self, printed: str) -> bool:
        """Read a paragraph; return whether it is about one indicator and its score."""
        text = " ".join(to_arabic(printed).split())
        self.above = text
        if not self.below and not self.first and _is_name(text):
            self.first = text
        self.years |= {int(year) for year in _FISCAL.findall(text)}
        if len(text) <= _LONGEST_SUMMARY:
            self._summary(text)
        if len(text) > _LONGEST_HEADING:
            return False
        self._round(text)
        if self._title(text):
            return False
        found = says("headings", text)
        self._topic(text)
        self._kind(found, text)
        self._choice(found, text)
        self._instrument(found, text)
        return self._indicator(text)

    def said(self) -> tuple[object, ...]:
        """Return what the paragraphs so far have said, to compare."""
        return (
            self.now,
            len(self.choices),
            len(self.titles),
            frozenset(self.years),
            self.total,
            self.first,
            self.round,
        )

    def field(self, printed: str) -> None:
        """Read a line of fields above a header: the year and the round of a report."""
        text = " ".join(to_arabic(printed).split())
        self.years |= {int(year) for year in _FISCAL.findall(text)}
        self._round(text)

    def _round(self, text: str) -> None:
        found = says("rounds", text)
        if len(found) == 1 and normalise(text).startswith("รอบ"):
            self.round = self.round or next(iter(found))

    def group(self, cell: SourceCell) -> bool:
        """Read a row of the table that is a heading; return whether it is one."""
        before = self.now
        text = to_arabic(cell.text)
        found = says("headings", text)
        self._topic(text)
        self._kind(found, text)
        self._instrument(found, text)
        self._indicator(text)
        known = self.now != before or bool(set(found) & set(_INSTRUMENTS))
        if known:
            self.now = replace(self.now, group=cell)
        return known

    def _summary(self, text: str) -> None:
        match = _TOTAL.search(text)
        if match and not self.total:
            self.total, self.level = match["total"], match["level"]
            years = _FISCAL.findall(text)
            self.total_year = int(years[0]) if years else 0

    def _title(self, text: str) -> bool:
        kind = begins("headings", text)
        if kind not in {"report", "measures"}:
            return False
        if normalise(text) not in {normalise(title.text) for title in self.titles}:
            found = says("rounds", text)
            self.titles.append(
                Title(
                    kind=kind,
                    text=text,
                    round=next(iter(found), ""),
                    period=period(text, self.year),
                )
            )
        self.now = SourceSection()
        return True

    def _topic(self, text: str) -> None:
        topic = topic_of(text, self.topics)
        if topic:
            self.now = SourceSection(topic=topic, heading=text)

    def _kind(self, found: dict[str, str], text: str) -> None:
        kinds = {k: found[k] for k in ("urgent", "develop", "keep") if k in found}
        if kinds:
            kind = max(kinds, key=lambda name: len(kinds[name]))
            self.now = SourceSection(kind=kind, topic=self.now.topic, heading=text)

    def _choice(self, found: dict[str, str], text: str) -> None:
        rule = next(
            (r for r in ("lowest", "highest", "below", "above") if r in found), ""
        )
        value, count = _VALUE.search(text), _COUNT.search(text)
        if not rule or not (value or count):
            return
        heading = text[max(0, text.find("แนวทาง")) :] if self._two(found) else text
        new = Choice(
            id=f"s{len(self.choices) + 1}",
            rule=rule,
            value=value[1] if value else "",
            count=count[1] if count else "",
            heading=heading,
        )
        choice = next((c for c in self.choices if c.same_rule(new)), None)
        if choice is None:
            choice = new
            self.choices.append(choice)
        of_kind = {"urgent", "develop", "keep"} & set(found)
        self.now = replace(
            self.now,
            selection=choice.id,
            of_kind=choice.id if of_kind else self.now.of_kind,
        )

    def _two(self, found: dict[str, str]) -> bool:
        """Return whether one paragraph names both instrument and rule of its rows."""
        return bool(set(found) & set(_INSTRUMENTS))

    def _instrument(self, found: dict[str, str], text: str) -> None:
        part = next((p for p in ("public", "survey") if p in found), "")
        instrument = "EIT" if part else ""
        if not instrument:
            here = {name: found[name] for name in _INSTRUMENTS if name in found}
            printed = [
                name for name in here if f"({name})" in text or f" {name}" in text
            ]
            if len(printed) == 1 or len(here) == 1:
                instrument = printed[0] if printed else next(iter(here))
        if instrument and (instrument != self.now.instrument or part):
            self.now = replace(
                self.now,
                instrument=instrument,
                part=part,
                indicator=self.now.indicator
                if self.codes.instrument(self.now.indicator) == instrument
                else "",
                heading=text,
            )

    def _indicator(self, text: str) -> bool:
        match = _INDICATOR.search(text)
        if match is None:
            return False
        code = self.codes.named(_SCORE.sub("", match["name"])) or (
            match["number"] or ""
        )
        if not code or not code.isdecimal() or not self.codes.instrument(code):
            return False
        self.now = replace(
            self.now,
            indicator=code,
            instrument=self.codes.instrument(code),
            part="",
            heading=text,
            selection=self.now.of_kind or self.now.selection,
        )
        return _SCORE.search(match["name"]) is not None
