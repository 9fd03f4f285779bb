"""Charts with their captions, from what a page shows."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise

from markupsafe import Markup

from prongsai.pages.measures import ChangeView, MeasuresView, MeasureView
from prongsai.pages.progress import progress
from prongsai.pages.scores import ScoresView
from prongsai.pages.words import Words
from prongsai.site.charts import Point, Row, dots, line, shares
from prongsai.site.typography import unbroken

_MARK = re.compile("[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]")
_LEADING = "\u0e40\u0e41\u0e42\u0e43\u0e44"
"""Vowels that are written before the letter they belong to."""


def _figure(words: Words, caption: str, svg: Markup) -> Markup:
    return Markup(
        '<figure class="chart"><figcaption>{}</figcaption>{}</figure>'
    ).format(words.number(caption), svg)


def indicator_chart(words: Words, view: ScoresView) -> Markup:
    """Draw the indicators against the pass mark, the weakest first."""
    if not view.ranked:
        return Markup()
    years = view.years_before
    caption = words("chart-indicators", mark=view.pass_mark)
    rows = [
        Row(
            label=_label(one.line.printed_as or one.line.title, weak=one.line.weak),
            scores=(*(one.before.get(y) for y in years), Decimal(one.line.score)),
            said=_said(words, one.line.score, weak=one.line.weak),
            weak=one.line.weak,
            link=f"#indicator-{one.line.code}" if one.line.weak else "",
        )
        for one in view.ranked
    ]
    stages = [words.number(str(year)) for year in (*years, view.year)]
    return _figure(words, caption, _dots(words, rows, stages, view.pass_mark, caption))


def _dots(
    words: Words, rows: list[Row], stages: list[str], mark: Decimal, caption: str
) -> Markup:
    floor = _floor(mark, (s for row in rows for s in row.scores if s is not None))
    scale = (
        Point(label="", score=floor, said=words.number(str(floor))),
        Point(label="", score=mark, said=words.number(words("chart-mark", mark=mark))),
    )
    text = words.number(words("chart-text", caption=caption))
    parts = split(rows)
    return Markup().join(
        dots(part, stages, scale, f"{text} ({at}/{len(parts)})" if parts[1:] else text)
        for at, part in enumerate(parts, 1)
    )


MOST_ROWS = 14
"""Rows of one drawing: more would print smaller than nine points on one sheet."""


def split(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """Cut rows into drawings of about the same length, none too long for a sheet."""
    count = -(-len(rows) // MOST_ROWS)
    ends = [len(rows) * at // count for at in range(count + 1)]
    return [rows[begin:end] for begin, end in pairwise(ends)]


def _floor(mark: Decimal, scores: Iterable[Decimal]) -> Decimal:
    """Return where a scale begins: below all, with some room."""
    lowest = min(mark, *scores)
    return max(Decimal(0), lowest // 10 * 10 - (10 if lowest % 10 < 3 else 0))


def _label(text: str, *, weak: bool) -> str:
    """Shorten a label to the room that its figure leaves."""
    return shortened(text, 24 if weak else 36)


def _said(words: Words, score: str, *, weak: bool) -> str:
    figure = words.number(score)
    return f"{figure} {words('below-mark')}" if weak else figure


def years_chart(words: Words, view: ScoresView) -> Markup:
    """Draw the total over the years; nothing where there is one year only."""
    if len(view.over_years) < 2:
        return Markup()
    first, last = (view.over_years[at][0] for at in (0, -1))
    caption = words("chart-years", first=first, last=last)
    points = [
        Point(
            label=words.number(str(year)),
            score=total,
            said=words.number(words.score(total)),
        )
        for year, total in view.over_years
    ]
    mark = view.pass_mark
    floor = _floor(mark, (point.score for point in points))
    said = words.number(words("chart-mark", mark=mark))
    text = words.number(words("chart-text", caption=caption))
    return _figure(
        words,
        caption,
        line(
            points,
            Point(label="", score=mark, said=said),
            Point(label="", score=floor, said=words.number(str(floor))),
            text,
        ),
    )


def progress_chart(words: Words, measures: Sequence[MeasureView]) -> Markup:
    """Draw how many results are done, going on and not begun, with the counts."""
    counts = progress(measures)
    said = (f"{words('Status.' + (name or 'unstated'))} {n}" for name, n in counts)
    return Markup('<span class="progress">{} {}</span>').format(
        shares(counts), Markup(" · ").join(unbroken(one) for one in said)
    )


def change_chart(words: Words, view: MeasuresView) -> Markup:
    """Draw scores before and after the work, a row each."""
    mark = view.pass_mark
    if not view.changes or mark is None:
        return Markup()
    caption = words("chart-changes", mark=mark)
    rows = [_change(words, change, mark) for change in view.changes]
    stages = [words("chart-before"), words("chart-after")]
    return _figure(words, caption, _dots(words, rows, stages, mark, caption))


def _change(words: Words, change: ChangeView, mark: Decimal) -> Row:
    before, after = Decimal(change.before.score), Decimal(change.after.score)
    weak = after < mark
    return Row(
        label=_label(f"{change.after.target.code} {change.measure.title}", weak=weak),
        scores=(before, after),
        said=_said(words, change.after.score, weak=weak),
        weak=weak,
    )


def shortened(text: str, length: int) -> str:
    """Shorten a label without splitting a Thai cluster; marks take no room."""
    room = 0
    for index, sign in enumerate(text):
        room += not _MARK.match(sign)
        if room > length:
            return text[:index].rstrip().rstrip(_LEADING) + "…"
    return text
