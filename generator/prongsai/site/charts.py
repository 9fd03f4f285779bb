"""Charts as static SVG: dots against a mark, a line over the years, a ring, shares.

They know neither pages nor languages: labels come in, SVG comes out, the same bytes for
the same figures. Classes are those of `theme/README.md`; every shape has its figure
next to it, so that nothing depends on colour alone.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from prongsai.site.escape import for_html

WIDTH = 360


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A score with its label and its figure in words."""

    label: str
    score: Decimal
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of dots: one score a stage, the latest last, None where there is none.

    `said` is the latest figure in words; `link` leads to more about it, if anything.
    """

    label: str
    scores: tuple[Decimal | None, ...]
    said: str
    weak: bool = False
    link: str = ""


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _svg(
    width: int, height: float, text: str, parts: Iterable[str], role: str = "img"
) -> Markup:
    """Return the picture; every label in `parts` was escaped by `_text`.

    The role is `group` where it has links, which an image cannot have.
    """
    box = f"0 0 {width} {_number(height)}"
    return Markup(  # noqa: S704 - escaped
        f'<svg viewBox="{box}" role="{role}" aria-label="{for_html(text)}">'
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


def dots(
    rows: Sequence[Row], stages: Sequence[str], scale: tuple[Point, Point], text: str
) -> Markup:
    """Draw each row's scores on a line of its own, all crossed by the mark.

    The latest score is filled, a weak one is a diamond, earlier ones are empty circles.

    Args:
        rows: from top to bottom.
        stages: what the scores of a row are called, as many as it has.
        scale: where it begins, and the mark; it ends at 100.
        text: describes the chart for those who do not see it.
    """
    floor, mark = scale
    left, right, top = 6.0, WIDTH - 6.0, 26.0

    def place(score: Decimal) -> float:
        share = float(score - floor.score) / float(100 - floor.score)
        return left + share * (right - left)

    parts = [*_legend(stages, mark.said)]
    bottom = top + len(rows) * _ROW
    parts.append(_line("pass", (place(mark.score), top, place(mark.score), bottom)))
    for at, row in enumerate(rows):
        parts += _row(row, top + at * _ROW, place)
    parts.append(_text(0, bottom + 14, floor.said, _MUTED))
    parts.append(_text(WIDTH, bottom + 14, "100", _END + _MUTED))
    return _svg(WIDTH, bottom + 20, text, parts, "group")


_ROW = 36


def _legend(stages: Sequence[str], mark: str) -> Iterator[str]:
    x = 6.0
    for at, stage in enumerate(stages):
        age = len(stages) - 1 - at
        yield _dot(x, 10, age, weak=False)
        yield _text(x + 9, 14, stage)
        x += 28 + 7.5 * len(stage)
    yield _line("pass", (x, 3, x, 17))
    yield _text(x + 6, 14, mark)


def _row(row: Row, top: float, place: Callable[[Decimal], float]) -> Iterator[str]:
    label = _text(0, top + 14, row.label)
    yield f'<a href="{for_html(row.link)}">{label}</a>' if row.link else label
    yield _text(WIDTH, top + 14, row.said, _END + _BOLD)
    y = top + 27
    yield _line("grid", (6, y, WIDTH - 6, y))
    known = [
        (len(row.scores) - 1 - at, place(score))
        for at, score in enumerate(row.scores)
        if score is not None
    ]
    if len(known) > 1:
        yield _line("way", (known[0][1], y, known[-1][1], y))
    for age, x in known:
        yield _dot(x, y, age, weak=row.weak and not age)


def _dot(x: float, y: float, age: int, *, weak: bool) -> str:
    """Draw a score: the latest filled, earlier ones empty and smaller."""
    if weak:
        corners = ((x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y))
        shape = " ".join(f"{_number(px)},{_number(py)}" for px, py in corners)
        return f'<polygon class="dot weak" points="{shape}"/>'
    look, radius = ("baseline", 5 - min(age, 2)) if age else ("dot", 5)
    place = f'cx="{_number(x)}" cy="{_number(y)}"'
    return f'<circle class="{look}" {place} r="{radius}"/>'


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
