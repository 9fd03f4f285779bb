"""Entries typed in words: units by name, codes by title, with small slips.

What is sure becomes the entry, and the report says so where it is not letter by letter
what was typed. What may be several is asked; what is nothing known stays words.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from prongsai.model.scores import Part
from prongsai.thai.near import meant, plain
from prongsai.thai.typed import (
    final_score,
    first_bracket,
    leading_code,
    several,
    year_and_part,
)
from prongsai.workbook.columns import Column, Form
from prongsai.workbook.entries import read_entries, write_entries
from prongsai.workbook.entry_words import RESPONSIBLE, EntryWords
from prongsai.workbook.merge import Problem, Spot
from prongsai.workbook.notes import Caution, Misread
from prongsai.workbook.read import ReadPage
from prongsai.workbook.read_cells import UNKNOWN, Warned
from prongsai.workbook.tables import SheetRow
from prongsai.workbook.unfit import listed

_AND = tuple(",;/+&")
_SIGNS = re.compile(r"[/()]")
_PARTS = {"1": Part.PUBLIC.value, "2": Part.SURVEY.value}

Entry = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Understood:
    """An entry, and what to say of it: a warning, or a problem."""

    entry: Entry = field(default_factory=dict)
    warning: Caution | None = None
    problem: Misread | None = None
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """The pages with entries in the place of words."""

    pages: tuple[ReadPage, ...]
    warned: tuple[Warned, ...]
    problems: tuple[Problem, ...]


def recognised(pages: Iterable[ReadPage], words: EntryWords) -> Recognised:
    """Put entries in the place of what was typed in words."""
    reader = _Reader(words)
    done = tuple(map(reader.page, pages))
    return Recognised(
        pages=done, warned=tuple(reader.warned), problems=tuple(reader.problems)
    )


class _Reader:
    def __init__(self, words: EntryWords) -> None:
        self._words = words
        self.warned: list[Warned] = []
        self.problems: list[Problem] = []

    def page(self, page: ReadPage) -> ReadPage:
        """Return a page with entries; one without their words in it as it is.

        Workbooks made before had the entries themselves in their cells.
        """
        columns = [
            column
            for column in page.sheet.columns
            if column.form is Form.ENTRIES
            and column.name in page.letters
            and page.base.labels.get(column.name)
        ]
        if not columns:
            return page
        return replace(page, rows=tuple(self._row(page, columns, r) for r in page.rows))

    def _row(
        self, page: ReadPage, columns: Iterable[Column], row: SheetRow
    ) -> SheetRow:
        for column in columns:
            text = row.cells.get(column.name, "")
            if text in {"", UNKNOWN}:
                continue
            lines = text.split("\n")
            done = [self._line(page, column, row, line) for line in lines]
            row.cells[column.name] = "\n".join(done)
        return row

    def _line(self, page: ReadPage, column: Column, row: SheetRow, line: str) -> str:
        if line in page.base.labels[column.name]:
            return line
        entry = read_entries(line, column.parts)[0]
        typed = " ".join(entry.values())
        found = self._several(column, entry, typed) or [
            self._understood(column, entry, typed)
        ]
        made = write_entries([one.entry for one in found if one.entry], column.parts)
        for one in found:
            self._tell(page, column, row, one, typed)
        return made or line

    def _several(
        self, column: Column, entry: Entry, typed: str
    ) -> list[_Understood] | None:
        """Return the entries of a line with several; None where it is not sure."""
        parts = several(typed) if len(entry) == 1 else []
        found = [self._understood(column, {"text": one}, one) for one in parts]
        linked = ({"unit", "code"} & set(one.entry) for one in found)
        sure = not any(one.warning or one.problem for one in found) and all(linked)
        return found if len(found) > 1 and sure else None

    def _tell(
        self,
        page: ReadPage,
        column: Column,
        row: SheetRow,
        found: _Understood,
        typed: str,
    ) -> None:
        """Note what is to be said of an entry."""
        spot = Spot(
            sheet=page.sheet,
            title=page.base.title,
            letter=page.letters[column.name],
            row=row.number,
        )
        if found.problem:
            facts = {"value": typed, "known": listed({one: one for one in found.known})}
            self.problems.append(Problem(spot=spot, code=found.problem, facts=facts))
        elif found.warning:
            made = write_entries([found.entry], column.parts)
            facts = {"value": typed, "meant": self._words.shown(column, made)}
            cell = {"title": spot.title, "cell": spot.cell}
            self.warned.append(Warned(code=found.warning, facts=facts, **cell))

    def _understood(self, column: Column, entry: Entry, typed: str) -> _Understood:
        """Return what a line means; one with its parts between bars is the entry."""
        if column.choices == RESPONSIBLE:
            unit = entry.get("unit", "")
            known = not unit or unit in self._words.units
            own = () if known else self._units(unit)
            if len(own) == 1:
                return _Understood(entry={"text": entry["text"], "unit": own[0]})
            return _Understood(entry=entry) if unit else self._unit(typed)
        if len(entry) > 1 or ":" in entry.get("code", ""):
            return _Understood(entry=entry)
        return self._target(column, typed)

    def _units(self, typed: str) -> tuple[str, ...]:
        """Return the ids of the units that a name may mean."""
        names: dict[str, list[str]] = {}
        for unit in self._words.units.values():
            for name in {unit.name, self._words.unit_labels[unit.id]}:
                names.setdefault(name, []).append(unit.id)
        found = (id_ for name in meant(typed, names) for id_ in names[name])
        return tuple(dict.fromkeys(found))

    def _unit(self, typed: str) -> _Understood:
        units, labels = self._words.units, self._words.unit_labels
        found, text = self._units(typed), ""
        inside, before = first_bracket(typed)
        if not found and inside:
            found, text = self._units(inside), before
        if len(found) > 1:
            known = tuple(labels[one] for one in found)
            return _Understood(problem="which-one", known=known)
        if not found and (within := self._within(typed)):
            found, text = (within,), typed
        if not found:
            return _Understood(entry={"text": typed}, warning="no-unit")
        [one] = found
        entry = {"text": text or units[one].name, "unit": one}
        sure = bool(text) or plain(typed) in {
            plain(units[one].name),
            plain(labels[one]),
        }
        return _Understood(entry=entry, warning=None if sure else "taken-for")

    def _within(self, typed: str) -> str:
        """Return the section, where a text is only names of units above it."""
        inside = {
            one.id: one for one in self._words.units.values() if one.name in typed
        }
        rest = typed
        for unit in sorted(inside.values(), key=lambda one: -len(one.name)):
            rest = rest.replace(unit.name, "")
        below = [one for one in inside.values() if one.parent in inside]
        if plain(_SIGNS.sub("", rest)) or len(inside) != len(below) + 1:
            return ""
        return below[0].id if len(below) == 1 else "".join(inside) * (not below)

    def _target(self, column: Column, typed: str) -> _Understood:
        score, rest = final_score(typed) if "score" in column.parts else ("", typed)
        year, part, head, text = year_and_part(rest)
        year = year or self._words.year - 1
        given = {"part": _PARTS.get(part, ""), "score": score, "text": text}
        code, words = leading_code(head)
        about = self._words.about(year, code) if code else ""
        of_number = code[:1].isdigit()
        if (
            code
            and words[:1] not in _AND
            and not (of_number and len(meant(words, [about])) != 1)
        ):
            same = of_number or plain(words) in {plain(about), ""}
            given["wording"] = "" if same else words
            return _Understood(entry=self._entry(column, year, code, given))
        return self._titled(column, year, head, given, typed)

    def _titled(
        self, column: Column, year: int, head: str, given: Entry, typed: str
    ) -> _Understood:
        """Look a text without a code up among the titles of the year."""
        titles = self._words.titles(year)
        found = meant(head, filter(None, titles.values()))
        codes = [code for code, title in titles.items() if title in found]
        entries = [self._entry(column, year, code, given) for code in codes]
        if len(entries) > 1:
            lines = (write_entries([one], column.parts) for one in entries)
            known = tuple(self._words.shown(column, one) for one in lines)
            return _Understood(problem="which-one", known=known)
        if entries:
            same = plain(head) == plain(found[0])
            return _Understood(entry=entries[0], warning=None if same else "taken-for")
        if "text" not in column.parts:
            return _Understood(problem="no-code-of-score")
        return _Understood(entry={"text": typed}, warning="no-code")

    def _entry(self, column: Column, year: int, code: str, given: Entry) -> Entry:
        own = year == self._words.year
        every = {**given, "code": code if own else f"{year}:{code}"}
        return {part: every[part] for part in column.parts if every.get(part)}
