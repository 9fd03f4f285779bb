"""Rows of a table of scores. The content of a cell decides; its column only helps."""

import re
from collections.abc import Sequence

from prongsai.importing.read.document import SourceCell
from prongsai.importing.understand.analysis import Analyses
from prongsai.importing.understand.codes import CodeReader
from prongsai.importing.understand.draft import ROW_NUMBER, Draft, Guessed
from prongsai.importing.understand.figures import figures
from prongsai.importing.understand.grid import Grid, GridRow
from prongsai.importing.understand.headed_codes import (
    instrument_named,
    numbered_indicator,
)
from prongsai.importing.understand.reasons import why
from prongsai.importing.understand.score_lines import ScoreLines, path
from prongsai.importing.understand.vocabulary import normalise, words
from prongsai.thai.codes import INSTRUMENTS, kind_of
from prongsai.thai.digits import to_arabic

_GUIDANCE = frozenset({"guidance", "issue", "finding"})
_NUMBER = re.compile(r"^\s*(\d{1,2})\s*[.)]\s*")
_ITEM_NUMBER = re.compile(r"(?:ข้อ(?:ที่)?\s*)?0?(\d{1,2})[.)]?")
_GROUP = {
    "instrument": "instruments",
    "indicator": "indicators",
    "sub_indicator": "sub_indicators",
    "item": "items",
}


