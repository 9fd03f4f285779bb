"""The measures as a paper: last year's result, its analysis, measures by topic."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from prongsai.loading.content import AgencyContent, Year
from prongsai.model.measures import Document, FollowUp, Step
from prongsai.pages.addressed import TargetView
from prongsai.pages.context import Context
from prongsai.pages.measure_columns import MEASURES_TABLE, MeasureColumn, on_paper
from prongsai.pages.measures import MeasuresView, MeasureView
from prongsai.pages.scores import LineView, ScoresView, view_scores
from prongsai.paper.blocks import (
    Block,
    Cell,
    Group,
    Section,
    Table,
    fixed,
    listed,
    not_stated,
    plain,
    table,
)
from prongsai.paper.head import Head, SignedBy
from prongsai.paper.official import say
from prongsai.thai.codes import kind_of, sort_key
from prongsai.thai.dates import format_short


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A paper to sign: head, numbered sections, signatures; `cover` gets a page.

    `closing` says above the signatures what they are for, since they may be on a
    separate page.
    """

    head: Head
    sections: tuple[Section, ...]
    closing: str
    signatures: tuple[SignedBy, ...]
    cover: bool


def document_of(view: MeasuresView) -> Document | None:
    """Return the document that a view is made of, the first if there are several."""
    return view.documents[0] if view.documents else None


def sections(
    context: Context, agency: AgencyContent, view: MeasuresView
) -> Iterator[Section]:
    """Yield the parts of the measures in the order of the official form."""
    before = agency.year(view.result_year)
    if before and before.scores and before.catalogue:
        yield _result(context, agency, before, view.result_year)
    if view.analysis:
        yield Section(
            title=say("analysis-section", year=view.result_year),
            lines=tuple(
                say("selection", heading=one.heading) for one in view.measures.selection
            ),
            tables=(_analysis(view),),
        )
    if view.measures.measures:
        yield Section(
            title=say("measures-section", year=view.year),
            lines=(),
            tables=(_measures(view),),
        )


def _result(
    context: Context, agency: AgencyContent, year: Year, number: int
) -> Section:
    title = say("result-section", year=number)
    view = view_scores(context, agency, year)
    return Section(
        title=title, lines=tuple(_totals(view)), tables=tuple(_score_tables(view))
    )


def _totals(view: ScoresView) -> Iterator[str]:
    if view.total and view.level:
        yield say("result-total", score=view.total.score, level=view.level)
    elif view.total:
        yield say("result-total-alone", score=view.total.score)
    for line in view.instruments:
        name = f"{line.code} {_name(line)}"
        yield say("quoted-score", name=name, score=line.score)
    yield say("result-mark", mark=view.pass_mark)


def _score_tables(view: ScoresView) -> Iterator[Table]:
    ranked = sorted(view.ranked, key=lambda one: sort_key(one.line.code))
    if ranked:
        yield fixed(
            {"indicator-column": 5, "instrument": 1, "score": 1, "verdict": 1},
            (
                (
                    plain(f"{one.line.code}. {_name(one.line)}"),
                    plain(one.instrument),
                    plain(one.line.score),
                    _verdict(one.line),
                )
                for one in ranked
            ),
            share=0.7,
        )
    elif view.loose:
        yield fixed(
            {"scope": 12, "score": 1, "verdict": 1},
            (
                (
                    plain(f"{line.code} {_name(line)}"),
                    plain(line.score),
                    _verdict(line),
                )
                for line in view.loose
            ),
        )


def _verdict(line: LineView) -> Cell:
    if not line.scored:
        return (not_stated(),)
    return plain(say("below-mark" if line.weak else "at-mark"))


def _name(line: LineView) -> str:
    return line.printed_as or line.title


def _analysis(view: MeasuresView) -> Table:
    return table(
        (say("Analysis.scope"), say("analysis")),
        (
            Group(
                heading=say(f"analysis-{kind.value}"),
                rows=tuple(
                    (
                        listed([target(one) for one in each.scope]),
                        plain(each.analysis.text),
                    )
                    for each in group
                ),
            )
            for kind, group in view.analysis
        ),
    )


def _measures(view: MeasuresView) -> Table:
    columns = on_paper(MEASURES_TABLE, view.fields)
    return table(
        [say(name) for name in ("row", "measure", *(one.label for one in columns))],
        by_topic(
            view,
            lambda one: (
                number(one),
                issue(one),
                *(cell(one, column, _CELLS) for column in columns),
            ),
        ),
    )


