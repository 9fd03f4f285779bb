"""The look of a fragment, since a vendor's CMS does not have our style sheet."""

from collections.abc import Iterable

OUTER = (
    "font-family:Sarabun,'Noto Sans Thai','Leelawadee UI',Tahoma,sans-serif;"
    "font-size:16px;line-height:1.75;color:#1c2427;overflow-wrap:break-word"
)
WIDE = "min-width:1000px"
"""For a table that has the whole width of the site; it scrolls in its wrapper."""

_CELL = "border:1px solid #6b7b80;padding:5px 8px;text-align:left;vertical-align:top"
_HIDDEN = "position:absolute;width:1px;overflow:hidden;clip-path:inset(50%)"
_NAMED = "background:#fff;font-weight:400;min-width:170px"
_STYLES = {
    "a": "color:#0b5c66",
    "caption": "text-align:left;font-weight:700;padding:4px 0",
    "dd": "margin:0",
    "dl": "margin:0 0 16px",
    "dt": "font-weight:700;margin:6px 0 0",
    "figure": "margin:16px 0",
    "h2": "font-size:25px;line-height:1.5;margin:0 0 12px;color:#0b4f58",
    "h3": "font-size:21px;line-height:1.5;margin:24px 0 8px;color:#0b4f58",
    "h4": "font-size:18px;line-height:1.5;margin:20px 0 6px",
    "img": "max-width:100%;height:auto",
    "table": "border-collapse:collapse;width:100%;margin:4px 0 20px;font-size:15px",
    "td": _CELL,
    "th": f"{_CELL};background:#eaf3f4",
    "ul": "margin:0 0 6px;padding-left:22px",
    "ol": "margin:0 0 6px;padding-left:24px",
    ".badge": "padding:0 7px;border:1px solid;border-radius:3px;font-size:14px",
    ".code": "font-weight:700",
    ".description": "display:block",
    ".ita-wrap": "overflow-x:auto",
    ".meta": "color:#4a575c;font-size:14px",
    ".nb": "white-space:nowrap",
    ".note": "color:#3f4f5a",
    ".notice": "border:1px solid #874600;background:#fdf2e2;padding:6px 14px",
    ".num": "text-align:right",
    ".ok": "color:#1b6535",
    ".own-line": "display:block",
    ".page-foot": "border-top:1px solid #c6d1d4;color:#4a575c;font-size:14px",
    ".result": "margin:0 0 8px",
    ".vh": _HIDDEN,
    ".warn": "color:#874600",
    "th.row": _NAMED,
}

CHART = {
    "axis": "stroke:#6b7b80",
    "bar": "fill:#0b5c66",
    "baseline": "fill:#fff;stroke:#6b7b80",
    "dot": "fill:#0b5c66",
    "dot weak": "fill:#874600",
    "empty": "fill:none;stroke:#6b7b80",
    "grid": "stroke:#c6d1d4",
    "line": "fill:none;stroke:#0b5c66;stroke-width:2.5",
    "muted": "fill:#4a575c",
    "pass": "stroke:#874600;stroke-width:2",
    "way": "stroke:#6b7b80;stroke-width:2",
}
"""For the parts of a chart, which becomes a separate picture."""


def style_of(tag: str, classes: Iterable[str]) -> str:
    """Return the style of an element: of its tag, its classes, or both together."""
    names = list(classes)
    keys = [tag, *(f".{name}" for name in names), *(f"{tag}.{name}" for name in names)]
    return ";".join(_STYLES[key] for key in keys if key in _STYLES)
