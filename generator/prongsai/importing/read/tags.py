"""The tags of HTML by what they do to a page."""

import re

_NAMES = {
    "block": "p div section article header footer main blockquote pre address figure "
    "figcaption caption dl dt dd h1 h2 h3 h4 h5 h6 hr center form fieldset",
    "inline": "a abbr b big cite code del em font i img input ins kbd label mark q s "
    "small span strike strong sub sup time tt u var wbr",
    "skipped": "script style head template noscript svg object iframe",
    "list": "ul ol",
    "table": "table thead tbody tfoot tr td th colgroup col",
    "empty": "br hr img input wbr col meta link",
    "other": "li html body",
}
BLOCKS, _INLINE, SKIPPED, LISTS, TABLES, EMPTY, _OTHERS = (
    frozenset(names.split()) for names in _NAMES.values()
)
KNOWN = BLOCKS | _INLINE | SKIPPED | LISTS | TABLES | EMPTY | _OTHERS

UNCLOSED = EMPTY | frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "tbody"})
"""Tags that need no end: they do not count as open."""

TAG = re.compile(r"</?(?:" + "|".join(sorted(KNOWN)) + r")\b[^<>]*>", re.IGNORECASE)

NO_TAG = re.compile(
    r"<(?!/?(?:" + "|".join(sorted(KNOWN)) + r")\b[^<>]*>)", re.IGNORECASE
)
"""The sign that begins a tag, where no tag that HTML knows follows."""