def by_topic(
    view: MeasuresView, row: Callable[[MeasureView], tuple[Cell, ...]]
) -> Iterator[Group]:
    """Yield the measures' rows, topic by topic; both papers have the same order."""
    for topic, group in view.groups:
        heading = ""
        if topic:
            heading = say("topic", number=topic.number, title=topic.title)
        elif len(view.groups) > 1:
            heading = say("no-topic")
        yield Group(heading=heading, rows=tuple(row(one) for one in group))


Cells = Mapping[str, Callable[[MeasureView], Cell]]
"""How each field looks that is more than one text."""


def cell(one: MeasureView, column: MeasureColumn, cells: Cells) -> Cell:
    """Return the cell of a column: as `cells` has it, else its one text."""
    make = cells.get(column.field)
    return make(one) if make else plain(getattr(one.measure, column.field))


def number(one: MeasureView) -> Cell:
    """Return the running number of a measure."""
    return (Block(text=str(one.number)),)


def issue(one: MeasureView, *, findings: bool = True) -> Cell:
    """Return a measure's title with the issue and the findings."""
    if one.measure.title:
        title, others = one.title, one.addresses
    else:
        title, others = _chosen(one.addresses)
    blocks = [Block(text=title, style="strong") if title else not_stated()]
    answers = [
        target(each)
        for each in others
        if each.code or (each.words or each.title) != title
    ]
    blocks += listed(answers) if answers else ()
    if findings and one.measure.findings:
        blocks += (
            Block(text=say("Measure.findings"), style="small"),
            *listed(one.measure.findings),
        )
    return tuple(blocks)


def _chosen(
    addresses: tuple[TargetView, ...],
) -> tuple[str, tuple[TargetView, ...]]:
    """Return a replacement for a title: the last issue without a code, or the first."""
    if not addresses:
        return "", ()
    free = [view for view in addresses if not view.code]
    chosen = free[-1] if free else addresses[0]
    return target(chosen), tuple(view for view in addresses if view is not chosen)


def target(view: TargetView) -> str:
    """Write a code with its part of the EIT and its title."""
    name = view.words or view.title
    if view.part:
        name = f"({say(f'Part.{view.part}')}) {name}".strip()
    match kind_of(view.code) if view.code else "":
        case "":
            return name
        case "indicator" | "sub_indicator" as kind:
            return say(kind.replace("_", "-"), code=view.code, name=name).strip()
        case _:
            return f"{view.code} {name}".strip()


def steps(tree: Sequence[Step], before: str = "") -> Cell:
    """Return the steps with the document's own labels, else numbered as a tree."""
    if not tree:
        return (not_stated(),)
    if len(tree) == 1 and not tree[0].label and not tree[0].steps:
        return plain(tree[0].text)
    labels = tuple(
        step.label or f"{before}{place}" for place, step in enumerate(tree, 1)
    )
    entries = tuple(
        Block(text=step.text, then=steps(step.steps, f"{label}.") if step.steps else ())
        for label, step in zip(labels, tree, strict=True)
    )
    return (Block(style="numbered", entries=entries, labels=labels),)


def units(one: MeasureView) -> Cell:
    """Return who is responsible."""
    return listed([unit.text for unit in one.measure.units])


def _follow_up(all_of_it: Sequence[FollowUp]) -> Cell:
    if not all_of_it:
        return (not_stated(),)
    blocks = []
    for one in all_of_it:
        details = [one.due_text or ""]
        if one.due and not one.due_text:
            details[0] = say("due", date=format_short(one.due))
        repeats = say(f"Repeats.{one.repeats.value}") if one.repeats else ""
        if repeats not in details[0] + one.text:
            details.append(repeats)
        note = " · ".join(detail for detail in details if detail)
        by = f"{say(f'FollowUpBy.{one.by.value}')}: " if one.by else ""
        text = f"{by}{one.text}"
        blocks.append(
            Block(text=text, then=(Block(text=note, style="small"),) if note else ())
        )
    return (Block(style="list", entries=tuple(blocks)),)


_CELLS: Cells = {
    "steps": lambda one: steps(one.measure.steps),
    "units": units,
    "schedule": lambda one: plain(
        one.measure.schedule.text if one.measure.schedule else None
    ),
    "follow_up": lambda one: _follow_up(one.measure.follow_up),
    "expected": lambda one: listed(one.measure.expected),
}
"""How a field looks in the table of the measures."""
