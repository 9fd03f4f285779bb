"""Turn a document into a draft: headings, tables, rows, in their order."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from prongsai.importing.read.document import (
    Paragraph,
    SourceDocument,
    SourceTable,
    Warned,
)
from prongsai.importing.understand.analysis import Analyses
from prongsai.importing.understand.around import fields_of
from prongsai.importing.understand.codes import CodeReader
from prongsai.importing.understand.draft import UNPLACED, Draft, Tree
from prongsai.importing.understand.grid import Grid
from prongsai.importing.understand.measure_columns import Known
from prongsai.importing.understand.measure_rows import MeasureRows
from prongsai.importing.understand.reasons import why
from prongsai.importing.understand.score_lines import ScoreLines
from prongsai.importing.understand.score_rows import ScoreRows
from prongsai.importing.understand.sections import Sections, SourceSection, Title
from prongsai.importing.understand.side_by_side import taken_apart
from prongsai.importing.understand.table_rows import read_table
from prongsai.loading.catalogues import rules_of
from prongsai.model.fields import Record
from prongsai.model.measures import Document, Measures
from prongsai.model.scores import Scores
from prongsai.thai.dates import format_iso
from prongsai.thai.digits import to_arabic
from prongsai.thai.pasted import clean

_HALF_YEAR = datetime.timedelta(days=190)


def understand(
    document: SourceDocument, year: int, result_year: int, unit_ids: Mapping[str, str]
) -> Draft:
    """Read everything that can be placed; the rest becomes `unplaced`."""
    draft = Draft(document=document, year=year, result_year=result_year)
    codes = CodeReader(rules_of(result_year))
    rules = rules_of(result_year)
    sections = Sections(rules=rules_of(year), codes=codes, year=year)
    found, outside = _read_blocks(draft, sections, codes)
    titles = _documents(sections)
    if len(titles) == 1:
        fields, outside = fields_of(outside)
        titles = [_in_order(Document, {**titles[0], **fields})]
    draft.document = _with_outside(document, outside)
    lines = ScoreLines(draft)
    analyses = Analyses(draft, rules)
    analyses.choices = {choice.id: choice for choice in sections.choices}
    scores = ScoreRows(draft, codes, lines, analyses)
    of_year = rules_of(year)
    rounds = (title.round for title in sections.titles if title.round)
    of_round = next(rounds, sections.round)
    topics = of_year.topics if of_year else ()
    known = Known(units=unit_ids, topics=topics, round=of_round)
    measures = MeasureRows(draft, codes, lines, analyses, known)
    for one in found:
        if isinstance(one, SourceSection):
            analyses.heading(one)
        elif one.is_measures:
            measures.take(one)
        else:
            scores.take(one)
    lines.write()
    of_measures = bool(analyses.made or measures.made)
    _write_scores(draft, sections, of_measures=of_measures)
    draft.measures["documents"] = titles
    _write_measures(draft, sections, analyses, measures)
    _leave_rest(draft, _tables(found))
    _ask_of_nameless(draft, [one for one in found if isinstance(one, Grid)])
    return draft


def _ask_of_nameless(draft: Draft, grids: Iterable[Grid]) -> None:
    """Ask what the columns without a header are whose cells found no place."""
    for grid in grids:
        for at, meaning in grid.columns.items():
            cells = [cell for row in grid.rows for cell in row.of(at)]
            left = [c for c in cells if draft.places.get(c.spot) == [UNPLACED]]
            if left and not meaning and not grid.headers.get(at):
                above = replace(left[0].spot, row=max(0, left[0].spot.row - 1))
                draft.ask(above, "column-without-header", header="", column=at)


def _read_blocks(
    draft: Draft, sections: Sections, codes: CodeReader
) -> tuple[list[SourceSection | Grid], list[str]]:
    """Return headings and tables in their order, and paragraphs that are neither."""
    found: list[SourceSection | Grid] = []
    outside: list[str] = []
    before = last = None
    for block in draft.document.blocks:
        if isinstance(block, Paragraph):
            if not block.text:
                sections.now = SourceSection()  # another file or sheet begins
                sections.above = ""
                last = None
            elif _read_paragraph(block.text, sections, found):
                outside.append(block.text)
            before = None
            continue
        sections.below = True
        for table in taken_apart(block):
            grid = read_table(table, before, sections, codes, draft, last)
            if grid is not None and grid is not before:
                found.append(grid)
            if grid is None and last is None:
                _read_fields(table, sections)
            before = grid
            last = grid or last
    return found, outside


def _read_fields(table: SourceTable, sections: Sections) -> None:
    """Read a table above all others that is only fields: the year, the round."""
    for row in table.rows:
        sections.field(" ".join(cell.text for cell in row if cell.text))


def _read_paragraph(
    text: str, sections: Sections, found: list[SourceSection | Grid]
) -> bool:
    """Read a heading; return whether the paragraph says nothing of the tables."""
    said = sections.said()
    if sections.take(text):
        found.append(sections.now)
    return sections.said() == said


def _with_outside(document: SourceDocument, texts: Sequence[str]) -> SourceDocument:
    """Tell of the text outside tables that went nowhere."""
    if not texts:
        return document
    facts = (("count", str(len(texts))), ("first", " / ".join(texts[:3])[:160]))
    told = Warned(code="outside-tables", facts=facts)
    return replace(document, warned=(*document.warned, told))


def _source(sections: Sections, document: SourceDocument) -> Tree:
    title = next((title.text for title in sections.titles), sections.first)
    return {"document": title or to_arabic(clean(document.name))}


def _write_scores(draft: Draft, sections: Sections, *, of_measures: bool) -> None:
    """Write the total, the source and the year of the scores, if there are any."""
    if sections.total and not sections.total_year:
        sections.total_year = draft.result_year
    if sections.total and sections.total_year == draft.result_year:
        draft.scores |= {"total": sections.total, "level": sections.level}
    elif sections.total:
        draft.contradict(
            None, "total-of-other-year", year=sections.total_year, total=sections.total
        )
    if not draft.scores:
        return
    draft.scores["source"] = _source(sections, draft.document)
    if draft.result_year not in sections.years:
        reason = why("result-year", year=draft.result_year, of=draft.year)
        if not of_measures:
            reason = why("year-given", year=draft.result_year)
        draft.scores["year_inferred"] = reason
        draft.guess(None, "year-guessed", year=draft.result_year, why=reason)


def _write_measures(
    draft: Draft, sections: Sections, analyses: Analyses, measures: MeasureRows
) -> None:
    used = {entry.get("selection") for entry in analyses.made}
    draft.measures |= {
        "selection": [
            _selection(
                choice.id, choice.rule, choice.value, choice.count, choice.heading
            )
            for choice in sections.choices
            if choice.id in used
        ],
        "analysis": analyses.made,
        "measures": measures.made,
    }
    if not (analyses.made or measures.made):
        draft.measures = {}
        return
    draft.measures["source"] = _source(sections, draft.document)
    years = sections.years
    if not years:
        reason = why("year-given", year=draft.year)
        draft.measures["year_inferred"] = reason
        draft.guess(None, "year-guessed", year=draft.year, why=reason)
    elif draft.year not in years:
        draft.contradict(
            None,
            "other-year",
            year=draft.year,
            printed=", ".join(map(str, sorted(years))),
        )


def _documents(sections: Sections) -> list[Tree]:
    """Return the first title of each kind as an official document."""
    kinds: dict[str, Title] = {}
    for title in sections.titles:
        kinds.setdefault(title.kind, title)
    return [_document(title, sections.round) for title in kinds.values()]


def _document(title: Title, of_round: str) -> Tree:
    """Return a document; a line of its own may name the round of a report."""
    made: Tree = {"id": title.kind, "kind": title.kind, "title": title.text}
    if title.round or (of_round and title.kind == "report"):
        made["round"] = title.round or of_round
    if title.round and title.period.start and title.period.end and _fits(title):
        made["period_from"] = format_iso(title.period.start)
        made["period_to"] = format_iso(title.period.end)
    return made


def _fits(title: Title) -> bool:
    """Return whether days may be those of a round: six months are no year."""
    start, end = title.period.start, title.period.end
    whole = start is not None and end is not None and end - start > _HALF_YEAR
    return not (whole and title.round == "6-months")


def _selection(name: str, rule: str, value: str, count: str, heading: str) -> Tree:
    made: Tree = {"id": name, "rule": rule}
    if value:
        made["value"] = value
    if count:
        made["count"] = count
    made["heading"] = heading
    return made


def _leave_rest(draft: Draft, of_scores: frozenset[int]) -> None:
    """Add unplaced cells to the file that their table is about."""
    for cell in draft.rest():
        about_scores = int(cell["table"]) in of_scores or not draft.measures
        home = draft.scores if about_scores and draft.scores else draft.measures
        home.setdefault("unplaced", []).append(cell)
    draft.measures = _in_order(Measures, draft.measures)
    draft.scores = _in_order(Scores, draft.scores)


def _in_order(model: type[Record], tree: Tree) -> Tree:
    """Return a tree with its fields in the order of the model."""
    return {name: tree[name] for name in model.model_fields if tree.get(name)}


def _tables(grids: Iterable[SourceSection | Grid]) -> frozenset[int]:
    """Return the numbers of the tables of scores."""
    return frozenset(
        cell.spot.table
        for grid in grids
        if isinstance(grid, Grid) and not grid.is_measures
        for row in grid.rows
        for cells in row.cells.values()
        for cell in cells
    )
