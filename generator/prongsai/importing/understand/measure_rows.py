"""Rows of a table of measures, word for word, as measures of the model."""

import datetime
import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from prongsai.importing.read.document import Line, SourceCell
from prongsai.importing.understand.addressed import Inherited, targets
from prongsai.importing.understand.analysis import Analyses, against
from prongsai.importing.understand.codes import CodeReader
from prongsai.importing.understand.draft import ROW_NUMBER, TO_FILL, Draft, Tree
from prongsai.importing.understand.figures import figures
from prongsai.importing.understand.grid import Grid, GridRow
from prongsai.importing.understand.headers import STATUS, TIME
from prongsai.importing.understand.lists import Entry, apart, entries
from prongsai.importing.understand.marked_times import by_marks
from prongsai.importing.understand.measure_columns import COLUMNS, Column, Known
from prongsai.importing.understand.measure_fields import schedule
from prongsai.importing.understand.periods import period
from prongsai.importing.understand.results import answered
from prongsai.importing.understand.score_lines import ScoreLines
from prongsai.importing.understand.statuses import by_columns
from prongsai.importing.understand.topics import without_topic
from prongsai.importing.understand.vocabulary import normalise
from prongsai.model.measures import Measure
from prongsai.thai.dates import fiscal_year_end, fiscal_year_start, parse_date
from prongsai.thai.digits import to_arabic

_LISTS = frozenset({"expected", "unit", "finding", "outcome"})
"""Meanings that two columns of a table may have: an indicator and its goal."""

_DOTTED = re.compile(r"[._\s]{3,}|[.…_\s]*…[.…_\s]*")
_USUAL = datetime.timedelta(days=92)
"""How long before its year work may begin."""


class MeasureRows:
    """Makes measures of rows; scores in them go to the scores."""

    def __init__(
        self,
        draft: Draft,
        codes: CodeReader,
        lines: ScoreLines,
        analyses: Analyses,
        known: Known,
    ) -> None:
        """Take what rows need, and where scores and analysis go."""
        self._draft = draft
        self._codes = codes
        self._lines = lines
        self._analyses = analyses
        self._known = known
        self._counted = 0
        self._titled = 0
        self._inherited = Inherited()
        self.made: list[Tree] = []

    def take(self, grid: Grid) -> None:
        """Make a measure of every row of the grid."""
        first = len(self.made)
        for row in grid.rows:
            self._row(grid, row)
        made = self.made[first:]
        answers = [target for one in made for target in one.get("addresses", [])]
        self._analyses.of_measures(grid, answers)

    def _row(self, grid: Grid, row: GridRow) -> None:
        number = len(self.made)
        measure: Tree = {"id": f"m{number + 1:02}"}
        if row.section.topic:
            measure["topic"] = str(row.section.topic)
        subjects = grid.subject_columns()
        titled = bool(subjects) and grid.columns[subjects[0]] == "measure"
        found: dict[str, list[SourceCell]] = {}
        for at, meaning in grid.columns.items():
            cells = self._filled(row.of(at))
            if meaning and meaning not in {TIME, STATUS} and cells:
                own = meaning if meaning != "measure" or titled else "steps"
                _add(found, own, cells)
        self._number(found.pop("number", []))
        status = found.pop("status", [])
        _from_to(found)
        self._shift(found, measure["id"])
        self._subject(grid, row, measure, number)
        flat = {
            meaning: _flat(self._units(cells) if meaning == "unit" else cells)
            for meaning, cells in found.items()
        }
        for meaning, listed in flat.items():
            first = self._titled + 1 if meaning == "measure" else 1
            last = _keep_numbers(listed, {1, first})
            self._titled = last if meaning == "measure" else self._titled
        for meaning, cells in found.items():
            field, read = COLUMNS.get(meaning, ("", None))
            column = Column(
                cells=cells,
                flat=flat[meaning],
                section=row.section,
                measure=measure,
                draft=self._draft,
                codes=self._codes,
            )
            value = read(column, self._known) if read else None
            if value:
                measure[field] = value
                for cell in cells:
                    self._draft.put(cell, f"measures[{number}].{field}")
        answered(
            measure,
            [entry.label for entry in flat.get("result", [])],
            [entry.label for entry in flat.get("follow-up", [])],
            self._draft,
        )
        by_columns(grid, row, measure, status, self._draft, self._known.round)
        if "schedule" not in found:
            by_marks(grid, row, measure, self._draft)
        self._all_year(measure, found.get("result", []))
        self._outside(measure, found)
        self.made.append(
            {key: measure[key] for key in Measure.model_fields if measure.get(key)}
        )

    def _filled(self, cells: Sequence[SourceCell]) -> list[SourceCell]:
        """Return cells without those that are only a dotted line to write on."""
        for cell in cells:
            if _DOTTED.fullmatch(cell.text):
                self._draft.put(cell, TO_FILL)
        return [cell for cell in cells if not _DOTTED.fullmatch(cell.text)]

    def _units(self, cells: Sequence[SourceCell]) -> list[SourceCell]:
        """Return the cells of units; of several rows of a measure each unit once."""
        made: list[SourceCell] = []
        for cell in cells:
            same = normalise(cell.text) in {normalise(one.text) for one in made}
            known = normalise(cell.text) in self._known.units
            if not same:
                made.append(apart(cell) if made and known else cell)
        return made

    def _number(self, cells: Sequence[SourceCell]) -> None:
        """Note a cell that only counts the rows."""
        for cell in cells:
            plain = to_arabic(cell.text).rstrip(".)")
            if plain.isdecimal() and int(plain) in {1, self._counted + 1}:
                self._counted = int(plain)
                self._draft.put(cell, ROW_NUMBER)

    def _shift(self, found: dict[str, list[SourceCell]], name: str) -> None:
        """Correct a row whose steps slipped into the column of the units."""
        cells, beside = found.get("unit", []), found.get("steps", [])
        if not cells or not beside or len(cells[0].lines) < 3:
            return
        listed = entries([cells[0].lines])
        if sum(bool(entry.label) for entry in listed) < 2 or listed[0].label:
            return
        self._draft.guess(cells[0].spot, "columns-shifted", measure=name)
        first, *rest = cells[0].lines
        found["unit"] = [SourceCell(spot=cells[0].spot, lines=(first,))]
        found["steps"] = [SourceCell(spot=cells[0].spot, lines=tuple(rest))]
        late = found.get("follow-up", [])
        found["follow-up"] = [*beside, *(apart(cell) for cell in late)]

    def _subject(self, grid: Grid, row: GridRow, measure: Tree, number: int) -> None:
        for at in grid.subject_columns():
            cells = row.of(at)
            if grid.columns[at] == "measure" or not cells:
                continue
            topic, about = without_topic(cells, self._known.topics)
            if topic:
                measure["topic"] = str(topic)
                for cell in cells:
                    self._draft.put(cell, f"measures[{number}].topic")
            made, reading = targets(
                about, row.section, self._codes, self._draft, self._inherited
            )
            measure.setdefault("addresses", []).extend(made)
            for cell in about:
                self._draft.put(cell, f"measures[{number}].addresses")
            if reading is not None and not reading.code.startswith("O"):
                raw = cells[0].text[: len(cells[0].text) - len(reading.rest)]
                self._score(grid, row, (reading.code, raw), cells)

    def _score(
        self,
        grid: Grid,
        row: GridRow,
        read: tuple[str, str],
        cells: Sequence[SourceCell],
    ) -> None:
        """Keep the score next to the question of a measure."""
        code, raw = read
        for at, meaning in grid.columns.items():
            beside = row.of(at)
            values = figures(beside[0].text) if beside and meaning == "score" else []
            if values:
                part = row.section.part if code.startswith("e") else ""
                self._lines.question(code, part, raw, cells, beside, values)
                choice = self._analyses.choices.get(row.section.selection)
                against(self._draft, choice, code, values, beside)

    def _outside(self, measure: Tree, found: dict[str, list[SourceCell]]) -> None:
        """Note days that cannot be of this year; just before it is usual."""
        year = self._draft.year
        first = fiscal_year_start(year) - _USUAL
        last = fiscal_year_end(year)
        for meaning, name, key in (
            ("follow-up", "follow_up", "due"),
            ("result", "results", "date"),
        ):
            for each in measure.get(name, []):
                if key in each and not first <= parse_date(each[key]) <= last:
                    self._draft.contradict(
                        found[meaning][0].spot,
                        "date-outside",
                        measure=measure["id"],
                        date=each[key],
                        year=year,
                    )

    def _all_year(self, measure: Tree, cells: Sequence[SourceCell]) -> None:
        """Take the schedule from a result that says from when to when it goes on."""
        if measure.get("schedule") or not cells:
            return
        for result in measure.get("results", []):
            read = period(result["summary"], self._draft.year)
            if result.get("status") == "ongoing" and read.start and read.words:
                measure["schedule"] = schedule(read.words, cells[0], self._draft)
                return


