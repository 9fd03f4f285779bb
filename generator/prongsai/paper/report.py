"""The report of a round: the rows of the measures in their order, with results."""

from prongsai.model.measures import Document
from prongsai.pages.addressed import ScoreView
from prongsai.pages.measure_columns import REPORT_TABLE, on_paper
from prongsai.pages.measures import MeasuresView, MeasureView, ResultView
from prongsai.paper.blocks import (
    Block,
    Cell,
    Section,
    listed,
    not_stated,
    table,
)
from prongsai.paper.measures import Cells, by_topic, cell, issue, number, target, units
from prongsai.paper.official import say
from prongsai.thai.dates import MONTHS, buddhist_year, format_long
from prongsai.thai.digits import to_arabic


def report_section(view: MeasuresView) -> Section:
    """Return the one table of a report; the title of the paper is above it."""
    columns = on_paper(REPORT_TABLE, view.fields)
    names = ("row", "measure", *(one.label for one in columns))
    groups = by_topic(
        view,
        lambda one: (
            number(one),
            issue(one, findings=False),
            *(cell(one, column, _CELLS) for column in columns),
        ),
    )
    return Section(
        title="", lines=(), tables=(table([say(name) for name in names], groups),)
    )


def round_line(name: str, document: Document | None) -> tuple[str, ...]:
    """Return the round and its months, where the title does not say them."""
    words = say(f"Round.{name}")
    if document is None or not document.period_from or not document.period_to:
        return (words,)
    start, end = document.period_from, document.period_to
    title = to_arabic(document.title)
    if words in title and MONTHS[start.month - 1] in title:
        return ()
    return (
        say(
            "round-period",
            round=words,
            start=f"{MONTHS[start.month - 1]} {buddhist_year(start)}",
            end=f"{MONTHS[end.month - 1]} {buddhist_year(end)}",
        ),
    )


def _results(results: tuple[ResultView, ...]) -> Cell:
    if not results:
        return (not_stated(),)
    blocks = [_result(one) for one in results]
    if len(blocks) == 1:
        only = blocks[0]
        return (Block(text=only.text), *only.then)
    return (Block(style="list", entries=tuple(blocks)),)


def _result(view: ResultView) -> Block:
    one = view.result
    day = f"{say('date')} {format_long(one.date)}" if one.date else one.date_text
    details = [day] if day else []
    if view.earlier:
        details.insert(0, say(f"Round.{view.earlier}"))
    if one.status:
        details.insert(0, say(f"Status.{one.status.value}"))
    if one.by:
        details.append(say("by", post=one.by))
    small = Block(text=" · ".join(details), style="small")
    return Block(text=one.summary, then=(small,) if details else ())


def _outcome(one: MeasureView) -> Cell:
    blocks: list[Block] = []
    if one.outcomes:
        blocks += listed(one.outcomes)
    for key, scores in (("baseline", one.baselines), ("effect", one.effects)):
        years = sorted({score.target.year for score in scores})
        for year in years:
            blocks.append(Block(text=say(key, year=year), style="small"))
            entries = [_score(each) for each in scores if each.target.year == year]
            blocks += listed(entries)
    return tuple(blocks) or (not_stated(),)


def _score(view: ScoreView) -> str:
    return say(
        "quoted-score",
        name=target(view.target),
        score=view.score or say("not-stated"),
    )


_CELLS: Cells = {
    "units": units,
    "results": lambda one: _results(one.results),
    "outcomes": _outcome,
    "obstacles": lambda one: listed(
        [each.result.obstacle for each in one.results if each.result.obstacle]
    ),
}
"""How a field looks in the table of a report."""