class ScoreRows:
    """Reads tables of scores into lines, and the remarks next to them into analysis."""

    def __init__(
        self, draft: Draft, codes: CodeReader, lines: ScoreLines, analyses: Analyses
    ) -> None:
        """Take where lines and analysis go."""
        self._draft = draft
        self._codes = codes
        self._lines = lines
        self._analyses = analyses
        self._last = 0

    def take(self, grid: Grid) -> None:
        """Read every row of the grid."""
        for row in grid.rows:
            self._row(grid, row)

    def _row(self, grid: Grid, row: GridRow) -> None:
        cells = [cell for at in row.cells for cell in row.of(at)[:1]]
        cells = [cell for cell in cells if not self._draft.has(cell)]
        number = self._number(grid, cells)
        cells = [cell for cell in cells if cell is not number]
        instrument = next((c for c in cells if self._is_instrument(grid, c)), None)
        if instrument:
            cells.remove(instrument)
        spoken = (
            instrument_named(instrument.text) if instrument else row.section.instrument
        )
        named = any(self._codes.named(cell.text) for cell in cells)
        for at, cell in enumerate(cells):
            in_items = grid.columns.get(cell.spot.column) == "item"
            of_header = grid.columns.get(cell.spot.column) == "indicator"
            number_of_named = named and to_arabic(cell.text).strip("() .").isdecimal()
            number_alone = in_items and _ITEM_NUMBER.fullmatch(to_arabic(cell.text))
            group, code, raw = (
                self._numbered_item(cell, int(number_alone[1]))
                if number_alone
                else self._subject(
                    cell, spoken, in_indicators=of_header and not number_of_named
                )
            )
            if code:
                subject = row.of(cell.spot.column)
                self._line(grid, row, (group, code, raw), subject, cells[at + 1 :])
                if instrument and group == "indicators":
                    self._agree(instrument, code, number)
                elif number:
                    self._draft.put(number, ROW_NUMBER)
                self._same_number(grid, code, group, cells[:at])
                return
        if instrument and not any(_is_subject(grid, cell) for cell in cells):
            raw = spoken if instrument.text.strip() == spoken else ""
            found = ("instruments", spoken, raw)
            self._line(grid, row, found, [instrument], cells)
            if number:
                self._draft.put(number, ROW_NUMBER)

    def _is_instrument(self, grid: Grid, cell: SourceCell) -> bool:
        """Return whether a cell is an instrument: its code, or its name so headed."""
        if cell.text.strip() in INSTRUMENTS:
            return True
        headed = grid.columns.get(cell.spot.column) == "instrument"
        return headed and bool(instrument_named(cell.text))

    def _same_number(
        self, grid: Grid, code: str, group: str, before: Sequence[SourceCell]
    ) -> None:
        """Note the number of an indicator in a column of its own before its name."""
        for cell in before:
            headed = grid.columns.get(cell.spot.column) == "indicator"
            if headed and to_arabic(cell.text).strip("() .") == code:
                self._draft.put(cell, f"{path(group, code)}.code")

    def _number(self, grid: Grid, cells: Sequence[SourceCell]) -> SourceCell | None:
        """Return the cell that only counts the rows, if the count is right."""
        for cell in cells:
            plain = to_arabic(cell.text)
            counts = plain.isdecimal() and int(plain) in {1, self._last + 1}
            if counts and grid.columns.get(cell.spot.column) == "number":
                self._last = int(plain)
                return cell
        return None

    def _agree(self, cell: SourceCell, code: str, number: SourceCell | None) -> None:
        expected = self._codes.instrument(code)
        if cell.text.strip() == expected:
            self._draft.put(cell, f"{path('indicators', code)}.code")
        else:
            self._draft.contradict(
                cell.spot, "other-instrument", code=code, printed=cell.text
            )
        if number:
            self._draft.put(number, ROW_NUMBER)

    def _subject(
        self, cell: SourceCell, instrument: str, *, in_indicators: bool
    ) -> tuple[str, str, str]:
        """Return group, code and printed code of what a cell is about."""
        if in_indicators:
            code, rest = numbered_indicator(cell.text, self._codes)
            if code:
                return self._numbered_indicator(cell, code, rest)
        return self._of_its_words(cell, instrument)

    def _of_its_words(self, cell: SourceCell, instrument: str) -> tuple[str, str, str]:
        """Return group, code and printed code of what the words of a cell are about."""
        if figures(cell.text) or normalise(cell.text) in words("verdicts"):
            return "", "", ""
        printed = to_arabic(cell.text)
        bare = _NUMBER.sub("", printed)
        named = self._codes.named(bare)
        if named and (kind_of(named) != "item"):
            return _GROUP[kind_of(named)], named, printed[: len(printed) - len(bare)]
        reading = self._codes.read(cell.text, instrument)
        if reading is None:
            return "", "", ""
        if reading.open:
            self._draft.ask(cell.spot, reading.open, raw=reading.raw)
            return "", "", ""
        raw = cell.text[: len(cell.text) - len(reading.rest)]
        group = "items" if reading.code.startswith("O") else "questions"
        if reading.guessed is None:
            return group, reading.code, raw
        reason = why(reading.guessed, raw=reading.raw)
        self._draft.guess(
            cell.spot, "code-guessed", raw=reading.raw, code=reading.code, why=reason
        )
        return group, Guessed(reading.code, reason), raw

    def _numbered_indicator(
        self, cell: SourceCell, code: str, rest: str
    ) -> tuple[str, str, str]:
        """Return the indicator whose number is below a header of indicators."""
        raw = cell.text[: len(cell.text) - len(rest)] if rest else cell.text
        if self._codes.named(rest):
            return _GROUP[kind_of(code)], code, raw
        reason = why("heading-says", raw=cell.text)
        self._draft.guess(
            cell.spot, "code-guessed", raw=cell.text, code=code, why=reason
        )
        return _GROUP[kind_of(code)], Guessed(code, reason), raw

    def _numbered_item(self, cell: SourceCell, number: int) -> tuple[str, str, str]:
        """Return the item that a bare number below a header of items is."""
        reading = self._codes.read(f"O{number}")
        if reading is None or not reading.code:
            self._draft.ask(cell.spot, "code-not-of-year", raw=cell.text)
            return "", "", ""
        reason = why("heading-says", raw=cell.text)
        self._draft.guess(
            cell.spot, "code-guessed", raw=cell.text, code=reading.code, why=reason
        )
        return "items", Guessed(reading.code, reason), cell.text

    def _line(
        self,
        grid: Grid,
        row: GridRow,
        found: tuple[str, str, str],
        subject: Sequence[SourceCell],
        after: Sequence[SourceCell],
    ) -> None:
        group, code, raw = found
        part = row.section.part if code.startswith("e") else ""
        slid = _has_slid(grid, subject[0], group)
        score = _score(grid, subject[0], after, slid=slid)
        values = figures(score.text) if score else []
        beside = [score] if score else []
        if group == "questions":
            self._lines.question(code, part, raw, subject, beside, values)
        else:
            line = self._lines.line(group, code)
            wording = to_arabic(" ".join(cell.text for cell in subject))[len(raw) :]
            self._lines.put(subject, group, line, "wording", wording.strip())
            if score and len(values) == 1:
                self._lines.put(beside, group, line, "score", values[0])
        for cell in after:
            if cell is score:
                continue
            meaning = grid.columns.get(cell.spot.column, "")
            if normalise(cell.text) in words("verdicts") and group != "questions":
                self._lines.put(
                    [cell], group, self._lines.line(group, code), "verdict", cell.text
                )
            elif meaning in _GUIDANCE or (
                slid
                and score
                and cell.spot.column > score.spot.column
                and not figures(cell.text)
            ):
                own = row.of(cell.spot.column)
                self._analyses.beside(grid, row, (code, part), own, values[:1])


def _is_subject(grid: Grid, cell: SourceCell) -> bool:
    """Return whether a cell may say what its row is about."""
    unknown = not grid.columns.get(cell.spot.column) and not figures(cell.text)
    return unknown or grid.is_about(cell.spot.column)


def _has_slid(grid: Grid, subject: SourceCell, group: str) -> bool:
    """Return whether what a row is about is in another column than its header says.

    Below a header of instruments only an instrument is in its place.
    """
    meaning = grid.columns.get(subject.spot.column)
    of_instrument = group == "instruments" and meaning == "instrument"
    return not (of_instrument or grid.is_about(subject.spot.column))


def _score(
    grid: Grid, subject: SourceCell, after: Sequence[SourceCell], *, slid: bool
) -> SourceCell | None:
    """Return the cell under the header of scores; of a row that slipped, as far aside.

    A table without such a header has no scores.
    """
    at = grid.score_column()
    own = grid.subject_columns()
    if at and own and slid:
        at += subject.spot.column - own[0]
    return next(
        (cell for cell in after if cell.spot.column == at and figures(cell.text)), None
    )