def _from_to(found: dict[str, list[SourceCell]]) -> None:
    """Make one schedule of the columns of a start and an end; one alone is none."""
    start, end = found.pop("schedule-start", []), found.pop("schedule-end", [])
    if not start or not end or "schedule" in found:
        return
    text = " ".join(cell.text for cell in start)
    found["schedule"] = [replace(start[0], lines=(Line(text=f"{text} -"),)), *end]


def _add(
    found: dict[str, list[SourceCell]], meaning: str, cells: list[SourceCell]
) -> None:
    """Keep the cells of a column; a second one of the same meaning adds to a list."""
    if meaning not in found:
        found[meaning] = cells
    elif meaning in _LISTS:
        found[meaning] = [*found[meaning], *(apart(cell) for cell in cells)]


def _flat(cells: Sequence[SourceCell]) -> list[Entry]:
    """Return the list in a cell without its levels."""
    roots = entries([cell.lines for cell in cells])
    return [entry for root in roots for entry in root.walk() if entry.text]


def _keep_numbers(listed: Sequence[Entry], first: set[int]) -> int:
    """Put numbers that are not the position of their item before its text.

    The first may be any of `first`, or the second after an item without a number.
    Returns the last number, 0 where there is none.
    """
    numbers = [
        (at, int(label))
        for at, entry in enumerate(listed)
        if (label := entry.label.strip("().")).isdecimal()
    ]
    if not numbers:
        return 0
    start = {number + numbers[0][0] for number in first} | first
    counts = numbers[0][1] in start and all(
        after in {before + 1, 1}
        for (_, before), (_, after) in itertools.pairwise(numbers)
    )
    if not counts:
        for at, _ in numbers:
            label = listed[at].label
            dot = "." if label.isdecimal() else ""
            listed[at].text = f"{label}{dot} {listed[at].text}"
    return numbers[-1][1]
