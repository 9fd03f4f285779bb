"""Which column is what, decided over the whole column and all of its header."""

from collections.abc import Sequence
from decimal import Decimal

from prongsai.importing.notes import OpenPoint
from prongsai.importing.read.document import SourceCell, SourceTable
from prongsai.importing.understand.codes import CodeReader
from prongsai.importing.understand.draft import Draft
from prongsai.importing.understand.figures import figures, is_figure
from prongsai.importing.understand.header_words import is_year
from prongsai.importing.understand.headers import ASSESSED, Header
from prongsai.importing.understand.topics import are_topics
from prongsai.importing.understand.vocabulary import (
    forms,
    normalise,
    words,
    written_forms,
)
from prongsai.model.catalogue import Topic

OTHER = "other-figure"
"""A column of figures that are no scores: weights, targets, ranks, another year."""

_HUNDRED = 100
_OF_MEASURES = frozenset({"steps", "unit", "schedule", "measure"})

_PERHAPS_TOPICS = frozenset({"", "issue", "question", "indicator", "item", "guidance"})
"""Meanings of columns whose cells may be the titles of topics instead."""


def settle(
    table: SourceTable,
    header: Header,
    codes: CodeReader,
    draft: Draft,
    topics: Sequence[Topic] = (),
    above: str = "",
) -> dict[int, str]:
    """Return the meaning of every column; what stays in doubt has none.

    `above` is the heading of the table.
    """
    columns = dict(header.columns)
    body = table.rows[header.last + 1 :]
    cells = {
        at: [c for r in body for c in r if c.spot.column == at and c.text]
        for at in columns
    }
    _of_years(columns, header, draft, cells, above)
    _of_topics(columns, cells, topics)
    for at, meaning in [*columns.items()]:
        if meaning == "score-or-verdict":
            columns[at] = "score" if _mostly_figures(cells[at]) else "verdict"
        elif meaning == "indicator" and _is_goal(columns, cells[at], codes):
            columns[at] = "expected"
            form = written_forms("columns")["expected"][0]
            spot = header.spots.get(at)
            draft.guess(spot, "column-of-goals", header=header.texts[at], form=form)
    _no_parts_of_weights(columns, header, draft, cells)
    _one_score(columns, header, draft, cells)
    _without_name(columns, header, draft, cells)
    _no_fractions(columns, header, draft, cells)
    return columns


def _mostly_figures(cells: Sequence[SourceCell]) -> bool:
    figures = sum(is_figure(cell.text) for cell in cells)
    return bool(cells) and 2 * figures > len(cells)


def _is_goal(
    columns: dict[int, str], cells: Sequence[SourceCell], codes: CodeReader
) -> bool:
    """Return whether ตัวชี้วัด next to a measure says how its success is measured."""
    if "measure" not in columns.values() or not _OF_MEASURES & set(columns.values()):
        return False
    return not any(
        codes.named(cell.text) or ((reading := codes.read(cell.text)) and reading.code)
        for cell in cells
    )


def _of_years(
    columns: dict[int, str],
    header: Header,
    draft: Draft,
    cells: dict[int, list[SourceCell]],
    above: str,
) -> None:
    """Take figures below a year for scores where the heading of the table says so."""
    years = [at for at in columns if _is_only_year(header, at)]
    years = [at for at in years if _mostly_figures(cells[at])]
    if "score" in columns.values() or not ASSESSED & {*columns.values()}:
        return
    for at in years:
        columns[at] = "score" if _tells_scores(above) else OTHER
        if columns[at] == OTHER and header.years[at] == draft.result_year:
            _ask(draft, cells[at], "year-alone", header, at)


def _is_only_year(header: Header, at: int) -> bool:
    names = header.names.get(at, frozenset())
    plain = all(is_year(name) or name in words("year_names") for name in names)
    return header.years.get(at, 0) > 0 and plain


def _tells_scores(heading: str) -> bool:
    """Return whether a heading names scores, and no other figures."""
    bare = normalise(heading)
    others = {*forms("columns", OTHER)} - {*words("year_names")}
    return "คะแนน" in bare and not any(one in bare for one in others)


