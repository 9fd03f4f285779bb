"""Entries as people read them: units by their names, codes with title and year.

In the YAML an entry is `2568:e8 | public`, in a cell it is `e8 การมีส่วนร่วม (ปี 2568
ส่วนที่ 1 ผู้รับบริการตอบเอง)`. The hidden sheet keeps which words are which entry.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from prongsai import messages
from prongsai.loading.catalogues import rules_of
from prongsai.model.agency import Unit
from prongsai.model.catalogue import Catalogue
from prongsai.model.scores import Part
from prongsai.thai.codes import Reference, parse_reference
from prongsai.workbook.choices import unit_labels
from prongsai.workbook.columns import Column
from prongsai.workbook.entries import one, read_entries, write_entries

RESPONSIBLE, TARGETS = "responsible", "targets"
"""The choices of columns whose entries are units, and of those that are codes."""


class EntryWords:
    """The words for the entries of one agency's year."""

    def __init__(self, units: Sequence[Unit], year: int, language: str = "th") -> None:
        """Take the units of the agency, and the year of the files."""
        self.units = {one.id: one for one in units}
        self.unit_labels = unit_labels(units)
        self.year, self._language = year, language
        self._titles: dict[int, Mapping[str, str]] = {}
        self._indicators: dict[int, Mapping[str, str]] = {}

    def titles(self, year: int) -> Mapping[str, str]:
        """Return what each code of a year is called; empty where it is not known."""
        if year not in self._titles:
            rules = rules_of(year)
            self._titles[year] = titles_of(rules) if rules else {}
        return self._titles[year]

    def about(self, year: int, code: str) -> str:
        """Return the words for a code: its title, or else that of its indicator."""
        if title := self.titles(year).get(code, ""):
            return title
        if year not in self._indicators:
            rules = rules_of(year)
            asked = rules.questions if rules else ()
            self._indicators[year] = {one.code: one.indicator for one in asked}
        title = self.titles(year).get(self._indicators[year].get(code, ""), "")
        return self._say("entry-indicator", title=title) if title else ""

    def shown(self, column: Column, line: str) -> str:
        """Return an entry, written as in the YAML, in words."""
        entries = read_entries(line, column.parts)
        if not entries or column.choices not in {RESPONSIBLE, TARGETS}:
            return line
        entry = entries[0]
        if column.choices == RESPONSIBLE:
            return self._unit(entry)
        return self._target(entry)

    def labels(self, column: Column, lines: Iterable[str]) -> dict[str, str]:
        """Return the words of each entry: of what may be chosen, then of `lines`."""
        if column.choices not in {RESPONSIBLE, TARGETS}:
            return {}
        every = dict.fromkeys((*self._offered(column), *filter(None, lines)))
        found: dict[str, str] = {}
        taken = Counter[str]()
        for line in every:
            words = self.shown(column, line)
            taken[words] += 1
            found[line] = words if taken[words] == 1 else f"{words} ({taken[words]})"
        return found

    def choices(self, column: Column, labels: Mapping[str, str]) -> tuple[str, ...]:
        """Return the list of a column."""
        return tuple(labels[line] for line in self._offered(column))

    def _offered(self, column: Column) -> list[str]:
        """Return the entries to choose from: all units, or all codes of last year."""
        if column.choices == RESPONSIBLE:
            every = self.units.values()
            entries = [{"text": one.name, "unit": one.id} for one in every]
        else:
            entries = [
                {"code": f"{self.year - 1}:{code}"}
                for code in self.titles(self.year - 1)
                if "score" not in column.parts
            ]
        return [write_entries([entry], column.parts) for entry in entries]

    def _unit(self, entry: Mapping[str, str]) -> str:
        text, unit = entry.get("text", ""), self.units.get(entry.get("unit", ""))
        if unit is None:
            return text
        label = self.unit_labels[unit.id]
        return label if text == unit.name else f"{text} ({label})"

    def _target(self, entry: Mapping[str, str]) -> str:
        reference = _reference(entry.get("code", ""))
        words = entry.get("wording", "")
        parts = [entry.get("code", "") if reference is None else reference.code]
        inside = []
        if reference is not None:
            year = reference.year or self.year
            words = words or self.about(year, reference.code)
            inside = [self._say("entry-year", year=year)]
        if entry.get("part"):
            inside.append(self._part(entry["part"]))
        parts += [words, f"({' '.join(inside)})" if inside else ""]
        parts.append(f"= {entry['score']}" if entry.get("score") else "")
        parts.append(entry.get("text", ""))
        return one(" ".join(filter(None, parts)))

    def _say(self, key: str, **facts: object) -> str:
        return messages.text("workbook", key, self._language, **facts)

    def _part(self, name: str) -> str:
        with suppress(ValueError):
            return messages.text("fields", f"Part.{Part(name)}", self._language)
        return name


def titles_of(rules: Catalogue) -> dict[str, str]:
    """Return what every code of a year is called."""
    titles = {
        one.code: one.title
        for some in (
            rules.instruments,
            rules.indicators,
            rules.sub_indicators,
            rules.items,
        )
        for one in some
    }
    return titles | {one.code: one.wording or "" for one in rules.questions}


def _reference(text: str) -> Reference | None:
    try:
        return parse_reference(text)
    except ValueError:
        return None
