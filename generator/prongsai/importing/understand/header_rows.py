"""Which rows belong to a header: years, quarters, numbers, names of parts of it."""

from collections.abc import Sequence

from prongsai.importing.read.document import SourceCell
from prongsai.importing.understand.figures import is_figure
from prongsai.importing.understand.header_words import (
    COLUMN_NUMBER,
    IN_BRACKETS,
    is_year,
    meaning_of,
    status_name,
    time_name,
)
from prongsai.importing.understand.times import times
from prongsai.thai.digits import to_arabic


def belongs(above: Sequence[Sequence[SourceCell]], row: Sequence[SourceCell]) -> bool:
    """Return whether a row is part of the header above it."""
    filled = [cell for cell in row if cell.text]
    if not filled:
        return False
    if _counts_columns(filled, least=min(3, len(row))) or _names_years(filled):
        return True
    named = all(
        time_name(c.text) or meaning_of(c.text) or status_name(c.text) for c in filled
    )
    in_brackets = all(IN_BRACKETS.fullmatch(cell.text) for cell in filled)
    if in_brackets or _divides(above, filled):
        return True
    wide = _wide(above)
    under = all(cell.spot.column in wide for cell in filled)
    merged = any(cell.down for cell in row)
    rest = all(
        cell.text or cell.covered for cell in row if cell.spot.column not in wide
    )
    if merged and (under or rest):
        return len(filled) < len(row)
    if all(time_name(cell.text) for cell in filled) and len(filled) > 1:
        return True
    return named and (under or _fills_gaps(above, filled))


def _fills_gaps(
    above: Sequence[Sequence[SourceCell]], filled: Sequence[SourceCell]
) -> bool:
    """Return whether a row names only columns next to or under unnamed ones."""
    unnamed = {cell.spot.column for row in above for cell in row if not cell.text} - {
        cell.spot.column for row in above for cell in row if cell.text
    }
    return bool(unnamed) and all(
        {cell.spot.column, cell.spot.column + 1} & unnamed for cell in filled
    )


def _counts_columns(filled: Sequence[SourceCell], *, least: int) -> bool:
    """Return whether a row only numbers the columns: (1) (2) (3)."""
    matches = [COLUMN_NUMBER.fullmatch(to_arabic(cell.text)) for cell in filled]
    numbers = [int(match[1]) for match in matches if match]
    counted = list(range(numbers[0], numbers[0] + len(numbers))) if numbers else []
    return len(numbers) == len(filled) >= max(2, least) and numbers == counted


def _names_years(filled: Sequence[SourceCell]) -> bool:
    """Return whether a row only says of which year each column is."""
    return len(filled) > 1 and all(is_year(cell.text) for cell in filled)


def _divides(
    above: Sequence[Sequence[SourceCell]], filled: Sequence[SourceCell]
) -> bool:
    """Return whether a row without merged cells only names parts of headers above it.

    Each cell is below a header that speaks for empty places next to it, or below one
    of these places; figures and times are no names.
    """
    texts: dict[int, bool] = {}
    for cell in (cell for row in above for cell in row):
        texts[cell.spot.column] = bool(
            texts.get(cell.spot.column) or cell.text or cell.covered
        )
    named = {cell.spot.column for cell in filled}
    begun: set[int] = set()
    for at in sorted(named):
        if texts.get(at):
            begun = {at} if texts.get(at + 1) is False and at + 1 in named else set()
        elif at - 1 in begun:
            begun.add(at)
        else:
            begun = set()
        if at not in begun:
            return False
    return not any(is_figure(c.text) or times(c.text, 0) for c in filled)


def _wide(rows: Sequence[Sequence[SourceCell]]) -> set[int]:
    """Return the columns under cells that are merged across."""
    found: set[int] = set()
    for row in rows:
        for cell in row:
            if cell.covered and not cell.down:
                found |= {cell.spot.column, cell.spot.column - 1}
    return found


def is_above(row: Sequence[SourceCell], header: Sequence[SourceCell]) -> bool:
    """Return whether a row is the upper part of the header below it.

    Without merged cells it names a column that has no name below.
    """
    merged = {cell.spot.column for cell in header if cell.down}
    filled = {cell.spot.column for cell in row if cell.text}
    nameless = {c.spot.column for c in header if not c.text and not c.covered}
    names = any(meaning_of(cell.text) for cell in row if cell.spot.column in nameless)
    return bool(merged & filled) or names
