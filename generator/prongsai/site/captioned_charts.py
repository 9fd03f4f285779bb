"""Charts with their captions, from what a page shows."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from markupsafe import Markup

from prongsai.pages.addressed import ScoreView
from prongsai.pages.measures import ChangeView, MeasuresView, MeasureView
from prongsai.pages.progress import progress
from prongsai.pages.scores import ScoresView
from prongsai.pages.words import Words
from prongsai.site.charts import Bar, Point, bars, line, shares
from prongsai.site.typography import unbroken

MAX_LABEL = 34
_MARK = re.compile("[\u0e31\u0e33-\u0e3a\u0e47-\u0e4e]")
_LEADING = "\u0e40\u0e41\u0e42\u0e43\u0e44"
"""Vowels that are written before the letter they belong to."""


def _figure(words: Words, caption: str, svg: Markup, look: str = "") -> Markup:
    return Markup(
        '<figure class="chart{}"><figcaption>{}</figcaption>{}</figure>'
    ).format(look, words.number(caption), svg)


def indicator_chart(words: Words, view: ScoresView) -> Markup:
    """Draw the indicators against the pass mark, best first."""
    if not view.ranked:
        return Markup()
    caption = words("chart-indicators", mark=view.pass_mark)
    rows = [
        Bar(
            label=one.line.printed_as or one.line.title,
            score=Decimal(one.line.score),
            said=_said(words, one.line.score, weak=one.line.weak),
            kind="weak" if one.line.weak else "",
        )
        for one in view.ranked
    ]
    text = words.number(words("chart-text", caption=caption))
    return _figure(words, caption, bars(rows, view.pass_mark, text))


def _said(words: Words, score: str, *, weak: bool) -> str:
    figure = words.number(score)
    return f"{figure} {words('below-mark')}" if weak else figure


def years_chart(words: Words, view: ScoresView) -> Markup:
    """Draw the total over the years; nothing where there is one year only."""
    if len(view.over_years) < 2:
        return Markup()
    caption = words("chart-years", first=view.over_years[0][0], last=view.year)
    points = [
        Point(
            label=words.number(str(year)),
            score=total,
            said=words.number(words.score(total)),
        )
        for year, total in view.over_years
    ]
    mark = view.pass_mark
    lowest = min(mark, *(point.score for point in points))
    floor = lowest // 10 * 10 - (10 if lowest % 10 < 3 else 0)
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
    """Draw scores before and after the work, one small chart each."""
    mark = view.pass_mark
    if not view.changes or mark is None:
        return Markup()
    caption = words("chart-changes", mark=mark)
    charts = (_change(words, change, mark) for change in view.changes)
    return _figure(words, caption, Markup().join(charts), " multiples")


def _change(words: Words, change: ChangeView, mark: Decimal) -> Markup:
    name = f"{change.after.target.code} {change.measure.title}"
    before = _stage(words, "chart-before", change.before, mark)
    after = _stage(words, "chart-after", change.after, mark)
    text = f"{name}: {before.label} {before.said}, {after.label} {after.said}"
    rows = (Bar(label=shortened(name)), replace(before, kind="baseline"), after)
    return bars(rows, mark, text)


def _stage(words: Words, key: str, score: ScoreView, mark: Decimal) -> Bar:
    value = Decimal(score.score)
    weak = value < mark
    return Bar(
        label=words.number(words(key, year=score.target.year)),
        score=value,
        said=_said(words, score.score, weak=weak),
        kind="weak" if weak else "",
    )


def shortened(text: str, length: int = MAX_LABEL) -> str:
    """Shorten a label without splitting a Thai cluster; marks take no room."""
    room = 0
    for index, sign in enumerate(text):
        room += not _MARK.match(sign)
        if room > length:
            return text[:index].rstrip().rstrip(_LEADING) + "…"
    return text