def _of_topics(
    columns: dict[int, str],
    cells: dict[int, list[SourceCell]],
    topics: Sequence[Topic],
) -> None:
    """Take a column next to the measures that holds titles of topics for theirs."""
    if "measure" not in columns.values():
        return
    for at, meaning in columns.items():
        if meaning in _PERHAPS_TOPICS and are_topics(cells[at], topics):
            columns[at] = "topic"


def _no_parts_of_weights(
    columns: dict[int, str],
    header: Header,
    draft: Draft,
    cells: dict[int, list[SourceCell]],
) -> None:
    """Leave a column whose figures are no more than weights of less than 100."""
    limits = [
        _by_row(cells[at])
        for at, meaning in columns.items()
        if meaning == OTHER and any(w in header.texts[at] for w in ("เต็ม", "น้ำหนัก"))
    ]
    for at in [at for at, meaning in columns.items() if meaning == "score"]:
        found = _by_row(cells[at])
        if any(_are_within(found, limit) for limit in limits):
            columns[at] = OTHER
            _ask(draft, cells[at], "scores-of-weights", header, at)


def _by_row(cells: Sequence[SourceCell]) -> dict[int, Decimal]:
    return {c.spot.row: Decimal(f[0]) for c in cells if len(f := figures(c.text)) == 1}


def _are_within(found: dict[int, Decimal], limits: dict[int, Decimal]) -> bool:
    pairs = [(found[row], limits[row]) for row in found if row in limits]
    small = any(limit < _HUNDRED for _, limit in pairs)
    return small and all(one <= limit for one, limit in pairs)


def _one_score(
    columns: dict[int, str],
    header: Header,
    draft: Draft,
    cells: dict[int, list[SourceCell]],
) -> None:
    """Keep one column of scores: that of the year that is imported."""
    scores = [at for at, meaning in columns.items() if meaning == "score"]
    wrong = [
        at
        for at in scores
        if header.years.get(at, draft.result_year) != draft.result_year
    ]
    for at in wrong:
        columns[at] = OTHER
        _ask(draft, cells[at], "score-of-other-year", header, at)
    left = [at for at in scores if at not in wrong]
    dated = [at for at in left if header.years.get(at) == draft.result_year]
    chosen = (
        dated or [at for at in left if not header.texts[at].startswith("ร้อยละ")] or left
    )
    for at in left:
        if len(chosen) > 1 or at not in chosen:
            columns[at] = OTHER
            _ask(draft, cells[at], "several-scores", header, at)


def _without_name(
    columns: dict[int, str],
    header: Header,
    draft: Draft,
    cells: dict[int, list[SourceCell]],
) -> None:
    """Take the only column without a name that holds figures for that of scores."""
    unnamed = [
        at
        for at, meaning in columns.items()
        if not meaning and not header.texts.get(at) and _mostly_figures(cells[at])
    ]
    taken = {"score", OTHER} & set(columns.values())
    if len(unnamed) == 1 and not taken:
        columns[unnamed[0]] = "score"
        form = written_forms("columns")["score"][0]
        spot = header.spots.get(unnamed[0])
        draft.guess(spot, "column-of-scores", header="", form=form)


def _no_fractions(
    columns: dict[int, str],
    header: Header,
    draft: Draft,
    cells: dict[int, list[SourceCell]],
) -> None:
    """Leave a column whose figures are parts of 1 (0.9127): they may be percentages."""
    for at, meaning in columns.items():
        if meaning == "score" and _are_fractions(cells[at]):
            columns[at] = OTHER
            _ask(draft, cells[at], "fractions", header, at)


def _are_fractions(cells: Sequence[SourceCell]) -> bool:
    found = [Decimal(one) for cell in cells for one in figures(cell.text)]
    return any(0 < one < 1 for one in found) and all(one <= 1 for one in found)


def _ask(
    draft: Draft, cells: Sequence[SourceCell], code: OpenPoint, header: Header, at: int
) -> None:
    if cells:
        examples = ", ".join(cell.text for cell in cells[:3])
        draft.ask(
            header.spots.get(at),
            code,
            header=header.texts[at],
            examples=examples,
            year=draft.result_year,
        )
