"""Charts as static SVG: bars against a mark, a line over the years, a ring.

They know nothing of pages or languages: labels come in, SVG comes out, the same bytes
for the same figures. Classes are those of `theme/README.md`; beside every shape stands
its figure, so that colour is never the only carrier.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

WIDTH = 360
_UNIT = 3
"""Units of width for one point of a score: 100 points are 300 units."""
_LEFT = 1
_BAR, _LABEL, _HEADING = 14, 30, 28


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its label and figure above it, or a heading where it has no score.

    `kind` is empty, `weak` (below the mark) or `baseline`.
    """

    label: str
    score: Decimal | None = None
    said: str = ""
    kind: str = ""


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _svg(width: int, height: float, text: str, parts: Iterable[Markup]) -> Markup:
    return Markup(
        '<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
    ).format(width, _number(height), text, Markup().join(parts))


_END = Markup(' text-anchor="end"')
_MIDDLE = Markup(' text-anchor="middle"')
_MUTED = Markup(' class="muted"')
_BOLD = Markup(' font-weight="700"')
_PLAIN = Markup()


def _text(x: float, y: float, text: str, more: Markup = _PLAIN) -> Markup:
    return Markup('<text x="{}" y="{}" font-size="13"{}>{}</text>').format(
        _number(x), _number(y), more, text
    )


def _line(kind: str, ends: tuple[float, float, float, float]) -> Markup:
    x1, y1, x2, y2 = map(_number, ends)
    return Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
        kind, x1, y1, x2, y2
    )


def bars(rows: Sequence[Bar], mark: Decimal, text: str) -> Markup:
    """Draw bars below each other, each crossed by the mark.

    `text` says the whole in words for those who do not see it.
    """
    y = 0.0
    shapes: list[Markup] = []
    texts: list[Markup] = []
    marks: list[Markup] = []
    x = _LEFT + float(mark) * _UNIT
    for row in rows:
        if row.score is None:
            y += _HEADING
            texts.append(_text(0, y - 4, row.label, _BOLD))
            continue
        texts.append(_text(8, y + _LABEL - 7, row.label))
        texts.append(_text(WIDTH, y + _LABEL - 7, row.said, _END))
        y += _LABEL
        shapes.append(_rect(row, row.score, y))
        marks.append(_line("pass", (x, y - 4, x, y + _BAR + 4)))
        y += _BAR
    axis = _line("axis", (_LEFT, 0, _LEFT, y))
    return _svg(WIDTH, y + 1, text, (axis, *shapes, *marks, *texts))


def _rect(row: Bar, score: Decimal, top: float) -> Markup:
    look = {"weak": "bar weak", "baseline": "baseline"}.get(row.kind, "bar")
    return Markup('<rect class="{}" x="1" y="{}" width="{}" height="{}"/>').format(
        look, _number(top), _number(float(score) * _UNIT), _BAR
    )


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a line: what stands below it, its score, its figure in words."""

    label: str
    score: Decimal
    said: str


def line(points: Sequence[Point], mark: Point, floor: Point, text: str) -> Markup:
    """Draw scores over the years; the scale begins at `floor` and ends at 100."""
    top, bottom, left, right = 24.0, 134.0, 40.0, WIDTH - 40.0

    def height(score: Decimal) -> float:
        return bottom - (float(score - floor.score) / float(100 - floor.score)) * (
            bottom - top
        )

    step = (right - left) / max(1, len(points) - 1)
    places = [(left + step * n, height(p.score)) for n, p in enumerate(points)]
    y = height(mark.score)
    path = " ".join(f"{_number(px)},{_number(py)}" for px, py in places)
    parts = [
        _line("axis", (0, bottom, WIDTH, bottom)),
        _line("pass", (0, y, WIDTH, y)),
        Markup('<polyline class="line" points="{}"/>').format(path),
    ]
    parts += [
        Markup('<circle class="dot" cx="{}" cy="{}" r="4.5"/>').format(
            _number(px), _number(py)
        )
        for px, py in places
    ]
    parts.append(_text(0, y + 16, mark.said, _MUTED))
    parts.append(_text(WIDTH, bottom - 4, floor.said, _END + _MUTED))
    for point, (px, py) in zip(points, places, strict=True):
        parts.append(_text(px, py - 10, point.said, _MIDDLE))
        parts.append(_text(px, bottom + 18, point.label, _MIDDLE + _MUTED))
    return _svg(WIDTH, bottom + 24, text, parts)


def coverage_ring(complete: int, incomplete: int, unknown: int, text: str) -> Markup:
    """Draw how many items are complete, incomplete and unknown, for internal reports.

    The arcs differ in thickness and dashes, not in colour alone; the complete ones of
    all stand in the middle. `text` says it in words.
    """
    total = complete + incomplete + unknown
    radius, centre = 50, 64
    round_length = 2 * math.pi * radius
    parts = [_circle("ring", 12, centre, radius)]
    start = 0.0
    for count, width, look in (
        (complete, 12, "ring-part"),
        (incomplete, 6, "ring-part ring-open"),
        (unknown, 2, "ring-part ring-unknown"),
    ):
        length = round_length * count / total if total else 0
        if length:
            arc = Markup(' stroke-dasharray="{} {}" stroke-dashoffset="{}"').format(
                _number(length), _number(round_length - length), _number(-start)
            )
            turn = Markup(' transform="rotate(-90 {0} {0})"').format(centre)
            parts.append(_circle(look, width, centre, radius, arc + turn))
        start += length
    parts.append(
        Markup(
            '<text x="{0}" y="{1}" font-size="22" text-anchor="middle">{2}/{3}</text>'
        ).format(centre, centre + 8, complete, total)
    )
    return _svg(2 * centre, 2 * centre, text, parts)


def _circle(
    look: str, width: int, centre: int, radius: int, more: Markup | str = ""
) -> Markup:
    return Markup(
        '<circle class="{}" cx="{}" cy="{}" r="{}" fill="none" stroke="currentColor"'
        ' stroke-opacity="{}" stroke-width="{}"{}/>'
    ).format(
        look, centre, centre, radius, "0.15" if look == "ring" else "1", width, more
    )
