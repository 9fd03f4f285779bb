"""Charts as static SVG: bars against a mark, a line over the years, a ring.

They know neither pages nor languages: labels come in, SVG comes out, the same bytes for
the same figures. Classes are those of `theme/README.md`; every shape has its figure
next to it, so that nothing depends on colour alone.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from prongsai.site.escape import for_html

WIDTH = 360
_UNIT = 3
"""Units of width for one point of a score: 100 points are 300 units."""
_LEFT = 1
_BAR, _LABEL, _HEADING = 14, 30, 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar below its label and figure, or a heading where it has no score.

    `kind` is empty, `weak` (below the mark) or `baseline`.
    """

    label: str
    score: Decimal | None = None
    said: str = ""
    kind: str = ""


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _svg(width: int, height: float, text: str, parts: Iterable[str]) -> Markup:
    """Return the picture; every label in `parts` was escaped by `_text`."""
    box = f"0 0 {width} {_number(height)}"
    return Markup(  # noqa: S704 - escaped
        f'<svg viewBox="{box}" role="img" aria-label="{for_html(text)}">'
        f"{''.join(parts)}</svg>"
    )


_END = ' text-anchor="end"'
_MIDDLE = ' text-anchor="middle"'
_MUTED = ' class="muted"'
_BOLD = ' font-weight="700"'


def _text(x: float, y: float, text: str, more: str = "") -> str:
    place = f'x="{_number(x)}" y="{_number(y)}"'
    return f'<text {place} font-size="13"{more}>{for_html(text)}</text>'


def _line(kind: str, ends: tuple[float, float, float, float]) -> str:
    x1, y1, x2, y2 = map(_number, ends)
    return f'<line class="{kind}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def bars(rows: Sequence[Bar], mark: Decimal, text: str) -> Markup:
    """Draw bars below each other, each crossed by the mark.

    `text` describes the chart for those who do not see it.
    """
    y = 0.0
    shapes: list[str] = []
    texts: list[str] = []
    marks: list[str] = []
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
    top = _HEADING if rows and rows[0].score is None else 0
    axis = _line("axis", (_LEFT, top, _LEFT, y))
    return _svg(WIDTH, y + 1, text, (axis, *shapes, *marks, *texts))


def _rect(row: Bar, score: Decimal, top: float) -> str:
    look = {"weak": "bar weak", "baseline": "baseline"}.get(row.kind, "bar")
    size = f'width="{_number(float(score) * _UNIT)}" height="{_BAR}"'
    return f'<rect class="{look}" x="1" y="{_number(top)}" {size}/>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of a line: the label below it, its score, its figure in words."""

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
        f'<polyline class="line" points="{path}"/>',
    ]
    parts += [
        f'<circle class="dot" cx="{_number(px)}" cy="{_number(py)}" r="4.5"/>'
        for px, py in places
    ]
    parts.append(_text(0, y + 16, mark.said, _MUTED))
    parts.append(_text(WIDTH, bottom - 4, floor.said, _END + _MUTED))
    for point, (px, py) in zip(points, places, strict=True):
        parts.append(_text(px, py - 10, point.said, _MIDDLE))
        parts.append(_text(px, bottom + 18, point.label, _MIDDLE + _MUTED))
    return _svg(WIDTH, bottom + 24, text, parts)


def shares(counts: Sequence[tuple[str, int]]) -> Markup:
    """Draw the shares of a whole in a row; the counts have to be next to it.

    The parts differ in height and outline, not only in colour: a name of `done` is
    filled, `ongoing` half filled, any other is empty.
    """
    whole, x = sum(count for _, count in counts), 1.0
    parts: list[str] = []
    for name, count in counts:
        width = 118 * count / whole
        parts.append(_box("empty", x, 1, width - 2, 10))
        if name in {"done", "ongoing"}:
            high = 10 if name == "done" else 5
            parts.append(_box("bar", x, 11 - high, width - 2, high))
        x += width
    return Markup(  # noqa: S704 - numbers and our own words
        f'<svg class="shares" viewBox="0 0 120 12" width="120" height="12"'
        f' aria-hidden="true">{"".join(parts)}</svg>'
    )


def _box(look: str, x: float, y: float, width: float, height: float) -> str:
    place = f'x="{_number(x)}" y="{_number(y)}"'
    size = f'width="{_number(width)}" height="{_number(height)}"'
    return f'<rect class="{look}" {place} {size}/>'


def coverage_ring(complete: int, incomplete: int, unknown: int, text: str) -> Markup:
    """Draw how many items are complete, incomplete and unknown, for internal reports.

    The arcs differ in thickness and dashes, not only in colour; the number of complete
    items is in the middle. `text` describes it.
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
            dashes = f"{_number(length)} {_number(round_length - length)}"
            arc = f' stroke-dasharray="{dashes}" stroke-dashoffset="{_number(-start)}"'
            turn = f' transform="rotate(-90 {centre} {centre})"'
            parts.append(_circle(look, width, centre, radius, arc + turn))
        start += length
    parts.append(
        f'<text x="{centre}" y="{centre + 8}" font-size="22"{_MIDDLE}>'
        f"{complete}/{total}</text>"
    )
    return _svg(2 * centre, 2 * centre, text, parts)


def _circle(look: str, width: int, centre: int, radius: int, more: str = "") -> str:
    opacity = "0.15" if look == "ring" else "1"
    return (
        f'<circle class="{look}" cx="{centre}" cy="{centre}" r="{radius}" fill="none"'
        f' stroke="currentColor" stroke-opacity="{opacity}"'
        f' stroke-width="{width}"{more}/>'
    )
