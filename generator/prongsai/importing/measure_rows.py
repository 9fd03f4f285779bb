"""Rows of a table of measures, word for word, as measures of the model."""

import datetime
from collections.abc import Sequence

from prongsai.importing.analysis import Analyses, against
from prongsai.importing.codes import CodeReader
from prongsai.importing.document import Cell
from prongsai.importing.draft import Draft, Tree
from prongsai.importing.grid import Grid, Row, figures
from prongsai.importing.lists import Entry, entries
from prongsai.importing.measure_fields import follow_ups, schedule, steps, units
from prongsai.importing.outcomes import outcomes
from prongsai.importing.periods import period
from prongsai.importing.results import answered, results
from prongsai.importing.score_lines import ScoreLines
from prongsai.importing.sections import Section
from prongsai.importing.targets import Inherited, targets
from prongsai.model.measures import Measure
from prongsai.thai.dates import fiscal_year_end, fiscal_year_start, parse_date
from prongsai.thai.digits import to_arabic

_USUAL = datetime.timedelta(days=92)
"""Work for a year may begin so long before it."""

_NAMES = {
    "measure": "title",
    "finding": "findings",
    "unit": "units",
    "follow-up": "follow_up",
    "result": "results",
    "obstacle": "results",
    "outcome": "outcomes",
}
"""Columns whose field has another name."""


class MeasureRows:
    """Makes measures of rows; scores that stand in them go to the scores."""

    def __init__(
        self,
        draft: Draft,
        codes: CodeReader,
        lines: ScoreLines,
        analyses: Analyses,
        unit_ids: dict[str, str],
    ) -> None:
        """Take what rows need; `unit_ids` are ids by the squeezed names of units."""
        self._draft = draft
        self._codes = codes
        self._lines = lines
        self._analyses = analyses
        self._units = unit_ids
        self._inherited = Inherited()
        self.round = ""
        self.made: list[Tree] = []

    def take(self, grid: Grid) -> None:
        """Make a measure of every row of the grid."""
        first = len(self.made)
        for row in grid.rows:
            self._row(grid, row)
        made = self.made[first:]
        answers = [target for one in made for target in one.get("addresses", [])]
        self._analyses.of_measures(grid, answers)

    def _row(self, grid: Grid, row: Row) -> None:
        number = len(self.made)
        measure: Tree = {"id": f"m{number + 1:02}"}
        if row.section.topic:
            measure["topic"] = str(row.section.topic)
        subjects = grid.subject_columns()
        titled = bool(subjects) and grid.columns[subjects[0]] == "measure"
        found = {
            meaning if meaning != "measure" or titled else "steps": row.of(at)
            for at, meaning in grid.columns.items()
            if meaning and row.of(at)
        }
        self._shift(found, measure["id"])
        self._subject(grid, row, measure, number)
        flat = {meaning: _flat(cells) for meaning, cells in found.items()}
        for meaning, cells in found.items():
            if self._field(meaning, cells, flat[meaning], row.section, measure):
                name = _NAMES.get(meaning, meaning)
                for cell in cells:
                    self._draft.put(cell, f"measures[{number}].{name}")
        answered(
            measure,
            [entry.label for entry in flat.get("result", [])],
            [entry.label for entry in flat.get("follow-up", [])],
            self._draft,
        )
        self._all_year(measure, found.get("result", []))
        self._outside(measure, found)
        self.made.append(
            {key: measure[key] for key in Measure.model_fields if measure.get(key)}
        )

    def _field(  # noqa: C901 - one branch a column
        self,
        meaning: str,
        cells: Sequence[Cell],
        flat: Sequence[Entry],
        section: Section,
        measure: Tree,
    ) -> bool:
        """Fill the field of a column; false where the model has none."""
        name = str(measure["id"])
        text = to_arabic(" ".join(cell.text for cell in cells))
        match meaning:
            case "measure":
                measure["title"] = " ".join(entry.text for entry in flat)
            case "finding" | "expected":
                key = _NAMES.get(meaning, meaning)
                measure[key] = [entry.text for entry in flat]
            case "steps":
                measure["steps"] = steps(entries([c.lines for c in cells]), f"{name}-s")
            case "unit":
                measure["units"] = units(flat, self._units)
            case "schedule":
                measure["schedule"] = schedule(text, cells[0], self._draft)
            case "follow-up":
                measure["follow_up"] = follow_ups(flat, f"{name}-f")
            case "result":
                measure["results"] = results(flat, f"{name}-r", self.round)
            case "outcome":
                measure["outcomes"] = outcomes(cells, section, self._codes, self._draft)
            case "recommendation" | "note":
                measure[meaning] = text
            case "obstacle":
                if not measure.get("results"):
                    return False
                measure["results"][-1]["obstacle"] = text
            case _:
                return False
        return True

    def _shift(self, found: dict[str, list[Cell]], name: str) -> None:
        """Put a row right whose steps slid into the column of the units."""
        cells, beside = found.get("unit", []), found.get("steps", [])
        if not cells or not beside or len(cells[0].lines) < 3:
            return
        listed = entries([cells[0].lines])
        if sum(bool(entry.label) for entry in listed) < 2 or listed[0].label:
            return
        self._draft.guess(cells[0].spot, "columns-shifted", measure=name)
        first, *rest = cells[0].lines
        found["unit"] = [Cell(cells[0].spot, (first,))]
        found["steps"] = [Cell(cells[0].spot, tuple(rest))]
        found["follow-up"] = [*beside, *found.get("follow-up", [])]

    def _subject(self, grid: Grid, row: Row, measure: Tree, number: int) -> None:
        for at in grid.subject_columns():
            cells = row.of(at)
            if grid.columns[at] == "measure" or not cells:
                continue
            made, reading = targets(
                cells, row.section, self._codes, self._draft, self._inherited
            )
            measure.setdefault("addresses", []).extend(made)
            for cell in cells:
                self._draft.put(cell, f"measures[{number}].addresses")
            if reading is not None and not reading.code.startswith("O"):
                raw = cells[0].text[: len(cells[0].text) - len(reading.rest)]
                self._score(grid, row, (reading.code, raw), cells)

    def _score(
        self, grid: Grid, row: Row, read: tuple[str, str], cells: Sequence[Cell]
    ) -> None:
        """Keep the score that stands beside the question of a measure."""
        code, raw = read
        for at, meaning in grid.columns.items():
            beside = row.of(at)
            values = figures(beside[0].text) if beside and meaning == "score" else []
            if values:
                part = row.section.part if code.startswith("e") else ""
                self._lines.question(code, part, raw, cells, beside, values)
                choice = self._analyses.choices.get(row.section.selection)
                against(self._draft, choice, code, values, beside)

    def _outside(self, measure: Tree, found: dict[str, list[Cell]]) -> None:
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

    def _all_year(self, measure: Tree, cells: Sequence[Cell]) -> None:
        """Take the time from a result that says from when to when the work goes on."""
        if measure.get("schedule") or not cells:
            return
        for result in measure["results"]:
            read = period(result["summary"], self._draft.year)
            if result.get("status") == "ongoing" and read.start and read.words:
                measure["schedule"] = schedule(read.words, cells[0], self._draft)
                return


def _flat(cells: Sequence[Cell]) -> list[Entry]:
    """Return the list in a cell without its levels."""
    roots = entries([cell.lines for cell in cells])
    return [entry for root in roots for entry in root.walk() if entry.text]
